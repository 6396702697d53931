"""Numbers as the writers of truths print them."""

from __future__ import annotations

_HAN = "零一二三四五六七八九十"
_ARABIC = "أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا".split()


def han(value: int) -> str:
    return _HAN[value] if value <= 10 else "十" + _HAN[value - 10]


def roman(value: int) -> str:
    return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[value]


def arabic_ordinal(value: int) -> str:
    return _ARABIC[value - 1]
