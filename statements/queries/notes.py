"""The margin: which notes stand beside which words, as cards."""

from __future__ import annotations

from typing import Any

from statements.queries.reading import ReadingPage, Row


def lay_out(user: Any, page: ReadingPage, *, at: str = "") -> None:
    """Fill the rows with the cards of the first screens, and of the paragraph or section `at`."""


def lay_out_all(user: Any, page: ReadingPage) -> None:
    """Fill every row with all its cards."""


def lay_out_rows(user: Any, rows: list[Row], *, active: int | None = None) -> None:
    """Fill some rows with all their cards."""
