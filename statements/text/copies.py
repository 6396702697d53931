"""Paragraphs with the same text: which of them is which."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from statements.text.groups import Group

_SIGNS = re.compile(r"[\W\d_]+")
_SHUFFLED = 0.25  # share of groups that moved from which on the order says nothing


class Copies:
    """The copies among the paragraphs of two texts, and the groups they are in (in the order of the old text)."""

    def __init__(self, groups: Sequence[Group], old: Sequence[str], new: Sequence[str]) -> None:
        self._groups, self._old = groups, old
        self._places = _places(old), _places(new)
        self._shuffled = sum(group.moved for group in groups) > _SHUFFLED * len(groups)
        self._near: dict[str, set[str]] = {}
        for text in (*old, *new):
            self._near.setdefault(_without_numbers(text), set()).add(text)

    def has(self, group: Group) -> bool:
        """Whether a text of the group stands in the old text more than once or, where nothing changed, in the new."""
        if max(len(self._places[0][self._old[place]]) for place in group.old) > 1:
            return True
        return group.method == "identical" and len(self._places[1][self._old[group.old[0]]]) > 1

    def has_near(self, group: Group) -> bool:
        """Whether a text of the group differs from another one in numbers, signs or capitals alone: when items get
        new numbers, one may become what the other was.
        """
        return any(len(self._near[_without_numbers(self._old[place])]) > 1 for place in group.old)

    def between(self, certain: Sequence[bool]) -> set[int]:
        """Numbers of the groups with copies that are settled by the certain ones before and after them.

        Between these must be as many copies in the old as in the new text or, if the group was edited, but this one in
        the old. Where the whole text was shuffled, nothing is settled by its place.
        """
        settled: set[int] = set()
        if self._shuffled:
            return settled
        bounds = self._bounds(certain)
        for number, group in enumerate(self._groups):
            if group.moved or certain[number] or not (group.method == "identical" or group.certain):
                continue
            here, there = bounds[number]
            if not self.has(group) or group.contested:
                continue
            numbers = [
                (self._count(0, self._old[place], here), self._count(1, self._old[place], there)) for place in group.old
            ]
            alone = group.method != "identical" and all(pair == (1, 0) for pair in numbers)
            if alone or (group.method == "identical" and numbers[0][0] == numbers[0][1]):
                settled.add(number)
        return settled

    def last(self, certain: Sequence[bool]) -> set[int]:
        """Numbers of the groups whose copies are the last ones: as many on both sides, and in the same order."""
        settled: Counter[str] = Counter()
        open_ones: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            if group.method == "identical" and certain[number]:
                settled[self._old[group.old[0]]] += 1
            elif group.method == "identical":
                open_ones.setdefault(self._old[group.old[0]], []).append(number)
        last: set[int] = set()
        for text, numbers in open_ones.items():
            left = len(numbers)
            paired = all(len(places.get(text, ())) - settled[text] == left for places in self._places)
            if paired and (left == 1 or not (self._shuffled or any(self._groups[n].moved for n in numbers))):
                last.update(numbers)
        return last

    def _bounds(self, certain: Sequence[bool]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """For each group the old and the new places between the certain groups around it that did not move."""
        begins: list[tuple[int, int]] = []
        begin = (0, 0)
        for group, known in zip(self._groups, certain, strict=True):
            begins.append(begin)
            if known and not group.moved:
                begin = group.old[-1] + 1, group.new[-1] + 1
        bounds: list[tuple[tuple[int, int], tuple[int, int]]] = []
        end = (len(self._old), sum(map(len, self._places[1].values())))
        for number in range(len(self._groups) - 1, -1, -1):
            group = self._groups[number]
            bounds.append(((begins[number][0], end[0]), (begins[number][1], end[1])))
            if certain[number] and not group.moved:
                end = group.old[0], group.new[0]
        return bounds[::-1]

    def _count(self, side: int, text: str, stretch: tuple[int, int]) -> int:
        places = self._places[side].get(text, [])
        return bisect_left(places, stretch[1]) - bisect_left(places, stretch[0])


def _without_numbers(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    return places
