"""When two stretches of two sentences are a pair, and of which kind."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from statements.text.passages import Unit
from statements.text.wording import Item, Rank
from statements.vocabulary import ParallelKind

SHORTEST = 4  # words of a verbatim or near passage
TRUST = {
    ParallelKind.VERBATIM: 1.0,
    ParallelKind.NEAR: 0.95,
    ParallelKind.REWORDED: 0.85,
    ParallelKind.SAME_TOPIC: 0.6,
    ParallelKind.FORMULA: 0.3,
}
RESEMBLING = (ParallelKind.REWORDED, ParallelKind.SAME_TOPIC)
_MOST_AROUND = 120  # characters of a clause shown before and after what it shares
_PUNCTUATION = re.compile(r"[,;:()\[\]“”«»\"—–，；：、（）。！？؛،.!?]+(?=\s|$|[\u3000-\u9fff“”«»])|\s[—–-]\s|[“”«»—]")


class Measures(NamedTuple):
    """What two stretches share: its weight, how many telling items and neighbours, how many words; how much of both
    that is by weight and by order; the words of the first stretch, and how many a verbatim one has at least.
    """

    info: float
    rare: int
    told: int
    alike: float
    order: float
    length: int
    shortest: int


def kind_of(it: Measures) -> ParallelKind | None:
    """What a pair is; None for no pair at all.

    The borders were set on the samples and the development corpus, so that texts with nothing in common but the genre
    give no pair (tests/text/test_reuse.py).
    """
    if it.rare < 2 or it.told < 3 or it.info < 1.5:
        return None
    if it.length >= it.shortest and it.order >= 0.7:
        return ParallelKind.VERBATIM if it.order == 1.0 else ParallelKind.NEAR
    if it.told >= 4 and it.rare >= 3 and it.info >= 2.5 and it.alike >= 0.6:
        return ParallelKind.REWORDED
    if it.info >= 1.6 and (it.alike >= 0.9 or (it.info >= 1.9 and it.alike >= 0.65)):
        return ParallelKind.SAME_TOPIC
    return None


def says_most(one: Unit, span_a: tuple[int, int], other: Unit, span_b: tuple[int, int]) -> bool:
    """Whether most of what one of two clauses says, four things at least, is said in the other too."""
    ours = {item.key for item in one.items if item.rank and span_a[0] <= item.start < span_a[1]}
    theirs = {item.key for item in other.items if item.rank and span_b[0] <= item.start < span_b[1]}
    both = len(ours & theirs)
    return both >= 4 and both >= 0.6 * min(len(ours), len(theirs))


def wordings(text: str, said: Sequence[Item]) -> tuple[str, ...]:
    """The words of items in their order; what overlaps (pairs of Chinese characters) is one."""
    spans: list[tuple[int, int]] = []
    for item in sorted(said, key=lambda item: item.start):
        if spans and item.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(item.end, spans[-1][1]))
        else:
            spans.append((item.start, item.end))
    return tuple(text[start:end] for start, end in spans)


def length_of(item: Item) -> int:
    """How many words an item has, as far as its letters tell: an abbreviation is one, two characters of Chinese are."""
    return max(len(item.key.split()) if item.end - item.start >= len(item.key) - 4 else 1, 1)


def strength(info: float) -> float:
    """From 0 to 1: how little likely it is that so much is shared by chance."""
    return 1 - math.exp(-info / 1.8)


def is_formula(said: Sequence[Item]) -> bool:
    """Nothing but stock words, conventional phrases and names, at least two of them and not names alone."""
    telling = [item for item in said if item.rank in (Rank.STOCK, Rank.PHRASE)]
    return len(said) >= 2 and bool(telling) and all(item.rank < Rank.PLAIN for item in said)


def order(a: Sequence[str], b: Sequence[str]) -> float:
    """How much of both wordings is the same words in the same order, 0 to 1.

    The longest common subsequence in bits (M. Crochemore et al. 2001): one step for each word of `b`.
    """
    masks: dict[str, int] = {}
    for place, word in enumerate(a):
        masks[word] = masks.get(word, 0) | 1 << place
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        met = row & masks.get(word, 0)
        row = ((row + met) | (row - met)) & full
    return 2 * (len(a) - row.bit_count()) / (len(a) + len(b)) if a or b else 0.0


def clause(text: str, unit: Unit, span: tuple[int, int]) -> tuple[int, int]:
    """The span out to the punctuation around it, as far as its sentence goes and no farther than people read along."""
    first, last = unit.start, max(unit.end, span[1])
    before = [mark.end() for mark in _PUNCTUATION.finditer(text, first, span[0])]
    after = _PUNCTUATION.search(text, span[1], last)
    start = max(before[-1] if before else first, span[0] - _MOST_AROUND)
    end = min(after.start() if after else last, span[1] + _MOST_AROUND)
    while start < span[0] and not _begins_word(text, start):
        start += 1
    while end > span[1] and end < len(text) and text[end - 1 : end + 1].isalnum():
        end -= 1
    return start, len(text[:end].rstrip())


def _begins_word(text: str, place: int) -> bool:
    return text[place].isalnum() and (place == 0 or not text[place - 1].isalnum())
