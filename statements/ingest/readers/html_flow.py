"""The running state of a page being read: text collects in a buffer and becomes a line at every block border."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from statements.ingest.names import reads_as_name
from statements.ingest.numerals import letters_numeral, roman_numeral
from statements.ingest.parsed import Dropped
from statements.ingest.source import Line

_SPACES = re.compile(r"[ \t\n\r\f]+")
_NUMBERED = re.compile(r"\s*(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])[.)]\s")


class Flow:
    """Collects text and cuts it into lines. Line numbers are those of the page's source."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.dropped: list[Dropped] = []
        self.line = 1
        self.bold = self.heading = self.quotation = self.pre = self.links = 0
        self.chrome: str = ""
        self.row: list[list[str]] | None = None
        self._chrome_element: etree._Element | None = None
        self._table: etree._Element | None = None
        self._tables = 0
        self._row_first = 0
        self._lists: list[tuple[str, int]] = []
        self._prefix = ""
        self._note = ""
        self._parts: list[str] = []
        self._first = self._last = 0
        self._bold_chars = self._linked_chars = self._chars = 0
        self._breaks = 0
        self._gap = True

    def reached(self, line: int) -> None:
        self.line = max(self.line, line)

    def text(self, text: str | None) -> None:
        if not text:
            return
        if self.pre:
            self._preformatted(text)
            return
        words = len(text.strip())
        if words:
            lead = text[: len(text) - len(text.lstrip())].count("\n")
            trail = text[len(text.rstrip()) :].count("\n")
            if not self._chars:
                self._first = self.line + lead
            self._last = self.line + text.count("\n") - trail
            self._chars += words
            self._bold_chars += words if self.bold else 0
            self._linked_chars += words if self.links else 0
            self._breaks = 0
        self.line += text.count("\n")
        self._parts.append(text)

    def line_break(self) -> None:
        """`<br>`: one ends a line, two in a row end a block."""
        if self._chars:
            self._flush()
            self._gap = False
            self._breaks = 1
        else:
            self._breaks += 1
            if self._breaks >= 2:
                self._gap = True

    def border(self) -> None:
        self._flush()
        self._gap = True
        self._breaks = 0

    def finished(self) -> list[Line]:
        self._flush()
        return self.lines

    def enter_chrome(self, element: etree._Element, reason: str) -> None:
        self._flush()
        self.chrome, self._chrome_element = reason, element

    def leave_chrome(self, element: etree._Element) -> None:
        if element is self._chrome_element:
            self._flush()
            self.chrome, self._chrome_element = "", None

    def open_list(self, element: etree._Element) -> None:
        kind = ""
        start = 1
        if element.tag == "ol":
            kind = (element.get("type") or "1")[:1]
            start = _number(element.get("start"), 1)
        self._lists.append((kind, start - 1))

    def close_list(self) -> None:
        if self._lists:
            self._lists.pop()

    def open_item(self, element: etree._Element) -> None:
        """Writes the number that the browser would print into the text, once per item."""
        kind, count = self._lists[-1] if self._lists else ("", 0)
        count = _number(element.get("value"), count + 1)
        if self._lists:
            self._lists[-1] = (kind, count)
        if not self.chrome:
            self._prefix = _label(kind, count) if kind else "• "

    def open_note(self, mark: str) -> None:
        """The next words are those of the footnote with this mark."""
        self._note = mark
        self._prefix = ""

    def open_table(self, element: etree._Element) -> None:
        self._table = element
        self._tables += 1

    def close_table(self, element: etree._Element) -> None:
        if element is self._table:
            self._table = None

    def open_row(self, element: etree._Element) -> None:
        if self._table is not None:
            self.row = []
            self._row_first = self.line

    def open_cell(self) -> None:
        if self.row is not None:
            self.row.append([])

    def close_row(self, element: etree._Element) -> None:
        """One line per row, cells joined by TAB; rows of cells with several short lines are read line by line."""
        cells, self.row = self.row, None
        if not cells or not any(cells):
            return
        rows = [cells]
        if len(cells) <= 3 and max(len(cell) for cell in cells) > 1 and _few_rows(element):
            depth = max(len(cell) for cell in cells)
            rows = [[cell[at : at + 1] for cell in cells] for at in range(depth)]
        # Names beside each other in a table of one row have signed.
        signed = len(rows) > 1 or (
            _few_rows(element) and len(cells) > 1 and all(reads_as_name(" ".join(cell)) for cell in cells)
        )
        for row in rows:
            text = "\t".join(" ".join(cell) for cell in row)
            self._append(text, self._row_first, max(self._row_first, self._last), "" if signed else "row")

    def _preformatted(self, text: str) -> None:
        parts = text.split("\n")
        for at, part in enumerate(parts):
            if part.strip():
                self._parts.append(part)
                self._first = self._first if self._chars else self.line
                self._last = self.line
                self._chars += len(part.strip())
            if at < len(parts) - 1:
                blank = not self._chars
                self._flush(whole=False)
                self._gap = blank
                self.line += 1

    def _flush(self, *, whole: bool = True) -> None:
        text = "".join(self._parts)
        chars, bold, linked = self._chars, self._bold_chars, self._linked_chars
        self._parts.clear()
        self._chars = self._bold_chars = self._linked_chars = 0
        if not chars:
            return
        if whole:
            text = _SPACES.sub(" ", text).strip(" ")
        if self.row:
            self.row[-1].append(text.replace("\t", " "))
            return
        if self._prefix:
            text = text if _NUMBERED.match(text) else self._prefix + text
            self._prefix = ""
        note, self._note = self._note, ""
        if note:
            self._append(f"{note} {text.lstrip()}", self._first, self._last, "footnote", whole=whole)
            return
        hint = "heading" if self.heading else "quotation" if self.quotation else "bold" if bold >= chars else ""
        self._append(text, self._first, self._last, hint, whole=whole, linked=linked >= chars)

    def _append(self, text: str, first: int, last: int, hint: str, *, whole: bool = True, linked: bool = False) -> None:
        if not text.strip():
            return
        level = self.heading if hint == "heading" else 0
        table = self._tables if hint == "row" else 0
        if self.chrome:
            hint = "chrome"
        line = Line(first, last, text, self._gap, whole, hint, level, self.chrome, table, linked=linked)
        self.lines.append(line)
        self._gap = False


def _few_rows(row: etree._Element) -> bool:
    """One or two rows; lxml counts children one by one, so that only the nearest are asked."""
    near = [*islice(row.itersiblings(preceding=True), 2), *islice(row.itersiblings(), 2)]
    return len(near) <= 1


def _number(value: str | None, otherwise: int) -> int:
    try:
        return max(0, min(int(value or ""), 9999))
    except ValueError:
        return otherwise


def _label(kind: str, count: int) -> str:
    match kind:
        case "a":
            return letters_numeral(count) + ". "
        case "A":
            return letters_numeral(count).upper() + ". "
        case "i":
            return roman_numeral(count) + ". "
        case "I":
            return roman_numeral(count).upper() + ". "
        case _:
            return f"{count}. "
