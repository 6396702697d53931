"""Which words two wordings do not share."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Each CJK character is a word of its own; a run of other letters and digits is one; so is any other sign.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]|\w+|[^\w\s]")
MAX_WORDS = 3_000  # of either wording
MAX_CHANGES = 500  # words gone and come together; comparing takes time in the square of their number

Span = tuple[int, int]


def differing_spans(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Spans (code points) of `old` that are not in `new`, and of `new` that are not in `old`, word by word.

    Neighbouring words make one span. Both lists are empty when a wording is too long to be compared, or when more than
    `MAX_CHANGES` words differ. The words shared are a longest common subsequence, found by the greedy method of
    E. W. Myers, "An O(ND) difference algorithm and its variations" (1986).
    """
    before, after = list(_WORDS.finditer(old)), list(_WORDS.finditer(new))
    if len(before) > MAX_WORDS or len(after) > MAX_WORDS:
        return [], []
    gone, come = _changes([word[0] for word in before], [word[0] for word in after])
    return _spans(before, gone), _spans(after, come)


def _spans(words: list[re.Match[str]], numbers: list[int]) -> list[Span]:
    spans: list[Span] = []
    last = -2
    for number in numbers:
        begin = spans.pop()[0] if number == last + 1 else words[number].start()
        spans.append((begin, words[number].end()))
        last = number
    return spans


def _changes(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """Places of the words to take out of `old` and of those to put into `new`, fewest of them; none if too many."""
    steps: list[dict[int, int]] = []
    reached = {1: 0}  # diagonal (place in old - place in new) → farthest place in old, with one change more each round
    for changes in range(min(len(old) + len(new), MAX_CHANGES) + 1):
        steps.append(reached.copy())
        for diagonal in range(-changes, changes + 1, 2):
            put_in = _puts_in(reached, diagonal, changes)
            x = reached[diagonal + 1] if put_in else reached[diagonal - 1] + 1
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _walked_back(steps, diagonal)
    return [], []


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
