"""Which paragraphs of two texts belong together, found pair by pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from statements.text.likeness import Bag, Likeness, Pair, shared_share
from statements.text.recut import recut_pairs

Places = tuple[int, ...]

_ALIKE = 0.35  # weighted share of words that two paragraphs need to be partners …
_ALONE = 0.2  # … and the plain share when both stand alone between neighbours that were found
_PIECE = 0.6  # share of one's words, of those not used up yet, that makes it a piece of the other …
_PART = 0.25  # share of all words of the shorter one that a piece of it has
_PIECE_WORDS = 4  # … and how many they are at least
_SURE = 0.6  # weighted share of words that makes a partner certain wherever it stands …
_CLEAR = 0.05  # … if it leads by so much
_ROUNDS = 4  # pieces are joined from the inside out, a neighbour in each round
_TURNS = 12  # paragraphs after an identical one that are compared by their turn


class Links:
    """Pairs of places, one of the old and one of the new text: the identical ones, and those found by likeness.

    A paragraph may get several partners that stand next to each other; words that one has used up do not count for
    the next, so that a part finds its whole and a look-alike does not.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], identical: Mapping[int, int]) -> None:
        self._texts = (old, new)
        self._identical = identical
        self._news: dict[int, list[int]] = {here: [there] for here, there in identical.items()}
        self._olds: dict[int, list[int]] = {there: [here] for here, there in identical.items()}
        self._alike: dict[tuple[int, int], float] = {}  # of the pairs linked by likeness
        self._by_place: set[tuple[int, int]] = set()
        self._near: tuple[dict[int, list[Pair]], dict[int, list[Pair]]] = ({}, {})
        for pair in recut_pairs(old, new, identical):
            self._link(*pair, alike=1.0)
        here = [place for place in range(len(old)) if place not in self._news]
        there = [place for place in range(len(new)) if place not in self._olds]
        self._likeness: Likeness | None = None
        self._unused: tuple[dict[int, Counter[str]], ...] = ()
        if here and there:
            self._likeness = Likeness(old, new, here, there)
            self._link_similar(self._likeness, list(self._turns(there)))
            self._link_alone(here)

    def components(self) -> Iterator[tuple[Places, Places]]:
        """Places that belong together, each side in order, by the first place of the old text."""
        seen: set[int] = set()
        for start in sorted(self._news):
            if start in seen:
                continue
            here, there = {start}, set(self._news[start])
            while more := {place for partner in there for place in self._olds[partner]} - here:
                here |= more
                there |= {partner for place in more for partner in self._news[place]}
            seen |= here
            yield tuple(sorted(here)), tuple(sorted(there))

    def method(self, here: Places) -> str:
        """How the component of these old places was found: "identical", "similar" or "place"."""
        pairs = self._inside(here)
        if all(self._identical.get(one) == other for one, other in pairs):
            return "identical"
        return "place" if pairs <= self._by_place else "similar"

    def alike_enough(self, here: Places) -> bool:
        """Whether a component found by likeness is so much alike that it is certain, if it is not contested."""
        pairs = self._inside(here)
        return not pairs & self._by_place and (len(pairs) > 1 or self._alike[min(pairs)] >= _SURE)

    def contested(self, here: Places, there: Places) -> bool:
        """Whether something else is nearly as much like one side, or has nearly all its words and no use for them."""
        closest = min(self._alike.get(pair, 0.0) for pair in self._inside(here))
        outward = [
            pair
            for side, places in enumerate((here, there))
            for place in places
            for pair in self._near[side].get(place, [])
            if (pair.old in here) != (pair.new in there)
        ]
        return any(
            (pair.alike > closest - _CLEAR and not self._settled(pair, here))
            or self._spare(pair, here) > closest - _CLEAR
            for pair in outward
        )

    def _spare(self, pair: Pair, here: Places) -> float:
        """Share of the words of the side in the component that the other side has besides those of its partners."""
        assert self._likeness is not None
        inside, outside = (0, 1) if pair.old in here else (1, 0)
        places = (pair.old, pair.new)
        bag = self._likeness.bags[inside][places[inside]]
        spare = bag & self._unused[outside][places[outside]]
        return self._likeness.weight(spare) / self._likeness.weight(bag)

    def _settled(self, pair: Pair, here: Places) -> bool:
        """Whether the side of `pair` that is not in the component has a partner that is clearly more alike."""
        others = (
            [(place, pair.new) for place in self._olds.get(pair.new, [])]
            if pair.old in here
            else [(pair.old, place) for place in self._news.get(pair.old, [])]
        )
        return any(self._alike.get(other, 0.0) >= pair.alike + _CLEAR for other in others)

    def _inside(self, here: Places) -> set[tuple[int, int]]:
        return {(one, other) for one in here for other in self._news[one]}

    def _turns(self, there: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs with the same number, counted from the last identical paragraph before them."""
        before = {other: one for one, other in self._identical.items()}
        for place in there:
            steps = 1
            while place >= steps and place - steps not in before and steps <= _TURNS:
                steps += 1
            start = before.get(place - steps, -1 if place < steps else None)
            if start is not None and start + steps < len(self._texts[0]) and start + steps not in self._news:
                yield start + steps, place

    def _link_similar(self, likeness: Likeness, turns: list[tuple[int, int]]) -> None:
        pairs = likeness.pairs(turns)
        for pair in pairs:
            self._near[0].setdefault(pair.old, []).append(pair)
            self._near[1].setdefault(pair.new, []).append(pair)
        pairs.sort(key=lambda pair: pair.rank)
        unused = self._unused = tuple({place: +bag for place, bag in bags.items()} for bags in likeness.bags)
        for _round in range(_ROUNDS):
            waiting = []
            for pair in pairs:
                left = unused[0][pair.old] & unused[1][pair.new]
                if left and self._fits(pair, left.total(), self._share(likeness, pair, left, unused)):
                    self._link(pair.old, pair.new, alike=pair.alike)
                    unused[0][pair.old] -= left
                    unused[1][pair.new] -= left
                else:
                    waiting.append(pair)
            if len(waiting) == len(pairs):
                break
            pairs = waiting

    def _share(self, likeness: Likeness, pair: Pair, left: Bag, unused: tuple[dict[int, Counter[str]], ...]) -> float:
        """How much of what is unused of either side the other one has; 0 if that is a small part of it."""
        weight = likeness.weight(left)
        if weight < _PART * likeness.shorter(pair.old, pair.new):
            return 0.0  # what is left is shared by chance
        return weight / min(likeness.weight(unused[0][pair.old]), likeness.weight(unused[1][pair.new]))

    def _fits(self, pair: Pair, words: int, share: float) -> bool:
        """Whether two places are partners, by the words that have not been used up by closer partners."""
        piece = share >= _PIECE and (words >= _PIECE_WORDS or self._glued(pair))
        news, olds = self._news.get(pair.old, []), self._olds.get(pair.new, [])
        if not news and not olds:
            return piece or pair.alike >= _ALIKE
        beside = (
            min((abs(place - pair.new) for place in news), default=1),
            min((abs(place - pair.old) for place in olds), default=1),
        )
        return piece and beside == (1, 1)

    def _glued(self, pair: Pair) -> bool:
        """Whether one text is the beginning or the end of the other."""
        short, long = sorted((self._texts[0][pair.old], self._texts[1][pair.new]), key=len)
        return long.startswith(short) or long.endswith(short)

    def _link(self, old: int, new: int, *, alike: float) -> None:
        self._news.setdefault(old, []).append(new)
        self._olds.setdefault(new, []).append(old)
        self._alike[old, new] = alike

    def _link_alone(self, here: Sequence[int]) -> None:
        """Links what is left when it stands alone between neighbours that were found."""
        lengths = len(self._texts[0]), len(self._texts[1])
        for one in here:
            before = max(self._news.get(one - 1, [-1 if one == 0 else -2]))
            after = min(self._news.get(one + 1, [lengths[1] if one + 1 == lengths[0] else -2]))
            other = before + 1
            alone = one not in self._news and before >= -1 and after == other + 1 and other not in self._olds
            if alone and shared_share([self._texts[0][one]], [self._texts[1][other]]) >= _ALONE:
                self._news[one], self._olds[other] = [other], [one]
                self._by_place.add((one, other))
