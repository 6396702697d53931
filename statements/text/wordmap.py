"""Where the words of a changed paragraph stand now, and whether that is sure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from statements.text.diff import matching_words, sentence_words, word_spans
from statements.text.sequences import Op, OpKind, Span, leeway, opcodes

_MOSTLY = 0.5  # share of words kept that makes a change a light one
_HOLDS = 6  # words in a row that hold a place in a paragraph lightly changed …
_HOLDS_ANYWHERE = 10  # … and in any, if they stand nowhere else
_SENTENCE = 4  # words of a sentence that can be told from others
_EDGE = 2  # words from a change within which another place of the same words is looked for
_STRETCH = 3  # times as long as what it replaces: no wording of it
_SHORT = 8  # words; more of them do not stand beside themselves by chance

RowCounter = Callable[[Sequence[str]], tuple[int, int]]  # words in a row → how often in the whole old and new text


class Found(NamedTuple):
    """Where a passage stands now, in code points. `whole`: all its words stand there and no others, in the same
    order. `sure`: they are the same words, not others that look like them. `held`: how many of its two ends (0 to 2)
    are fixed by words that stayed, inside the passage or right outside it.
    """

    start: int
    end: int
    whole: bool
    sure: bool
    held: int = 2
    strayed: bool = False


class WordMap:
    """The known difference between two wordings of the same paragraphs.

    A row of words that stayed together holds its place if it is long enough to be no accident and stands there but
    once. Between rows that hold, few words left together in a light edit are sure; in a stretch that was written anew
    words found again are accidents ("of the", "the two sides") and never sure. Nor are words beside a change in which
    the same words stand.
    """

    def __init__(self, old: str, new: str, rows: RowCounter) -> None:
        self._spans = word_spans(old), word_spans(new)
        self._words = tuple(
            [text[start:end] for start, end in spans] for text, spans in zip((old, new), self._spans, strict=True)
        )
        runs = matching_words(*self._words)
        self._ops = opcodes(runs, len(self._words[0]), len(self._words[1]))
        self._op_starts = [op.old[0] for op in self._ops]
        self._ends = [end for _, end in self._spans[0]]
        self._starts = [start for start, _ in self._spans[0]]
        self._new_length = len(new)
        self._loose = list(self._loose_words())
        self._strayed = list(self._moved_out(rows))
        self._sure = self._sure_ops(rows)

    def find(self, start: int, end: int) -> Found | None:
        """Where `old[start:end]` stands; None if nothing of it is left or it has no words."""
        first, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= after:
            return None
        number = self._op_at(first)
        op = self._ops[number]
        if op.kind is OpKind.EQUAL and after <= op.old[1]:
            shift = op.new[0] - op.old[0]
            sure = self._sure[number] and not self._may_be_another(number, first, after)
            found: Found | None
            here = self._spans[1][first + shift][0] + start - self._starts[first]
            there = self._spans[1][after - 1 + shift][1] + end - self._ends[after - 1]
            found = Found(max(here, 0), min(there, self._new_length), True, sure)
        else:
            found = self._find_changed(start, end, first, after)
        strayed = any(begin <= first and after <= close for begin, close in self._strayed)
        return found._replace(sure=False, strayed=True) if found and strayed else found

    def _op_at(self, word: int) -> int:
        number = bisect_right(self._op_starts, word) - 1
        # Inserts begin where the next op begins.
        while self._ops[number].old[1] <= word:
            number += 1
        return number

    def _find_changed(self, start: int, end: int, first: int, after: int) -> Found | None:
        """The place of the words `first` to `after`, some of which have changed."""
        numbers = [
            number
            for number in range(self._op_at(first), self._op_at(after - 1) + 1)
            if self._ops[number].kind in (OpKind.EQUAL, OpKind.REPLACE)
        ]
        if not numbers:
            return None
        left, right = self._ops[numbers[0]], self._ops[numbers[-1]]
        begin = self._spans[1][_part_of(left, max(first, left.old[0]), min(after, left.old[1]))[0]][0]
        if left.kind is OpKind.EQUAL and left.old[0] <= first:
            begin += max(start - self._starts[first], 0)
        close = self._spans[1][_part_of(right, max(first, right.old[0]), min(after, right.old[1]))[1] - 1][1]
        if right.kind is OpKind.EQUAL and after <= right.old[1]:
            close -= max(self._ends[after - 1] - end, 0)
        held = (
            self._holds(numbers[0], numbers[0] - 1, first <= left.old[0]),
            self._holds(numbers[-1], numbers[-1] + 1, after >= right.old[1]),
        )
        return Found(begin, close, False, False, sum(held))

    def _holds(self, number: int, outside: int, whole: bool) -> bool:
        """Whether the outer end of an op is fixed: by itself, or because it replaces what stood beside what is sure."""
        op = self._ops[number]
        if op.kind is OpKind.EQUAL:
            return self._sure[number]
        lengths = op.old[1] - op.old[0], op.new[1] - op.new[0]
        beside = not 0 <= outside < len(self._ops) or self._sure[outside]
        return beside and (whole or lengths[0] == lengths[1]) and max(lengths) <= _STRETCH * min(lengths)

    def _sure_ops(self, whole: RowCounter) -> list[bool]:
        old, new = self._words
        equal = sum(_letters(old[slice(*op.old)]) for op in self._ops if op.kind is OpKind.EQUAL)
        mostly = 2 * equal >= _MOSTLY * (_letters(old) + _letters(new))
        rows = _Rows(old), _Rows(new)
        sure: list[bool] = []
        for op in self._ops:
            words = old[slice(*op.old)]
            long = _letters(words) if op.kind is OpKind.EQUAL else 0
            at_end = op.old[0] == op.new[0] == 0 or (op.old[1], op.new[1]) == (len(old), len(new))
            times = (rows[0].count(words), rows[1].count(words)) if long >= _HOLDS else (0, 0)
            holds = mostly and (times == (1, 1) or (at_end and times[0] == times[1] > 0))
            sure.append(holds or (long >= _HOLDS_ANYWHERE and whole(words) == (1, 1)))
        self._trust_light_edits(sure)
        return sure

    def _trust_light_edits(self, sure: list[bool]) -> None:
        """Makes the rows between those that hold sure where most words were kept and nothing stands twice."""
        holding = [number for number, holds in enumerate(sure) if holds]
        for before, after in zip([-1, *holding], [*holding, len(sure)], strict=True):
            stretch = range(before + 1, after)
            if not stretch:
                continue
            ops = self._ops[stretch.start : stretch.stop]
            old = self._words[0][ops[0].old[0] : ops[-1].old[1]]
            new = self._words[1][ops[0].new[0] : ops[-1].new[1]]
            equal = sum(_letters(self._words[0][slice(*op.old)]) for op in ops if op.kind is OpKind.EQUAL)
            if 2 * equal >= _MOSTLY * (_letters(old) + _letters(new)) and equal:
                inside = _Rows(old), _Rows(new)
                for number in stretch:
                    op = self._ops[number]
                    words = self._words[0][slice(*op.old)]
                    sure[number] = op.kind is OpKind.EQUAL and inside[0].count(words) == inside[1].count(words)

    def _loose_words(self) -> Iterator[Span]:
        """Stretches of old words around what was only put in or taken out that may as well be others: after "they
        agreed" was taken out of "they agreed, they agreed", nobody can say which one is left.
        """
        for op in self._ops:
            if op.kind in (OpKind.INSERT, OpKind.DELETE):
                words, (begin, close) = (
                    (self._words[1], op.new) if op.kind is OpKind.INSERT else (self._words[0], op.old)
                )
                back, ahead = leeway(words, begin, close)
                yield op.old[0] - back, op.old[1] + ahead

    def _moved_out(self, rows: RowCounter) -> Iterator[Span]:
        """Old sentences that did not stay as they were, but stand as they were somewhere else in the new text, and not
        because their neighbours have been copied there as well.
        """
        stayed = [op.old for op in self._ops if op.kind is OpKind.EQUAL]
        spans = sentence_words(self._words[0])
        gone = [
            after - first >= _SENTENCE and not any(begin <= first and after <= close for begin, close in stayed)
            for first, after in spans
        ]
        for number, span in enumerate(spans):
            if gone[number] and self._more(span, rows) >= 0:
                beside = [spans[other] for other in (number - 1, number + 1) if 0 <= other < len(spans)]
                if not any(self._more(other, rows) > 0 for other in beside):
                    yield span

    def _more(self, span: Span, rows: RowCounter) -> int:
        """How many times more often the words stand in the new text than in the old one."""
        old, new = rows(self._words[0][slice(*span)])
        return new - old

    def _may_be_another(self, number: int, first: int, after: int) -> bool:
        """Whether the same words stand in a change right beside the passage, so that these may be those."""
        if any(begin <= first and after <= close for begin, close in self._loose):
            return True
        op = self._ops[number]
        words = self._words[0][first:after]
        if len(words) > _SHORT:
            return False
        beside = []
        short = op.old[1] - op.old[0] < _HOLDS
        if (short or first - op.old[0] < _EDGE) and number > 0:
            beside.append(self._ops[number - 1])
        if (short or op.old[1] - after < _EDGE) and number + 1 < len(self._ops):
            beside.append(self._ops[number + 1])
        old, new = self._words
        return any(_Rows(old[slice(*op.old)]).count(words) or _Rows(new[slice(*op.new)]).count(words) for op in beside)


class _Rows:
    """Counts rows of words in a text."""

    def __init__(self, words: Sequence[str]) -> None:
        self._joined = f"\0{chr(0).join(words)}\0"

    def count(self, words: Sequence[str]) -> int:
        return self._joined.count(f"\0{chr(0).join(words)}\0")


def _letters(words: Sequence[str]) -> int:
    return sum(word[0].isalnum() for word in words)


def _part_of(op: Op, first: int, after: int) -> Span:
    """Which new words stand for the old ones from `first` to `after` of an op that is no insert or delete."""
    (old, old_end), (new, new_end) = op.old, op.new
    if op.kind is OpKind.EQUAL or old_end - old == new_end - new:
        return first - old + new, after - old + new
    ratio = (new_end - new) / (old_end - old)
    begin = new if first == old else new + int((first - old) * ratio)
    close = new_end if after == old_end else new + max(round((after - old) * ratio), 1)
    return min(begin, new_end - 1), max(close, begin + 1) if close <= new_end else new_end
