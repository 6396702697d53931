"""What happened in the room lately, as far as this person may see it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from statements.models import Edition, Event, Target
from statements.vocabulary import Verb

TOLD = (Verb.ANNOTATED, Verb.REPLIED, Verb.RESOLVED, Verb.REOPENED, Verb.PUBLISHED, Verb.WITHDREW)
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


def lately(user: Any, limit: int = 6) -> list[Deed]:
    """The newest deeds, newest first, in one query. Notes deleted since are not told."""
    first = Target.objects.filter(annotation=models.OuterRef("annotation")).order_by("passage", "pk")
    events = (
        Event.objects.visible_to(user)
        .filter(verb__in=TOLD, edition__isnull=False, annotation__deleted_at__isnull=True)
        .select_related("actor", "annotation", "edition__statement")
        .annotate(quote=models.Subquery(first.values("exact")[:1]))
        .order_by("-number")
    )
    return [_deed(event) for event in events[:limit]]


def _deed(event: Any) -> Deed:
    words = " ".join((event.quote or "").split())
    note = event.annotation
    return Deed(
        by=str(event.actor or ""),
        verb=str(Verb(event.verb).label),
        title=event.edition.title,
        href=reverse("annotation", args=[note.uuid]) if note else _edition_address(event.edition),
        quote=words if len(words) <= QUOTE else words[:QUOTE].rpartition(" ")[0] + " …",
        at=event.at,
    )


def _edition_address(edition: Edition) -> str:
    return reverse("edition", args=[edition.statement.slug, edition.language, edition.number])
