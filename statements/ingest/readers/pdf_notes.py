"""Notes at the feet of PDF pages, and the raised figures in the text that are their marks."""

from __future__ import annotations

import re

from statements.ingest.readers.pdf_lines import NOTE_CLOSE, NOTE_OPEN, PrintedLine

# The mark that opens a note: group 1 raised, group 2 on the line.
MARK = re.compile(rf"(?:{NOTE_OPEN}(\d{{1,3}}){NOTE_CLOSE}|\[?(\d{{1,3}}|[*†‡])[\].)]?)\s*(?=\S)")
_RAISED = re.compile(rf"{NOTE_OPEN}(\d{{1,3}}){NOTE_CLOSE}")
_SMALL = 0.92


def notes_of(page: list[PrintedLine], running: dict[int, str], body: float) -> list[PrintedLine]:
    """The small lines at the foot of a page, from the first that opens with the mark of a note."""
    ordered = sorted((line for line in page if id(line) not in running), key=lambda line: line.y)
    small: list[PrintedLine] = []
    for line in ordered:
        if line.size > _SMALL * body:
            break
        small.append(line)
    small.reverse()
    if len(small) == len(ordered):
        return []
    start = next((at for at, line in enumerate(small) if MARK.match(line.text)), len(small))
    return small[start:]


def note_paragraphs(lines: list[PrintedLine]) -> list[list[PrintedLine]]:
    notes: list[list[PrintedLine]] = []
    for line in lines:
        if not notes or MARK.match(line.text):
            notes.append([])
        notes[-1].append(line)
    return notes


def with_marks(text: str, marks: set[str]) -> str:
    """Raised figures are marks of notes where there is such a note; elsewhere they are part of the word."""
    return _RAISED.sub(lambda found: f"[{found[1]}]" if found[1] in marks else found[1], text)


def plain(text: str) -> str:
    return _RAISED.sub(r"\1", text)
