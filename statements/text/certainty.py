"""Which groups of paragraphs leave no doubt that they belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from statements.text.copies import Copies
from statements.text.groups import Group
from statements.text.likeness import features

_SURE_ELSEWHERE = 0.8  # share of words that leaves no doubt about a paragraph that stands elsewhere …
_RIVAL = 0.6  # … unless it shares so much with what came to its old place …
_LEAST = 3  # … and so many words
_LOOKED_AT = 8  # paragraphs in its old place


def with_certainty(groups: Sequence[Group], old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """`groups` that have two sides, in the order of `old`, each with its certainty.

    Certain by itself is a text that stands once in both, and of others what calls itself so; but not what moved while
    its old place holds something like it, or while it has a copy but for numbers. Certain is also what is held in its
    place: up to a certain neighbour on both sides everything stands in step. Of the copies of one text those are
    certain of which there are as many on both sides between two certain neighbours, and those that are left when all
    others are settled.
    """
    rivals = _Rivals(groups, old, new)
    copies = Copies(groups, old, new)
    crowded = {n for n, group in enumerate(groups) if group.moved and (rivals.has(n) or copies.has_near(group))}
    contested = [group.contested or number in crowded or copies.has(group) for number, group in enumerate(groups)]
    certain = [
        group.certain and not contested[number] and (not group.moved or group.score >= _SURE_ELSEWHERE)
        for number, group in enumerate(groups)
    ]
    certain = _or_held(groups, certain, len(old), len(new))
    between = copies.between(certain)
    certain = [known or number in between for number, known in enumerate(certain)]
    last = copies.last(certain) - crowded
    return [
        replace(group, certain=certain[n] or n in last, contested=contested[n] and not (certain[n] or n in last))
        for n, group in enumerate(groups)
    ]


def _or_held(groups: Sequence[Group], certain: list[bool], old_length: int, new_length: int) -> list[bool]:
    held = _held(groups, certain)
    turned = [_turned(group, old_length, new_length) for group in reversed(groups)]
    held_behind = _held(turned, certain[::-1])[::-1]
    return [known or (held[n] and held_behind[n]) for n, known in enumerate(certain)]


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
