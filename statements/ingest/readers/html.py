"""HTML as a browser saves it, cut into blocks by our own rules (source: ../LIBRARIES measurements, "own rules").

Text is never lost: what the page's markup calls navigation comes back as a line with the hint "chrome" and a reason.
Scripts, styles and comments never become text. Nothing is fetched; entities of a DTD are not resolved.
"""

from __future__ import annotations

import re

from lxml import etree

from statements.ingest import reasons
from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import Dropped
from statements.ingest.readers.html_chrome import chrome_reason, page_metadata
from statements.ingest.readers.html_flow import Flow
from statements.ingest.readers.html_notes import Notes, notes_of
from statements.ingest.readers.html_tables import is_data_table
from statements.ingest.source import Source

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol option p pre section select summary table "
    "tbody td tfoot th thead tr ul caption title textarea button".split()
)
_CODE = frozenset(
    "script style template svg math object embed applet canvas iframe audio video map link meta base".split()
)
_BOLD = frozenset(("b", "strong"))
_INLINE = re.compile(r"</?(?:font|span|b|i|u|em|strong|small|big|a|o:p|st1:\w+)\b[^<>]*>", re.IGNORECASE)


def read_html(text: str) -> Source:
    """The blocks of a page in order. Raises CannotUnderstand for a page nested too deep to be read whole."""
    root = _parse(text)
    flow = Flow()
    walker = _Walker(flow, notes_of(root))
    walker.walk(root)
    metadata, offered = page_metadata(root)
    return Source("html", flow.finished(), flow.dropped, metadata, offered)


def _parse(text: str) -> etree._Element:
    """The tree of a page. One too deep is tried again without inline tags: old pages never close their fonts."""
    root = _parsed(text)
    if root is None:
        root = _parsed(_INLINE.sub(lambda tag: "\n" * tag[0].count("\n"), text))
    if root is None:
        raise CannotUnderstand(
            "broken-html",
            "The web page is nested so deep or so broken that its text cannot be read whole. The original was kept. "
            "Copy the statement from the browser and paste it as text.",
        )
    return root


def _parsed(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    # The parser stops at its depth limit and would silently give half of the text.
    return None if any("depth" in str(entry.message).lower() for entry in parser.error_log) else root


def _is_element(node: etree._Element) -> bool:
    """False for comments and processing instructions, whose tag is a function."""
    return isinstance(node.tag, str)


def _line_of(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


class _Walker:
    """Goes through the tree without recursion (pages nest deeper than Python's stack) and feeds the flow."""

    def __init__(self, flow: Flow, notes: Notes) -> None:
        self.flow = flow
        self.notes = notes
        self.total = 1

    def walk(self, root: etree._Element) -> None:
        self.total = max(1, sum(len(part) for part in root.itertext()))
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            element, left = stack.pop()
            if left:
                self._leave(element)
                self.flow.text(element.tail)
                continue
            if self._enter(element):
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
            else:
                self.flow.text(element.tail)

    def _enter(self, element: etree._Element) -> bool:
        """Opens an element; False when its inside is not walked."""
        flow = self.flow
        if not _is_element(element):
            return False
        flow.reached(_line_of(element))
        if element.tag in _CODE:
            self._drop_code(element)
            return False
        if element in self.notes.marks:
            flow.text(self.notes.marks[element])
            return False
        if element in self.notes.skipped:
            return False
        if element.tag == "br":
            flow.line_break()
            return False
        if element.tag in _BLOCKS:
            flow.border()
        reason = None if flow.chrome else chrome_reason(element, self.total)
        if reason:
            flow.enter_chrome(element, reason)
        self._open(element)
        if element in self.notes.blocks:
            flow.open_note(self.notes.blocks[element])
        flow.text(element.text)
        return True

    def _open(self, element: etree._Element) -> None:
        flow, tag = self.flow, element.tag
        if tag in _BOLD:
            flow.bold += 1
        elif tag == "a":
            flow.links += element.get("href") is not None
        elif tag in ("ol", "ul", "dir", "menu"):
            flow.open_list(element)
        elif tag == "li":
            flow.open_item(element)
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            flow.heading = int(tag[1])
        elif tag == "blockquote":
            flow.quotation += 1
        elif tag == "pre":
            flow.pre += 1
        elif tag == "table" and not flow.chrome and flow.row is None and is_data_table(element):
            flow.open_table(element)
        elif tag == "tr":
            flow.open_row(element)
        elif tag in ("td", "th"):
            flow.open_cell()

    def _leave(self, element: etree._Element) -> None:
        flow, tag = self.flow, element.tag
        if tag in _BLOCKS:
            flow.border()
        if tag in _BOLD:
            flow.bold -= 1
        elif tag == "a":
            flow.links -= element.get("href") is not None
        elif tag in ("ol", "ul", "dir", "menu"):
            flow.close_list()
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            flow.heading = 0
        elif tag == "blockquote":
            flow.quotation -= 1
        elif tag == "pre":
            flow.pre -= 1
        elif tag == "tr":
            flow.close_row(element)
        elif tag == "table":
            flow.close_table(element)
        flow.leave_chrome(element)

    def _drop_code(self, element: etree._Element) -> None:
        """A dropped entry without text: code is shown nowhere and cannot be restored."""
        inside = element.text or ""
        first = self.flow.line
        last = first + inside.count("\n")
        if inside.strip():
            self.flow.dropped.append(Dropped(first, last, "", reasons.CODE))
        self.flow.reached(last)
