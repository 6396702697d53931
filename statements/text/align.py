"""Which paragraphs of one text became which of another.

Identical paragraphs first (Heckel, "A technique for isolating differences between files", 1978; patience diff), then
those that share rare words, whatever their place, then what is left by its place alone. A paragraph may have become
several and several one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from statements.text.certainty import with_certainty
from statements.text.groups import Group, GroupKind
from statements.text.likeness import shared_share
from statements.text.links import Links
from statements.text.order import heaviest_in_order
from statements.text.sequences import matching_runs

__all__ = ["Group", "GroupKind", "align_blocks", "realign"]

BY_HAND = "by hand"  # method of a group that a person named
LEFT_OVER = "left over"  # of what is left of a group out of which somebody took paragraphs


def align_blocks(old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """Groups of the paragraphs of two texts, in the order of `new`; an `only_old` group stands where it stood.

    Every place of `old` and every place of `new` is in exactly one group. Identical paragraphs that occur several
    times are taken in order. Takes time nearly in proportion to the length of the texts.
    """
    identical = _identical(old, new)
    links = Links(old, new, identical)
    groups = [_group(old, new, links, *sides) for sides in links.components()]
    groups = with_certainty(_with_moves(groups, new), old, new)
    return _in_place(groups, len(old), len(new))


def realign(
    groups: Sequence[Group],
    old: Sequence[str],
    new: Sequence[str],
    said: Sequence[tuple[tuple[int, ...], tuple[int, ...]]],
) -> list[Group]:
    """An alignment with what people `said` of it: the paragraphs of each pair belong together and to no others; those
    of a pair with one side belong to nothing. What is left of the groups they were in stays together where it can.
    """
    here = {place for pair in said for place in pair[0]}
    there = {place for pair in said for place in pair[1]}
    kept = [_grouped(old, new, *pair, BY_HAND) for pair in said if all(pair)]
    for group in groups:
        left = tuple(n for n in group.old if n not in here), tuple(n for n in group.new if n not in there)
        if left == (group.old, group.new):
            kept += [group] if all(left) else []
        elif all(side and side[-1] - side[0] + 1 == len(side) for side in left):
            kept.append(_grouped(old, new, *left, LEFT_OVER))
    alone = {pair for pair in said if not all(pair)}
    return [
        replace(group, method=BY_HAND) if (group.old, group.new) in alone else group
        for group in _in_place(_with_moves(kept, new), len(old), len(new))
    ]


def _grouped(
    old: Sequence[str], new: Sequence[str], here: tuple[int, ...], there: tuple[int, ...], method: str
) -> Group:
    ours, theirs = [old[place] for place in here], [new[place] for place in there]
    if ours == theirs:
        return Group(here, there, GroupKind.SAME if len(here) == 1 else GroupKind.EDITED, 1.0, method)
    kind = GroupKind.EDITED
    if len(here) != len(there):
        kind = GroupKind.SPLIT if len(here) < len(there) else GroupKind.MERGED
    return Group(here, there, kind, min(shared_share(ours, theirs), 0.999), method)


def _identical(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Places of identical paragraphs: those in the same order first, then the others, copy by copy."""
    pairs = {run.old + n: run.new + n for run in matching_runs(old, new) for n in range(run.length)}
    taken = set(pairs.values())
    left: dict[str, list[int]] = {}
    for place in range(len(new) - 1, -1, -1):
        if place not in taken:
            left.setdefault(new[place], []).append(place)
    for place, text in enumerate(old):
        if place not in pairs and left.get(text):
            pairs[place] = left[text].pop()
    return pairs


def _group(
    old: Sequence[str], new: Sequence[str], links: Links, here: tuple[int, ...], there: tuple[int, ...]
) -> Group:
    method = links.method(here)
    if method == "identical":
        return Group(here, there, GroupKind.SAME, 1.0, method)
    score = shared_share([old[place] for place in here], [new[place] for place in there])
    kind = GroupKind.EDITED
    if len(here) != len(there):
        kind = GroupKind.SPLIT if len(here) < len(there) else GroupKind.MERGED
    elif score == 1.0:
        score = 0.999  # the same words, but not the same text
    contested = links.contested(here, there)
    return Group(here, there, kind, score, method, certain=links.alike_enough(here), contested=contested)


def _with_moves(groups: list[Group], new: Sequence[str]) -> list[Group]:
    """Says of the groups out of order that they moved; those with the most text stay."""
    groups = sorted(groups, key=lambda group: group.old)
    weights = [1 + sum(len(new[place]) for place in group.new) for group in groups]
    staying = heaviest_in_order([group.new[0] for group in groups], weights)
    return [group if number in staying else _moved(group) for number, group in enumerate(groups)]


def _moved(group: Group) -> Group:
    one = len(group.old) == len(group.new) == 1
    return replace(group, kind=GroupKind.MOVED if one else group.kind, moved=True)


def _in_place(groups: list[Group], old_length: int, new_length: int) -> list[Group]:
    """All groups in the order of the new text, with those that have no partner."""
    by_new = {group.new[0]: group for group in groups}
    inner = {place for group in groups for place in group.new[1:]}
    found = {place for group in groups for place in group.old}
    gone = [place for place in range(old_length) if place not in found]
    rows: list[Group] = []
    passed = 0  # of `gone`
    for place in range(new_length):
        if place in inner:
            continue
        group = by_new.get(place) or Group((), (place,), GroupKind.ONLY_NEW, 0.0, "none")
        while group.old and not group.moved and passed < len(gone) and gone[passed] < group.old[0]:
            rows.append(Group((gone[passed],), (), GroupKind.ONLY_OLD, 0.0, "none"))
            passed += 1
        rows.append(group)
    return rows + [Group((place,), (), GroupKind.ONLY_OLD, 0.0, "none") for place in gone[passed:]]
