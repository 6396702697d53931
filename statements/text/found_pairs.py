"""Pairs as they are found, before they are told: which of them stay where several overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from statements.vocabulary import ParallelKind

_MOST_OF = 0.8  # a run that is less of a stretch nearly the same is a piece of it
_BETWEEN = 32  # code points, about four words: "for as long as they [continue to] exist"
_SHELF = 400  # code points


class Found(NamedTuple):
    """A pair before it is told: passages and spans inside them."""

    score: float
    kind: ParallelKind
    passage_a: int
    a: tuple[int, int]
    passage_b: int
    b: tuple[int, int]
    shared: tuple[str, ...]


def without_pieces(runs: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """The runs that are no mere piece of a longer stretch that is nearly the same."""
    near: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for pair in found:
        if pair.kind is ParallelKind.NEAR:
            near[pair.passage_a, pair.passage_b].append(pair)
    return [
        run
        for run in runs
        if not any(
            _holds(pair.a, run.a) and _holds(pair.b, run.b) and _size(run.a) < _MOST_OF * _size(pair.a)
            for pair in near[run.passage_a, run.passage_b]
        )
    ]


def _holds(whole: tuple[int, int], piece: tuple[int, int]) -> bool:
    return whole[0] <= piece[0] and piece[1] <= whole[1]


def _size(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def best_of(found: Sequence[Found]) -> list[Found]:
    """The pairs, best first, without those that a better one covers: on both sides, or, when they only resemble, on
    one by a pair that is twice as good.
    """
    kept: list[Found] = []
    of_a: dict[tuple[int, int], list[Found]] = defaultdict(list)
    of_b: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.passage_a, pair.a, pair.passage_b, pair.b)):
        shelves_a, shelves_b = _shelves(pair.passage_a, pair.a), _shelves(pair.passage_b, pair.b)
        on_a = [other for shelf in shelves_a for other in of_a[shelf] if _overlap(pair.a, other.a)]
        on_b = [other for shelf in shelves_b for other in of_b[shelf] if _overlap(pair.b, other.b)]
        if any(other in on_b for other in on_a):
            continue
        around = on_a + on_b
        if pair.kind in (ParallelKind.SAME_TOPIC, ParallelKind.FORMULA) and around:
            continue
        if pair.kind is ParallelKind.REWORDED and any(pair.score < other.score / 2 for other in around):
            continue
        kept.append(pair)
        for shelf in shelves_a:
            of_a[shelf].append(pair)
        for shelf in shelves_b:
            of_b[shelf].append(pair)
    return kept


def _shelves(passage: int, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Where pairs are kept that may overlap a span: a paragraph may be a whole book."""
    return [(passage, number) for number in range(span[0] // _SHELF, span[1] // _SHELF + 1)]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def follows(one: Found, other: Found) -> bool:
    """Whether two pairs stand in this order on both sides with hardly a word between them."""
    sure = (ParallelKind.VERBATIM, ParallelKind.NEAR)
    return (
        (one.passage_a, one.passage_b) == (other.passage_a, other.passage_b)
        and one.kind in sure
        and other.kind in sure
        and 0 <= other.a[0] - one.a[1] <= _BETWEEN
        and 0 <= other.b[0] - one.b[1] <= _BETWEEN
    )
