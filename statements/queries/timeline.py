"""The collection in time: a picture of the statements under every filter except the year's, and the same as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from statements.models import Statement
from statements.queries.catalogue import UNDATED
from statements.queries.library import Narrowed, parties_of
from statements.text.timeline import Bar, BarChart, Dot, DotChart, bar_chart, dot_chart, gaps_between

SINGLY = 40  # statements up to which each is drawn by itself
NAMED = 14  # and up to which each is named
NAME = 48  # characters of a name


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the table, or (with `last`) a stretch of years of which nothing is held."""

    year: int
    texts: int
    digests: int
    query: str
    chosen: bool = False
    last: int | None = None


class Column(NamedTuple):
    """A year of the picture with its row of the table."""

    bar: Bar
    row: YearRow


class Mark(NamedTuple):
    """One statement of the picture."""

    dot: Dot
    statement: Statement
    name: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One of `bars` (with `columns`) and `dots` (with `marks`) is drawn; neither when nothing found has a date.
    `narrowed` is true where years may be empty here though the room holds something of them.
    """

    rows: Sequence[YearRow]
    undated: int
    undated_query: str
    texts: int
    digests: int
    narrowed: bool = False
    bars: BarChart | None = None
    columns: Sequence[Column] = ()
    dots: DotChart | None = None
    marks: Sequence[Mark] = ()

    @property
    def first(self) -> int:
        return self.rows[0].year

    @property
    def last(self) -> int:
        return self.rows[-1].year

    @property
    def gaps(self) -> list[YearRow]:
        return [row for row in self.rows if row.last]


def timeline_of(narrowed: Narrowed) -> Timeline:
    among = narrowed.but("year")
    counts = _counts(narrowed, among)
    rows = _rows(narrowed, counts)
    undated = (among & narrowed.catalogue.sets["year"].get(UNDATED, 0)).bit_count()
    texts, digests = (sum(numbers) for numbers in zip(*counts.values(), strict=True)) if counts else (0, 0)
    elsewhere = replace(narrowed.filters, year="").chosen
    plain = Timeline(rows, undated, narrowed.filters.query(year=UNDATED), texts, digests, elsewhere)
    if not counts:
        return plain
    if texts + digests <= SINGLY:
        dots, marks = _marks(narrowed.catalogue.listed(among, "oldest"))
        return replace(plain, dots=dots, marks=marks)
    bars = bar_chart(counts)
    by_year = {row.year: row for row in rows if not row.last}
    return replace(plain, bars=bars, columns=[Column(bar, by_year[bar.year]) for bar in bars.bars])


def _counts(narrowed: Narrowed, among: int) -> dict[int, tuple[int, int]]:
    """Year → texts and digests. A digest is no source and never counted as one."""
    digests = narrowed.catalogue.digests
    counts = {}
    for year, bits in narrowed.catalogue.sets["year"].items():
        here = bits & among
        if here and year != UNDATED:
            of_digests = (here & digests).bit_count()
            counts[int(year)] = (here.bit_count() - of_digests, of_digests)
    return counts


def _rows(narrowed: Narrowed, counts: dict[int, tuple[int, int]]) -> list[YearRow]:
    """Oldest first, with the stretches between."""
    filters = narrowed.filters
    rows = [YearRow(first, 0, 0, "", last=last) for first, last in gaps_between(counts)]
    for year, (texts, digests) in counts.items():
        chosen = filters.year == str(year)
        rows.append(YearRow(year, texts, digests, filters.query(year="" if chosen else str(year)), chosen))
    return sorted(rows, key=lambda row: row.year)


def _marks(keys: list[int]) -> tuple[DotChart, list[Mark]]:
    statements = Statement.objects.only("slug", "title", "kind", "date").in_bulk(keys)
    dated: list[tuple[date, Statement]] = []
    for key in keys:
        if key in statements and (day := statements[key].date) is not None:
            dated.append((day, statements[key]))
    names = _names([statement for _day, statement in dated]) if len(dated) <= NAMED else []
    chart = dot_chart([day for day, _statement in dated], names)
    shown = names or [""] * len(dated)
    marks = [Mark(dot, pair[1], name) for dot, pair, name in zip(chart.dots, dated, shown, strict=True)]
    return chart, marks


def _names(statements: list[Statement]) -> list[str]:
    """Two parties name their statement best; others go by their titles, cut to fit."""
    parties = parties_of(statement.pk for statement in statements)
    return [
        _cut(" – ".join(parties[statement.pk]) if len(parties[statement.pk]) == 2 else statement.title)
        for statement in statements
    ]


def _cut(name: str) -> str:
    return name if len(name) <= NAME else name[:NAME].rpartition(" ")[0] + " …"
