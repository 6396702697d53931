"""Bytes to text, and what is refused with which sentence."""

from __future__ import annotations

import pytest

from statements.ingest.decode import MOST_BYTES, decode
from statements.ingest.errors import CannotUnderstand
from statements.ingest.understand import understand
from tests.ingest.texts import TEXTS, understood

RUSSIAN = (TEXTS / "ru-declaration.txt").read_text(encoding="utf-8")
CHINESE = (TEXTS / "zh-joint-statement.txt").read_text(encoding="utf-8")
ARABIC = (TEXTS / "ar-communique.txt").read_text(encoding="utf-8").replace("ّ", "")
FRENCH = (TEXTS / "fr-traite.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "koi8-r"),
        (CHINESE.replace("English Русский\n", ""), "gb18030"),
        (ARABIC.replace("١٢", "12").replace("٢٠٢١", "2021"), "cp1256"),
        (FRENCH.replace("’", "'"), "latin-1"),
        (FRENCH, "cp1252"),
    ],
)
def test_decode_reads_the_encodings_of_forty_years(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), is_html=False).text == text


def test_decode_believes_a_declaration_only_if_it_can_be_true() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body><p>Совместное заявление</p></body></html>"
    assert decode(page.encode("cp1251"), is_html=True).text == page
    false = page.replace("windows-1251", "ascii")
    assert decode(false.encode("utf-8"), is_html=True).text == false


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"text with a NUL \0 in it", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n and so on", "unknown-format"),
        (b"PK\x03\x04 and so on", "damaged"),
        (b"\xff\xfe\x00\xd8\x41\x00", "unreadable-encoding"),
        (b"###\n\n-----\n", "no-text"),
    ],
)
def test_understand_refuses_with_a_code_and_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(CannotUnderstand) as refusal:
        understand(data, filename="handed-in.txt")
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


def test_fifty_megabytes_are_refused_with_their_size() -> None:
    with pytest.raises(CannotUnderstand) as refusal:
        understand(b"a line\n" * (50 * 1024 * 1024 // 7), filename="large.txt")
    assert refusal.value.code == "too-large"
    assert "50 MB" in refusal.value.sentence
    assert f"{MOST_BYTES // 1048576} MB" in refusal.value.sentence


def test_line_ends_of_all_systems_count_alike() -> None:
    text = (TEXTS / "stacked.txt").read_text(encoding="utf-8")
    unix = understand(text.encode(), filename="a.txt").to_json()
    assert understand(text.replace("\n", "\r\n").encode(), filename="a.txt").to_json() == unix
    assert understand(text.replace("\n", "\r").encode(), filename="a.txt").to_json() == unix
    assert unix == understood(TEXTS / "stacked.txt").to_json()
