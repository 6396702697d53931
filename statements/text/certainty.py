"""Which groups of paragraphs leave no doubt that they belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from statements.text.groups import Group
from statements.text.likeness import features

_SURE_ELSEWHERE = 0.8  # share of words that leaves no doubt about a paragraph that stands elsewhere …
_RIVAL = 0.6  # … unless one in its old place has so much of its words
_SETTLED = 0.85  # share of words that makes such a one the certain partner of another paragraph
_LOOKED_AT = 8  # paragraphs in its old place


def with_certainty(groups: Sequence[Group], old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """`groups` that have two sides, in the order of `old`, each with its certainty.

    Certain by itself is a text that stands once in both, and of others what calls itself so; but not what moved while
    its old place holds something like it. Certain is also what is held in its place: up to a certain neighbour on both
    sides everything stands in step. Of the copies of one text those that are left are certain if as many are left on
    either side, in the same order.
    """
    rivals = _Rivals(groups, old, new)
    many = Counter(old), Counter(new)
    certain: list[bool] = []
    for number, group in enumerate(groups):
        text = old[group.old[0]]
        copies = group.method == "identical" and max(many[0][text], many[1][text]) > 1
        elsewhere = group.moved and (group.score < _SURE_ELSEWHERE or rivals.has(number))
        certain.append(group.certain and not copies and not elsewhere)
    held = _held(groups, certain)
    turned = [_turned(group, len(old), len(new)) for group in reversed(groups)]
    held_behind = _held(turned, certain[::-1])[::-1]
    certain = [known or (held[n] and held_behind[n]) for n, known in enumerate(certain)]
    last = _last_copies(groups, certain, old, many)
    return [
        replace(group, certain=certain[n] or (n in last and not (group.moved and rivals.has(n))))
        for n, group in enumerate(groups)
    ]


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
    """What stands where a paragraph that moved would stand if it had not."""

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
        """Whether one of these has most of the words of a group's first paragraph and no certain partner."""
        words = features(self._old[self._groups[number].old[0]])
        place = self._before[number] + 1
        for there in range(place, min(place + _LOOKED_AT, len(self._new))):
            group = self._by_new.get(there)
            if group and group.score >= _SETTLED:
                if group.moved:
                    continue
                break
            shared = (words & features(self._new[there])).total()
            if group is not self._groups[number] and shared >= _RIVAL * words.total():
                return True
        return False
