"""EPUB books: the documents of the spine in their order, each through the reader of web pages.

Line numbers count the blocks of all documents, one line each. Source: EPUB 3.3, sections 3 to 5.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from statements.ingest import reasons
from statements.ingest.decode import KEPT, decode
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.docx_styles import local
from statements.ingest.readers.html import read_html
from statements.ingest.readers.html_tables import text_of
from statements.ingest.readers.ledger import Ledger
from statements.ingest.readers.package import Package, damaged, encrypted, too_deep
from statements.ingest.source import Line, Source

WANTED = "an EPUB book"
MOST_DOCUMENTS = 400
_FRONT_LINES = 14
_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
# XML closes any element so; a page reader would take the rest of the book for the inside of an empty title.
_SELF_CLOSED = re.compile(rf"<(?!(?:{_VOID})\b)([A-Za-z][\w:-]*)((?:\s[^<>]*?)?)/>")
_NOTE = re.compile(r"""<(aside|div|section|li)\b([^<>]*epub:type\s*=\s*["'](?:footnote|endnote|rearnote)["'][^<>]*)>""")
_NOTE_END = re.compile(r"</aside\s*>")
_REFERENCE = re.compile(r"""<a\b[^<>]*epub:type\s*=\s*["']noteref["'][^<>]*>(.{1,120}?)</a>""", re.DOTALL)
_TARGET = re.compile(r"""\bhref\s*=\s*["'][^"'#]*#([^"']+)["']""")
_NAME = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")
_TAGS = re.compile(r"<[^<>]*>")
# Stands at the start of a note while it goes through the reader of pages.
_SIGN = "\ue0fe"
_NUMBER = re.compile(r"(\d{1,3}|[*†‡])(?:[.:)]\s*|\s+|\s*(?=[^\W\d]))")
_SIGN_ALONE = re.compile(rf"(?:\d{{1,3}}\. |• )?{_SIGN}([\w*†‡]{{0,5}})\s*")
_LISTED = re.compile(rf"(?:\d{{1,3}}\. |• )?{_SIGN}")


def read_epub(data: bytes) -> Source:
    """The blocks of a book in reading order. Raises CannotUnderstand for damaged, encrypted and hostile ones."""
    package = Package(data, wanted=WANTED)
    try:
        return _read(package)
    except RecursionError as error:
        raise too_deep(WANTED) from error


def _read(package: Package) -> Source:
    book = _Book(package)
    ledger = Ledger("epub")
    dropped = 0
    for name, is_navigation in book.documents():
        page = read_html(_as_page(decode(package.read(name), is_html=True).text))
        dropped += sum(entry.reason == reasons.CODE for entry in page.dropped)
        _take_over(page, ledger, is_navigation=is_navigation)
    if not any(line.hint != "chrome" for line in ledger.source.lines):
        raise CannotUnderstand(
            "no-text",
            f"This EPUB book holds no words, perhaps only pictures of pages. {KEPT} Hand in a file with the words.",
        )
    if dropped:
        ledger.say("Scripts and styles of the book were not read.")
    source = ledger.finished()
    source.metadata = book.metadata(source.lines)
    return source


def _take_over(page: Source, ledger: Ledger, *, is_navigation: bool) -> None:
    noted: str | None = None
    for line in page.lines:
        text = line.text.replace("\n", " ")
        sign = _SIGN_ALONE.fullmatch(text)
        if sign:
            noted = sign[1]  # the words of the note are in a paragraph of their own
            continue
        if is_navigation or line.hint == "chrome":
            ledger.leave_out(text.replace(_SIGN, ""), reasons.BOOK_NAVIGATION if is_navigation else line.reason)
            continue
        note = _LISTED.match(text)
        if note or noted is not None:
            ledger.add(_noted(text[note.end() if note else 0 :].strip(), noted or ""), hint="footnote")
            noted = None
            continue
        ledger.add(text.replace(_SIGN, ""), hint=line.hint, level=line.level, table=line.table)
        taken = ledger.source.lines[-1]
        taken.gap, taken.whole = line.gap, line.whole


def _noted(text: str, mark: str) -> str:
    """A note with its number in brackets, as the reference to it is written; `mark` is what that reference says."""
    number = _NUMBER.match(text)
    if number and mark in ("", number[1]):
        return f"[{number[1]}] {text[number.end() :]}"
    return f"[{mark}] {text}" if mark else text


def _as_page(text: str) -> str:
    """The document as the reader of pages takes it: nothing closed at once, notes and references to them marked."""
    text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    marks: dict[str, str] = {}

    def reference(found: re.Match[str]) -> str:
        mark = _TAGS.sub("", found[1]).strip(" []")
        target = _TARGET.search(found[0])
        if target:
            marks[target[1]] = mark
        return f"[{mark}]"

    def note(found: re.Match[str]) -> str:
        tag = "div" if found[1] == "aside" else found[1]
        name = _NAME.search(found[2])
        return f"<{tag}{found[2]}>{_SIGN}{marks.get(name[1], '') if name else ''}"

    text = _NOTE.sub(note, _REFERENCE.sub(reference, text))
    return _NOTE_END.sub("</div>", text).replace("<aside", "<div")


class _Book:
    """The package document: which documents the book has, and in which order they are read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        container = package.xml("META-INF/container.xml")
        roots = [row.get("full-path") or "" for row in container.iter("{*}rootfile")]
        if not roots:
            raise damaged(WANTED)
        self._folder = posixpath.dirname(roots[0])
        self._root = package.xml(roots[0])

    def documents(self) -> Iterator[tuple[str, bool]]:
        """(name of the part, whether it is the book's navigation) in the order of the spine."""
        items = {row.get("id") or "": row for row in self._root.iter("{*}item")}
        hidden = self._encrypted()
        read: set[str] = set()
        for reference in self._root.iter("{*}itemref"):
            item = items.get(reference.get("idref") or "")
            if item is None or "html" not in (item.get("media-type") or "html"):
                continue
            name = self._name(item.get("href") or "")
            if name in hidden:
                raise encrypted(WANTED)
            if name in read or not self._package.has(name):
                raise damaged(WANTED)
            read.add(name)
            if len(read) > MOST_DOCUMENTS:
                raise CannotUnderstand(
                    "too-large",
                    f"This EPUB book has more than {MOST_DOCUMENTS} documents; no statement is so long. {KEPT} "
                    "Hand in the statement alone.",
                )
            yield name, "nav" in (item.get("properties") or "").split()

    def metadata(self, lines: list[Line]) -> dict[str, str]:
        """Language and title, the title only if the text shows it near its beginning."""
        found: dict[str, str] = {}
        language = next((_words(one) for one in self._root.iter("{*}language")), "")
        title = next((_words(one) for one in self._root.iter("{*}title") if local(one) == "title"), "")
        if language:
            found["language"] = language
        shown = [line for line in lines if line.hint != "chrome"][:_FRONT_LINES]
        if title and any(" ".join(line.text.split()).casefold() == title.casefold() for line in shown):
            found["title"] = title
        return found

    def _name(self, href: str) -> str:
        return posixpath.normpath(posixpath.join(self._folder, unquote(href.partition("#")[0])))

    def _encrypted(self) -> set[str]:
        """Parts under digital rights management; scrambled fonts do not matter here."""
        if not self._package.has("META-INF/encryption.xml"):
            return set()
        root = self._package.xml("META-INF/encryption.xml")
        return {posixpath.normpath(unquote(row.get("URI") or "")) for row in root.iter("{*}CipherReference")}


def _words(element: etree._Element) -> str:
    return " ".join(text_of(element).split())
