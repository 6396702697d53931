"""What happened in the room lately, as far as this person may see it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse

from statements.models import Event, Target
from statements.models.event import events_seen_by
from statements.models.prepared import prepared
from statements.vocabulary import Verb

TOLD = (Verb.ANNOTATED, Verb.REPLIED, Verb.RESOLVED, Verb.REOPENED, Verb.PUBLISHED, Verb.WITHDREW)
MOST = 6
QUOTE = 90  # code points


@dataclass(frozen=True, slots=True)
class Deed:
    """One line: `by` did `verb` to `title`, at `at`; `quote` are the words of the note's first passage."""

    by: str
    verb: str
    title: str
    href: str
    quote: str
    at: datetime


def lately(user: Any) -> list[Deed]:
    """The newest deeds, newest first, in one query. Notes deleted since are not told."""
    return [_deed(*row) for row in _newest(events_seen_by(user))]


@prepared
def _newest(visible: models.Q) -> models.QuerySet[Event, Any]:
    first = Target.objects.filter(annotation=models.OuterRef("annotation")).order_by("passage", "pk")
    told = Event.objects.filter(visible, verb__in=TOLD, edition__isnull=False, annotation__deleted_at__isnull=True)
    rows = told.annotate(quote=models.Subquery(first.values("exact")[:1])).order_by("-number")
    return rows.values_list(
        *("verb", "at", "actor__name", "actor__username", "annotation__uuid", "quote"),
        *("edition__title", "edition__statement__slug", "edition__language", "edition__number"),
    )[:MOST]


def _deed(
    verb: str, at: datetime, name: str | None, username: str | None, note: UUID | None, quote: str | None,
    title: str, *edition: Any,
) -> Deed:  # fmt: skip
    words = " ".join((quote or "").split())
    return Deed(
        by=name or username or "",
        verb=str(Verb(verb).label),
        title=title,
        href=reverse("annotation", args=[note]) if note else reverse("edition", args=edition),
        quote=words if len(words) <= QUOTE else words[:QUOTE].rpartition(" ")[0] + " …",
        at=at,
    )
