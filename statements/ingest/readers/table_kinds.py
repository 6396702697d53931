"""What a table of a DOCX or an ODT is: data, signatures side by side, or only the layout of a page."""

from __future__ import annotations

from collections.abc import Sequence

from statements.ingest.names import is_evidence, reads_as_name

DATA, SIGNATURES, LAYOUT = "data", "signatures", "layout"
_LONGEST_CELL = 400
_LONGEST_SIGNED = 170
_MOST_SIGNED_ROWS = 40
# So far to the right that the signature stage sees a line of the last column.
_INDENT = " " * 24

Cells = Sequence[Sequence[Sequence[str]]]


def kind_of_table(rows: Cells, has_inner: bool) -> str:
    """`rows` hold cells, cells hold lines. One column, tables inside or long cells make a layout."""
    lengths = [sum(len(line) for line in cell) for row in rows for cell in row]
    widest = max((len(row) for row in rows), default=0)
    if has_inner or widest < 2 or max(lengths) > _LONGEST_CELL:
        return LAYOUT
    if _is_signed(rows, widest):
        return SIGNATURES
    return DATA if sum(length > 0 for length in lengths) >= 0.5 * len(lengths) else LAYOUT


def _is_signed(rows: Cells, widest: int) -> bool:
    lines = [line for row in rows for cell in row for line in cell]
    short = all(len(line) <= _LONGEST_SIGNED for line in lines)
    if widest > 4 or len(rows) > _MOST_SIGNED_ROWS or not short or not lines:
        return False
    if len(rows) == 1 and widest > 1 and all(reads_as_name(line) for line in lines):
        return True
    evident = sum(is_evidence(line) for line in lines)
    return evident >= max(2, 0.25 * len(lines))


def lines_of_row(cells: list[list[str]], *, signatures: bool) -> list[tuple[str, str]]:
    """(text, hint) for the lines that one row makes: one of data, or as many as the deepest cell of signatures has."""
    if not any(cells):
        return []
    if not signatures:
        return [("\t".join(" ".join(cell).replace("\t", " ") for cell in cells), "row")]
    made: list[tuple[str, str]] = []
    for at in range(max(len(cell) for cell in cells)):
        parts = [cell[at] if at < len(cell) else "" for cell in cells]
        text = "\t".join(part for part in parts if part)
        made.append((_INDENT + text if not parts[0] and len(parts) > 1 else text, ""))
    return made
