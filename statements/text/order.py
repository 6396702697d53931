"""What stays in order when some things have moved."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest_in_order(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Numbers (positions in `places`) of a rising part of `places` with the greatest sum of `weights`.

    `places` are all different. Takes time n log n: a Fenwick tree of the heaviest row that ends at or before a place.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(places), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(places) + 1)  # weight of a row, number of its last place
    before: list[int] = []
    for number, (place, weight) in enumerate(zip(places, weights, strict=True)):
        best = _heaviest(tree, ranks[place] - 1)
        before.append(best[1])
        _enter(tree, ranks[place], (best[0] + weight, number))
    number = _heaviest(tree, len(places))[1]
    row: set[int] = set()
    while number >= 0:
        row.add(number)
        number = before[number]
    return row


def _heaviest(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    best = (0, -1)
    while rank > 0:
        best = max(best, tree[rank])
        rank -= rank & -rank
    return best


def _enter(tree: list[tuple[int, int]], rank: int, row: tuple[int, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], row)
        rank += rank & -rank
