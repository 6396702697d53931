"""Gives blocks their markers: numbers whose series makes sense, bullets, footnote marks."""

from __future__ import annotations

import re

from statements.ingest.labels import LETTER, NUMBER, PART, ROMAN, Label, bullet_at, labels_at
from statements.ingest.parsed import Warning
from statements.ingest.series import Gap, sensible
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

# These signs also stand for a dash or a letter; one alone is no list.
_WEAK_BULLETS = frozenset("-–—*·o§")
_NOTE = re.compile(r"(\[\d{1,3}\]|[¹²³⁰-⁹]{1,3})\s*(?=\S)")
_OPEN = (BlockKind.PARAGRAPH.value, BlockKind.QUOTATION.value)


def number_blocks(drafts: list[Draft]) -> list[Warning]:
    """Sets marker, label and kind of items and bullets; the text loses only a typographic label. Returns warnings."""
    open_drafts = [draft for draft in drafts if draft.kind in _OPEN and draft.hint != "footnote"]
    series = sensible([_candidates(draft) for draft in open_drafts])
    for index, label in series.labels.items():
        _apply(open_drafts[index], label)
    _bullets([draft for draft in open_drafts if draft.label is None])
    _footnotes(drafts)
    return [_gap_warning(gap, open_drafts[gap.index], series.labels[gap.index]) for gap in series.gaps]


def _candidates(draft: Draft) -> list[Label]:
    """The readings of a block's start. A heading of the page ("2. Trade") may carry a number too."""
    return labels_at(draft.text)


def _apply(draft: Draft, label: Label) -> None:
    draft.label = label
    draft.marker = label.marker
    draft.text = draft.text[label.start :]
    draft.kind = BlockKind.ITEM.value


def _bullets(drafts: list[Draft]) -> None:
    found = [(draft, bullet_at(draft.text)) for draft in drafts]
    counts: dict[str, int] = {}
    for _, bullet in found:
        if bullet:
            counts[bullet[0]] = counts.get(bullet[0], 0) + 1
    for draft, bullet in found:
        if bullet and (bullet[0] not in _WEAK_BULLETS or counts[bullet[0]] >= 2):
            draft.kind = BlockKind.BULLET.value
            draft.marker = bullet[0]
            draft.text = draft.text[bullet[1] :]


def _footnotes(drafts: list[Draft]) -> None:
    """Notes stand in a run at the end, each opening with its mark, or are named so by the format."""
    for draft in drafts:
        if draft.hint == "footnote":
            _make_note(draft)
    for draft in reversed(drafts):
        if draft.kind == BlockKind.FOOTNOTE.value:
            continue
        if draft.kind not in _OPEN or draft.label or not _NOTE.match(draft.text):
            break
        _make_note(draft)


def _make_note(draft: Draft) -> None:
    mark = _NOTE.match(draft.text) or re.match(r"(\[[^\]\s]{1,20}\])\s*(?=\S)", draft.text)
    draft.kind = BlockKind.FOOTNOTE.value
    if mark:
        draft.marker = mark[1]
        draft.text = draft.text[mark.end() :]


def _gap_warning(gap: Gap, draft: Draft, label: Label) -> Warning:
    names = {LETTER: "Letter", ROMAN: "Roman number", PART: "Part", NUMBER: "Number"}
    missing = ", ".join(str(value) for value in range(gap.after + 1, gap.found))
    before = f"after {gap.after}" if gap.after else "at the start"
    return Warning(
        "number-gap",
        f"{names.get(label.rank, 'Number')} {missing} is missing {before}: line {draft.first} goes on with {gap.found}. "
        "The text is kept as it is; look for the missing number inside the paragraph before.",
        draft.first,
    )
