"""The table of a measuring: figure, ours, the floor's, ratio, budget."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line. `budget` limits the ratio to the floor where it is `times`, else our figure; None: for orientation."""

    name: str
    ours: float
    unit: str
    floor: float | None = None
    budget: float | None = None
    times: bool = False
    more: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        measured = self.ratio if self.times else self.ours
        if self.budget is None or measured is None:
            return ""
        return "ok" if measured <= self.budget else "OVER"

    def cells(self) -> list[str]:
        budget = "" if self.budget is None else f"≤ {self.budget:g}{' ×' if self.times else ' ' + self.unit}"
        return [
            self.name,
            f"{self.ours:.1f} {self.unit}",
            "" if self.floor is None else f"{self.floor:.1f} {self.unit}",
            "" if self.ratio is None else f"{self.ratio:.2f}",
            budget,
            self.verdict,
            self.more,
        ]


HEAD = ["figure", "ours", "floor", "ratio", "budget", "", ""]


def show(figures: list[Figure]) -> None:
    rows = [HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        cells = [
            cell.rjust(width) if 0 < column < 4 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
