"""Numbers as statements print them: figures of any script, Roman, Chinese, letters."""

from __future__ import annotations

import re
import unicodedata

_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_SHAPE = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_CJK = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "兩": 2}
_CJK |= {char: at for at, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_OTHERS = (
    "가나다라마바사아자차카타파하",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "αβγδεζηθικλμνξοπρστυφχψω",
)
_ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"


def figures(text: str) -> int | None:
    """The value of decimal digits of any script, None for anything else."""
    value = 0
    for char in text:
        digit = unicodedata.decimal(char, None)
        if digit is None:
            return None
        value = value * 10 + digit
    return value if text else None


def roman_numeral(value: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        while value >= size:
            out += sign
            value -= size
    return out


def roman(text: str) -> int | None:
    """The value of a well-formed Roman number below 400, None for anything else ("IIII", "VX")."""
    lowered = text.lower()
    if not _ROMAN_SHAPE.fullmatch(lowered):
        return None
    value = 0
    rest = lowered
    for size, sign in _ROMAN:
        while rest.startswith(sign):
            value += size
            rest = rest[len(sign) :]
    return value


def letters_numeral(value: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    return (
        chr(96 + value)
        if 1 <= value <= 26
        else chr(96 + (value - 1) // 26) + chr(97 + (value - 1) % 26)
        if value
        else "a"
    )


def letter(text: str) -> int | None:
    """The place of a single letter in its alphabet (Latin, Cyrillic, Arabic, Hangul …), None for anything else."""
    char = text.lower()
    if len(char) != 1:
        return None
    if "a" <= char <= "z":
        return ord(char) - 96
    if char in _CYRILLIC:
        return _CYRILLIC.index(char) + 1
    for alphabet in _OTHERS:
        if char in alphabet:
            return alphabet.index(char) + 1
    if char in "أإآ":
        return 1
    return _ABJAD.index(char) + 1 if char in _ABJAD else None


def cjk(text: str) -> int | None:
    """The value of a Chinese number up to 999 (三, 十二, 二十一) or of a row of digits (二〇二四), else None."""
    if not text:
        return None
    if all(char in _CJK for char in text):
        value = 0
        for char in text:
            value = value * 10 + _CJK[char]
        return value
    total = current = 0
    for char in text:
        if char in _CJK:
            current = _CJK[char]
        elif char in "十拾":
            total += (current or 1) * 10
            current = 0
        elif char == "千":
            total += (current or 1) * 1000
            current = 0
        elif char in "百佰":
            total += (current or 1) * 100
            current = 0
        elif char == "廿":
            total += 20
        else:
            return None
    return total + current
