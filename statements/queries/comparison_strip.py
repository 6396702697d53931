"""Where two texts correspond, as numbers of a picture: two bars of blocks, ribbons between them.

Units are those of the picture's own view box. Numbers are strings, so that no language puts commas into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statements.queries.comparison_rows import Cell, Row
from statements.vocabulary import RowKind

WIDTH = 1280
TOP, BOTTOM = 48, 116  # the lower edge of the upper blocks, the upper edge of the lower ones
_GAP = 3.0
_LABEL = 26  # least distance of two labels
_WEAK = (RowKind.SAME_TOPIC, RowKind.FORMULA)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: place and width, the row to which it leads, and its section's name where there is room for it."""

    x: str
    width: str
    address: str
    row: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Strip:
    ribbons: list[Ribbon]
    upper: list[Block]
    lower: list[Block]


def draw_strip(
    a: Sequence[tuple[str, int]], b: Sequence[tuple[str, int]], rows: Sequence[Row], current: Row | None
) -> Strip:
    """`a` and `b` are addresses and lengths of the paragraphs of the two texts, in order."""
    places_a, places_b = _places(a), _places(b)
    row_of_a = {cell.address: row for row in rows for cell in row.a}
    row_of_b = {cell.address: row for row in rows for cell in row.b}
    ribbons = [
        Ribbon(_path(*_span(places_a, row.a), *_span(places_b, row.b)), _ribbon_kind(row, current))
        for row in rows
        if row.a and row.b and all(cell.address in places_a for cell in row.a)
        if all(cell.address in places_b for cell in row.b)
    ]
    return Strip(ribbons, list(_blocks(places_a, row_of_a)), list(_blocks(places_b, row_of_b)))


def _places(paragraphs: Sequence[tuple[str, int]]) -> dict[str, tuple[float, float]]:
    """Address → left and right edge."""
    gap = min(_GAP, WIDTH / 4 / max(len(paragraphs), 1))
    total = sum(length for _address, length in paragraphs) or 1
    scale = (WIDTH - gap * (len(paragraphs) - 1)) / total
    places: dict[str, tuple[float, float]] = {}
    x = 0.0
    for address, length in paragraphs:
        places[address] = (x, x + length * scale)
        x += length * scale + gap
    return places


def _blocks(places: dict[str, tuple[float, float]], rows: dict[str, Row]) -> Iterable[Block]:
    section, labelled = "", -float(_LABEL)
    for address, (left, right) in places.items():
        row = rows.get(address)
        name = address.partition(".")[0]
        label = ""
        if name != section and left - labelled >= _LABEL:
            label, labelled = name, left
        section = name
        yield Block(_n(left), _n(right - left), address, row.id if row else "", _block_kind(row), label)


def _block_kind(row: Row | None) -> str:
    if row is None or row.kind is RowKind.SAME:
        return ""
    return "only" if not (row.a and row.b) else "on"


def _ribbon_kind(row: Row, current: Row | None) -> str:
    if row is current:
        return "cur"
    return "same" if row.kind is RowKind.SAME else "weak" if row.kind in _WEAK else ""


def _span(places: dict[str, tuple[float, float]], cells: Sequence[Cell]) -> tuple[float, float]:
    edges = [places[cell.address] for cell in cells]
    return min(left for left, _right in edges), max(right for _left, right in edges)


def _path(a1: float, a2: float, b1: float, b2: float) -> str:
    middle = (TOP + BOTTOM) // 2
    return (
        f"M{_n(a1)} {TOP}C{_n(a1)} {middle} {_n(b1)} {middle} {_n(b1)} {BOTTOM}H{_n(b2)}"
        f"C{_n(b2)} {middle} {_n(a2)} {middle} {_n(a2)} {TOP}z"
    )


def _n(number: float) -> str:
    return f"{number:.1f}"
