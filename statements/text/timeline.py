"""The geometry of small pictures over years: numbers in, numbers out; the template writes the SVG.

Positions are units of the picture's own box, from its upper left corner. Nothing here knows what is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

SHORT, LONG = 640.0, 1280.0  # width of a picture of few years, and of many
FEW_YEARS = 14
NARROWEST = 24.0  # of a year: what a finger can meet
WIDEST = 72.0
EDGE = 8.0
HEIGHT = 96.0  # of the tallest bar
HEAD = 18.0  # above it, for its number
LEAST = 2.5  # height of the smallest bar: one of a thousand is not nothing
LABELS = 44.0  # width that the label of a year needs
GAP_LABEL = 150.0
STEPS = (1, 2, 5, 10, 20, 50, 100)
GAP_HEIGHT = 14.0
SQUARE = 9.0
DOT = 12.0  # a mark with the space about it
LETTER = 6.4  # mean width of a letter of a name
NAME_LINE = 19.0
NAME_SHIFT = 9.0
NAME_ROOM = 320.0  # at the end of a picture with names
MOST_LINES = 9


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of a bar."""

    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A year that has something: its column (`x`, `width`), the bar in it, its layers from below."""

    year: int
    x: float
    width: float
    bar_x: float
    bar_width: float
    top: float
    counts: Sequence[int]
    parts: Sequence[Part]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def middle(self) -> float:
        return _round(self.x + self.width / 2)

    @property
    def number_y(self) -> float:
        """Where its number is written, just above."""
        return _round(self.top - 5)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year of the axis; `labelled` where there is room for its number."""

    year: int
    x: float
    middle: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Years without anything, both included; `labelled` where there is room for words."""

    first: int
    last: int
    x: float
    width: float
    labelled: bool

    @property
    def middle(self) -> float:
        return _round(self.x + self.width / 2)


@dataclass(frozen=True, slots=True)
class Axis:
    """Years side by side: `base` is the line they stand on up to `end`, `label_y` where their numbers are written."""

    width: float
    height: float
    base: float
    end: float
    ticks: Sequence[Tick]
    gaps: Sequence[Gap]

    @property
    def is_short(self) -> bool:
        return self.width <= SHORT

    @property
    def label_y(self) -> float:
        return self.base + 23

    @property
    def gap_y(self) -> float:
        return self.base - GAP_HEIGHT

    @property
    def gap_label_y(self) -> float:
        return self.gap_y - 6

    @property
    def labelled(self) -> list[Tick]:
        return [tick for tick in self.ticks if tick.labelled]


@dataclass(frozen=True, slots=True)
class BarChart:
    axis: Axis
    bars: Sequence[Bar]
    tallest: int


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a mark stands, and the height of its name, which begins NAME_SHIFT after it (None without one)."""

    x: float
    y: float
    name_y: float | None

    @property
    def name_x(self) -> float:
        return _round(self.x + NAME_SHIFT)

    @property
    def square(self) -> tuple[float, float]:
        """Upper left corner of a square mark."""
        return _round(self.x - SQUARE / 2), _round(self.y - SQUARE / 2)

    @property
    def baseline(self) -> float:
        return _round((self.name_y or 0) + 4)


@dataclass(frozen=True, slots=True)
class DotChart:
    axis: Axis
    dots: Sequence[Dot]


def gaps_between(years: Iterable[int]) -> list[tuple[int, int]]:
    """The stretches of years missing between the first and the last, as (first, last)."""
    held = sorted(set(years))
    return [(one + 1, next_one - 1) for one, next_one in pairwise(held) if next_one - one > 1]


def bar_chart(counts: Mapping[int, Sequence[int]]) -> BarChart:
    """A bar for each year, in layers: `counts` has as many numbers for every year. Years between are gaps."""
    first, last = min(counts), max(counts)
    width, column = _sizes(last - first + 1)
    tallest = max(sum(numbers) for numbers in counts.values()) or 1
    base = HEAD + HEIGHT
    bars = [
        _bar(year, counts[year], EDGE + (year - first) * column, column, HEIGHT / tallest, base)
        for year in sorted(counts)
        if sum(counts[year])
    ]
    return BarChart(_axis(first, last, width, column, base, [bar.year for bar in bars]), bars, tallest)


def dot_chart(days: Sequence[date], names: Sequence[str]) -> DotChart:
    """A mark for each day, over each other where they would touch. Names, one for each day or none at all, are set
    in lines above, each led down to its mark; where no line is free, the mark goes without.
    """
    first, last = min(days).year, max(days).year
    width, column = _sizes(last - first + 1, room=NAME_ROOM if names else 0)
    places = [EDGE + column * _years_since(day, first) for day in days]
    levels = _levels(places)
    lines = _lines(places, names) if names else [None] * len(days)
    top = NAME_LINE * (max((line for line in lines if line is not None), default=-1) + 1)
    base = top + DOT * (max(levels) + 1) + DOT
    dots = [
        Dot(_round(x), _round(base - DOT * (level + 0.75)), None if line is None else top - NAME_LINE * (line + 0.5))
        for x, level, line in zip(places, levels, lines, strict=True)
    ]
    return DotChart(_axis(first, last, width, column, base, [day.year for day in days]), dots)


def _bar(year: int, counts: Sequence[int], x: float, column: float, unit: float, base: float) -> Bar:
    parts, y = [], base
    for number in counts:
        height = max(number * unit, LEAST) if number else 0.0
        y -= height
        parts.append(Part(_round(y), _round(height)))
    inset = min(column * 0.16, 8)
    return Bar(year, _round(x), _round(column), _round(x + inset), _round(column - 2 * inset), _round(y), counts, parts)


def _sizes(years: int, room: float = 0) -> tuple[float, float]:
    """Width of the picture and of one year in it; `room` stays free at the end."""
    width = SHORT if years <= FEW_YEARS and not room else LONG
    column = min(max((width - 2 * EDGE - room) / years, NARROWEST), width / 4 if room else WIDEST)
    return max(width, years * column + 2 * EDGE + room), column


def _axis(first: int, last: int, width: float, column: float, base: float, held: Iterable[int]) -> Axis:
    step = next((step for step in STEPS if step * column >= LABELS), STEPS[-1])
    ticks = [_tick(year, EDGE + (year - first) * column, column, year % step == 0) for year in range(first, last + 1)]
    gaps = [
        Gap(begin, end, _round(EDGE + (begin - first) * column), _round(size), size >= GAP_LABEL)
        for begin, end in gaps_between(held)
        if (size := (end - begin + 1) * column)
    ]
    end = _round(EDGE + (last - first + 1) * column)
    return Axis(width, base + 40, base, end, ticks, gaps)


def _tick(year: int, x: float, column: float, labelled: bool) -> Tick:
    return Tick(year, _round(x), _round(x + column / 2), labelled)


def _years_since(day: date, first: int) -> float:
    return day.year - first + (day.timetuple().tm_yday - 1) / 366


def _levels(places: Sequence[float]) -> list[int]:
    """For each place the lowest level on which it touches no other."""
    ends: list[float] = []
    levels = [0] * len(places)
    for number in sorted(range(len(places)), key=places.__getitem__):
        x = places[number]
        level = next((level for level, end in enumerate(ends) if end <= x - DOT), len(ends))
        ends[level : level + 1] = [x]
        levels[number] = level
    return levels


def _lines(places: Sequence[float], names: Sequence[str]) -> list[int | None]:
    """The line of each name, counted from the marks up: the lowest on which it runs through no other's leader."""
    lines: list[int | None] = [None] * len(places)
    placed: list[tuple[float, int]] = []
    for number in sorted(range(len(places)), key=places.__getitem__, reverse=True):
        x = places[number]
        end = x + NAME_SHIFT + LETTER * len(names[number])
        line = 1 + max((line for other, line in placed if other < end + NAME_SHIFT), default=-1)
        if line < MOST_LINES:
            lines[number] = line
            placed.append((x, line))
    return lines


def _round(number: float) -> float:
    return round(number, 1)
