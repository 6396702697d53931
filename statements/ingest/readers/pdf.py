"""PDF files with a text layer: pieces of text by their positions, put together to lines and paragraphs by own rules.

Line numbers count the printed lines of all pages in order; notes at the feet of pages and running heads come after
them. Scans, protected and damaged files are refused: a page that cannot be read refuses the file, because a silent
hole is worse. Scripts, forms and attachments are not looked at.
"""

from __future__ import annotations

import re
from itertools import pairwise

from statements.ingest.decode import KEPT
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.ledger import Ledger
from statements.ingest.readers.pdf_flow import Flow, PdfParagraph, joined, known_words
from statements.ingest.readers.pdf_lines import PrintedLine, lines_of_page
from statements.ingest.readers.pdf_notes import MARK, note_paragraphs, notes_of, plain, with_marks
from statements.ingest.readers.pdf_pages import Page, pages_of
from statements.ingest.readers.pdf_running import running_lines
from statements.ingest.source import Source

_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\ue0f0\ue0f3-\uf8ff]|\\(cid:\\d+\\)")
_LONGEST_HEADING = 300


def read_pdf(data: bytes) -> Source:
    """The paragraphs of a PDF in order. Raises CannotUnderstand for scans, protected, damaged and hostile files."""
    return _Document(pages_of(data)).read()


class _Document:
    def __init__(self, pages: list[Page]) -> None:
        self._pages = pages
        self._ledger = Ledger("pdf")
        self._unordered: list[int] = []

    def read(self) -> Source:
        pages = [self._lines(page, at) for at, page in enumerate(self._pages)]
        if not any(char.isalpha() for lines in pages for line in lines for char in line.text):
            raise self._without_text()
        running = running_lines(pages)
        body = Flow([line for lines in pages for line in lines]).body
        notes = {id(line) for lines in pages for line in notes_of(lines, running, body)}
        lines = [line for page in pages for line in page if id(line) not in running and id(line) not in notes]
        if not lines:
            raise self._without_text()
        _refuse_strange(lines)
        self._write(lines, [line for page in pages for line in page if id(line) in notes])
        for page in pages:
            for line in page:
                if id(line) in running:
                    self._ledger.leave_out(plain(line.text), running[id(line)])
        self._report()
        return self._ledger.finished()

    def _lines(self, page: Page, at: int) -> list[PrintedLine]:
        lines = lines_of_page(page.pieces, at)
        jumps = sum(line.y > before.y + before.size for before, line in pairwise(lines))
        if jumps > max(5, 0.15 * len(lines)):
            # Printed in no order that can be read: by height then, and said.
            self._unordered.append(at)
            lines.sort(key=lambda line: (-round(line.y), line.x))
        return lines

    def _without_text(self) -> CannotUnderstand:
        if any(page.pictured for page in self._pages):
            return CannotUnderstand(
                "scan",
                f"The pages of this PDF file are pictures, such as scans: they hold no text that could be read. {KEPT} "
                "Let a text recognition program add the text and hand that file in, or paste the statement as text.",
            )
        return CannotUnderstand(
            "no-text",
            f"This PDF file holds no text on its pages. {KEPT} Hand in a file with the words, or paste them.",
        )

    def _write(self, lines: list[PrintedLine], footnotes: list[PrintedLine]) -> None:
        flow = Flow(lines)
        words = known_words(lines)
        paragraphs = flow.paragraphs(lines)
        notes = note_paragraphs(footnotes)
        marks = {found[1] or found[2] for one in notes if (found := MARK.match(one[0].text))}
        levels = _levels(paragraphs, flow.body)
        divided = 0
        for paragraph in paragraphs:
            text, removed = joined(paragraph.lines, words)
            divided += removed
            self._add(paragraph, with_marks(text, marks), flow.body, levels)
        for note in notes:
            text, _ = joined(note, words)
            found = MARK.match(text)
            text = f"[{found[1] or found[2]}] {text[found.end() :]}" if found else text
            self._ledger.add(with_marks(text, marks), hint="footnote", printed=[plain(line.text) for line in note])
        if divided:
            self._ledger.say(f"Words divided at line ends were put together ({divided}).")

    def _add(self, paragraph: PdfParagraph, text: str, body: float, levels: dict[float, int]) -> None:
        hint, level = "", 0
        if len(text) <= _LONGEST_HEADING:
            level = levels.get(paragraph.size, 0)
            hint = "heading" if level else "bold" if all(line.bold for line in paragraph.lines) else ""
        printed = [plain(line.text) for line in paragraph.lines]
        self._ledger.add(text, hint=hint, level=level, goes_on=paragraph.goes_on, printed=printed)

    def _report(self) -> None:
        count = len(self._pages)
        self._ledger.say(f"{count} {'page' if count == 1 else 'pages'}; lines were put together by their places.")
        for at, page in enumerate(self._pages):
            if page.pictured:
                self._ledger.warn(
                    "page-without-text",
                    f"Page {at + 1} of the PDF is a picture without text; what it shows is missing here.",
                    1,
                )
        if self._unordered:
            shown = ", ".join(str(at + 1) for at in self._unordered[:20])
            self._ledger.warn(
                "guessed-order",
                f"On page {shown} of the PDF the order of the lines had to be guessed from their height; compare it.",
                1,
            )


def _refuse_strange(lines: list[PrintedLine]) -> None:
    """Fonts may hide which letters their signs are; then the text is no text."""
    text = "".join(line.text for line in lines)
    strange = sum(len(found[0]) for found in _STRANGE.finditer(text))
    if strange > 0.1 * len(text):
        raise CannotUnderstand(
            "unreadable-letters",
            f"The fonts of this PDF file do not say which letters their signs stand for, so its text cannot be read. "
            f"{KEPT} Hand in another format, or let a text recognition program read the pages first.",
        )


def _levels(paragraphs: list[PdfParagraph], body: float) -> dict[float, int]:
    """Levels of headings by size: the largest first."""
    sizes = sorted({paragraph.size for paragraph in paragraphs if paragraph.size > 1.12 * body}, reverse=True)
    return {size: min(at, 6) for at, size in enumerate(sizes, start=1)}
