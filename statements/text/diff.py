"""Which words two wordings do not share, and how the words of one became those of the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from statements.text.sequences import (
    SENTENCE_ENDS,
    Op,
    OpKind,
    Run,
    Span,
    changes_between,
    in_order,
    joined,
    matching_runs,
    opcodes,
    settled,
)

__all__ = ["Op", "OpKind", "Span", "differing_spans", "matching_words", "sentence_words", "word_diff", "word_spans"]

# Each CJK character is a word of its own; a run of other letters and digits is one; so is any other sign.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]|\w+|[^\w\s]")
MAX_WORDS = 3_000  # of either wording
_HOLDING = 4  # words and signs of a sentence that holds the comparison
MAX_CHANGES = 500  # words gone and come together; comparing takes time in the square of their number


def word_spans(text: str) -> list[Span]:
    """Where the words and signs of `text` stand: what every comparison here counts as one thing."""
    return [match.span() for match in _WORDS.finditer(text)]


def word_diff(old: str, new: str, *, fold_case: bool = False, skip_punctuation: bool = False) -> list[Op]:
    """How `old` became `new`, word by word and in order; spans are code points of `old` and of `new`.

    The span of an op runs from its first word to its last; white space next to it belongs to no op, and so does what
    is skipped. An empty span stands where the words would be. With `fold_case` capitals are as good as small letters,
    with `skip_punctuation` signs that are neither letter nor digit are not compared. Texts of any length are
    compared (see `matching_words`).
    """
    before, after = (_compared(text, skip_punctuation) for text in (old, new))
    words = [old[start:end] for start, end in before], [new[start:end] for start, end in after]
    if fold_case:
        words = [word.casefold() for word in words[0]], [word.casefold() for word in words[1]]
    runs = matching_words(*words)
    return [
        Op(op.kind, _covered(before, op.old, len(old)), _covered(after, op.new, len(new)))
        for op in opcodes(runs, len(before), len(after))
    ]


def matching_words(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """What two rows of words share in the same order: first whole sentences, between these words as in
    `matching_runs`; what was only put in or taken out is as far as possible whole sentences.

    Without the first step "support A. support B." → "support B. support C." would be two words replaced.
    """
    sentences = sentence_words(old), sentence_words(new)
    texts = [[tuple(words[slice(*span)]) for span in spans] for words, spans in zip((old, new), sentences, strict=True)]
    once = [{text for text, times in Counter(side).items() if times == 1 and len(text) >= _HOLDING} for side in texts]
    shared = once[0] & once[1]
    places = {text: place for place, text in enumerate(texts[1])}
    held = in_order([(place, places[text]) for place, text in enumerate(texts[0]) if text in shared])
    runs: list[Run] = []
    x = y = 0
    for one, other in [*held, (len(sentences[0]), len(sentences[1]))]:
        here = sentences[0][one] if one < len(sentences[0]) else (len(old), len(old))
        there = sentences[1][other] if other < len(sentences[1]) else (len(new), len(new))
        between = matching_runs(old[x : here[0]], new[y : there[0]])
        runs += (Run(run.old + x, run.new + y, run.length) for run in between)
        runs.append(Run(here[0], there[0], here[1] - here[0]))
        x, y = here[1], there[1]
    return settled(list(joined(run for run in runs if run.length)), old, new)


def sentence_words(words: Sequence[str]) -> list[Span]:
    """Numbers of the words of each stretch up to a sign that ends a sentence or part of one."""
    spans: list[Span] = []
    begin = 0
    for place, word in enumerate(words, 1):
        if word in SENTENCE_ENDS or place == len(words):
            spans.append((begin, place))
            begin = place
    return spans


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
