"""A short piece of a text around the words found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SIZE = 280  # code points of an excerpt
WHOLE = 360  # a text up to this long is shown whole
LEAD = 90  # at most so much before the first place, so that it is read in its sentence
_SPACE_WITHIN = 24  # how far a cut looks for a space; Chinese has none
_ONE_LINE = str.maketrans("\n\t", "  ")

Span = tuple[int, int]


class Excerpt(NamedTuple):
    """Words of the text in one line, with "…" where something was left out, and the spans found, counted in them."""

    text: str
    spans: list[Span]


def excerpt(text: str, spans: Sequence[Span], *, size: int = SIZE) -> Excerpt:
    """About `size` code points of the text: the stretch with the most different words among `spans`, or two stretches
    where one cannot hold them all.
    """
    line = text.translate(_ONE_LINE)
    if len(line) <= max(size, WHOLE):
        return Excerpt(line, list(spans))
    best = _richest(line, spans, size - LEAD, set())
    known = _kinds(line, _within(spans, best, size - LEAD))
    if known >= _kinds(line, spans):
        return _drawn(line, spans, [_stretch(line, best, size, LEAD)])
    half = size // 2
    first = _richest(line, spans, half - LEAD // 2, set())
    shown = _kinds(line, _within(spans, first, half - LEAD // 2))
    second = _richest(line, spans, half - LEAD // 2, shown)
    return _drawn(line, spans, sorted(_stretch(line, at, half, LEAD // 2) for at in (first, second)))


def _kinds(line: str, spans: Sequence[Span]) -> set[str]:
    return {line[start:end].casefold() for start, end in spans}


def _within(spans: Sequence[Span], start: int, reach: int) -> list[Span]:
    return [span for span in spans if start <= span[0] and span[1] <= start + reach]


def _richest(line: str, spans: Sequence[Span], reach: int, known: set[str]) -> int:
    """Beginning of the span after which, in `reach`, the most words stand that are not `known`; 0 without any."""
    best, most = 0, (0, 0)
    for start, _end in spans:
        here = _within(spans, start, reach)
        worth = (len(_kinds(line, here) - known), len(here))
        if worth > most:
            best, most = start, worth
    return best


def _stretch(line: str, first: int, size: int, lead: int) -> Span:
    start = max(min(first - lead, len(line) - size), 0)
    space = line.find(" ", start, start + min(_SPACE_WITHIN, lead))
    start = space + 1 if start and space >= 0 else start
    end = min(start + size, len(line))
    space = line.rfind(" ", end - _SPACE_WITHIN, end)
    return start, space if end < len(line) and space >= 0 else end


def _drawn(line: str, spans: Sequence[Span], stretches: Sequence[Span]) -> Excerpt:
    """The stretches in order with "…" between and around them; those that touch are one."""
    whole: list[Span] = []
    for start, end in stretches:
        if whole and start <= whole[-1][1] + 1:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    words, found = "", []
    for start, stop in whole:
        piece = line[start:stop].rstrip()
        end = start + len(piece)
        words += "… " if start and not words else " … " if words else ""
        found += [(a - start + len(words), b - start + len(words)) for a, b in spans if start <= a and b <= end]
        words += piece
    return Excerpt(words + (" …" if whole and whole[-1][1] < len(line) else ""), found)
