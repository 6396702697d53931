"""Word files (DOCX) read as Word prints them: list numbers written out, tracked changes accepted, macros never opened.

Line numbers count the paragraphs of the body in order (an empty one has none); a line after a manual break, a row of
a table, and each piece left out (deleted or hidden words) are lines of their own. After them come foot- and endnotes,
then what stands around the text: comments, running heads and feet. The package is read with lxml, because python-docx
unpacks without limits and knows neither notes nor tracked changes nor list numbers (ECMA-376 part 1 is the source).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from statements.ingest import reasons
from statements.ingest.decode import KEPT
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.docx_inline import Inline
from statements.ingest.readers.docx_numbering import Numbering
from statements.ingest.readers.docx_parts import DocxParts
from statements.ingest.readers.docx_styles import (
    Styles,
    child,
    heading_level,
    is_contents,
    is_quotation,
    is_title,
    local,
    value,
)  # fmt: skip
from statements.ingest.readers.docx_tables import cells_of, is_contents_box, rows_of
from statements.ingest.readers.ledger import Ledger
from statements.ingest.readers.package import too_deep
from statements.ingest.readers.table_kinds import DATA, SIGNATURES, kind_of_table, lines_of_row
from statements.ingest.readers.words import Segment, Words
from statements.ingest.source import Source

WANTED = "a Word file (DOCX)"
_THROUGH = frozenset(("customXml", "ins", "moveTo", "smartTag", "sdtContent", "subDoc"))


def read_docx(data: bytes) -> Source:
    """The paragraphs of a Word file in order. Raises CannotUnderstand for damaged, encrypted and hostile ones."""
    parts = DocxParts(data, wanted=WANTED)
    try:
        return _Document(parts).read()
    except RecursionError as error:
        raise too_deep(WANTED) from error


class _Document:
    """One pass over the body; carries what goes on from paragraph to paragraph."""

    def __init__(self, parts: DocxParts) -> None:
        self._parts = parts
        self._styles: Styles = parts.styles()
        self._numbering = Numbering(parts.numbering(), self._styles)
        self._inline = Inline(self._styles, parts.note_forms())
        self._ledger = Ledger("docx")
        self._carried: list[Segment] = []
        self._tables = 0
        self._titled = False
        self._inserted = self._deleted = self._pictures = 0

    def read(self) -> Source:
        self._blocks(self._parts.body())
        self._flush_carried()
        if not self._ledger.source.lines:
            raise self._wordless()
        self._notes()
        self._around()
        self._report()
        source = self._ledger.finished()
        if self._titled:
            # The title, of level 0 so far, stands above all headings.
            for line in source.lines:
                line.level += line.hint == "heading"
        return source

    def _wordless(self) -> CannotUnderstand:
        what = "only pictures, such as scanned pages," if self._pictures else "no words"
        return CannotUnderstand(
            "no-text",
            f"This Word file holds {what} in its text. {KEPT} Hand in a file with the words themselves, or paste them.",
        )

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                self._control(element)
            elif name == "AlternateContent":
                chosen = child(element, "Choice")
                self._blocks(chosen if chosen is not None else element)
            elif name == "altChunk":
                self._ledger.say("A part in another format is embedded in the file and was not read.")
            elif name in _THROUGH:
                self._blocks(element)

    def _control(self, element: etree._Element) -> None:
        content = child(element, "sdtContent")
        if content is None:
            return
        if is_contents_box(element):
            for paragraph in content.iter("{*}p"):
                self._leave_out_paragraph(paragraph, reasons.CONTENTS)
            return
        self._blocks(content)

    def _leave_out_paragraph(self, paragraph: etree._Element, reason: str) -> None:
        words = self._inline.read(paragraph, value(child(child(paragraph, "pPr"), "pStyle")))
        text = "\n".join(segment.text for segment in words.segments).strip()
        if text:
            self._ledger.leave_out(text, reason)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        style_id = value(child(properties, "pStyle"))
        if is_contents(self._styles.name(style_id)):
            self._leave_out_paragraph(element, reasons.CONTENTS)
            return
        words = self._inline.read(element, style_id)
        self._pictures += words.pictures
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # The end of this paragraph was deleted: its words go on in the next.
            self._carry(words)
            return
        segments = self._with_carried(words)
        label = self._numbering.label(style_id, properties)
        self._write(segments, label, style_id, properties)
        self._after(words)

    def _carry(self, words: Words) -> None:
        if any(segment.chars for segment in words.segments):
            self._carried = self._with_carried(words)
        self._after(words)

    def _with_carried(self, words: Words) -> list[Segment]:
        carried, self._carried = self._carried, []
        if not carried:
            return words.segments
        last, first = carried[-1], words.segments[0]
        joined = Segment(last.text + first.text, last.chars + first.chars, last.bold + first.bold, last.hard)
        return [*carried[:-1], joined, *words.segments[1:]]

    def _flush_carried(self) -> None:
        segments, self._carried = self._carried, []
        if segments:
            self._write(segments, "", None, None)

    def _write(
        self, segments: list[Segment], label: str, style_id: str | None, properties: etree._Element | None
    ) -> None:
        """One line for each stretch between manual breaks; two breaks in a row part blocks."""
        if not any(segment.chars for segment in segments):
            if label.strip() and segments[0].text.strip() == "":
                self._ledger.leave_out(label.strip(), reasons.LONE_NUMBER)
            self._ledger.blank()
            return
        name = self._styles.name(style_id)
        level = heading_level(self._styles, style_id, properties)
        begun = parted = False
        for segment in segments:
            if not segment.chars:
                parted = parted or begun
                continue
            text = label + segment.text.strip() if not begun else segment.text.strip()
            hint = self._hint(name, level, segment)
            goes_on = (begun and not parted and not segment.hard) or self._second_title(name)
            shown = "" if begun else label.strip()
            self._ledger.add(text, hint=hint, level=level, goes_on=goes_on, label=shown)
            begun, parted = True, False
        self._titled = self._titled or is_title(name)

    def _hint(self, name: str, level: int, segment: Segment) -> str:
        if level or is_title(name):
            return "heading"
        if is_quotation(name):
            return "quotation"
        return "bold" if segment.bold >= segment.chars else ""

    def _second_title(self, name: str) -> bool:
        """A title of two paragraphs is one title."""
        lines = self._ledger.source.lines
        return is_title(name) and bool(lines) and lines[-1].hint == "heading" and lines[-1].level == 0

    def _after(self, words: Words) -> None:
        """What was found in a paragraph beside its words."""
        ledger = self._ledger
        line = max(1, len(ledger.source.printed))
        if words.inserted:
            self._inserted += 1
            ledger.insertion_at(line)
        for text, reason in words.left_out:
            if not text.strip():
                continue
            at = ledger.leave_out(text.strip(), reason)
            if reason in (reasons.DELETED, reasons.MOVED):
                self._deleted += 1
                ledger.deletion_at(at)
        for box in words.boxes:
            self._blocks(box)

    def _table(self, table: etree._Element) -> None:
        rows = rows_of(table)
        kind = kind_of_table([[_plain_lines(cell) for cell in cells_of(row)] for row in rows], _has_inner(table))
        if kind not in (DATA, SIGNATURES):
            for row in rows:
                for cell in cells_of(row):
                    self._blocks(cell)
            return
        self._flush_carried()
        self._tables += 1
        for row in rows:
            found: list[Words] = []
            cells = [self._cell(cell, found) for cell in cells_of(row)]
            for text, hint in lines_of_row(cells, signatures=kind == SIGNATURES):
                self._ledger.add(text, hint=hint, table=self._tables if hint == "row" else 0)
            for words in found:
                self._after(words)

    def _cell(self, cell: etree._Element, found: list[Words]) -> list[str]:
        """The lines of one cell, with the numbers of its lists."""
        lines: list[str] = []
        for paragraph in cell.iter("{*}p"):
            properties = child(paragraph, "pPr")
            style_id = value(child(properties, "pStyle"))
            words = self._inline.read(paragraph, style_id)
            self._pictures += words.pictures
            label = self._numbering.label(style_id, properties)
            texts = [" ".join(segment.text.split()) for segment in words.segments if segment.chars]
            lines.extend([label + texts[0], *texts[1:]] if texts else [])
            found.append(words)
        return lines

    def _notes(self) -> None:
        for kind in ("footnote", "endnote"):
            wanted = [(found, mark) for name, found, mark in self._inline.notes.found if name == kind]
            notes = self._parts.notes(kind) if wanted else {}
            for found, mark in wanted:
                note = notes.get(found)
                text = " ".join(_texts(Inline(self._styles, {}), note)) if note is not None else ""
                if text:
                    self._ledger.add(f"{mark} {text}".strip(), hint="footnote")

    def _around(self) -> None:
        reader = Inline(self._styles, {"footnote": "decimal", "endnote": "decimal"})
        for element, reason in self._parts.around():
            for text in _texts(reader, element):
                self._ledger.leave_out(text, reason)

    def _report(self) -> None:
        ledger = self._ledger
        ledger.report_changes(self._inserted, self._deleted)
        if self._parts.has_macros:
            ledger.report_macros()
        if self._pictures:
            ledger.say(f"Pictures are not read ({self._pictures}).")


def _texts(reader: Inline, element: etree._Element | None) -> Iterator[str]:
    for paragraph in element.iter("{*}p") if element is not None else ():
        words = reader.read(paragraph, value(child(child(paragraph, "pPr"), "pStyle")))
        text = " ".join(" ".join(segment.text for segment in words.segments).split())
        if text:
            yield text


def _plain_lines(cell: etree._Element) -> list[str]:
    """The words of a cell as they stand, for judging what kind of table this is; nothing is counted."""
    paragraphs = ("".join(part.text or "" for part in p.iter("{*}t")) for p in cell.iter("{*}p"))
    return [" ".join(text.split()) for text in paragraphs if text.strip()]


def _has_inner(table: etree._Element) -> bool:
    return next(table.iterdescendants("{*}tbl"), None) is not None
