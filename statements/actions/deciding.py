"""What becomes of a note in a corrected text, decided by a person before it is published."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from statements.actions.carrying import BY_HAND, CONFIRMED, NothingProposed
from statements.actions.event import record
from statements.actions.passage import NoWords, Passage, WordsDiffer
from statements.models import Annotation, Paragraph, PlaceDecision, Upload, User
from statements.queries.carrying import Carrying, Placed
from statements.queries.chain import published_chain
from statements.vocabulary import TargetState, UploadState, Verb


class DraftChanged(Exception):
    """The draft, the edition it is to replace, or what was decided about this passage is not what the person saw.
    Nothing was changed.
    """


@transaction.atomic
def decide_place(
    *,
    upload: Upload,
    carrying: Carrying,
    placed: Placed,
    by: User,
    deed: str,
    seen: str,
    passage: Passage | None = None,
) -> PlaceDecision:
    """Say what becomes of one passage when the draft is published: `deed` is confirm (the room's proposal), choose (the
    `passage` of the new text) or leave. An earlier decision about it is replaced.

    `carrying` is what the draft does now, `placed` its passage, `seen` the `seen_of` of what the person looked at.
    Raises DraftChanged, NothingProposed, and for the words WordsDiffer and NoWords.
    """
    note = _locked(upload, carrying, placed, seen)
    found = _words(carrying, placed, deed, passage)
    place = {"annotation": note, "passage": placed.origin.passage}
    PlaceDecision.objects.filter(upload=upload, **place).delete()
    made = PlaceDecision.objects.create(upload=upload, **place, **found, by=by, at=timezone.now())
    _tell(upload, carrying, note, by)
    return made


@transaction.atomic
def take_decision_back(*, upload: Upload, carrying: Carrying, placed: Placed, by: User, seen: str) -> None:
    """The room's own answer counts again. Raises DraftChanged, also where nothing was decided."""
    note = _locked(upload, carrying, placed, seen)
    there = PlaceDecision.objects.filter(upload=upload, annotation=note, passage=placed.origin.passage)
    if not there.delete()[0]:
        raise DraftChanged
    _tell(upload, carrying, note, by)


def _locked(upload: Upload, carrying: Carrying, placed: Placed, seen: str) -> Annotation:
    """The note, if all is still as it was worked out and seen; publishing takes the same lock."""
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    chain = published_chain(carrying.current.statement, carrying.current.language)
    drafted = carrying.state.draft == f"{held.pk}.{held.turn}"
    if held.state != UploadState.DRAFT or not drafted or not chain or chain[0].pk != carrying.current.pk:
        raise DraftChanged
    key = (placed.origin.annotation, placed.origin.passage)
    decided = carrying.decided.get(key)
    there = PlaceDecision.objects.filter(upload=held, annotation=key[0], passage=key[1]).first()
    if seen != carrying.seen_of(placed) or (there and there.pk) != (decided and decided.decision.pk):
        raise DraftChanged
    return Annotation.objects.select_related("team").get(pk=key[0])


def _words(carrying: Carrying, placed: Placed, deed: str, passage: Passage | None) -> dict[str, Any]:
    if deed == "leave":
        return {"state": TargetState.LEFT_BEHIND, "method": BY_HAND, "score": 0.0}
    proposal = carrying.proposed.get((placed.origin.annotation, placed.origin.passage), placed)
    if deed == "confirm":
        if proposal.start is None or proposal.end is None:
            raise NothingProposed
        found = _at(carrying, Passage(proposal.start, proposal.end))
        return {**found, "method": CONFIRMED, "score": proposal.score}
    if passage is None:
        raise NoWords
    return {**_at(carrying, passage), "method": BY_HAND, "score": 1.0}


def _at(carrying: Carrying, passage: Passage) -> dict[str, Any]:
    """The words of a place of the draft and the paragraphs they stand in."""
    start, end, text = passage.start, passage.end, carrying.text
    if start is None or end is None or not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise NoWords
    words = text[start:end]
    if passage.exact is not None and "".join(passage.exact.split()) != "".join(words.split()):
        raise WordsDiffer(ours=words, theirs=passage.exact)
    begin, touched, first = 0, list[str](), 0
    for paragraph in carrying.new:
        if begin < end and begin + len(paragraph) > start:
            first = begin if not touched else first
            touched.append(paragraph)
        begin += len(paragraph) + len(Paragraph.SEPARATOR)
    around = Paragraph.SEPARATOR.join(touched)
    # A choice that reaches into the blank line between two paragraphs is taken without it.
    start, end = max(start, first), min(end, first + len(around))
    found = {"start": start, "end": end, "exact": text[start:end], "around": around, "offset": start - first}
    return {"state": TargetState.CARRIED_FORWARD, **found}


def _tell(upload: Upload, carrying: Carrying, note: Annotation, by: User) -> None:
    statement = carrying.current.statement
    record(verb=Verb.PLACED, actor=by, annotation=note, upload=upload, statement=statement, team=note.team)
