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
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from statements.text.exact_runs import CHARACTERS, Run, exact_runs
from statements.text.found_pairs import Found, best_of, follows, without_pieces
from statements.text.judgement import (
    RESEMBLING,
    SHORTEST,
    TRUST,
    Measures,
    clause,
    is_formula,
    kind_of,
    length_of,
    order,
    says_most,
    strength,
    wordings,
)
from statements.text.passages import Passage, ReadText, Unit, neighbours
from statements.text.tokens import Token
from statements.text.wording import Item, Rank, knows
from statements.vocabulary import ParallelKind

_WORTH = {Rank.FUNCTION: 0.0, Rank.STOCK: 0.2, Rank.NAME: 0.2, Rank.PHRASE: 0.5, Rank.PLAIN: 1.0, Rank.TOPIC: 1.0}
_NEIGHBOURS = 0.5  # what two items say by standing together
_UNLISTED = 0.7  # what a word says in a language without lists: it may be a word of the genre
_OFTEN = 3  # sentences that name a subject; more, and it is what the text is about
_CANDIDATES = 6  # partners of a sentence that are looked at
_MOST_POSTINGS = 600  # pairs of sentences that one item may name; a word in more of them names none
_LEAST_FOR, _LEAST_AGAINST, _AGAINST = 0.05, 0.15, 0.4  # how a stretch grows and where it breaks off
_LEAST_SHARED = 1.1  # weight of the items that name a candidate


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


class _Comparison:
    def __init__(self, a: ReadText, b: ReadText) -> None:
        self.a, self.b = a, b
        self.listed = knows(a.language)
        self.is_cjk = a.language[:2] in ("zh", "ja")
        self.shortest = CHARACTERS if self.is_cjk else SHORTEST
        self.trust = 1.0 if self.listed else _UNLISTED
        self.weights: dict[str, float] = {}
        self.rarities: dict[str, float] = {}
        counts = [Counter(key for unit in text.units for key in unit.told) for text in (a, b)]
        self.in_a, self.in_b = counts
        self.scale = math.log(max(len(a.units), 30)) + math.log(max(len(b.units), 30))
        self.sizes = len(a.units) + len(b.units)

    def weight(self, item: Item) -> float:
        """1 for what each text says once, less for what is said often, little for the stock of the genre."""
        known = self.weights.get(item.key)
        if known is None:
            everywhere = self.in_a[item.key] + self.in_b[item.key] >= max(4, self.sizes / 6)
            # In a language without lists, what stands everywhere is taken for a function word.
            worth = 0.0 if everywhere and not self.listed else _WORTH[item.rank] * self.trust
            known = self.weights[item.key] = worth * self.rarity(item.key)
        return known

    def rarity(self, key: str) -> float:
        known = self.rarities.get(key)
        if known is None:
            often = math.log(max(self.in_a[key], 1)) + math.log(max(self.in_b[key], 1))
            known = self.rarities[key] = max(0.0, 1.0 - often / self.scale)
        return known

    def pairs(self) -> list[Pair]:
        found = [pair for one, other in self._candidates() if (pair := self._judged(one, other))]
        runs = self._runs(exact_runs(self.a.tokens, self.b.tokens, cjk=self.is_cjk))
        found += without_pieces(list(runs), found)
        best = best_of(found)
        return [self._told(pair) for pair in self._joined([*best, *self._topics(best)])]

    def _candidates(self) -> Iterator[tuple[Unit, Unit]]:
        """Pairs of sentences that share enough rare items, the best partners of each."""
        postings: dict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.b.units):
            for key in unit.told:
                postings[key].append(number)
        for unit in self.a.units:
            shared: dict[int, float] = defaultdict(float)
            for key, item in unit.told.items():
                named = postings.get(key, ())
                if named and len(named) * self.in_a[key] <= _MOST_POSTINGS:
                    weight = self.weight(item) if item else _NEIGHBOURS * self.rarity(key)
                    for number in named:
                        shared[number] += weight
            best = sorted((-weight, number) for number, weight in shared.items() if weight >= _LEAST_SHARED)
            yield from ((unit, self.b.units[number]) for _weight, number in best[:_CANDIDATES])

    def _judged(self, one: Unit, other: Unit) -> Found | None:
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
        for place, item in enumerate(unit.items[window.first : window.last], start=window.first):
            weight = self.weight(item)
            if item.rank and item.key in keys:
                total += weight if weight > _LEAST_FOR else _LEAST_FOR
            else:
                total -= _AGAINST * (weight if weight > _LEAST_AGAINST else _LEAST_AGAINST)
            if total <= 0:
                total, begin = 0.0, place + 1
            elif total > most:
                best, most = _Window(begin, place + 1), total
        return best

    def _verdict(self, one: Unit, a: list[Item], other: Unit, b: list[Item]) -> Found | None:
        """What two stretches of two sentences are to each other."""
        ours, theirs = {item.key: item for item in a}, {item.key: item for item in b}
        common = [item for key, item in ours.items() if key in theirs and item.rank]
        together = neighbours(a).keys() & neighbours(b).keys()
        info = sum(map(self.weight, common)) + _NEIGHBOURS * sum(map(self.rarity, together))
        alone = sum(self.weight(item) for key, item in (ours | theirs).items() if (key in ours) != (key in theirs))
        span_a, span_b = (a[0].start, a[-1].end), (b[0].start, b[-1].end)
        words_a = self.a.words_between(one.passage, *span_a)
        words_b = self.b.words_between(other.passage, *span_b)
        measures = Measures(
            info=info,
            rare=sum(1 for item in common if item.rank >= Rank.PHRASE) + len(together),
            told=sum(max(length_of(item), length_of(theirs[item.key])) for item in common),
            alike=2 * info / (2 * info + alone) if info else 0.0,
            order=order(words_a, words_b),
            length=len(words_a),
            shortest=self.shortest,
        )
        kind = kind_of(measures)
        if kind is None:
            return None
        text_a, text_b = self.a.passages[one.passage].text, self.b.passages[other.passage].text
        if kind in RESEMBLING:
            span_a, span_b = clause(text_a, one, span_a), clause(text_b, other, span_b)
            kind = ParallelKind.REWORDED if says_most(one, span_a, other, span_b) else kind
        score = strength(info) * TRUST[kind] * max(measures.order, measures.alike)
        return Found(score, kind, one.passage, span_a, other.passage, span_b, wordings(text_a, common))

    def _runs(self, runs: Sequence[Run]) -> Iterator[Found]:
        """Runs of the same words: verbatim where they say something, formulas where they are stock alone; each wording
        of a formula once, where it stands first.
        """
        seen: set[tuple[str, ...]] = set()
        for run in runs:
            cut_a: Sequence[Token] = self.a.tokens[run.passage_a][run.a : run.a + run.length]
            cut_b: Sequence[Token] = self.b.tokens[run.passage_b][run.b : run.b + run.length]
            between = self.a.items_between(run.passage_a, cut_a[0].start, cut_a[-1].end)
            said = [item for item in between if item.rank]
            kinds = {item.key: item for item in said}
            wording = tuple(token.text for token in cut_a)
            info = sum(map(self.weight, kinds.values())) + _NEIGHBOURS * sum(map(self.rarity, neighbours(said)))
            if info >= 1.5 and any(item.rank >= Rank.PLAIN for item in said):
                # "… mentality and": what says nothing at the two ends came along by chance.
                cut_a, cut_b = _without_ends(cut_a, cut_b, said)
                if len(cut_a) < self.shortest or (len(said) < 3 and info < 2.2):
                    continue
                kind, score = ParallelKind.VERBATIM, strength(info)
            elif wording not in seen and is_formula(list(kinds.values())):
                kind, score = ParallelKind.FORMULA, TRUST[ParallelKind.FORMULA] * (1 - math.exp(-len(said) / 4))
                seen.add(wording)
            else:
                continue
            span_a, span_b = (cut_a[0].start, cut_a[-1].end), (cut_b[0].start, cut_b[-1].end)
            shared = (self.a.passages[run.passage_a].text[slice(*span_a)],)
            yield Found(score, kind, run.passage_a, span_a, run.passage_b, span_b, shared)

    def _joined(self, pairs: Sequence[Found]) -> list[Found]:
        """Pairs that follow each other in both texts, word for word or nearly so, made one; best first again."""
        whole: list[Found] = []
        for pair in sorted(pairs, key=lambda pair: (pair.passage_a, pair.passage_b, pair.a, pair.b)):
            last = whole[-1] if whole else None
            if last and follows(last, pair):
                kind = ParallelKind.VERBATIM if self._is_stop(last, pair) else ParallelKind.NEAR
                a, b = (last.a[0], pair.a[1]), (last.b[0], pair.b[1])
                score = max(last.score, pair.score)
                whole[-1] = pair._replace(a=a, b=b, kind=kind, score=score, shared=(*last.shared, *pair.shared))
            else:
                whole.append(pair)
        return sorted(whole, key=lambda pair: -pair.score)

    def _is_stop(self, one: Found, other: Found) -> bool:
        """Whether no word stands between two verbatim pairs that follow each other."""
        between_a = self.a.passages[one.passage_a].text[one.a[1] : other.a[0]]
        between_b = self.b.passages[one.passage_b].text[one.b[1] : other.b[0]]
        both = one.kind is other.kind is ParallelKind.VERBATIM
        return both and not any(sign.isalnum() for sign in between_a + between_b)

    def _topics(self, best: Sequence[Found]) -> list[Found]:
        """Sentences that name the same subject and are in no pair about it: each of the second text with the one of
        the first that shares most. A subject that is named often is what the texts are about, and tells nothing.
        """
        naming: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.a.units:
            for key in {item.key for item in unit.items if item.rank is Rank.TOPIC}:
                naming[key].append(unit)
        found: list[Found] = []
        for other in self.b.units:
            for item in other.items:
                near = naming.get(item.key, ()) if item.rank is Rank.TOPIC else ()
                if near and len(near) <= _OFTEN and self.in_b[item.key] <= _OFTEN:
                    one = max(near, key=lambda unit: self._shared(unit, other))
                    found.append(self._on_topic(one, other, item))
        new = set(found)
        return [pair for pair in best_of([*best, *found]) if pair in new]

    def _shared(self, one: Unit, other: Unit) -> float:
        """What a sentence shares with another one, less for a long one, which shares much by chance."""
        keys = {item.key for item in other.items}
        return sum(self.weight(item) for item in one.items if item.key in keys) / len(one.items)

    def _on_topic(self, one: Unit, other: Unit, theirs: Item) -> Found:
        ours = next(item for item in one.items if item.key == theirs.key)
        text_a, text_b = self.a.passages[one.passage].text, self.b.passages[other.passage].text
        span_a = clause(text_a, one, (ours.start, ours.end))
        span_b = clause(text_b, other, (theirs.start, theirs.end))
        score = TRUST[ParallelKind.SAME_TOPIC] * strength(self.weight(theirs)) / 2
        shared = (text_a[ours.start : ours.end],)
        return Found(score, ParallelKind.SAME_TOPIC, one.passage, span_a, other.passage, span_b, shared)

    def _told(self, pair: Found) -> Pair:
        a, b = self.a.passages[pair.passage_a], self.b.passages[pair.passage_b]
        return Pair(_place(a, pair.a), _place(b, pair.b), pair.kind, round(min(pair.score, 1.0), 3), pair.shared)


def _without_ends(
    cut_a: Sequence[Token], cut_b: Sequence[Token], said: Sequence[Item]
) -> tuple[Sequence[Token], Sequence[Token]]:
    """The same run in both texts without the function words before its first and after its last item."""
    first = next(place for place, token in enumerate(cut_a) if token.start >= said[0].start)
    last = next(place for place, token in enumerate(cut_a) if token.end >= said[-1].end)
    return cut_a[first : last + 1], cut_b[first : last + 1]


def _keys(unit: Unit, window: _Window) -> set[str]:
    return {item.key for item in unit.items[window.first : window.last]}


def _place(passage: Passage, span: tuple[int, int]) -> Place:
    start, end = span
    return Place(passage.address, passage.start + start, passage.start + end, passage.text[start:end])
