"""Columns that a page prints line by line across, where other pages print one column after the other."""

from __future__ import annotations

from collections import Counter
from typing import Protocol, TypeVar

_FEWEST = 8
_SHARE = 0.5
_LEAST_LETTERS = 20
_STEP = 3.0


class _Placed(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def size(self) -> float: ...


P = TypeVar("P", bound=_Placed)


def in_columns(groups: list[list[P]]) -> list[list[P]]:
    """`groups` are the pieces of each line. Where half of the lines have a piece inside them that begins at one and the
    same place, that is the left edge of a second column: left parts come first then, right parts after them. A line
    that runs across the border (a title) ends the columns above it."""
    border = _border(groups)
    if border is None:
        return groups
    out: list[list[P]] = []
    left: list[list[P]] = []
    right: list[list[P]] = []
    for group in groups:
        first = [piece for piece in group if piece.x < border - _STEP]
        second = [piece for piece in group if piece.x >= border - _STEP]
        parted = any(abs(piece.x - border) <= _STEP for piece in second)
        if parted or not first:
            left.extend([first] if first else [])
            right.append(second)
        elif len(_words(first)) * first[0].size * 0.5 + first[0].x <= border:
            left.append(group)
        else:
            out += [*left, *right, group]
            left, right = [], []
    return [*out, *left, *right]


def _border(groups: list[list[P]]) -> float | None:
    """The left edge of the second column, None for a page without one."""
    starts: Counter[int] = Counter()
    for group in groups:
        for piece in {round(piece.x / _STEP): piece for piece in group[1:] if piece.text.strip()}.values():
            if piece.x > group[0].x + 40:
                starts[round(piece.x / _STEP)] += 1
    if not starts:
        return None
    place, count = starts.most_common(1)[0]
    if count < max(_FEWEST, _SHARE * len(groups)):
        return None
    border = place * _STEP
    parts = [
        (
            _words([one for one in group if one.x < border - _STEP]),
            _words([one for one in group if one.x >= border - _STEP]),
        )
        for group in groups
    ]
    both = [(first, second) for first, second in parts if first and second]
    enough = sum(len(first) >= _LEAST_LETTERS and len(second) >= _LEAST_LETTERS for first, second in both)
    return border if enough >= 0.6 * len(both) else None


def _words(pieces: list[P]) -> str:
    return "".join(piece.text for piece in pieces).strip()
