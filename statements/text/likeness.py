"""How alike the paragraphs of two texts are: words weighted by their rarity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

# A run of characters written without spaces, or a word.
_PARTS = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+)|\w+")
_MANY = 12  # paragraphs in which a word stands that says too little to be looked up
_CANDIDATES = 5  # partners looked at for each paragraph

Bag = Mapping[str, int]


def features(text: str) -> Counter[str]:
    """The words of `text` without regard to capitals; of text written without spaces each pair of characters."""
    return _features(text).copy()


@lru_cache(maxsize=4_096)
def _features(text: str) -> Counter[str]:
    found: list[str] = []
    for match in _PARTS.finditer(text.casefold()):
        run = match[1]
        if run is None or len(run) == 1:
            found.append(match[0])
        else:
            found += (run[place : place + 2] for place in range(len(run) - 1))
    return Counter(found)


def shared_share(old: Iterable[str], new: Iterable[str]) -> float:
    """Share of the words on both sides that have a partner on the other (Dice): 0.0 to 1.0."""
    one, other = (_features("\n".join(texts)) for texts in (old, new))
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


@dataclass(slots=True)
class Pair:
    """Two paragraphs that may belong together. `alike` is the weighted Dice share of their words, 0 to 1; `of_old` the
    share of the old one that is in the new one, `of_new` the reverse; `apart` how far their places differ, each as a
    share of its text.
    """

    old: int
    new: int
    alike: float
    of_old: float
    of_new: float
    apart: float

    @property
    def rank(self) -> tuple[float, float]:
        """The best pair has the least."""
        return -round(self.alike + max(self.of_old, self.of_new), 2), self.apart


class Likeness:
    """Compares some places of `old` with some of `new`.

    A word weighs the logarithm of the number of all paragraphs to that of those with it, so that the words of a
    formula that stands everywhere make nothing alike. `bags`: the words of the places asked for, old and new.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], here: Sequence[int], there: Sequence[int]) -> None:
        self._lengths = (len(old), len(new))
        self.bags = (
            {place: _features(old[place]) for place in here},
            {place: _features(new[place]) for place in there},
        )
        standing: Counter[str] = Counter()
        for text in (*old, *new):
            standing.update(_features(text).keys())
        self._weights = {word: log(1 + (len(old) + len(new)) / number) for word, number in standing.items()}
        self._whole = tuple({place: self.weight(bag) for place, bag in bags.items()} for bags in self.bags)

    def weight(self, bag: Bag) -> float:
        return sum(self._weights[word] * count for word, count in bag.items())

    def shorter(self, old: int, new: int) -> float:
        """The weight of the lighter one of two places."""
        return min(self._whole[0][old], self._whole[1][new])

    def pairs(self, more: Iterable[tuple[int, int]]) -> list[Pair]:
        """Pairs worth a look: those with the most rare words in common, for either side, and `more`."""
        return [pair for places in sorted({*more, *self._nearest()}) if (pair := self._compared(*places))]

    def _compared(self, old: int, new: int) -> Pair | None:
        shared = self.weight(self.bags[0][old] & self.bags[1][new])
        if not shared:
            return None
        one, other = self._whole[0][old], self._whole[1][new]
        apart = abs(old / self._lengths[0] - new / self._lengths[1])
        return Pair(old, new, 2 * shared / (one + other), shared / one, shared / other, apart)

    def _nearest(self) -> Iterator[tuple[int, int]]:
        standing: dict[str, list[int]] = {}
        for place, bag in self.bags[1].items():
            for word in bag:
                standing.setdefault(word, []).append(place)
        for_new: dict[int, list[tuple[float, int]]] = {}
        for one, bag in self.bags[0].items():
            scores: dict[int, float] = {}
            for word in bag:
                places = standing.get(word, ())
                if len(places) <= _MANY:
                    for place in places:
                        scores[place] = scores.get(place, 0.0) + self._weights[word]
            for other in sorted(scores, key=lambda place: (-scores[place], place))[:_CANDIDATES]:
                yield one, other
            for other, score in scores.items():
                for_new.setdefault(other, []).append((score, one))
        for other, ranked in for_new.items():
            for _score, one in sorted(ranked, reverse=True)[:_CANDIDATES]:
                yield one, other
