"""Footnotes of a page: which figures are links to a note further down, and which blocks are those notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from statements.ingest.readers.html_tables import text_of

_MARK = re.compile(r"[\s\[(]*(\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])[\s\])]*")
_BACK = frozenset("↩ ↑ ↵ ^ ⏎ ⤴ ↩︎".split())
_BLOCKS = frozenset(("p", "li", "div", "td", "dd", "aside", "section"))
_MOST_NOTES = 2000


@dataclass(slots=True)
class Notes:
    """`marks`: what a reference element prints ("[1]"); `blocks`: the mark of each block that is a note; `skipped`:
    links that only lead back from a note to its reference, and the mark that a note prints itself."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    blocks: dict[etree._Element, str] = field(default_factory=dict)
    skipped: set[etree._Element] = field(default_factory=set)


def notes_of(root: etree._Element) -> Notes:
    """A note is what a figure's link leads to further down the page, in a block of its own."""
    order = {element: at for at, element in enumerate(root.iter())}
    named = {name: element for element in root.iter() for name in (element.get("id"), element.get("name")) if name}
    notes = Notes()
    for link in list(root.iter("a")):
        target = named.get((link.get("href") or "")[1:]) if (link.get("href") or "").startswith("#") else None
        mark = _MARK.fullmatch(text_of(link)) if target is not None else None
        if target is None or mark is None or len(notes.blocks) >= _MOST_NOTES:
            continue
        block = _block_of(target)
        if block is None or order[target] < order[link] or block is _block_of(link) or block in notes.blocks:
            continue
        notes.marks[_raised(link)] = f"[{mark[1]}]"
        notes.blocks[block] = f"[{mark[1]}]"
        notes.skipped |= _own_marks(block, mark[1])
    return notes


def _block_of(element: etree._Element) -> etree._Element | None:
    around: etree._Element | None = element
    while around is not None and around.tag not in _BLOCKS:
        around = around.getparent()
    return around


def _raised(link: etree._Element) -> etree._Element:
    """The `<sup>` around a link that holds nothing else."""
    parent = link.getparent()
    alone = parent is not None and parent.tag == "sup" and text_of(parent).strip() == text_of(link).strip()
    return parent if alone and parent is not None else link


def _own_marks(block: etree._Element, mark: str) -> set[etree._Element]:
    """In a note: the raised or linked figure that it begins with, and arrows that lead back."""
    found: set[etree._Element] = set()
    first = True
    for element in block.iter("sup", "a"):
        text = text_of(element).strip()
        opens = first and text.strip("[]() .") == mark
        if opens or text in _BACK:
            found.add(element)
        first = first and opens
    return found
