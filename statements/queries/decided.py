"""What people decided about notes at a draft, and whether it still holds in the draft as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from statements.models import Paragraph, PlaceDecision, Upload

Passage = tuple[int, int]  # key of the note, number of its passage


class Decided(NamedTuple):
    """A decision; `start` and `end` are its place in the draft now. `stands` is false where the paragraphs that held
    the words were changed since.
    """

    decision: PlaceDecision
    start: int | None
    end: int | None
    stands: bool


def decisions_at(upload: Upload, new: Sequence[str]) -> Mapping[Passage, Decided]:
    """By passage. `new` are the texts of the paragraphs of the draft. One query."""
    rows = PlaceDecision.objects.filter(upload=upload).select_related("by")
    return {(row.annotation_id, row.passage): _now(row, new) for row in rows}


def _now(row: PlaceDecision, new: Sequence[str]) -> Decided:
    """By the identity of whole paragraphs, never by the words alone: where the same paragraphs stand more than once,
    only the place that was looked at will do.
    """
    if row.start is None or row.end is None:
        return Decided(row, None, None, True)
    around = row.around.split(Paragraph.SEPARATOR)
    begins, begin = [], 0
    for number, text in enumerate(new):
        if list(new[number : number + len(around)]) == around:
            begins.append(begin)
        begin += len(text) + len(Paragraph.SEPARATOR)
    if len(begins) > 1:
        begins = [begin for begin in begins if begin == row.start - row.offset]
    if not begins:
        return Decided(row, None, None, False)
    start = begins[0] + row.offset
    return Decided(row, start, start + len(row.exact), True)
