"""Numbers as addresses and forms hold them."""

from __future__ import annotations

MOST_DIGITS = 9  # so that it fits a column of either database, and takes no time to read


def whole_number(written: str | None) -> int | None:
    """The number that up to nine ASCII digits spell, with nothing around them; None for anything else."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS else None
