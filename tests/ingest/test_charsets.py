"""Encodings told by the letters that languages use; false declarations, broken signs, UTF-16 without a mark."""

from __future__ import annotations

from itertools import islice

import pytest

from statements.ingest.charsets import best_charset, usual
from statements.ingest.decode import decode
from tests.ingest.phrases import sentences

STORED = {
    "fr": ["cp1252", "latin-1"], "de": ["cp1252"], "pl": ["cp1250", "iso8859-2"], "ru": ["cp1251", "koi8-r", "cp866"],
    "uk": ["cp1251"], "zh": ["gb18030", "gbk"], "ja": ["shift_jis", "euc_jp"], "ko": ["euc-kr"], "ar": ["cp1256"],
    "he": ["cp1255"], "el": ["cp1253"], "tr": ["cp1254"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), [(one, name) for one, names in STORED.items() for name in names])
def test_a_text_is_read_in_the_encoding_it_was_stored_in(language: str, encoding: str) -> None:
    text = "\n".join(islice(sentences(language, encoding), 12)).replace("’", "'").replace("“", '"').replace("”", '"')
    text = text.translate(str.maketrans("«»", '""'))
    assert decode(text.encode(encoding), is_html=False).text == text


def test_a_false_declaration_is_not_believed_and_is_told() -> None:
    page = (
        "<html><head><meta charset=iso-8859-1></head><body><p>Стороны договорились о мире и дружбе.</p></body></html>"
    )
    decoded = decode(page.encode("cp1251"), is_html=True)
    assert (decoded.text, decoded.encoding, decoded.declared) == (page, "cp1251", "cp1252")


def test_a_true_declaration_is_believed_where_the_letters_leave_it_open() -> None:
    page = "<html><head><meta charset=windows-1250></head><body><p>Strana A souhlasí.</p></body></html>"
    assert decode(page.encode("cp1250"), is_html=True).encoding == "cp1250"


def test_one_broken_sign_does_not_turn_a_whole_text_into_other_letters() -> None:
    data = ("Стороны договорились о мире. " * 30).encode()
    decoded = decode(data[:501] + b"\xff" + data[501:], is_html=False)
    assert (decoded.encoding, decoded.certain) == ("utf-8", False)
    assert decoded.text.count("Стороны договорились") == 29


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["中华人民共和国联合声明\n双方一致同意。", "Совместное заявление\nСторон о мире"])
def test_utf16_without_a_mark_is_told_by_its_spaces_and_line_ends(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), is_html=False).text == text


def test_letters_of_a_wrong_table_are_unusual() -> None:
    data = "Стороны договорились о мире и дружбе.".encode("koi8-r")
    assert best_charset(data) == "koi8-r"
    assert usual(data, "cp1251") < 0.6
    assert usual(data, "cp1252") == 0.0
