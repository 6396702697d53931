"""Reads one paragraph of an OpenDocument text: what is printed, what is not, and why."""

from __future__ import annotations

import re

from lxml import etree

from statements.ingest import reasons
from statements.ingest.readers.docx_styles import whole
from statements.ingest.readers.html_tables import text_of
from statements.ingest.readers.odt_styles import OdtStyles, attribute, below, name_of
from statements.ingest.readers.words import Words

_SPACES = re.compile(r"[ \t\r\n]+")
_SILENT = frozenset(
    "office:annotation-end text:bookmark text:bookmark-start text:bookmark-end text:reference-mark "
    "text:soft-page-break text:change-end text:note-body text:tracked-changes office:forms "
    "text:alphabetical-index-mark text:toc-mark text:user-index-mark".split()
)
_MOST_SPACES = 200


class Inline:
    """Reads paragraphs one after the other; notes are collected in the order of the text."""

    def __init__(self, styles: OdtStyles, changes: dict[str, str | None]) -> None:
        self._styles = styles
        self._changes = changes
        self.notes: list[tuple[str, etree._Element]] = []
        self._words = Words()
        self._ended_in_space = True

    def read(self, paragraph: etree._Element) -> Words:
        self._words = Words()
        self._ended_in_space = True
        style = attribute(paragraph, "text:style-name")
        hidden = self._styles.says(style, "text:display") == "none"
        self._inside(
            paragraph, reasons.HIDDEN_TEXT if hidden else "", bold=self._styles.says(style, "fo:font-weight") == "bold"
        )
        return self._words

    def _inside(self, element: etree._Element, gone: str, *, bold: bool) -> None:
        self._put(element.text, gone, bold=bold)
        for inner in element:
            self._walk(inner, gone, bold=bold)
            self._put(inner.tail, gone, bold=bold)

    def _put(self, text: str | None, gone: str, *, bold: bool) -> None:
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if self._ended_in_space and text.startswith(" "):
            text = text[1:]
        if text:
            self._ended_in_space = text.endswith(" ")
            self._write(text, gone, bold=bold)

    def _write(self, text: str, gone: str, *, bold: bool) -> None:
        if gone:
            self._words.leave_out(text, gone)
        else:
            self._words.add(text, bold=bold)

    def _walk(self, element: etree._Element, gone: str, *, bold: bool) -> None:
        name = name_of(element)
        if name == "text:span":
            self._span(element, gone, bold=bold)
        elif name in ("text:s", "text:tab", "text:line-break"):
            self._space(element, name, gone)
        elif name == "text:note":
            self._note(element, gone)
        elif name == "office:annotation":
            self._remark(element)
        elif name in ("text:change", "text:change-start"):
            self._change(element)
        elif name == "text:ruby-text":
            self._inside(element, reasons.RUBY, bold=bold)
        elif name in ("text:hidden-text", "text:hidden-paragraph"):
            self._inside(element, reasons.HIDDEN_TEXT, bold=bold)
        elif name.startswith("draw:"):
            self._drawing(element)
        elif name not in _SILENT:
            self._inside(element, gone, bold=bold)

    def _span(self, element: etree._Element, gone: str, *, bold: bool) -> None:
        style = attribute(element, "text:style-name")
        weight = self._styles.says(style, "fo:font-weight")
        if self._styles.says(style, "text:display") == "none":
            gone = gone or reasons.HIDDEN_TEXT
        self._inside(element, gone, bold=bold if weight is None else weight == "bold")

    def _space(self, element: etree._Element, name: str, gone: str) -> None:
        if name == "text:line-break":
            if not gone:
                self._words.line_break()
            self._ended_in_space = True
            return
        count = whole(attribute(element, "text:c"))
        self._write("\t" if name == "text:tab" else " " * min(max(count or 1, 1), _MOST_SPACES), gone, bold=False)
        self._ended_in_space = False

    def _note(self, element: etree._Element, gone: str) -> None:
        citation = next(below(element, "text:note-citation"), None)
        mark = " ".join(text_of(citation).split()) if citation is not None else ""
        body = next(below(element, "text:note-body"), None)
        if gone:
            return
        mark = f"[{mark}]" if mark else ""
        self._words.add(mark, bold=False)
        self._ended_in_space = False
        if body is not None:
            self.notes.append((mark, body))

    def _remark(self, element: etree._Element) -> None:
        paragraphs = [*below(element, "text:p")]
        text = " ".join(" ".join(text_of(one).split()) for one in paragraphs)
        self._words.leave_out(text, reasons.REMARK)

    def _change(self, element: etree._Element) -> None:
        """The place of a tracked change: words that were deleted here, or the begin of inserted ones."""
        deleted = self._changes.get(attribute(element, "text:change-id") or "", "")
        if deleted is None:
            self._words.inserted = True
        elif deleted:
            self._words.leave_out(deleted, reasons.DELETED)

    def _drawing(self, element: etree._Element) -> None:
        boxes = [*below(element, "draw:text-box")]
        self._words.boxes.extend(boxes[:1])
        if not boxes and next(below(element, "draw:image"), None) is not None:
            self._words.pictures += 1


def read_changes(root: etree._Element) -> dict[str, str | None]:
    """Tracked changes by id: the words that were deleted, None for an insertion."""
    changes: dict[str, str | None] = {}
    for region in below(root, "text:changed-region"):
        change_id = attribute(region, "text:id") or attribute(region, "xml:id") or ""
        deletion = next(below(region, "text:deletion"), None)
        if deletion is not None:
            words = (text_of(part) for part in deletion if name_of(part) in ("text:p", "text:h"))
            changes[change_id] = "\n".join(" ".join(one.split()) for one in words).strip()
        elif next(below(region, "text:insertion"), None) is not None:
            changes[change_id] = None
    return changes
