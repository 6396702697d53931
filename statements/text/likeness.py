"""How alike paragraphs are, and which of two texts belong together because of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

# A run of characters written without spaces, or a word.
_PARTS = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+)|\w+")
_MANY = 12  # paragraphs in which a word stands that says too little to be looked up
_CANDIDATES = 5  # partners looked at for each paragraph
_ALIKE = 0.35  # weighted share of words that two paragraphs need to be partners …
_ALONE = 0.2  # … and when both stand alone between neighbours that were found
_PIECE = 0.6  # share of the shorter one's words, not used up yet, that makes it a piece of the other
_CLEAR = 0.05  # lead over the next candidate that leaves no doubt
_ROUNDS = 3  # pieces are joined from the inside out, a neighbour in each round


def features(text: str) -> Counter[str]:
    """The words of `text` without regard to capitals; of text written without spaces each pair of characters."""
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
    one, other = (features("\n".join(texts)) for texts in (old, new))
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


@dataclass(slots=True)
class _Pair:
    old: int
    new: int
    alike: float  # weighted Dice, 0 to 1
    within: float  # share of the shorter one's weight that is in the other
    apart: float  # distance of their places, each as a share of its text

    @property
    def rank(self) -> tuple[float, float]:
        return (-round(self.alike + self.within, 2), self.apart)


class Links:
    """Pairs of places, one of the old and one of the new text, found bit by bit.

    Words count by their rarity in the paragraphs that have no identical partner (as log of all to those with it).
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], identical: Mapping[int, int]) -> None:
        self._texts = (old, new)
        self._news: dict[int, list[int]] = {here: [there] for here, there in identical.items()}
        self._olds: dict[int, list[int]] = {there: [here] for here, there in identical.items()}
        self._identical = identical
        self._bags: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
        self._left: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})  # words not used up
        self._weights: dict[str, float] = {}
        self._doubtful: set[tuple[int, int]] = set()
        self._by_place: set[tuple[int, int]] = set()

    def components(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Places that belong together, each side in order."""
        seen: set[int] = set()
        for start in sorted(self._news):
            if start in seen:
                continue
            here, there = {start}, set(self._news[start])
            while True:
                more = {place for partner in there for place in self._olds[partner]}
                if more <= here:
                    break
                here |= more
                there |= {partner for place in here for partner in self._news[place]}
            seen |= here
            yield tuple(sorted(here)), tuple(sorted(there))

    def method(self, here: tuple[int, ...], there: tuple[int, ...]) -> tuple[str, bool]:
        """How a component was found, and whether that is certain."""
        pairs = [(one, other) for one in here for other in self._news[one]]
        certain = not any(pair in self._doubtful for pair in pairs)
        if all(self._identical.get(one) == other for one, other in pairs):
            return "identical", certain
        return "place" if all(pair in self._by_place for pair in pairs) else "similar", certain

    def add_similar(self, here: Sequence[int], there: Sequence[int]) -> None:
        """Links those of the places, none of which has a partner yet, that are alike enough."""
        if not here or not there:
            return
        for side, places in enumerate((here, there)):
            for place in places:
                self._bags[side][place] = features(self._texts[side][place])
                self._left[side][place] = self._bags[side][place].copy()
        self._weigh()
        pairs = sorted(self._candidates(here, there), key=lambda pair: pair.rank)
        for _round in range(_ROUNDS):
            waiting = [pair for pair in pairs if not self._link(pair)]
            if len(waiting) == len(pairs):
                break
            pairs = waiting
        self._link_alone(here)

    def _weigh(self) -> None:
        standing: Counter[str] = Counter()
        for bags in self._bags:
            for bag in bags.values():
                standing.update(bag.keys())
        number = sum(len(bags) for bags in self._bags)
        self._weights = {word: log(1 + number / count) for word, count in standing.items()}

    def _weight(self, bag: Mapping[str, int]) -> float:
        return sum(self._weights[word] * count for word, count in bag.items())

    def _candidates(self, here: Sequence[int], there: Sequence[int]) -> Iterator[_Pair]:
        whole = [{place: self._weight(bag) for place, bag in bags.items()} for bags in self._bags]
        lengths = [max(len(texts), 1) for texts in self._texts]
        for one, other in self._worth_comparing(here, there):
            shared = self._weight(self._bags[0][one] & self._bags[1][other])
            both = whole[0][one] + whole[1][other]
            if not shared:
                continue
            apart = abs(one / lengths[0] - other / lengths[1])
            within = shared / min(whole[0][one], whole[1][other])
            yield _Pair(one, other, 2 * shared / both, within, apart)

    def _worth_comparing(self, here: Sequence[int], there: Sequence[int]) -> Iterator[tuple[int, int]]:
        """For each place those that share the most rare words with it, and the one that has its turn."""
        standing: dict[str, list[int]] = {}
        for place in there:
            for word in self._bags[1][place]:
                standing.setdefault(word, []).append(place)
        turns = self._turns(here, there)
        found: dict[int, Counter[int]] = {}
        for one in here:
            scores: Counter[int] = Counter()
            for word in self._bags[0][one]:
                places = standing.get(word, ())
                if 0 < len(places) <= _MANY:
                    for place in places:
                        scores[place] += 1 / len(places)  # type: ignore[assignment]
            found[one] = scores
        best_for_new: dict[int, list[tuple[float, int]]] = {}
        pairs: set[tuple[int, int]] = set(turns)
        for one, scores in found.items():
            pairs.update((one, other) for other, _ in scores.most_common(_CANDIDATES))
            for other, score in scores.items():
                best_for_new.setdefault(other, []).append((score, one))
        for other, ranked in best_for_new.items():
            ranked.sort(reverse=True)
            pairs.update((one, other) for _, one in ranked[:_CANDIDATES])
        yield from sorted(pairs)

    def _turns(self, here: Sequence[int], there: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs with the same number counted from the last identical paragraph before them."""
        begin = {there: here for here, there in self._identical.items()}
        for place in there:
            steps = 1
            while place - steps >= 0 and place - steps not in begin and steps <= _MANY:
                steps += 1
            one = begin.get(place - steps, -1 if place - steps < 0 else -2)
            if one >= -1 and one + steps in self._bags[0]:
                yield one + steps, place

    def _link(self, pair: _Pair) -> bool:
        """Whether the pair has been linked; not if what they share has been used up by closer partners."""
        left = self._left[0][pair.old] & self._left[1][pair.new]
        taken = self._news.get(pair.old, []), self._olds.get(pair.new, [])
        if not taken[0] and not taken[1]:
            fits = pair.alike >= _ALIKE or (pair.within >= _PIECE and left.total() > 3)
        else:
            shorter = min(
                self._weight(bags[place]) for bags, place in zip(self._bags, (pair.old, pair.new), strict=True)
            )
            fits = self._next_to_partners(pair) and left.total() > 3 and self._weight(left) >= _PIECE * shorter
        if fits:
            self._news.setdefault(pair.old, []).append(pair.new)
            self._olds.setdefault(pair.new, []).append(pair.old)
            self._left[0][pair.old] -= left
            self._left[1][pair.new] -= left
        return fits

    def _next_to_partners(self, pair: _Pair) -> bool:
        news, olds = self._news.get(pair.old, []), self._olds.get(pair.new, [])
        return not (news and min(abs(place - pair.new) for place in news) != 1) and not (
            olds and min(abs(place - pair.old) for place in olds) != 1
        )

    def _link_alone(self, here: Sequence[int]) -> None:
        """Links what is left when it stands alone between neighbours that were found."""
        ends = len(self._texts[0]), len(self._texts[1])
        for one in here:
            if one in self._news:
                continue
            before = max(self._news.get(one - 1, [-1 if one == 0 else -2]))
            after = min(self._news.get(one + 1, [ends[1] if one + 1 == ends[0] else -2]))
            other = before + 1
            if before >= -1 and after == other + 1 and other not in self._olds and other in self._bags[1]:
                if shared_share([self._texts[0][one]], [self._texts[1][other]]) >= _ALONE:
                    self._news[one], self._olds[other] = [other], [one]
                    self._by_place.add((one, other))
