"""Nothing is lost: every non-blank line, and every word, is in exactly one place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from statements.ingest.errors import CannotUnderstand
from statements.ingest.understand import understand
from tests.ingest.texts import ALL, lines_of_file, lines_told_wrong, parsed_from, understood

PLAIN = [path for path in ALL if path.suffix != ".html"]
PAGES = [path for path in ALL if path.suffix == ".html"]


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_every_line_is_in_one_block_or_one_dropped_entry(path: Path) -> None:
    data = path.read_bytes()
    assert lines_told_wrong(lines_of_file(data, path.name), understood(path)) == []


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_every_word_of_a_text_is_kept(path: Path) -> None:
    if path.suffix == ".md":
        return  # marks of emphasis and links are no words
    words = Counter("".join("\n".join(lines_of_file(path.read_bytes(), path.name)).split()))
    assert _characters(understood(path)) == words


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_word_of_a_page_is_kept(path: Path) -> None:
    root = etree.HTML(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    for element in list(root.iter("script", "style", etree.Comment)):
        tail = element.tail or ""
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        element.getparent().remove(element)
    words = Counter("".join("".join(str(part) for part in root.itertext()).split()))
    kept = _characters(understood(path))
    missing = words - kept
    assert missing == Counter()
    # What the reader writes itself: the labels that a browser prints before list items.
    assert set(kept - words) <= set("•.0123456789")


def _characters(parsed) -> Counter[str]:
    parts = [f"{block.marker or ''}{block.text}" for block in parsed.blocks] + [entry.text for entry in parsed.dropped]
    return Counter("".join("".join(parts).split()))


LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "   ",
            "\u00a0\u00a0",
            "###",
            "-----",
            "Joint Statement of Ghana and Togo",
            "on Water",
            "Accra, 3 May 2001",
            "2001-05-03",
            "1. The sides agree.",
            "2. The sides meet again,",
            "(a) first;",
            "(b) second.",
            "• point",
            "- dash",
            "Article 1",
            "Annex",
            "(Signed) Kofi Mensah        (Signed) Ama Agbo",
            "President of Ghana          President of Togo",
            "Recalling the flood,",
            "make the following statement:",
            "Heading of a Part",
            "Print",
            "English Русский 中文",
            "a line that is long enough to be a paragraph of its own, and that ends with a stop.",
            "“Quoted words” and more",
            "一、政治",
            "（一）双方同意。",
        ]
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
)


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=30))
def test_any_text_keeps_its_lines_and_has_good_addresses(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        parsed = parsed_from(text)
    except CannotUnderstand as refusal:
        assert refusal.sentence.endswith(".")
        return
    assert lines_told_wrong(lines_of_file(text.encode(), "pasted.txt"), parsed) == []
    addresses = [block.address for block in parsed.blocks]
    assert len(set(addresses)) == len(addresses)
    assert [address for address in addresses if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", address)] == []
    assert [block.text for block in parsed.blocks if not block.text.strip() or "\n\n" in block.text] == []
    texts = {block.address: block.text for block in parsed.blocks}
    for row in (*parsed.quotations, *parsed.references):
        assert texts[row.address][row.start : row.end] == row.exact


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "noname"]))
def test_any_bytes_are_understood_or_refused(data: bytes, filename: str) -> None:
    try:
        understand(data, filename=filename)
    except CannotUnderstand as refusal:
        assert refusal.code
