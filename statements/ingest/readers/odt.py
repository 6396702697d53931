"""OpenDocument texts (ODT) read as LibreOffice prints them; scripts are never opened.

Line numbers count as in DOCX: paragraphs in order, lines after manual breaks, table rows, pieces left out; then the
notes, then the heads and feet of the pages. Source: OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from statements.ingest import reasons
from statements.ingest.decode import KEPT
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.docx_styles import whole
from statements.ingest.readers.html_tables import text_of
from statements.ingest.readers.ledger import Ledger
from statements.ingest.readers.odt_inline import Inline, read_changes
from statements.ingest.readers.odt_styles import ListLevel, attribute, below, name_of, read_styles
from statements.ingest.readers.package import Package, damaged, encrypted, too_deep
from statements.ingest.readers.table_kinds import DATA, SIGNATURES, kind_of_table, lines_of_row
from statements.ingest.readers.words import Words
from statements.ingest.source import Source

WANTED = "an OpenDocument text (ODT)"
_INDEXES = frozenset(
    f"text:{name}"
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index")
)
_DEEPEST = 10
_SKIPPED = frozenset(("text:tracked-changes", "office:forms", "text:sequence-decls", "text:variable-decls"))


def read_odt(data: bytes) -> Source:
    """The paragraphs of an ODT in order. Raises CannotUnderstand for damaged, encrypted and hostile ones."""
    package = Package(data, wanted=WANTED)
    try:
        if package.has("META-INF/manifest.xml"):
            manifest = package.xml("META-INF/manifest.xml")
            if next(below(manifest, "manifest:encryption-data"), None) is not None:
                raise encrypted(WANTED)
        return _Document(package).read()
    except RecursionError as error:
        raise too_deep(WANTED) from error


@dataclass(slots=True)
class _List:
    """A list that is open: its style, and its numbers per level, outermost first."""

    style: str
    counts: list[int] = field(default_factory=list)


class _Document:
    def __init__(self, package: Package) -> None:
        self._content = package.xml("content.xml")
        self._around_text = package.xml("styles.xml") if package.has("styles.xml") else None
        self._styles = read_styles(self._content, self._around_text)
        self._inline = Inline(self._styles, read_changes(self._content))
        self._ledger = Ledger("odt")
        self._ended: dict[str, list[int]] = {}
        self._outline: list[int] = []
        self._label = ""
        self._tables = 0
        self._titled = False
        self._inserted = self._deleted = self._pictures = 0
        self._has_scripts = any(name.startswith(("Basic/", "Scripts/")) for name in package.names)

    def read(self) -> Source:
        body = next(below(self._content, "office:text"), None)
        if body is None:
            raise damaged(WANTED)
        self._blocks(body)
        if not self._ledger.source.lines:
            what = "only pictures, such as scanned pages," if self._pictures else "no words"
            raise CannotUnderstand(
                "no-text",
                f"This OpenDocument text holds {what} in its body. {KEPT} Hand in a file with the words themselves, "
                "or paste them.",
            )
        self._notes()
        self._around()
        self._report()
        source = self._ledger.finished()
        if self._titled:
            # The title, of level 0 so far, stands above all headings.
            for line in source.lines:
                line.level += line.hint == "heading"
        return source

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            name = name_of(element)
            if name in ("text:p", "text:h"):
                self._paragraph(element)
            elif name == "text:list":
                self._list(element, None, 1)
            elif name == "table:table":
                self._table(element)
            elif name in _INDEXES:
                self._leave_out(element, reasons.CONTENTS)
            elif name not in _SKIPPED and not (name == "text:section" and attribute(element, "text:display") == "none"):
                self._blocks(element)
            elif name == "text:section":
                self._leave_out(element, reasons.HIDDEN_TEXT)

    def _leave_out(self, element: etree._Element, reason: str) -> None:
        for paragraph in element.iter():
            if name_of(paragraph) in ("text:p", "text:h"):
                text = " ".join(" ".join(part.text for part in self._inline.read(paragraph).segments).split())
                if text:
                    self._ledger.leave_out(text, reason)

    def _list(self, element: etree._Element, outer: _List | None, level: int) -> None:
        style = attribute(element, "text:style-name") or (outer.style if outer else "")
        current = outer or _List(style)
        current.style = style
        identity = attribute(element, "xml:id") or ""
        if outer is None:
            current.counts = self._continued(element, style)
        del current.counts[level:]
        for item in element:
            if name_of(item) not in ("text:list-item", "text:list-header"):
                continue
            self._item(item, current, level)
        if outer is None:
            self._ended[f"style {style}"] = list(current.counts)
            if identity:
                self._ended[f"id {identity}"] = list(current.counts)

    def _continued(self, element: etree._Element, style: str) -> list[int]:
        before = attribute(element, "text:continue-list")
        if before:
            return list(self._ended.get(f"id {before}", []))
        if attribute(element, "text:continue-numbering") == "true":
            return list(self._ended.get(f"style {style}", []))
        return []

    def _item(self, item: etree._Element, current: _List, level: int) -> None:
        counted = name_of(item) == "text:list-item" and not self._only_holds_a_list(item)
        if counted:
            self._label = self._count(current, level, whole(attribute(item, "text:start-value")))
        for element in item:
            name = name_of(element)
            if name == "text:list":
                self._label = ""
                style = current.style
                self._list(element, current, level + 1)
                current.style = style
            elif name in ("text:p", "text:h"):
                self._paragraph(element)
            else:
                self._blocks_of_one(element)
        self._label = ""

    @staticmethod
    def _only_holds_a_list(item: etree._Element) -> bool:
        """An item made only to reach a deeper level prints no number."""
        return len(item) > 0 and all(name_of(inner) == "text:list" for inner in item)

    def _blocks_of_one(self, element: etree._Element) -> None:
        if name_of(element) == "table:table":
            self._table(element)
        else:
            self._blocks(element)

    def _count(self, current: _List, level: int, start: int | None) -> str:
        levels = self._styles.lists.get(current.style, {})
        own = levels.get(level, ListLevel())
        counts = current.counts
        while len(counts) < level - 1:
            counts.append(levels.get(len(counts) + 1, ListLevel()).start)
        if len(counts) < level:
            counts.append(own.start if start is None else start)
        else:
            del counts[level:]
            counts[level - 1] = counts[level - 1] + 1 if start is None else start
        return own.printed(counts, [levels.get(at + 1, ListLevel()).form for at in range(level)])

    def _paragraph(self, element: etree._Element) -> None:
        label, self._label = self._label, ""
        words = self._inline.read(element)
        self._pictures += words.pictures
        names = self._styles.names(attribute(element, "text:style-name"))
        level = self._level(element)
        if level and not label and name_of(element) == "text:h":
            label = self._outline_label(element, level)
        self._write(words, label.strip(), names, level)
        self._after(words)

    def _level(self, element: etree._Element) -> int:
        style = attribute(element, "text:style-name")
        if name_of(element) == "text:h":
            said = whole(attribute(element, "text:outline-level")) or self._styles.outline_level(style) or 1
            return max(1, min(said, _DEEPEST))
        return max(0, min(self._styles.outline_level(style) or 0, _DEEPEST))

    def _outline_label(self, element: etree._Element, level: int) -> str:
        if attribute(element, "text:is-list-header") == "true":
            return ""
        own = self._styles.outline.get(level, ListLevel())
        counts = self._outline
        while len(counts) < level - 1:
            counts.append(1)
        if len(counts) < level:
            counts.append(own.start)
        else:
            del counts[level:]
            counts[level - 1] += 1
        forms = [self._styles.outline.get(at + 1, ListLevel()).form for at in range(level)]
        return own.printed(counts, forms) if own.form else ""

    def _write(self, words: Words, label: str, names: list[str], level: int) -> None:
        if not any(segment.chars for segment in words.segments):
            if label and label not in "•–-":
                self._ledger.leave_out(label, reasons.LONE_NUMBER)
            self._ledger.blank()
            return
        title = "title" in names
        begun = parted = False
        for segment in words.segments:
            if not segment.chars:
                parted = parted or begun
                continue
            text = segment.text.strip()
            if label and not begun:
                text = f"{label} {text}"
            hint = self._hint(names, level, segment.bold >= segment.chars)
            goes_on = (begun and not parted) or (title and self._after_title())
            self._ledger.add(
                text, hint=hint, level=0 if title else level, goes_on=goes_on, label="" if begun else label
            )
            begun, parted = True, False
        self._titled = self._titled or title

    def _after_title(self) -> bool:
        lines = self._ledger.source.lines
        return bool(lines) and lines[-1].hint == "heading" and lines[-1].level == 0

    @staticmethod
    def _hint(names: list[str], level: int, bold: bool) -> str:
        if level or "title" in names:
            return "heading"
        if "quotations" in names or "quote" in names:
            return "quotation"
        return "bold" if bold else ""

    def _after(self, words: Words) -> None:
        ledger = self._ledger
        line = max(1, len(ledger.source.printed))
        if words.inserted:
            self._inserted += 1
            ledger.insertion_at(line)
        for text, reason in words.left_out:
            if text.strip():
                at = ledger.leave_out(text.strip(), reason)
                if reason == reasons.DELETED:
                    self._deleted += 1
                    ledger.deletion_at(at)
        for box in words.boxes:
            self._blocks(box)

    def _table(self, table: etree._Element) -> None:
        rows = [
            [cell for cell in row if name_of(cell) == "table:table-cell"]
            for row in below(table, "table:table-row")
            if _nearest_table(row) is table
        ]
        inner = any(one is not table for one in below(table, "table:table"))
        kind = kind_of_table([[_plain_lines(cell) for cell in row] for row in rows], inner)
        if kind not in (DATA, SIGNATURES):
            for row in rows:
                for cell in row:
                    self._blocks(cell)
            return
        self._tables += 1
        for row in rows:
            found: list[Words] = []
            cells = [self._cell(cell, found) for cell in row]
            for text, hint in lines_of_row(cells, signatures=kind == SIGNATURES):
                self._ledger.add(text, hint=hint, table=self._tables if hint == "row" else 0)
            for words in found:
                self._after(words)

    def _cell(self, cell: etree._Element, found: list[Words]) -> list[str]:
        lines: list[str] = []
        for paragraph in cell.iter():
            if name_of(paragraph) in ("text:p", "text:h"):
                words = self._inline.read(paragraph)
                lines.extend(" ".join(part.text.split()) for part in words.segments if part.chars)
                found.append(words)
        return lines

    def _notes(self) -> None:
        for mark, body in self._inline.notes[:]:
            reader = Inline(self._styles, {})
            parts = [reader.read(one) for one in body.iter() if name_of(one) in ("text:p", "text:h")]
            text = " ".join(" ".join(" ".join(part.text for part in words.segments).split()) for words in parts).strip()
            if text:
                self._ledger.add(f"{mark} {text}".strip(), hint="footnote")

    def _around(self) -> None:
        reader = Inline(self._styles, {})
        for name, reason in (("style:header", reasons.RUNNING_HEAD), ("style:footer", reasons.RUNNING_FOOT)):
            for element in below(self._around_text, name):
                for paragraph in below(element, "text:p"):
                    text = " ".join(" ".join(part.text for part in reader.read(paragraph).segments).split())
                    if text:
                        self._ledger.leave_out(text, reason)

    def _report(self) -> None:
        self._ledger.report_changes(self._inserted, self._deleted)
        if self._has_scripts:
            self._ledger.report_macros()
        if self._pictures:
            self._ledger.say(f"Pictures are not read ({self._pictures}).")


def _nearest_table(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"), None)


def _plain_lines(cell: etree._Element) -> list[str]:
    texts = (" ".join(text_of(one).split()) for one in cell.iter() if name_of(one) in ("text:p", "text:h"))
    return [text for text in texts if text]
