"""What becomes of a passage when its text is corrected.

Passages go through the known difference between the two texts and are never looked for: where the same words stand
more than once, only the place that the difference gives counts. Carried forward is only what is certain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from statements.text.align import Group, align_blocks, realign
from statements.text.diff import Span, word_spans
from statements.text.likeness import shared_share
from statements.text.selectors import BadSpan
from statements.text.sequences import SENTENCE_ENDS
from statements.text.wordmap import Found, WordMap
from statements.vocabulary import TargetState

SEPARATOR = "\n\n"  # between the paragraphs of an edition's text
_PROPOSE = (0.5, 0.4, 0.2)  # likeness from which on a place is proposed, by how many of its ends are fixed
_FEW = 30  # characters; of so few others may have taken the place altogether
_NEAR = 200  # characters between pieces of a passage that stand together
_WIDER = 3  # times longer than the passage: a place that is no wording of it
_SENTENCE = re.compile(rf"[^{re.escape(''.join(SENTENCE_ENDS))}\n]+[{re.escape(''.join(SENTENCE_ENDS))}]*")
_SENTENCE_WORDS = 5  # words and signs of a sentence that can be told from others


class CarryMethod(StrEnum):
    EXACT = "exact"  # the same words at their place
    MOVED = "moved"  # the same words in a paragraph that stands elsewhere now
    ELSEWHERE = "elsewhere"  # the same words in their sentence, which stands in another paragraph
    UNSURE = "unsure"  # the same words, but others like them may be meant
    SPACING = "spacing"  # the same words, joined or spaced differently
    CHANGED = "changed"  # other words at their place
    GONE = "gone"  # nothing of it is left, or nothing that is certain enough to be proposed


class Place(NamedTuple):
    """A place in the new text in code points, its words, and how alike they are to the old ones, 0 to 1."""

    start: int
    end: int
    exact: str
    score: float


class Carried(NamedTuple):
    """What became of a passage. `exact` are the words at `start` to `end` of the new edition's text (code points).

    `carried_forward`: these are the same words at the place that belongs to them, score 1. `needs_a_look`: the place
    is a proposal; `score` says how alike the words are, `runner_up` where else the old words stand. `left_behind`:
    start and end are None, `exact` is empty and the score 0.
    """

    start: int | None
    end: int | None
    exact: str
    method: str
    score: float
    state: TargetState
    runner_up: Place | None = None


GONE = Carried(None, None, "", CarryMethod.GONE, 0.0, TargetState.LEFT_BEHIND)


class Carrier:
    """Carries passages from the paragraphs `old` of one edition to the paragraphs `new` of the next.

    `groups` is the alignment it goes by, with what people `said` belongs together; `old_text` and `new_text` are the
    texts of the editions. Comparing happens once, word differences inside a paragraph when the first passage in it is
    asked for; then a passage takes some millionths of a second.
    """

    def __init__(
        self,
        old: Sequence[str],
        new: Sequence[str],
        said: Sequence[tuple[tuple[int, ...], tuple[int, ...]]] = (),
    ) -> None:
        groups = align_blocks(old, new)
        self.groups = realign(groups, old, new, said) if said else groups
        self.old_text, self.new_text = SEPARATOR.join(old), SEPARATOR.join(new)
        self._starts = _starts(old), _starts(new)
        self._lengths = [len(text) for text in old], [len(text) for text in new]
        self._group_of = {place: group for group in self.groups for place in group.old}
        self._maps: dict[int, WordMap] = {}

    def carry(self, start: int, end: int) -> Carried:
        """What becomes of `old_text[start:end]`. Raises `BadSpan` if that is empty or not inside the text."""
        if not 0 <= start < end <= len(self.old_text):
            raise BadSpan(f"No words stand at {start} to {end} of a text of {len(self.old_text)} characters.")
        pieces = self._pieces(start, end)
        if not pieces:
            return GONE  # of white space between paragraphs
        found = self._together([self._find(group, span) for group, span in pieces], [span for _, span in pieces])
        if found is None:
            contested = any(group.contested for group, _ in pieces)
            return GONE if contested else self._elsewhere(start, end) or GONE
        # White space between paragraphs that the passage begins or ends with.
        lead, trail = pieces[0][1][0] - start, end - pieces[-1][1][1]
        wide = found._replace(start=max(found.start - lead, 0), end=found.end + trail)
        if self.new_text[wide.start : wide.end] == self.old_text[start:end]:
            found = wide
        return self._judged(start, end, found, any(group.moved for group, _ in pieces))

    def _pieces(self, start: int, end: int) -> list[tuple[Group, Span]]:
        """The passage cut at the borders of groups; white space between paragraphs that it begins or ends with falls
        away.
        """
        pieces: list[tuple[Group, Span]] = []
        place = bisect_right(self._starts[0], start) - 1
        while place < len(self._lengths[0]) and self._starts[0][place] < end:
            begin = self._starts[0][place]
            span = max(start, begin), min(end, begin + self._lengths[0][place])
            group = self._group_of[place]
            if span[0] < span[1]:
                if pieces and pieces[-1][0] is group:
                    span = pieces.pop()[1][0], span[1]
                pieces.append((group, span))
            place += 1
        return pieces

    def _find(self, group: Group, span: Span) -> Found | None:
        """Where a passage inside a group stands now."""
        if not group.new or group.contested or (group.moved and not group.certain):
            return None
        begin, there = self._starts[0][group.old[0]], self._starts[1][group.new[0]]
        if group.score == 1.0 and len(group.old) == len(group.new) == 1:
            shift = there - begin
            return Found(span[0] + shift, span[1] + shift, True, group.certain)
        found = self._map(group).find(span[0] - begin, span[1] - begin)
        if found is None:
            return None
        sure = found.sure and group.certain
        return found._replace(start=found.start + there, end=found.end + there, sure=sure)

    def _together(self, found: Sequence[Found | None], spans: Sequence[Span]) -> Found | None:
        """One place for the pieces of a passage: from the first to the last of those that stand together."""
        if len(found) == 1:
            return found[0]
        far = max(_NEAR, spans[-1][1] - spans[0][0])
        rows: list[list[tuple[int, Found]]] = []  # pieces that stand together, each with its length
        for piece, (start, end) in zip(found, spans, strict=True):
            if piece is None:
                continue
            row = next((row for row in reversed(rows) if 0 <= piece.start - row[-1][1].end <= far), None)
            if row is None:
                rows.append(row := [])
            row.append((end - start, piece))
        if not rows:
            return None
        there = [piece for _, piece in max(rows, key=lambda row: sum(length for length, _ in row))]
        between = [self.new_text[one.end : other.start] for one, other in pairwise(there)]
        whole = len(there) == len(found) and all(piece.whole for piece in there) and not any(map(str.strip, between))
        sure = whole and all(piece.sure for piece in there)
        held = sum(piece is not None and piece.held == 2 for piece in (found[0], found[-1]))
        return Found(there[0].start, there[-1].end, whole, sure, held)

    def _map(self, group: Group) -> WordMap:
        known = self._maps.get(group.old[0])
        if known is None:
            before, after = (
                text[starts[places[0]] : starts[places[-1]] + lengths[places[-1]]]
                for text, starts, lengths, places in zip(
                    (self.old_text, self.new_text), self._starts, self._lengths, (group.old, group.new), strict=True
                )
            )
            known = self._maps[group.old[0]] = WordMap(before, after, self._count)
        return known

    def _count(self, words: Sequence[str]) -> tuple[int, int]:
        row = f"\0{chr(0).join(words)}\0"
        return self._rows[0].count(row), self._rows[1].count(row)

    @cached_property
    def _rows(self) -> tuple[str, str]:
        """The words of both texts, each between two marks."""
        old, new = (
            f"\0{chr(0).join(text[start:end] for start, end in word_spans(text))}\0"
            for text in (self.old_text, self.new_text)
        )
        return old, new

    def _judged(self, start: int, end: int, found: Found, moved: bool) -> Carried:
        before, after = self.old_text[start:end], self.new_text[found.start : found.end]
        same = before == after
        if found.whole and found.sure and same:
            method = CarryMethod.MOVED if moved else CarryMethod.EXACT
            return Carried(found.start, found.end, after, method, 1.0, TargetState.CARRIED_FORWARD)
        method = CarryMethod.CHANGED
        if found.whole:
            method = CarryMethod.UNSURE if same else CarryMethod.SPACING
        score = 1.0 if same else min(likeness(before, after), 0.999)
        if found.strayed or not _worth_proposing(before, after, found, score):
            return self._elsewhere(start, end) or GONE
        runner_up = self._runner_up(before, found)
        return Carried(found.start, found.end, after, method, round(score, 4), TargetState.NEEDS_A_LOOK, runner_up)

    def _elsewhere(self, start: int, end: int) -> Carried | None:
        """A proposal where the sentence of a passage stands as it was, if that is but one place in either text."""
        begin = self.old_text.rfind(SEPARATOR, 0, start) + 1
        for match in _SENTENCE.finditer(self.old_text, begin):
            if match.end() >= end:
                break
        else:
            return None
        sentence = match[0].strip()
        place = self.new_text.find(sentence)
        alone = self.old_text.count(sentence) == self.new_text.count(sentence) == 1
        if match.start() > start or len(word_spans(sentence)) < _SENTENCE_WORDS or not alone:
            return None
        shift = place - self.old_text.index(sentence)
        exact = self.new_text[start + shift : end + shift]
        return Carried(start + shift, end + shift, exact, CarryMethod.ELSEWHERE, 1.0, TargetState.NEEDS_A_LOOK)

    def _runner_up(self, words: str, found: Found) -> Place | None:
        """Where the old words stand outside the proposed place, nearest to it."""
        behind = self.new_text.find(words, found.end)
        before = self.new_text.rfind(words, 0, found.start)
        places = [place for place in (before, behind) if place >= 0]
        if not places:
            return None
        place = min(places, key=lambda place: abs(place - found.start))
        return Place(place, place + len(words), words, 1.0)


def likeness(old: str, new: str) -> float:
    """How alike two short wordings are, 0 to 1: by words, or by pairs of letters if those are more alike (Dice)."""
    return max(shared_share([old], [new]), _pairs_shared(old.casefold(), new.casefold()) if len(old) < 200 else 0.0)


def _pairs_shared(old: str, new: str) -> float:
    one, other = (Counter(map(str.__add__, text, text[1:])) for text in (old, new))
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else float(old == new)


def _worth_proposing(before: str, after: str, found: Found, score: float) -> bool:
    """Whether a place is likely enough to be shown: the more its ends are fixed, the less alike the words must be."""
    if len(after) > _WIDER * len(before) + 20:
        return False
    short = len(before) <= _FEW
    return score >= (_PROPOSE[found.held] if not short or found.held < 2 else 0.0)


def _starts(texts: Sequence[str]) -> list[int]:
    return list(accumulate((len(text) + len(SEPARATOR) for text in texts[:-1]), initial=0))
