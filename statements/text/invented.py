"""Invented paragraphs for rooms that are measured: words of no language whose frequencies are those of one.

Zipf's law (Human Behavior and the Principle of Least Effort, 1949): the word of rank r is drawn with weight 1/r. The
same seed gives the same words. Lengths count code points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from random import Random
from typing import NamedTuple

FORMS = 50_000  # words of each lexicon at least
MEAN_LENGTH = 468  # of a paragraph
SHORTEST, LONGEST = 60, 2_400
SPREAD = 0.55  # of the logarithm of a paragraph's length
AT_ONCE = 8_192
COMMON = "cooperation"  # stands in COMMON_SHARE of the English paragraphs
COMMON_SHARE = 0.5

_ENGLISH = (
    "b br c ch d f fr g gr h j k l m n p pr qu r s sh st t tr v w",
    "a e i o u ai ea ou",
    "_ n r s t l nd nt st m",
)
_RUSSIAN = (
    "б бр в г гр д ж з к кр л м н п пр р с ст т тр ф х ч ш",
    "а е и о у ы я ю",
    "_ н р с т л й м в ть",
)
_HAN = (0x4E00, 3_000)  # first code point, how many


class Paragraph(NamedTuple):
    """A text and where its sentences stand in it."""

    text: str
    sentences: list[tuple[int, int]]


@dataclass(frozen=True)
class Script:
    """How words become sentences: what stands between two words, ends a sentence, and between two sentences."""

    space: str
    stop: str
    gap: str


SPACED, UNSPACED = Script(" ", ".", " "), Script("", "。", "")


class Lexicon:
    """At least FORMS different words, most frequent first. `known` are words that come before the invented ones."""

    def __init__(self, language: str, seed: int, known: Iterable[str] = ()) -> None:
        self._dice = Random(f"{language}/{seed}")  # noqa: S311 - the same seed must give the same
        self.script = UNSPACED if language == "zh" else SPACED
        invented = _han_words(self._dice) if language == "zh" else _words(language, self._dice)
        self.words = list(dict.fromkeys(islice(_chain(known, invented), FORMS + 2_000)))
        self._common = COMMON if language == "en" else ""
        self._drawn = self._draw()

    @cached_property
    def _weights(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def paragraph(self) -> Paragraph:
        """A paragraph whose length spreads about MEAN_LENGTH as lengths of real ones do (logarithms are normal)."""
        middle = math.log(MEAN_LENGTH) - SPREAD * SPREAD / 2
        wanted = min(max(self._dice.lognormvariate(middle, SPREAD), SHORTEST), LONGEST)
        parts, spans, length = [], [], 0
        common = bool(self._common) and self._dice.random() < COMMON_SHARE
        while length < wanted:
            sentence = self._sentence(int(wanted - length), with_common=common)
            common = False
            spans.append((length, length + len(sentence)))
            parts.append(sentence)
            length += len(sentence) + len(self.script.gap)
        return Paragraph(self.script.gap.join(parts), spans)

    def title(self, words: int = 6) -> str:
        return self._capital(self.script.space.join(islice(self._drawn, words)))

    def _sentence(self, most: int, *, with_common: bool) -> str:
        words = [self._common] if with_common else []
        length, wanted = sum(map(len, words)), min(most, self._dice.randint(60, 260))
        for word in self._drawn:
            words.append(word)
            length += len(word) + len(self.script.space)
            if length >= wanted - 4:
                break
        return self._capital(self.script.space.join(words)) + self.script.stop

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def _draw(self) -> Iterator[str]:
        while True:
            yield from self._dice.choices(self.words, cum_weights=self._weights, k=AT_ONCE)


def _words(language: str, dice: Random) -> Iterator[str]:
    """Words of one to four syllables, the frequent ones short, without end."""
    onsets, vowels, codas = (part.replace("_", "").split(" ") for part in (_RUSSIAN if language == "ru" else _ENGLISH))
    made = 0
    while True:
        made += 1
        syllables = 1 + min(3, int(math.log10(made) * dice.uniform(0.2, 0.9)))
        yield "".join(_syllable(dice, onsets, vowels, codas) for _place in range(syllables))


def _syllable(dice: Random, onsets: Sequence[str], vowels: Sequence[str], codas: Sequence[str]) -> str:
    return dice.choice(onsets) + dice.choice(vowels) + dice.choice(codas)


def _han_words(dice: Random) -> Iterator[str]:
    first, number = _HAN
    while True:
        yield "".join(chr(first + int(number * dice.random() ** 2)) for _place in range(dice.choice((1, 2, 2, 2, 3))))


def _chain(known: Iterable[str], invented: Iterator[str]) -> Iterator[str]:
    """The known words, then invented ones, none twice."""
    seen: set[str] = set()
    for words in (known, invented):
        for word in words:
            if word not in seen:
                seen.add(word)
                yield word
