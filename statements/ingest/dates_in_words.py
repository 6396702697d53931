"""Dates that English papers write out: "this Ninth Day of October in the Year Two Thousand and Twenty-Four"."""

from __future__ import annotations

import re

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
_UNITS += "eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DAYS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
_DAYS += "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_VALUE = {word: at for at, word in enumerate(_UNITS.split(), start=1)}
_VALUE |= {word: 10 * at for at, word in enumerate(_TENS.split(), start=2)}
_DAY = {word: at for at, word in enumerate(_DAYS.split(), start=1)} | {"thirtieth": 30}
_NUMBER = "(?:" + "|".join(sorted(_VALUE, key=len, reverse=True)) + ")"
_ORDINAL = rf"(?:(?:twenty|thirty)[- ])?(?:{'|'.join(sorted(_DAY, key=len, reverse=True))})"
_YEAR = (
    rf"(?:\d{{4}}|(?:{_NUMBER}[- ]thousand|{_NUMBER}[- ]hundred|{_NUMBER})"
    rf"(?:[- ,]+(?:{_NUMBER}[- ]hundred|and|{_NUMBER})){{0,6}})"
)
WORDED_DATE = re.compile(
    rf"\b(?P<words>{_ORDINAL})\s+(?:day\s+)?of\s+(?P<month>[^\W\d_]{{3,10}}),?\s+"
    rf"(?:in\s+the\s+year\s+(?:of\s+our\s+lord\s+)?(?:of\s+)?)?(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)


def day_in_words(words: str) -> int | None:
    """ "twenty-third" → 23."""
    *tens, last = re.split(r"[\s-]+", words.lower())
    return (_VALUE[tens[0]] if tens else 0) + _DAY[last] if last in _DAY else None


def year_in_words(words: str) -> int | None:
    """ "two thousand and twenty-four" → 2024, "nineteen hundred and ninety-four" → 1994, "nineteen ninety-four" too."""
    if words.isdigit():
        return int(words)
    total = current = 0
    pairs: list[int] = []
    for word in re.split(r"[\s,-]+", words.lower()):
        if word == "thousand":
            total, current = total + current * 1000, 0
        elif word == "hundred":
            total, current = total + current * 100, 0
        elif word in _VALUE:
            if current and not (current >= 20 and current % 10 == 0 and _VALUE[word] < 10):
                pairs.append(current)
                current = 0
            current += _VALUE[word]
    if pairs and not total:
        return pairs[0] * 100 + current if len(pairs) == 1 else None
    return total + sum(pairs) + current
