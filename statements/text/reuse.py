"""Which passages of two statements say alike, and how: word for word, nearly so, in other words, of the same thing.

After the recipe of passim (D. Smith et al.): shared runs of words and rare shared words name candidates, only those are
looked at. What two sentences share is narrowed to the densest stretch of each (a maximum subarray, Kadane), and the
stretches are judged by order (longest common subsequence of words) and weight (Dice's coefficient over items weighted
by rarity, K. Spärck Jones 1972). Unlike passim, frequent wordings are kept: what consists of nothing but the stock of
the genre is called a formula, not left out. Time grows with the length of the texts, not with its square.

Positions are code points of the edition's text.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from statements.text.exact_runs import Run, exact_runs
from statements.text.tokens import Token, words
from statements.text.wording import Item, Rank, items, knows
from statements.vocabulary import BlockKind, ParallelKind

SAID = frozenset(BlockKind) - {BlockKind.TITLE, BlockKind.DATELINE, BlockKind.SIGNATURE, BlockKind.HEADING}
_WORTH = {Rank.FUNCTION: 0.0, Rank.STOCK: 0.2, Rank.NAME: 0.2, Rank.PHRASE: 0.5, Rank.PLAIN: 1.0}
_NEIGHBOURS = 0.5  # what two items say by standing together
_CANDIDATES = 6  # partners of a sentence that are looked at
_MOST_POSTINGS = 600  # pairs of sentences that one item may name; a word in more of them names none
_MOST_AROUND = 120  # characters of a clause shown before and after what it shares
_PUNCTUATION = re.compile(r"[,;:()\[\]“”«»\"—–，；：、（）。！？؛،.!?]+(?=\s|$|[\u3000-\u9fff“”«»])|\s[—–-]\s|[“”«»—]")
_TRUST = {
    ParallelKind.VERBATIM: 1.0,
    ParallelKind.NEAR: 0.95,
    ParallelKind.REWORDED: 0.85,
    ParallelKind.SAME_TOPIC: 0.6,
    ParallelKind.FORMULA: 0.3,
}
_RESEMBLING = (ParallelKind.REWORDED, ParallelKind.SAME_TOPIC)
_SHORTEST = 4  # words of a verbatim or near passage
_BETWEEN = 32  # code points, about four words: "for as long as they [continue to] exist"
_LEAST_SHARED = 1.1  # weight of the items that name a candidate


class Passage(NamedTuple):
    """A paragraph as it is compared: `start` is its place in the edition's text, `sentences` are spans inside it."""

    address: str
    kind: str
    start: int
    text: str
    sentences: Sequence[Sequence[int]]


class Place(NamedTuple):
    """Words of one text: `start` and `end` are code points of the edition's text."""

    address: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages that say alike. `score` is 0 to 1; `shared` are the words of `a` that say it, in its order."""

    a: Place
    b: Place
    kind: ParallelKind
    score: float
    shared: tuple[str, ...]


class Unit(NamedTuple):
    """A sentence: the passage it stands in and its items, counted in the passage's text."""

    passage: int
    start: int
    end: int
    items: list[Item]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text read for comparing; to be kept, it serves any number of comparisons."""

    language: str
    passages: tuple[Passage, ...]
    tokens: tuple[tuple[Token, ...], ...]
    units: tuple[Unit, ...]


def read_text(passages: Sequence[Passage], language: str) -> ReadText:
    """`passages` without titles, date lines, headings and signatures, cut into words and sentences."""
    said = tuple(passage for passage in passages if passage.kind in SAID)
    tokens = tuple(tuple(words(passage.text)) for passage in said)
    units: list[Unit] = []
    for number, (passage, cut) in enumerate(zip(said, tokens, strict=True)):
        found = items(passage.text, cut, language)
        starts = [item.start for item in found]
        for first, last in passage.sentences:
            inside = found[bisect_left(starts, first) : bisect_left(starts, last)]
            if inside:
                units.append(Unit(number, first, last, inside))
    return ReadText(language, said, tokens, tuple(units))


def comparable(a: str, b: str) -> bool:
    """Whether two language tags name one language: words of two languages are not compared."""
    return a.partition("-")[0].lower() == b.partition("-")[0].lower()


def pair_passages(a: ReadText, b: ReadText) -> list[Pair]:
    """The pairs of two texts of one language, best first; empty for two languages."""
    if not comparable(a.language, b.language):
        return []
    return _Comparison(a, b).pairs()


class _Window(NamedTuple):
    """A stretch of a unit: its first item and the one after its last."""

    first: int
    last: int


class _Found(NamedTuple):
    """A pair before it is told: passages and spans inside them."""

    score: float
    kind: ParallelKind
    passage_a: int
    a: tuple[int, int]
    passage_b: int
    b: tuple[int, int]
    shared: tuple[str, ...]


class _Comparison:
    def __init__(self, a: ReadText, b: ReadText) -> None:
        self.a, self.b = a, b
        self.listed = knows(a.language)
        counts = [Counter(key for unit in text.units for key in _told_by(unit.items)) for text in (a, b)]
        self.in_a, self.in_b = counts
        self.scale = math.log(max(len(a.units), 30)) + math.log(max(len(b.units), 30))
        self.sizes = len(a.units) + len(b.units)
        numbers = [unit.passage for unit in a.units]
        self.first_unit = [bisect_left(numbers, number) for number in range(len(a.passages) + 1)]

    def weight(self, item: Item) -> float:
        """1 for what each text says once, less for what is said often, little for the stock of the genre."""
        if not self.listed and self.in_a[item.key] + self.in_b[item.key] >= max(4, self.sizes / 6):
            return 0.0  # a language without a list of its function words: they are what stands everywhere
        return _WORTH[item.rank] * self._rarity(item.key)

    def _rarity(self, key: str) -> float:
        often = math.log(max(self.in_a[key], 1)) + math.log(max(self.in_b[key], 1))
        return max(0.0, 1.0 - often / self.scale)

    def pairs(self) -> list[Pair]:
        found = [pair for one, other in self._candidates() if (pair := self._judged(one, other))]
        found += self._runs(exact_runs(self.a.tokens, self.b.tokens, cjk=self.a.language[:2] in ("zh", "ja")))
        return [self._told(pair) for pair in self._joined(_best(found))]

    def _candidates(self) -> Iterator[tuple[Unit, Unit]]:
        """Pairs of sentences that share enough rare items, the best partners of each."""
        postings: dict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.b.units):
            for key in _told_by(unit.items):
                postings[key].append(number)
        for unit in self.a.units:
            shared: dict[int, float] = defaultdict(float)
            for key, item in _told_by(unit.items).items():
                named = postings.get(key, ())
                if named and len(named) * self.in_a[key] <= _MOST_POSTINGS:
                    weight = self.weight(item) if item else _NEIGHBOURS * self._rarity(key)
                    for number in named:
                        shared[number] += weight
            best = sorted((-weight, number) for number, weight in shared.items() if weight >= _LEAST_SHARED)
            yield from ((unit, self.b.units[number]) for _weight, number in best[:_CANDIDATES])

    def _judged(self, one: Unit, other: Unit) -> _Found | None:
        """What two sentences share, in the densest stretch of each; None when that is too little."""
        here, there = _Window(0, len(one.items)), _Window(0, len(other.items))
        for _turn in range(3):
            narrower = self._densest(one, here, _keys(other, there))
            narrower_there = self._densest(other, there, _keys(one, narrower))
            if (narrower, narrower_there) == (here, there):
                break
            here, there = narrower, narrower_there
        a, b = one.items[here.first : here.last], other.items[there.first : there.last]
        return self._verdict(one, a, other, b) if a and b else None

    def _densest(self, unit: Unit, window: _Window, keys: set[str]) -> _Window:
        """The stretch with the greatest sum, where what is shared counts for and what is not counts against."""
        best, most = _Window(window.first, window.first), 0.0
        total, begin = 0.0, window.first
        for place in range(window.first, window.last):
            item = unit.items[place]
            weight = self.weight(item)
            total += max(weight, 0.05) if item.key in keys and item.rank else -0.4 * max(weight, 0.15)
            if total <= 0:
                total, begin = 0.0, place + 1
            elif total > most:
                best, most = _Window(begin, place + 1), total
        return best

    def _verdict(self, one: Unit, a: list[Item], other: Unit, b: list[Item]) -> _Found | None:
        """What two stretches of two sentences are to each other."""
        ours, theirs = {item.key: item for item in a}, {item.key: item for item in b}
        common = [item for key, item in ours.items() if key in theirs and item.rank]
        neighbours = _neighbours(a).keys() & _neighbours(b).keys()
        info = sum(map(self.weight, common)) + _NEIGHBOURS * sum(map(self._rarity, neighbours))
        alone = sum(self.weight(item) for key, item in (ours | theirs).items() if (key in ours) != (key in theirs))
        span_a, span_b = (a[0].start, a[-1].end), (b[0].start, b[-1].end)
        words_a, words_b = self._words(self.a, one, span_a), self._words(self.b, other, span_b)
        measures = _Measures(
            info=info,
            rare=sum(1 for item in common if item.rank >= Rank.PHRASE) + len(neighbours),
            told=sum(min(_length(item), _length(theirs[item.key])) for item in common),
            alike=2 * info / (2 * info + alone) if info else 0.0,
            order=_order(words_a, words_b),
            length=len(words_a),
        )
        kind = _kind(measures)
        if kind is None:
            return None
        text_a, text_b = self.a.passages[one.passage].text, self.b.passages[other.passage].text
        if kind in _RESEMBLING:
            span_a, span_b = _clause(text_a, one, span_a), _clause(text_b, other, span_b)
            kind = ParallelKind.REWORDED if _says_most(one, span_a, other, span_b) else kind
        score = _strength(info) * _TRUST[kind] * max(measures.order, measures.alike)
        shared = tuple(text_a[item.start : item.end] for item in sorted(common, key=lambda item: item.start))
        return _Found(score, kind, one.passage, span_a, other.passage, span_b, shared)

    def _words(self, text: ReadText, unit: Unit, span: tuple[int, int]) -> list[str]:
        tokens = text.tokens[unit.passage]
        starts = bisect_left(tokens, span[0], key=lambda token: token.start)
        ends = bisect_left(tokens, span[1], key=lambda token: token.start)
        return [token.text for token in tokens[starts:ends]]

    def _runs(self, runs: Sequence[Run]) -> Iterator[_Found]:
        """Runs of the same words: verbatim where they say something, formulas where they are stock alone; each wording
        of a formula once, where it stands first.
        """
        seen: set[tuple[str, ...]] = set()
        for run in runs:
            cut_a: Sequence[Token] = self.a.tokens[run.passage_a][run.a : run.a + run.length]
            cut_b: Sequence[Token] = self.b.tokens[run.passage_b][run.b : run.b + run.length]
            said = self._said(run.passage_a, cut_a[0].start, cut_a[-1].end)
            kinds = {item.key: item for item in said}
            wording = tuple(token.text for token in cut_a)
            info = sum(map(self.weight, kinds.values())) + _NEIGHBOURS * sum(map(self._rarity, _neighbours(said)))
            if info >= 1.5 and any(item.rank is Rank.PLAIN for item in said):
                # "… mentality and": what says nothing at the two ends came along by chance.
                cut_a, cut_b = _without_ends(cut_a, cut_b, said)
                if len(cut_a) < _SHORTEST or (len(said) < 3 and info < 2.2):
                    continue
                kind, score = ParallelKind.VERBATIM, _strength(info)
            elif wording not in seen and _is_formula(list(kinds.values())):
                kind, score = ParallelKind.FORMULA, _TRUST[ParallelKind.FORMULA] * (1 - math.exp(-len(said) / 4))
                seen.add(wording)
            else:
                continue
            span_a, span_b = (cut_a[0].start, cut_a[-1].end), (cut_b[0].start, cut_b[-1].end)
            shared = (self.a.passages[run.passage_a].text[slice(*span_a)],)
            yield _Found(score, kind, run.passage_a, span_a, run.passage_b, span_b, shared)

    def _said(self, passage: int, start: int, end: int) -> list[Item]:
        """The items of a stretch of a passage of the first text, without function words."""
        units = self.a.units[self.first_unit[passage] : self.first_unit[passage + 1]]
        return [item for unit in units for item in unit.items if item.rank and start <= item.start and item.end <= end]

    def _joined(self, pairs: Sequence[_Found]) -> list[_Found]:
        """Pairs that follow each other in both texts, word for word or nearly so, made one; best first again."""
        whole: list[_Found] = []
        for pair in sorted(pairs, key=lambda pair: (pair.passage_a, pair.passage_b, pair.a, pair.b)):
            last = whole[-1] if whole else None
            if last and _follows(last, pair):
                kind = ParallelKind.VERBATIM if self._is_stop(last, pair) else ParallelKind.NEAR
                a, b = (last.a[0], pair.a[1]), (last.b[0], pair.b[1])
                score = max(last.score, pair.score)
                whole[-1] = pair._replace(a=a, b=b, kind=kind, score=score, shared=(*last.shared, *pair.shared))
            else:
                whole.append(pair)
        return sorted(whole, key=lambda pair: -pair.score)

    def _is_stop(self, one: _Found, other: _Found) -> bool:
        """Whether no word stands between two verbatim pairs that follow each other."""
        between_a = self.a.passages[one.passage_a].text[one.a[1] : other.a[0]]
        between_b = self.b.passages[one.passage_b].text[one.b[1] : other.b[0]]
        both = one.kind is other.kind is ParallelKind.VERBATIM
        return both and not any(sign.isalnum() for sign in between_a + between_b)

    def _told(self, pair: _Found) -> Pair:
        a, b = self.a.passages[pair.passage_a], self.b.passages[pair.passage_b]
        return Pair(_place(a, pair.a), _place(b, pair.b), pair.kind, round(min(pair.score, 1.0), 3), pair.shared)


class _Measures(NamedTuple):
    """What two stretches share: its weight, how many telling items and neighbours, how many words; how much of both
    that is by weight and by order; the words of the first stretch.
    """

    info: float
    rare: int
    told: int
    alike: float
    order: float
    length: int


def _kind(it: _Measures) -> ParallelKind | None:
    """What a pair is; None for no pair at all.

    The borders were set on the samples and the development corpus, so that texts with nothing in common but the genre
    give no pair (tests/text/test_reuse.py).
    """
    if it.rare < 2 or it.told < 3 or it.info < 1.5:
        return None
    if it.length >= _SHORTEST and it.order >= 0.7:
        return ParallelKind.VERBATIM if it.order == 1.0 else ParallelKind.NEAR
    if it.told >= 4 and it.rare >= 3 and it.info >= 2.5 and it.alike >= 0.6:
        return ParallelKind.REWORDED
    if it.info >= 1.6 and (it.alike >= 0.9 or (it.info >= 1.9 and it.alike >= 0.65)):
        return ParallelKind.SAME_TOPIC
    return None


def _says_most(one: Unit, span_a: tuple[int, int], other: Unit, span_b: tuple[int, int]) -> bool:
    """Whether most of what one of two clauses says, four things at least, is said in the other too."""
    ours = {item.key for item in one.items if item.rank and span_a[0] <= item.start < span_a[1]}
    theirs = {item.key for item in other.items if item.rank and span_b[0] <= item.start < span_b[1]}
    both = len(ours & theirs)
    return both >= 4 and both >= 0.6 * min(len(ours), len(theirs))


def _length(item: Item) -> int:
    """How many words an item has, as far as its letters tell: an abbreviation is one, two characters of Chinese are."""
    return max(len(item.key.split()) if item.end - item.start >= len(item.key) - 4 else 1, 1)


def _strength(info: float) -> float:
    """From 0 to 1: how little likely it is that so much is shared by chance."""
    return 1 - math.exp(-info / 1.8)


def _is_formula(said: Sequence[Item]) -> bool:
    """Nothing but stock words, conventional phrases and names, at least two of them and not names alone."""
    telling = [item for item in said if item.rank in (Rank.STOCK, Rank.PHRASE)]
    return len(said) >= 2 and bool(telling) and all(item.rank < Rank.PLAIN for item in said)


def _told_by(said: Sequence[Item]) -> dict[str, Item | None]:
    """What may name a sentence: its telling items, and (None) neighbours of which one is telling."""
    told: dict[str, Item | None] = dict.fromkeys(_neighbours(said))
    told.update((item.key, item) for item in said if item.rank)
    return told


def _neighbours(said: Sequence[Item]) -> dict[str, None]:
    """Items that stand together with nothing but function words between them, at least one of them no stock word."""
    full = [item for item in said if item.rank]
    return {
        f"{min(one.key, other.key)}|{max(one.key, other.key)}": None
        for one, other in pairwise(full)
        if max(one.rank, other.rank) >= Rank.PHRASE and one.end <= other.start
    }


def _without_ends(
    cut_a: Sequence[Token], cut_b: Sequence[Token], said: Sequence[Item]
) -> tuple[Sequence[Token], Sequence[Token]]:
    """The same run in both texts without the function words before its first and after its last item."""
    first = next(place for place, token in enumerate(cut_a) if token.start >= said[0].start)
    last = next(place for place, token in enumerate(cut_a) if token.end >= said[-1].end)
    return cut_a[first : last + 1], cut_b[first : last + 1]


def _clause(text: str, unit: Unit, span: tuple[int, int]) -> tuple[int, int]:
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


def _keys(unit: Unit, window: _Window) -> set[str]:
    return {item.key for item in unit.items[window.first : window.last]}


def _order(a: Sequence[str], b: Sequence[str]) -> float:
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


def _best(found: Sequence[_Found]) -> list[_Found]:
    """The pairs, best first, without those that a better one covers: on both sides, or, when they only resemble, on
    one by a pair that is twice as good.
    """
    kept: list[_Found] = []
    of_a: dict[int, list[_Found]] = defaultdict(list)
    of_b: dict[int, list[_Found]] = defaultdict(list)
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.passage_a, pair.a, pair.passage_b, pair.b)):
        on_a = [other for other in of_a[pair.passage_a] if _overlap(pair.a, other.a)]
        on_b = [other for other in of_b[pair.passage_b] if _overlap(pair.b, other.b)]
        if any(other in on_b for other in on_a):
            continue
        around = on_a + on_b
        if pair.kind in (ParallelKind.SAME_TOPIC, ParallelKind.FORMULA) and around:
            continue
        if pair.kind is ParallelKind.REWORDED and any(pair.score < other.score / 2 for other in around):
            continue
        kept.append(pair)
        of_a[pair.passage_a].append(pair)
        of_b[pair.passage_b].append(pair)
    return kept


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _follows(one: _Found, other: _Found) -> bool:
    """Whether two pairs stand in this order on both sides with hardly a word between them."""
    sure = (ParallelKind.VERBATIM, ParallelKind.NEAR)
    return (
        (one.passage_a, one.passage_b) == (other.passage_a, other.passage_b)
        and one.kind in sure
        and other.kind in sure
        and 0 <= other.a[0] - one.a[1] <= _BETWEEN
        and 0 <= other.b[0] - one.b[1] <= _BETWEEN
    )


def _place(passage: Passage, span: tuple[int, int]) -> Place:
    start, end = span
    return Place(passage.address, passage.start + start, passage.start + end, passage.text[start:end])
