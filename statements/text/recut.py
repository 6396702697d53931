"""Paragraphs cut anew: the same words in the same order, with other borders between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from statements.text.diff import word_spans
from statements.text.sequences import Span, in_order, matching_runs

_SAME = 0.9  # share of words that flow on in the same order
_HALF = 0.5  # share of the shorter one's words that links two paragraphs


def recut_pairs(old: Sequence[str], new: Sequence[str], identical: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Places that share words where, between two identical paragraphs, a text was cut into more or fewer paragraphs
    and hardly changed otherwise.
    """
    x = y = 0
    for here, there in [*in_order(sorted(identical.items())), (len(old), len(new))]:
        if here - x != there - y and here > x and there > y:
            yield from _between(old, new, (x, here), (y, there))
        x, y = here + 1, there + 1


def _between(old: Sequence[str], new: Sequence[str], here: Span, there: Span) -> Iterator[tuple[int, int]]:
    (before, owners), (after, new_owners) = _flow(old, here), _flow(new, there)
    runs = matching_runs(before, after)
    if 2 * sum(run.length for run in runs) < _SAME * (len(before) + len(after)):
        return
    shared = Counter((owners[run.old + n], new_owners[run.new + n]) for run in runs for n in range(run.length))
    sizes = Counter(owners), Counter(new_owners)
    for (one, other), number in sorted(shared.items()):
        if number >= _HALF * min(sizes[0][one], sizes[1][other]):
            yield one, other


def _flow(texts: Sequence[str], stretch: Span) -> tuple[list[str], list[int]]:
    """The words of some paragraphs one after the other, and of each the place of its paragraph."""
    words: list[str] = []
    owners: list[int] = []
    for place in range(*stretch):
        found = [texts[place][start:end] for start, end in word_spans(texts[place])]
        words += found
        owners += [place] * len(found)
    return words, owners
