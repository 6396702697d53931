"""Which tables of a page hold data and which only lay the page out."""

from __future__ import annotations

from lxml import etree


def text_of(element: etree._Element) -> str:
    """All text inside an element."""
    return "".join(str(part) for part in element.itertext())


def is_data_table(table: etree._Element) -> bool:
    """Two or more columns of short cells without tables inside; everything else is layout and read as blocks."""
    if table.find(".//table") is not None:
        return False
    widths: list[int] = []
    lengths: list[int] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widths.append(len(cells))
        lengths.extend(len(" ".join(text_of(cell).split())) for cell in cells)
    if not widths or max(widths) < 2 or max(lengths) > 400:
        return False
    linked = sum(len(text_of(link)) for link in table.iter("a"))
    return linked <= 0.5 * sum(lengths) and len([length for length in lengths if length]) >= 0.5 * len(lengths)
