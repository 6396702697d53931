"""Nearly the same texts as the desk shows them: the paragraphs that differ, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from statements.ingest.parsed import ParsedStatement
from statements.models import Edition, Upload
from statements.queries.near_same import NearSame, near_same, said
from statements.queries.shelf import shelf_of
from statements.text.align import GroupKind, align_blocks
from statements.text.diff import differing_spans
from statements.text.excerpt import excerpt
from statements.text.marks import draw_wording
from statements.text.passages import SAID

SHOWN = 3  # paragraphs that differ
_SIZE = 320  # code points of each


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph as it is held and as it was handed in; empty where one side has none."""

    held: SafeString
    handed_in: SafeString


@dataclass(frozen=True, slots=True)
class ShownNearSame:
    found: NearSame
    differences: Sequence[Difference]
    more: int

    @property
    def edition(self) -> Edition:
        return self.found.edition

    @property
    def is_same_text(self) -> bool:
        return self.found.is_same_text


def shown_near_same(upload: Upload) -> list[ShownNearSame]:
    """The question with what differs: the first paragraphs, and how many more."""
    found = near_same(upload)
    ours = said(ParsedStatement.from_json(upload.draft or {}).blocks) if found else []
    return [_shown(one, ours) for one in found]


def _shown(found: NearSame, ours: Sequence[str]) -> ShownNearSame:
    held = [paragraph.text for paragraph in shelf_of(found.edition).paragraphs if paragraph.kind in SAID]
    if found.is_same_text:
        return ShownNearSame(found, (), 0)
    differing = [group for group in align_blocks(held, ours) if group.kind is not GroupKind.SAME and group.score < 1]
    drawn = [
        _difference("\n".join(held[n] for n in group.old), "\n".join(ours[n] for n in group.new))
        for group in differing[:SHOWN]
    ]
    return ShownNearSame(found, drawn, len(differing) - len(drawn))


def _difference(held: str, ours: str) -> Difference:
    gone, come = differing_spans(held, ours)
    return Difference(_drawn(held, gone, "gone"), _drawn(ours, come, "come"))


def _drawn(text: str, spans: Sequence[tuple[int, int]], how: str) -> SafeString:
    piece = excerpt(text, spans, size=_SIZE)
    return draw_wording(piece.text, [(start, end, how) for start, end in piece.spans])
