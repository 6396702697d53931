"""Rows and cells of a Word table, through the wrappers that may stand between."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from statements.ingest.readers.docx_styles import child, local, value

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def rows_of(table: etree._Element) -> list[etree._Element]:
    return list(_below(table, "tr"))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, without those that only go on with the cell above."""
    return list(_below(row, "tc"))


def is_contents_box(control: etree._Element) -> bool:
    """A content control that holds the table of contents."""
    gallery = next(iter(control.iter("{*}docPartGallery")), None)
    properties = child(control, "sdtPr")
    return gallery is not None and properties is not None and "contents" in (value(gallery) or "").lower()


def _below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) in _WRAPPERS:
            yield from _below(inner, name)
