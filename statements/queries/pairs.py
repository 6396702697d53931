"""Who made statements with whom: every pair of parties, and the most active ones crossed with each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator

from statements.queries.catalogue import pairs
from statements.queries.library import Filters, Narrowed, PairEntry, narrow

PER_PAGE = 100
CROSSED = 12  # parties in the matrix


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` is None where a party would meet itself."""

    count: int | None
    query: str
    with_whom: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    party: str
    total: int
    query: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class PairsPage:
    """`found` counts the statements looked at, `number` the pairs."""

    page: Page[PairEntry]
    matrix: Sequence[MatrixRow]
    filters: Filters
    number: int
    found: int


def open_pairs(user: Any, filters: Filters, number: int = 1) -> PairsPage:
    """Under every filter but that of the parties, which is what is shown."""
    narrowed = narrow(user, replace(filters, party=()))
    every = narrowed.commonest_pairs()
    return PairsPage(
        page=Paginator(every, PER_PAGE).get_page(number),
        matrix=_matrix(narrowed),
        filters=narrowed.filters,
        number=len(every),
        found=narrowed.found.bit_count(),
    )


def _matrix(narrowed: Narrowed) -> list[MatrixRow]:
    among, filters = narrowed.found, narrowed.filters
    sets = {key: bits & among for key, bits in narrowed.catalogue.sets["party"].items() if key in narrowed.parties}
    most = sorted(sets, key=lambda key: (-sets[key].bit_count(), narrowed.parties[key][1]))[:CROSSED]
    most = [key for key in most if sets[key]]
    counts = {frozenset((one, other)): n for one, other, n in pairs({key: sets[key] for key in most}, among)}
    if not counts:
        return []
    return [
        MatrixRow(
            narrowed.parties[row][1],
            sets[row].bit_count(),
            filters.query(party=(narrowed.parties[row][0],)),
            [
                Cell(
                    None if row == column else counts.get(frozenset((row, column)), 0),
                    filters.query(party=(narrowed.parties[row][0], narrowed.parties[column][0])),
                    narrowed.parties[column][1],
                )
                for column in most
            ],
        )
        for row in most
    ]
