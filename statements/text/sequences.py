"""What two sequences of anything share in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

_GRAMS = (3, 1)  # things in a row that anchor a comparison: first three, where there are none single ones
_DEPTH = 12  # how often a stretch between anchors is anchored again
_MOST = 200  # changes of one stretch between anchors; comparing takes time in the square of their number
SENTENCE_ENDS = frozenset(".!?;:…。！？；：؟۔")

Span = tuple[int, int]


class OpKind(StrEnum):
    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"


class Op(NamedTuple):
    """What became of a stretch of the old wording; both spans are half open, one is empty for insert and delete."""

    kind: OpKind
    old: Span
    new: Span


class Run(NamedTuple):
    """`length` things that are the same from place `old` of the one sequence and from place `new` of the other on."""

    old: int
    new: int
    length: int


def opcodes(runs: Sequence[Run], old_length: int, new_length: int) -> list[Op]:
    """The ops that lie in and between `runs`, which are in order; their spans are places in the two sequences."""
    ops: list[Op] = []
    x = y = 0
    for run in (*runs, Run(old_length, new_length, 0)):
        if run.old > x or run.new > y:
            kind = OpKind.REPLACE if run.old > x and run.new > y else OpKind.DELETE if run.old > x else OpKind.INSERT
            ops.append(Op(kind, (x, run.old), (y, run.new)))
        x, y = run.old + run.length, run.new + run.length
        if run.length:
            ops.append(Op(OpKind.EQUAL, (run.old, x), (run.new, y)))
    return ops


def matching_runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """What the two sequences share in the same order, as runs that neither touch nor cross.

    Things that stand once in each (first three in a row, then single ones) hold the comparison, the largest set of
    them that is in order: "patience diff" (Bram Cohen, 2003); between them as few changes as possible (Myers, 1986).
    So it never gives up: only stretches without any such anchor that differ in more than a few hundred places are
    taken for replaced as a whole. Takes time nearly in proportion to the length.
    """
    pairs: list[Run] = []
    _match(old, new, (0, len(old)), (0, len(new)), 0, pairs)
    return list(joined(sorted(pairs)))


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """The same with runs that follow each other in both sequences made one."""
    held: Run | None = None
    for run in runs:
        if held and held.old + held.length == run.old and held.new + held.length == run.new:
            held = Run(held.old, held.new, held.length + run.length)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _match(
    old: Sequence[Hashable], new: Sequence[Hashable], here: Span, there: Span, depth: int, runs: list[Run]
) -> None:
    """Adds the runs of `old[here]` and `new[there]` to `runs`."""
    here, there = _without_ends(old, new, here, there, runs)
    if here[0] == here[1] or there[0] == there[1]:
        return
    anchors = _anchors(old, new, here, there) if depth < _DEPTH else []
    if not anchors:
        before, after = old[slice(*here)], new[slice(*there)]
        changes = changes_between(before, after, _MOST)
        runs += (Run(here[0] + x, there[0] + y, n) for x, y, n in _kept(changes, len(before), len(after)))
        return
    x, y = here[0], there[0]
    for run in (*anchors, Run(here[1], there[1], 0)):
        _match(old, new, (x, run.old), (y, run.new), depth + 1, runs)
        if run.length:
            runs.append(run)
        x, y = run.old + run.length, run.new + run.length


def _without_ends(
    old: Sequence[Hashable], new: Sequence[Hashable], here: Span, there: Span, runs: list[Run]
) -> tuple[Span, Span]:
    """What is left of both stretches without their shared beginning and end, which are added to `runs`."""
    (x, x_end), (y, y_end) = here, there
    shorter = min(x_end - x, y_end - y)
    front = 0
    while front < shorter and old[x + front] == new[y + front]:
        front += 1
    back = 0
    while back < shorter - front and old[x_end - back - 1] == new[y_end - back - 1]:
        back += 1
    if front:
        runs.append(Run(x, y, front))
    if back:
        runs.append(Run(x_end - back, y_end - back, back))
    return (x + front, x_end - back), (y + front, y_end - back)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], here: Span, there: Span) -> list[Run]:
    for size in _GRAMS:
        first, second = _single_places(old, here, size), _single_places(new, there, size)
        shared = [(place, second[gram]) for gram, place in first.items() if gram in second]
        if shared:
            return _runs_of(in_order(shared), size)
    return []


def _single_places(things: Sequence[Hashable], stretch: Span, size: int) -> dict[Hashable, int]:
    """Where each run of `size` things stands that is in the stretch once, in order."""
    places: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for place in range(stretch[0], stretch[1] - size + 1):
        gram = tuple(things[place : place + size]) if size > 1 else things[place]
        if gram in places:
            twice.add(gram)
        places[gram] = place
    return {gram: place for gram, place in places.items() if gram not in twice}


def in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs`, which rise in their first number, that rises in the second one as well."""
    tails: list[int] = []  # of the rising rows found, by length, the smallest last number …
    ends: list[int] = []  # … and the pair it belongs to
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        tails[length : length + 1] = [second]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else -1)
    row: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _runs_of(pairs: Sequence[tuple[int, int]], size: int) -> list[Run]:
    """Places of shared grams, in order, as runs; grams that overlap out of step lose what overlaps."""
    runs: list[Run] = []
    for x, y in pairs:
        last = runs[-1] if runs else Run(-1, -1, 0)
        covered = max(last.old + last.length - x, last.new + last.length - y, 0)
        if covered < size:
            runs.append(Run(x + covered, y + covered, size - covered))
    return list(joined(runs))


def _kept(changes: tuple[list[int], list[int]] | None, old_length: int, new_length: int) -> Iterator[Run]:
    """The runs between the changes; none if there were too many changes."""
    if changes is None:
        return
    gone, come = (set(numbers) for numbers in changes)
    x = y = 0
    while x < old_length and y < new_length:
        if x in gone:
            x += 1
        elif y in come:
            y += 1
        else:
            yield Run(x, y, 1)
            x, y = x + 1, y + 1


def changes_between(old: Sequence[Hashable], new: Sequence[Hashable], most: int) -> tuple[list[int], list[int]] | None:
    """Places of the things to take out of `old` and of those to put into `new`, fewest of them; None if over `most`.

    The greedy method of E. W. Myers, "An O(ND) difference algorithm and its variations" (1986).
    """
    steps: list[dict[int, int]] = []
    reached = {1: 0}  # diagonal (place in old - place in new) → farthest place in old, with one change more each round
    for changes in range(min(len(old) + len(new), most) + 1):
        steps.append(reached.copy())
        for diagonal in range(-changes, changes + 1, 2):
            put_in = _puts_in(reached, diagonal, changes)
            x = reached[diagonal + 1] if put_in else reached[diagonal - 1] + 1
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _walked_back(steps, diagonal)
    return None


def _puts_in(reached: dict[int, int], diagonal: int, changes: int) -> bool:
    """Whether a diagonal is best entered by a word put in (from the one above), else by one taken out."""
    return diagonal == -changes or (diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1])


def _walked_back(steps: list[dict[int, int]], diagonal: int) -> tuple[list[int], list[int]]:
    """The changes on the way that ended on `diagonal`; `steps` are the places reached before each round."""
    gone: list[int] = []
    come: list[int] = []
    for changes in range(len(steps) - 1, 0, -1):
        reached = steps[changes]
        if _puts_in(reached, diagonal, changes):
            diagonal += 1
            come.append(reached[diagonal] - diagonal)
        else:
            diagonal -= 1
            gone.append(reached[diagonal])
    return gone[::-1], come[::-1]


def settled(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The same runs of words with what was only put in or taken out moved to where people would have cut.

    In "they agreed. they met." → "they agreed. they spoke. they met." the words put in may be "they spoke." or
    "spoke. they": of all such places the one behind a full stop is taken, so that whole sentences come and go.
    """
    rows = [list(run) for run in runs]
    for before, after in pairwise(rows):
        gap = after[0] - before[0] - before[2], after[1] - before[1] - before[2]
        if 0 not in gap:
            continue
        words, begin, size = (old, before[0] + before[2], gap[0]) if gap[0] else (new, before[1] + before[2], gap[1])
        at_start = before[0] == before[1] == 0
        at_end = (after[0] + after[2], after[1] + after[2]) == (len(old), len(new))
        back, ahead = leeway(words, begin, begin + size)
        # A run that is used up would join two changes to one; at the ends there is but one.
        steps = range(-min(back, before[2] - (not at_start)), min(ahead, after[2] - (not at_end)) + 1)
        step = max(steps, key=lambda step: (_opens_sentence(words, begin + step), -abs(step)))
        before[2] += step
        after[0], after[1], after[2] = after[0] + step, after[1] + step, after[2] - step
    return [Run(*row) for row in rows if row[2]]


def leeway(words: Sequence[Hashable], begin: int, end: int) -> tuple[int, int]:
    """By how much the stretch from `begin` to `end` may be moved back and ahead and leave out the same words."""
    back = 0
    while back < begin and words[begin - back - 1] == words[end - back - 1]:
        back += 1
    ahead = 0
    while end + ahead < len(words) and words[begin + ahead] == words[end + ahead]:
        ahead += 1
    return back, ahead


def _opens_sentence(words: Sequence[str], place: int) -> bool:
    return place == 0 or words[place - 1] in SENTENCE_ENDS
