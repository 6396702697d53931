"""One note with what was answered, its passages in their paragraphs, and its earlier wordings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from statements import permissions
from statements.models import Annotation, Edition, Paragraph, Target
from statements.queries.cards import ShownPassage, passages_of
from statements.text import markdown
from statements.text.diff import differing_spans
from statements.text.languages import direction
from statements.text.marks import draw_found

PARAGRAPHS = 6  # of one passage shown with all their words
WORDINGS = 10  # shown on a history page, newest first; telling apart two long ones takes a tenth of a second


@dataclass(slots=True)
class ShownReply:
    href: str
    uuid: str
    by: str
    at: datetime
    when: str
    edited: bool
    body: SafeString
    may_edit: bool
    may_delete: bool
    after_edition: int | None = None  # number of the edition the note was written on, if it had been replaced by then


@dataclass(slots=True)
class ShownWording:
    """One wording; `drawn` marks the words that the wording before it did not have."""

    number: int
    by: str
    at: datetime
    drawn: SafeString
    is_newest: bool


@dataclass(slots=True)
class InContext:
    """A passage with the paragraphs it touches, its words marked."""

    passage: ShownPassage
    paragraphs: list[tuple[str, SafeString]]
    direction: str
    cut: bool
    withdrawn: bool


def thread_of(user: Any, annotation: Annotation) -> list[ShownReply]:
    """The answers that still stand, oldest first."""
    shown = []
    carried = annotation.targets.filter(carried_from__isnull=False).order_by("edition__published_at", "pk")
    replaced = carried.values_list("edition__published_at", "carried_from__edition__number").first()
    for answer in annotation.replies.alive().select_related("author"):
        answer.annotation = annotation
        at = timezone.localtime(answer.created_at)
        shown.append(
            ShownReply(
                href=f"/replies/{answer.uuid}/",
                uuid=str(answer.uuid),
                by=str(answer.author),
                at=at,
                when=date_format(at, "j M, H:i"),
                edited=answer.edited_at is not None,
                body=markdown.stored(answer.body, html=answer.body_html, version=answer.body_html_version),
                may_edit=permissions.can(user, "edit_reply", answer),
                may_delete=permissions.can(user, "delete_reply", answer),
                after_edition=replaced[1] if replaced and answer.created_at > replaced[0] else None,
            )
        )
    return shown


def in_context(user: Any, annotation: Annotation) -> list[InContext]:
    """The passages of a note inside their paragraphs, as far as this person may read those editions."""
    targets = {(t.edition_id, t.passage): t for t in annotation.targets.select_related("edition")}
    readable = set(
        Edition.objects.visible_to(user).filter(pk__in=[key[0] for key in targets]).values_list("pk", flat=True)
    )
    return [
        _in_context(passage, targets[passage.edition, passage.number])
        for passage in passages_of([annotation.pk]).get(annotation.pk, [])
        if passage.edition in readable
    ]


def _in_context(passage: ShownPassage, target: Target) -> InContext:
    edition = target.edition
    drawn: list[tuple[str, SafeString]] = []
    touched: list[Paragraph] = []
    if target.start is not None and target.end is not None:
        touched = [p for p in edition.paragraphs.filter(start__lt=target.end) if p.end > (target.start or 0)]
        for paragraph in touched[:PARAGRAPHS]:
            span = (target.start - paragraph.start, target.end - paragraph.start)
            drawn.append((paragraph.address, draw_found(paragraph.text, [span], css_class="selected")))
    return InContext(
        passage=passage,
        paragraphs=drawn,
        direction=direction(edition.language),
        cut=len(touched) > PARAGRAPHS,
        withdrawn=not edition.is_published,
    )


def wordings_of(user: Any, note: Annotation, before: int | None = None) -> tuple[list[ShownWording], int | None]:
    """Of the `WORDINGS` newest wordings (`before` that number) those this person may see, newest first; and the number
    before which older ones stand, None when these are all.
    """
    found = note.revisions.select_related("by")
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: WORDINGS + 1])
    older = rows[WORDINGS - 1].number if len(rows) > WORDINGS else None
    for row in rows:
        row.annotation = note
    rows = [row for row in rows if permissions.can(user, "see_wording", row)]
    shown = []
    for place, row in enumerate(rows):
        if older is not None and row.number < older:
            break  # there for what it lacks only
        earlier = rows[place + 1].body if place + 1 < len(rows) else row.body
        shown.append(
            ShownWording(
                number=row.number,
                by=str(row.by or ""),
                at=timezone.localtime(row.at),
                drawn=draw_found(row.body, differing_spans(earlier, row.body)[1], css_class="found"),
                is_newest=place == 0 and before is None,
            )
        )
    return shown, older
