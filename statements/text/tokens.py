"""Words as the search index knows them: cut and folded here, so that every database finds the same.

FTS5 (`unicode61`) and PostgreSQL (`simple`) disagree about naïve, État and Chinese; on text that was split here they
give the same words, phrases and prefixes. Positions are code points of the text handed in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple, cast

# Every Han character and kana is a word by itself; Hangul is written with spaces and is not.
_CJK = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_TATWEEL = "\u0640"

# Language → algorithm of Snowball. "en" stands for English as revised by its author ("Porter 2").
_ALGORITHMS = {
    **{"ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english"},
    **{"es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french"},
    **{"ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian"},
    **{"lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese"},
    **{"ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish"},
}


class Token(NamedTuple):
    """A word: its folded form, and where it stands in the text."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """`text` without capitals and without marks over, under or in its letters: "État" → "etat", "й" → "и".

    Case folding first, then canonical decomposition, all combining marks and the Arabic tatweel taken out, and what
    is left composed again. To fold twice changes nothing more.
    """
    if text.isascii():
        return text.lower()
    folded = _without_marks(text.casefold())
    # A few letters show a capital only when their mark is gone.
    return folded if folded == folded.casefold() else fold(folded)


def words(text: str) -> list[Token]:
    """The words of `text` in order: runs of letters and digits with their marks, each CJK character alone.

    An apostrophe, hyphen or underscore ends a word.
    """
    plain, any_text, not_plain = _patterns()
    pattern = any_text if not text.isascii() and not_plain.search(text) else plain
    found = ((match[0], match.span()) for match in pattern.finditer(text))
    return [Token(folded, *span) for word, span in found if (folded := _folded_word(word))]


def stems(words: Iterable[str], language: str) -> list[str]:
    """The folded stem of each word by the rules of its language (Snowball); the folded word where there are none.

    Hand in the words as they stand in the text, not folded ones: the rules need "й" and "é" to know an ending.
    """
    code = language.partition("-")[0].lower()
    return [_stem(word, code) for word in words]


@lru_cache(maxsize=65_536)
def _folded_word(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=65_536)
def _stem(word: str, code: str) -> str:
    algorithm = _ALGORITHMS.get(code)
    if algorithm is None:
        return fold(word)
    # Imported here because it brings all its languages at once (0.13 s). A stemmer keeps the word it works on, so
    # threads must not share one; to make one takes two millionths of a second.
    import snowballstemmer

    plain = unicodedata.normalize("NFC", word.casefold())
    if code == "ru":
        plain = plain.replace("ё", "е")
    return fold(cast(str, snowballstemmer.stemmer(algorithm).stemWord(plain))) or fold(word)


def _without_marks(text: str) -> str:
    letters = (
        sign
        for sign in unicodedata.normalize("NFD", text)
        if sign != _TATWEEL and not unicodedata.category(sign).startswith("M")
    )
    return unicodedata.normalize("NFC", "".join(letters))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a word is, in a plain text and in any text, and what makes a text no plain one.

    Made when first needed, because the marks of Unicode must be looked up sign by sign (0.03 s). The pattern for
    plain texts, without marks apart from their letters and without CJK characters, is four times as fast.
    """
    codes = (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0))
    marks = _ranges([code for code in codes if unicodedata.category(chr(code)).startswith("M")])
    return (
        re.compile(r"[^\W_]+"),
        re.compile(rf"[{_CJK}][{marks}]*|(?:[^\W_{_CJK}][{marks}]*)+"),
        re.compile(rf"[{_CJK}{marks}]"),
    )


def _ranges(codes: list[int]) -> str:
    """The signs as the inside of a character class."""
    starts = [code for code, before in zip(codes, [-1, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], -1], strict=True) if after != code + 1]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))
