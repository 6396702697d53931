"""Labels at the start of a block: "5.", "(a)", "一、", "Article 3", "First,". Grammar only; sense is in series.py."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from statements.ingest.numerals import cjk, figures, letter, roman
from statements.ingest.ordinals import ARABIC_ORDINALS, ARTICLE_WORDS, ORDINALS, PART_WORDS

# Ranks, from the widest division to the narrowest.
PART, NUMBER, FIGURE, LETTER, ROMAN, DECIMAL = "part", "number", "figure", "letter", "roman", "decimal"


@dataclass(frozen=True, slots=True)
class Label:
    """`series` names those it belongs with (shape included), `value` its place in them, `key` its ASCII name.

    `marker` is the label as printed, None when it is made of words, which stay in the text; the text begins at `start`.
    """

    rank: str
    series: str
    value: int
    key: str
    marker: str | None
    start: int


_Reader = Callable[[str], int | None]
_CJK_DIGITS = "〇零一二三四五六七八九十百廿"
# (series, rank, pattern with the groups "label" and "n", how n is read)
_SHAPES: tuple[tuple[str, str, re.Pattern[str], _Reader], ...] = tuple(
    (series, rank, re.compile(pattern), reader)
    for series, rank, pattern, reader in (
        (
            "1.",
            NUMBER,
            r"(?P<label>(?P<n>\d{1,3})\s?[.．۔।])(?!\d(?!\d{3}\s?年))(?=\s|\d{4}\s?年|[^\W\d]|[“\"«‘(（《「])\s*",
            figures,
        ),
        ("1.-", NUMBER, r"(?P<label>(?P<n>\d{1,3})\s?(?:\.\s?[-–—]|[º°]\.?))\s*(?=\S)", figures),
        ("1、", NUMBER, r"(?P<label>(?P<n>\d{1,3})、)\s*", figures),
        ("1-", NUMBER, r"(?P<label>(?P<n>\d{1,3})\s?[-–—])(?=\s|[\u0600-\u06ff])\s*", figures),
        ("1 ", NUMBER, r"(?P<label>(?P<n>\d{1,3}))(?:\s{1,8}|\t)(?=[^\W\d_])", figures),
        ("§1", NUMBER, r"(?P<label>§\s?(?P<n>\d{1,3})\.?)\s+", figures),
        ("(1)", FIGURE, r"(?P<label>[(（](?P<n>\d{1,3})[)）])\s*(?=\S)", figures),
        ("1)", FIGURE, r"(?P<label>(?P<n>\d{1,3})[)）])\s*(?=\S)", figures),
        ("①", FIGURE, r"(?P<label>(?P<n>[①-⑳]))\s*(?=\S)", lambda n: ord(n) - 0x245F),
        ("一、", NUMBER, rf"(?P<label>(?P<n>[{_CJK_DIGITS}]{{1,4}})[、．])\s*(?=\S)", cjk),
        ("一 ", NUMBER, rf"(?P<label>(?P<n>[{_CJK_DIGITS}]{{1,3}}))\u3000+(?=\S)", cjk),
        ("（一）", FIGURE, rf"(?P<label>[(（](?P<n>[{_CJK_DIGITS}]{{1,4}})[)）])\s*(?=\S)", cjk),
        ("I.", PART, r"(?P<label>(?P<n>[IVXLC]{1,7}|[Ⅰ-Ⅻ])\s?(?:[.):、]|[-–—](?=\s)))\s*(?=\S)", roman),
        ("(I)", PART, r"(?P<label>\((?P<n>[IVXLC]{1,7})\))\s*(?=\S)", roman),
        ("A.", PART, r"(?P<label>(?P<n>[^\W\d_])\s?[.)])\s+(?=\S)", letter),
        ("(A)", LETTER, r"(?P<label>[(（](?P<n>[^\W\d_])[)）])\s*(?=\S)", letter),
        ("i.", ROMAN, r"(?P<label>(?P<n>[ivxlc]{1,6})[.)])\s+(?=\S)", roman),
        ("(i)", ROMAN, r"(?P<label>[(（](?P<n>[ivxlc]{1,6})[)）])\s*(?=\S)", roman),
        ("a.", LETTER, r"(?P<label>(?P<n>[^\W\d_])[.)])\s+(?=\S)", letter),
        ("(a)", LETTER, r"(?P<label>[(（](?P<n>[^\W\d_])[)）])\s*(?=\S)", letter),
        ("أ-", LETTER, r"(?P<label>(?P<n>[\u0621-\u064a])\s?[-–—])(?=\s)\s*", letter),
    )
)
_DECIMAL = re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,3}){1,3}[.)]?)\s+(?=\S)")
_BULLET = re.compile(
    r"(?P<label>[•●▪◦‣⁃∙■□▶►➢➤❖✓✔◆◇○・]|[-–—*·o§](?=\s)|[–—](?=[^\W\d_])|-{2,3}(?=\s?[^\W\d_]))\s*(?=\S)"
)
_WORD_PATTERNS = (
    ("part", PART, re.compile(rf"(?:{PART_WORDS})\s+(?P<n>\d{{1,3}}|[IVXLC]{{1,7}}|[A-Z])(?![\w’'])", re.IGNORECASE)),
    (
        "article",
        NUMBER,
        re.compile(
            rf"(?:{ARTICLE_WORDS})\s+\(?(?P<n>\d{{1,3}}|[IVXLC]{{1,7}}|premier|primero|único)\)?(?![\w’'])",
            re.IGNORECASE,
        ),
    ),
    ("第一章", PART, re.compile(rf"第(?P<n>[{_CJK_DIGITS}]{{1,4}}|\d{{1,3}})(?:章|编|編|篇|部分|节|節)")),
    ("第一条", NUMBER, re.compile(rf"第(?P<n>[{_CJK_DIGITS}]{{1,4}}|\d{{1,3}})(?:条|條)")),
    ("第一，", NUMBER, re.compile(rf"第(?P<n>[{_CJK_DIGITS}]{{1,4}})[，,、：:]")),
)
_ORDINAL = re.compile(r"(?P<n>[^\W\d_][\w\u064b-\u0652'’-]{2,20})\s?[,:،：.–—]")
_ARABIC_ARTICLE = re.compile(r"(?:المادة|مادة)\s+(?:\(\s*)?(?P<n>\d{1,3}|[\u0621-\u0652]+(?: عشرة?)?)\s*\)?")


def labels_at(text: str) -> list[Label]:
    """Every way to read the start of a text as a label; empty for nearly every paragraph. Bullets are not labels."""
    head = text[:60]
    if not head:
        return []
    found = _decimal(head)
    for series, rank, pattern, reader in _SHAPES:
        match = pattern.match(head)
        if match:
            found.extend(_typographic(series, rank, match, reader))
    found.extend(_worded(head))
    return found


def _typographic(series: str, rank: str, match: re.Match[str], reader: _Reader) -> list[Label]:
    printed = match["n"]
    value = reader(unicodedata.normalize("NFKC", printed) if series in ("I.",) else printed)
    if value is None or not 0 < value <= 400:
        return []
    upper = printed.isupper() or (not printed.islower() and series == "A.")
    if (series in ("A.", "(A)") and not upper) or (series in ("a.", "(a)") and upper):
        return []
    if series == "A." and match["label"].endswith(")"):
        series = "A)"
    if series in ("a.", "i.", "I.") and match["label"][-1] in ")-–—":
        series = series[0] + match["label"][-1]
    key = (
        _letters(value)
        if rank == LETTER or series in ("A.", "A)")
        else match["n"].lower()
        if rank == ROMAN
        else str(value)
    )
    label = Label(rank, series, value, key, match["label"], match.end())
    # "5.-" among "4." and "6." is a number of their series.
    return [label, replace(label, series="1.")] if series == "1.-" else [label]


def _letters(value: int) -> str:
    return chr(96 + value) if value <= 26 else "z" + chr(96 + value - 26) if value <= 52 else f"z{value}"


def _decimal(head: str) -> list[Label]:
    match = _DECIMAL.match(head)
    if not match:
        return []
    numbers = [figures(part) for part in match["label"].rstrip(".)").split(".")]
    if any(number is None or number == 0 for number in numbers):
        return []
    key = ".".join(str(number) for number in numbers)
    series = "1." + ".".join("1" * (len(numbers) - 1))
    return [Label(DECIMAL, series, numbers[-1] or 0, key, match["label"], match.end())]


def _worded(head: str) -> list[Label]:
    value: int | None
    for series, rank, pattern in _WORD_PATTERNS:
        match = pattern.match(head)
        if match:
            value = figures(match["n"]) or roman(match["n"]) or cjk(match["n"]) or letter(match["n"]) or 1
            return [Label(rank, series, value, str(value), None, 0)]
    arabic = _ARABIC_ARTICLE.match(head)
    if arabic:
        value = figures(arabic["n"]) or ARABIC_ORDINALS.get(arabic["n"])
        return [Label(NUMBER, "article", value, str(value), None, 0)] if value else []
    ordinal = _ORDINAL.match(head)
    if ordinal:
        value = ORDINALS.get(unicodedata.normalize("NFC", ordinal["n"].casefold()))
        return [Label(NUMBER, "first", value, str(value), None, 0)] if value else []
    return []


def bullet_at(text: str) -> tuple[str, int] | None:
    """The bullet that a text begins with and where its words begin; whether "-" is one depends on its neighbours."""
    match = _BULLET.match(text)
    return (match["label"], match.end()) if match else None


def numbers_by_word(text: str) -> bool:
    """True where a text begins with "Article 7", "Part II" and the like, which also stand inside sentences."""
    return bool(_worded(text[:60]))


def names_a_part(text: str) -> bool:
    """True where a text begins with "Chapter I", "Part II" and the like, the divisions above articles."""
    return any(label.rank == PART for label in _worded(text[:60]))


def opens_like_a_label(text: str) -> bool:
    """True where a line may open a numbered item or a bullet."""
    return bullet_at(text) is not None or any(label.series != "1 " for label in labels_at(text))
