"""Two editions of one statement in one language, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from statements.models import Alignment, Edition, Paragraph
from statements.queries.comparison_rows import Cell, Ignored, Row, shortened
from statements.queries.shelf import shelf_of
from statements.text.align import BY_HAND, Group, GroupKind, align_blocks
from statements.text.diff import Op, OpKind, word_diff
from statements.text.marks import draw_wording
from statements.vocabulary import RowKind

KINDS = {
    GroupKind.SAME: RowKind.SAME,
    GroupKind.EDITED: RowKind.EDITED,
    GroupKind.MOVED: RowKind.MOVED,
    GroupKind.SPLIT: RowKind.SPLIT,
    GroupKind.MERGED: RowKind.MERGED,
    GroupKind.ONLY_OLD: RowKind.ONLY_A,
    GroupKind.ONLY_NEW: RowKind.ONLY_B,
}
_JOINT = "\n"


def rows_of_editions(a: Edition, b: Edition, ignored: Ignored) -> list[Row]:
    """One row for each group of paragraphs, in the order of `b`; what stands only in `a` where it stood. What people
    have corrected about the alignment stands before what was worked out. One query, besides those of the shelves.
    """
    old, new = shelf_of(a).paragraphs, shelf_of(b).paragraphs
    return [_row(group, old, new, ignored) for group in _groups(a, b)]


class Said(NamedTuple):
    """What a person said of paragraphs of two editions; `a` and `b` are their addresses."""

    key: int
    a: str
    b: str
    by: str
    at: datetime


def said_of_pair(old: Edition, new: Edition) -> list[Said]:
    """Newest first."""
    ours, theirs = shelf_of(old).paragraphs, shelf_of(new).paragraphs
    rows = Alignment.objects.filter(old=old, new=new, corrected_at__isnull=False).select_related("corrected_by")
    return [
        Said(
            row.pk,
            " ".join(ours[order].address for order in row.old_orders),
            " ".join(theirs[order].address for order in row.new_orders),
            str(row.corrected_by or ""),
            timezone.localtime(row.corrected_at),
        )
        for row in rows.order_by("-corrected_at")
    ]


def _groups(a: Edition, b: Edition) -> Sequence[Group]:
    """As stored when one edition took the place of the other, else worked out, and kept: editions do not change."""
    stored = list(Alignment.objects.filter(old__in=(a, b), new__in=(a, b)).order_by("order"))
    forth = [row for row in stored if row.old_id == a.pk]
    if forth:
        return _in_order([_stored(row, forwards=True) for row in forth])
    back = [row for row in stored if row.new_id == a.pk]
    if back:
        return _in_order([_stored(row, forwards=False) for row in back])
    old, new = shelf_of(a).paragraphs, shelf_of(b).paragraphs
    return _worked_out(old, new, a.published_at, b.published_at)


@lru_cache(maxsize=64)
def _worked_out(
    old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], _published_a: datetime, _published_b: datetime
) -> Sequence[Group]:
    return tuple(align_blocks([one.text for one in old], [one.text for one in new]))


_TURNED = {
    GroupKind.SPLIT: GroupKind.MERGED,
    GroupKind.MERGED: GroupKind.SPLIT,
    GroupKind.ONLY_OLD: GroupKind.ONLY_NEW,
    GroupKind.ONLY_NEW: GroupKind.ONLY_OLD,
}


def _stored(row: Alignment, *, forwards: bool) -> Group:
    kind = GroupKind(row.kind)
    old, new = tuple(row.old_orders), tuple(row.new_orders)
    if forwards:
        return Group(old, new, kind, row.score, row.method, kind is GroupKind.MOVED)
    return Group(new, old, _TURNED.get(kind, kind), row.score, row.method, kind is GroupKind.MOVED)


def _in_order(groups: list[Group]) -> list[Group]:
    """In the order of `b`; what is only in `a` after the paragraph it stood behind."""
    place = {order: group.new[0] for group in groups if group.new for order in group.old}

    def key(group: Group) -> tuple[float, int]:
        if group.new:
            return (group.new[0], 0)
        before = [place[order] for order in range(group.old[0]) if order in place]
        return ((before[-1] if before else -1) + 0.5, group.old[0])

    return sorted(groups, key=key)


def _row(group: Group, old: Sequence[Paragraph], new: Sequence[Paragraph], ignored: Ignored) -> Row:
    ours, theirs = [old[n] for n in group.old], [new[n] for n in group.new]
    kind = KINDS[group.kind]
    if not ours or not theirs or group.score == 1.0:
        ops: list[Op] = []
    else:
        ops = word_diff(
            _JOINT.join(one.text for one in ours),
            _JOINT.join(one.text for one in theirs),
            fold_case=ignored.case,
            skip_punctuation=ignored.punctuation,
        )
    changed = [op for op in ops if op.kind is not OpKind.EQUAL]
    if kind is RowKind.EDITED and not changed:
        kind = RowKind.SAME
    elif kind is RowKind.MOVED and changed:
        kind = RowKind.MOVED_EDITED
    whole = {RowKind.ONLY_A: "gone", RowKind.ONLY_B: "come"}.get(kind, "")
    moved = group.moved or kind in (RowKind.MOVED, RowKind.MOVED_EDITED)
    return Row(
        kind=kind,
        a=_cells(ours, [op.old for op in changed], "gone", whole),
        b=_cells(theirs, [op.new for op in changed], "come", whole),
        words_a=_first_words(ours, [op.old for op in changed]),
        words_b=_first_words(theirs, [op.new for op in changed]) if changed or not ours else "",
        moved=moved,
        by_hand=group.method == BY_HAND,
        stood_after=old[group.old[0] - 1].address if moved and ours and group.old[0] else "",
        stands_after=new[group.new[0] - 1].address if moved and theirs and group.new[0] else "",
    )


def _cells(paragraphs: Sequence[Paragraph], spans: Sequence[tuple[int, int]], how: str, whole: str) -> list[Cell]:
    """The paragraphs drawn; `spans` count in their texts joined."""
    cells: list[Cell] = []
    start = 0
    for paragraph in paragraphs:
        end = start + len(paragraph.text)
        pieces = [
            (max(first, start) - start, min(last, end) - start, how)
            for first, last in spans
            if first < end and last > start and first < last
        ]
        if whole:
            pieces = [(0, len(paragraph.text), whole)]
        cells.append(
            Cell(paragraph.address, paragraph.marker, draw_wording(paragraph.text, pieces), len(paragraph.text))
        )
        start = end + len(_JOINT)
    return cells


def _first_words(paragraphs: Sequence[Paragraph], spans: Sequence[tuple[int, int]]) -> str:
    """The first words that only this side has; of a paragraph that stands alone its first ones."""
    text = _JOINT.join(paragraph.text for paragraph in paragraphs)
    if not spans:
        return shortened(text)
    return shortened(", ".join(text[first:last] for first, last in spans if first < last))
