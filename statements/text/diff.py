"""Which words two wordings do not share, and how the words of one became those of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from statements.text.sequences import Op, OpKind, Span, changes_between, matching_runs, opcodes

__all__ = ["Op", "OpKind", "Span", "differing_spans", "word_diff", "word_spans"]

# Each CJK character is a word of its own; a run of other letters and digits is one; so is any other sign.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]|\w+|[^\w\s]")
MAX_WORDS = 3_000  # of either wording
MAX_CHANGES = 500  # words gone and come together; comparing takes time in the square of their number


def word_spans(text: str) -> list[Span]:
    """Where the words and signs of `text` stand: what every comparison here counts as one thing."""
    return [match.span() for match in _WORDS.finditer(text)]


def word_diff(old: str, new: str, *, fold_case: bool = False, skip_punctuation: bool = False) -> list[Op]:
    """How `old` became `new`, word by word and in order; spans are code points of `old` and of `new`.

    The span of an op runs from its first word to its last; white space next to it belongs to no op, and so does what
    is skipped. An empty span stands where the words would be. With `fold_case` capitals are as good as small letters,
    with `skip_punctuation` signs that are neither letter nor digit are not compared. Texts of any length are
    compared (see `matching_runs`).
    """
    before, after = (_compared(text, skip_punctuation) for text in (old, new))
    words = [old[start:end] for start, end in before], [new[start:end] for start, end in after]
    if fold_case:
        words = [word.casefold() for word in words[0]], [word.casefold() for word in words[1]]
    runs = matching_runs(*words)
    return [
        Op(op.kind, _covered(before, op.old, len(old)), _covered(after, op.new, len(new)))
        for op in opcodes(runs, len(before), len(after))
    ]


def _compared(text: str, skip_punctuation: bool) -> list[Span]:
    spans = word_spans(text)
    return [span for span in spans if text[span[0]].isalnum()] if skip_punctuation else spans


def _covered(words: Sequence[Span], numbers: Span, length: int) -> Span:
    """Numbers of words → code points."""
    first, after = numbers
    if first < after:
        return words[first][0], words[after - 1][1]
    place = words[first][0] if first < len(words) else length
    return place, place


def differing_spans(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Spans (code points) of `old` that are not in `new`, and of `new` that are not in `old`, word by word.

    Neighbouring words make one span. Both lists are empty when a wording is too long to be compared, or when more than
    `MAX_CHANGES` words differ. The words shared are a longest common subsequence, found by the greedy method of
    E. W. Myers, "An O(ND) difference algorithm and its variations" (1986).
    """
    before, after = word_spans(old), word_spans(new)
    if len(before) > MAX_WORDS or len(after) > MAX_WORDS:
        return [], []
    changes = changes_between(
        [old[slice(*span)] for span in before], [new[slice(*span)] for span in after], MAX_CHANGES
    )
    gone, come = changes or ([], [])
    return _spans(before, gone), _spans(after, come)


def _spans(words: list[Span], numbers: list[int]) -> list[Span]:
    spans: list[Span] = []
    last = -2
    for number in numbers:
        begin = spans.pop()[0] if number == last + 1 else words[number][0]
        spans.append((begin, words[number][1]))
        last = number
    return spans
