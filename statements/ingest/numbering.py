"""Gives blocks their markers: numbers whose series makes sense, bullets, footnote marks."""

from __future__ import annotations

import re

from statements.ingest.labels import Label, bullet_at, labels_at
from statements.ingest.series import sensible
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

# These signs also stand for a dash or a letter; one alone is no list.
_WEAK_BULLETS = frozenset("-–—*·o§")
_NOTE = re.compile(r"(\[\d{1,3}\]|[¹²³⁰-⁹]{1,3})\s*(?=\S)")
_OPEN = (BlockKind.PARAGRAPH.value, BlockKind.QUOTATION.value)


def number_blocks(drafts: list[Draft]) -> None:
    """Sets marker, label and kind of items and bullets; the text loses only a typographic label."""
    open_drafts = [draft for draft in drafts if draft.kind in _OPEN and draft.hint != "footnote"]
    series = sensible([labels_at(draft.text) for draft in open_drafts])
    for index, label in series.labels.items():
        _apply(open_drafts[index], label)
    _listed([draft for draft in open_drafts if draft.listed and draft.label is None])
    _bullets([draft for draft in open_drafts if draft.kind in _OPEN])
    _footnotes(drafts)


def _apply(draft: Draft, label: Label) -> None:
    draft.label = label
    draft.marker = label.marker
    draft.text = draft.text[label.start :]
    draft.kind = BlockKind.ITEM.value


def _listed(drafts: list[Draft]) -> None:
    """What the file says is a list paragraph is one, however short its list and wherever its numbers begin."""
    for draft in drafts:
        label = next((label for label in labels_at(draft.text) if label.marker == draft.listed), None)
        if label:
            _apply(draft, label)
        elif draft.text.startswith(draft.listed) and not any(char.isalnum() for char in draft.listed):
            draft.kind = BlockKind.BULLET.value
            draft.marker = draft.listed
            draft.text = draft.text[len(draft.listed) :].lstrip()


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
