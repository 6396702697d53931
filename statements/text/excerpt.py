"""A short piece of a text around the words found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SIZE = 280  # code points of an excerpt
WHOLE = 360  # a text up to this long is shown whole
LEAD = 90  # words before the first place, so that it is read in its sentence
_SPACE_WITHIN = 24  # how far a cut looks for a space; Chinese has none
_ONE_LINE = str.maketrans("\n\t", "  ")


class Excerpt(NamedTuple):
    """Words of the text in one line, with "…" where something was left out, and the spans found, counted in them."""

    text: str
    spans: list[tuple[int, int]]


def excerpt(text: str, spans: Sequence[tuple[int, int]], *, size: int = SIZE) -> Excerpt:
    """The piece of at most about `size` code points with the most of `spans` in it; the first of equals."""
    line = text.translate(_ONE_LINE)
    if len(line) <= max(size, WHOLE):
        return Excerpt(line, list(spans))
    first = _richest(spans, size - LEAD)
    start = _cut_before(line, max(min(first - LEAD, len(line) - size), 0))
    end = _cut_after(line, min(start + size, len(line)))
    before = "… " if start else ""
    shift = len(before) - start
    inside = [(a + shift, b + shift) for a, b in spans if start <= a and b <= end]
    return Excerpt(before + line[start:end].rstrip() + (" …" if end < len(line) else ""), inside)


def _richest(spans: Sequence[tuple[int, int]], reach: int) -> int:
    """Beginning of the span with the most spans in `reach` after it; 0 without any."""
    best, most = 0, 0
    for start, _end in spans:
        here = sum(start <= other < start + reach for other, _ in spans)
        if here > most:
            best, most = start, here
    return best


def _cut_before(line: str, place: int) -> int:
    space = line.find(" ", place, place + _SPACE_WITHIN)
    return space + 1 if place and space >= 0 else place


def _cut_after(line: str, place: int) -> int:
    space = line.rfind(" ", place - _SPACE_WITHIN, place)
    return space if place < len(line) and space >= 0 else place
