"""A person's own notes, newest first, those on withdrawn editions and deleted ones included, and their drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from statements.models import Annotation, Draft, Edition, Reply, Target
from statements.queries.cards import Card, cards_for
from statements.text import markdown
from statements.text.numbers import whole_number
from statements.vocabulary import EditionState

PER_PAGE = 30


@dataclass(slots=True)
class ShownDraft:
    """Words not sent yet, and where their form is."""

    key: str
    first_words: str
    href: str
    at: datetime


@dataclass(slots=True)
class Notebook:
    page: Page[int]
    cards: list[Card]
    withdrawn: set[int]
    drafts: list[ShownDraft]
    total: int


def open_notebook(
    user: Any, *, words: str = "", visibility: str = "", state: str = "", kept: str = "", page: str = "1"
) -> Notebook:
    """One page of it. `words` are looked for as typed, letter case aside, in bodies and passages."""
    own = Annotation.objects.filter(author=user)
    total = own.alive().count()
    chosen = own.filter(deleted_at__isnull=False) if kept == "deleted" else own.alive()
    if visibility:
        chosen = chosen.filter(visibility=visibility)
    if state:
        chosen = chosen.filter(state=state)
    if words:
        passages = Target.objects.filter(annotation=models.OuterRef("pk"), exact__icontains=words)
        chosen = chosen.filter(models.Q(body__icontains=words) | models.Exists(passages))
    here: Page[int] = Paginator(chosen.order_by("-created_at", "-pk").values_list("pk", flat=True), PER_PAGE).get_page(
        page
    )
    keys = list(here)
    cards = cards_for(user, keys)
    stands = Target.objects.placed().filter(annotation__in=keys, edition__state=EditionState.PUBLISHED)
    withdrawn = set(keys) - set(stands.values_list("annotation_id", flat=True))
    return Notebook(
        page=here,
        cards=[cards[key] for key in keys if key in cards],
        withdrawn=withdrawn,
        drafts=_drafts(user),
        total=total,
    )


def _drafts(user: Any) -> list[ShownDraft]:
    shown = []
    for draft in Draft.objects.filter(user=user).order_by("-updated_at")[:PER_PAGE]:
        body = str(draft.content.get("body", ""))
        shown.append(
            ShownDraft(
                key=draft.key,
                first_words=markdown.plain(body, 160) if body.strip() else "",
                href=_form_address(draft.key),
                at=timezone.localtime(draft.updated_at),
            )
        )
    return [draft for draft in shown if draft.first_words]


def _form_address(key: str) -> str:
    """The page of the form a draft belongs to; "" when that is not there any more."""
    kind, _slash, rest = key.partition("/")
    if kind in ("edit", "reply"):
        note = Annotation.objects.filter(uuid__in=_uuid(rest)).first()
        return reverse(f"annotation_{kind}", args=[note.uuid]) if note else ""
    if kind == "edit-reply":
        answer = Reply.objects.filter(uuid__in=_uuid(rest)).first()
        return reverse("reply_edit", args=[answer.uuid]) if answer else ""
    number, _slash, span = rest.partition("/")
    edition = Edition.objects.select_related("statement").filter(pk=number).first() if whole_number(number) else None
    if kind != "note" or edition is None:
        return ""
    address = reverse("note_new", args=[edition.statement.slug, edition.language, edition.number])
    start, _dash, end = span.partition("-")
    return f"{address}?start={start}&end={end}" if None not in (whole_number(start), whole_number(end)) else address


def _uuid(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []
