"""Which groups of paragraphs leave no doubt that they belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from statements.text.groups import Group
from statements.text.likeness import features

_SURE_ELSEWHERE = 0.8  # share of words that leaves no doubt about a paragraph that stands elsewhere …
_RIVAL = 0.6  # … unless it shares so much with what came to its old place …
_LEAST = 3  # … and so many words
_LOOKED_AT = 8  # paragraphs in its old place


def with_certainty(groups: Sequence[Group], old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """`groups` that have two sides, in the order of `old`, each with its certainty.

    Certain by itself is a text that stands once in both, and of others what calls itself so; but not what moved while
    its old place holds something like it. Certain is also what is held in its place: up to a certain neighbour on both
    sides everything stands in step. Of the copies of one text those that are left are certain if as many are left on
    either side, in the same order.
    """
    many = Counter(old), Counter(new)
    rivals = _Rivals(groups, old, new)
    crowded = {number for number, group in enumerate(groups) if group.moved and rivals.has(number)}
    contested = [
        group.contested or number in crowded or _has_copies(group, old, many) for number, group in enumerate(groups)
    ]
    certain = [
        group.certain and not contested[number] and (not group.moved or group.score >= _SURE_ELSEWHERE)
        for number, group in enumerate(groups)
    ]
    held = _held(groups, certain)
    turned = [_turned(group, len(old), len(new)) for group in reversed(groups)]
    held_behind = _held(turned, certain[::-1])[::-1]
    certain = [known or (held[n] and held_behind[n]) for n, known in enumerate(certain)]
    last = _last_copies(groups, certain, old, many) - crowded
    certain = [known or n in last for n, known in enumerate(certain)]
    return [
        replace(group, certain=certain[n], contested=contested[n] and not certain[n]) for n, group in enumerate(groups)
    ]


def _has_copies(group: Group, old: Sequence[str], many: tuple[Counter[str], Counter[str]]) -> bool:
    """Whether a text of the group stands in the old text more than once or, where nothing changed, in the new one."""
    copies = max(many[0][old[place]] for place in group.old)
    return copies > 1 or (group.method == "identical" and many[1][old[group.old[0]]] > 1)


def _held(groups: Sequence[Group], certain: Sequence[bool]) -> list[bool]:
    """For each group whether it stands right behind a certain one, or behind such as do; the start is certain."""
    held: list[bool] = []
    expected, sure = (0, 0), True
    for group, known in zip(groups, certain, strict=True):
        held.append(sure and (group.old[0], group.new[0]) == expected)
        expected = group.old[-1] + 1, group.new[-1] + 1
        sure = known or held[-1]
    return held


def _turned(group: Group, old_length: int, new_length: int) -> Group:
    """The group as seen from the end of both texts."""
    old = tuple(old_length - 1 - place for place in reversed(group.old))
    return replace(group, old=old, new=tuple(new_length - 1 - place for place in reversed(group.new)))


def _last_copies(
    groups: Sequence[Group], certain: Sequence[bool], old: Sequence[str], many: tuple[Counter[str], Counter[str]]
) -> set[int]:
    """Numbers of the groups whose copies are the last of their text: as many on both sides, and in the same order."""
    settled: Counter[str] = Counter()
    open_ones: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        if group.method == "identical" and certain[number]:
            settled[old[group.old[0]]] += 1
        elif group.method == "identical":
            open_ones.setdefault(old[group.old[0]], []).append(number)
    last: set[int] = set()
    for text, numbers in open_ones.items():
        left = len(numbers)
        all_paired = many[0][text] - settled[text] == many[1][text] - settled[text] == left
        if all_paired and (left == 1 or not any(groups[number].moved for number in numbers)):
            last.update(numbers)
    return last


class _Rivals:
    """What came new to where a paragraph that moved would stand if it had not."""

    def __init__(self, groups: Sequence[Group], old: Sequence[str], new: Sequence[str]) -> None:
        self._groups, self._old, self._new = groups, old, new
        self._by_new = {place: group for group in groups for place in group.new}
        self._before: list[int] = []  # for each group the last new place of those that stayed before it
        last = -1
        for group in groups:
            self._before.append(last)
            if not group.moved:
                last = group.new[-1]

    def has(self, number: int) -> bool:
        """Whether what came has most of the words of a group's first paragraph, or is most of it made of them."""
        group = self._groups[number]
        words = features(self._old[group.old[0]])
        come = self._come(self._before[number], group)
        shared = (words & come).total()
        return shared >= _LEAST and shared >= _RIVAL * min(words.total(), come.total())

    def _come(self, first: int, moved: Group) -> Counter[str]:
        """The new words from the paragraph that stayed before to the one that stayed behind."""
        come: Counter[str] = Counter()
        for place in range(max(first, 0), min(first + _LOOKED_AT, len(self._new))):
            group = self._by_new.get(place)
            if group is None:
                come += features(self._new[place])
            elif group is not moved and group.score < 1.0:
                come += features(self._new[place]) - features("\n".join(self._old[one] for one in group.old))
            if group and not group.moved and place > first:
                break
        return come
