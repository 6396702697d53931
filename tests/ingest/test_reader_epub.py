"""EPUB books: the order of the spine, notes, the navigation left out, and the sample as a book."""

from __future__ import annotations

from html import escape

import pytest

from statements.ingest.errors import CannotUnderstand
from statements.ingest.understand import understand
from tests.ingest.office import SENTENCE, epub, xhtml
from tests.ingest.texts import SAMPLES, lines_told_wrong, understood


@pytest.mark.parametrize("name", ["2008-joint-statement.txt", "2022-digest.txt"])
def test_epub_of_a_sample_has_the_blocks_of_its_text(name: str) -> None:
    plain = understood(SAMPLES / name)
    kept = {number for block in plain.blocks for number in range(block.first_line, block.last_line + 1)}
    lines = (SAMPLES / name).read_text(encoding="utf-8").split("\n")
    rows = [line.strip() for number, line in enumerate(lines, start=1) if number in kept and line.strip()]
    half = len(rows) // 2
    parts = ["".join(f"<p>{escape(row)}</p>" for row in part) for part in (rows[1:half], rows[half:])]
    book = epub(xhtml(f"<h1>{escape(rows[0])}</h1>{parts[0]}"), xhtml(parts[1]), title=escape(rows[0]))
    read = understand(book, filename="sample.epub")
    assert [(block.address, block.marker, block.text) for block in read.blocks] == [
        (block.address, block.marker, block.text) for block in plain.blocks
    ]
    assert (read.title, read.date_signed, read.parties) == (plain.title, plain.date_signed, plain.parties)


def test_documents_are_read_in_the_order_of_the_spine() -> None:
    book = epub(xhtml(f"<p>Last. {SENTENCE}</p>"), xhtml(f"<p>First. {SENTENCE}</p>"), order=(1, 0))
    statement = understand(book, filename="a.epub")
    assert [block.text[:5] for block in statement.blocks] == ["First", "Last."]
    assert lines_told_wrong(list(statement.lines), statement) == []


def test_elements_that_xml_closes_at_once_swallow_nothing() -> None:
    book = epub(xhtml(f'<script src="x.js"/><p>{SENTENCE}</p><a id="here"/><p>After <br/>it.</p>', title=""))
    assert [block.text for block in understand(book, filename="a.epub").blocks][-2:] == ["After", "it."]


def test_notes_of_a_book() -> None:
    body = f'<p>{SENTENCE}<a epub:type="noteref" href="#n1"><sup>1</sup></a></p>'
    body += '<aside epub:type="footnote" id="n1"><p>1. Counted in May.</p></aside>'
    statement = understand(epub(xhtml(f"<h1>Joint Statement</h1>{body}")), filename="a.epub")
    assert [(block.kind, block.marker, block.text) for block in statement.blocks[1:]] == [
        ("paragraph", None, SENTENCE + "[1]"),
        ("footnote", "[1]", "Counted in May."),
    ]


def test_notes_without_a_number_take_that_of_their_reference() -> None:
    body = f'<p>{SENTENCE}<a href="#n1" epub:type="noteref">1</a> Again.<a href="#n2" epub:type="noteref">2</a></p>'
    body += '<section><aside epub:type="footnote" id="n1"><p>Counted in May.</p></aside>'
    body += '<aside epub:type="footnote" id="n2"><p>3 rivers were counted.</p></aside></section>'
    statement = understand(epub(xhtml(f"<h1>Joint Statement</h1>{body}")), filename="a.epub")
    assert [(block.kind, block.marker, block.text) for block in statement.blocks[2:]] == [
        ("footnote", "[1]", "Counted in May."),
        ("footnote", "[2]", "3 rivers were counted."),
    ]


def test_a_protected_book_is_refused() -> None:
    listed = '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="book/part0.xhtml"/>'
    book = epub(xhtml(f"<p>{SENTENCE}</p>"), more={"META-INF/encryption.xml": f"{listed}</encryption>"})
    with pytest.raises(CannotUnderstand) as refusal:
        understand(book, filename="a.epub")
    assert refusal.value.code == "encrypted"


def test_a_book_without_words_is_refused() -> None:
    with pytest.raises(CannotUnderstand) as refusal:
        understand(epub(xhtml('<img src="page.jpg"/>')), filename="a.epub")
    assert refusal.value.code == "no-text"
