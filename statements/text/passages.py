"""A text read for comparing: its paragraphs, sentences and what is said in them. Positions are code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from statements.text.tokens import Token, words
from statements.text.wording import Item, Rank, items
from statements.vocabulary import BlockKind

SAID = frozenset(BlockKind) - {BlockKind.TITLE, BlockKind.DATELINE, BlockKind.SIGNATURE, BlockKind.HEADING}
# Items of a unit. A sentence is read once for each of its candidates: one of 50,000 words would be read thousands of
# times.
LONGEST = 400


class Passage(NamedTuple):
    """A paragraph as it is compared: `start` is its place in the edition's text, `sentences` are spans inside it."""

    address: str
    kind: str
    start: int
    text: str
    sentences: Sequence[Sequence[int]]


class Unit(NamedTuple):
    """A sentence: its passage, its place in the passage's text, its items, and what may name it (`_told_by`)."""

    passage: int
    start: int
    end: int
    items: list[Item]
    told: dict[str, Item | None]


@dataclass(frozen=True, eq=False)
class ReadText:
    """A text read for comparing; to be kept, it serves any number of comparisons."""

    language: str
    passages: tuple[Passage, ...]
    tokens: tuple[tuple[Token, ...], ...]
    starts: tuple[tuple[int, ...], ...]
    units: tuple[Unit, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The place of a passage by its address."""
        return {passage.address: number for number, passage in enumerate(self.passages)}

    @cached_property
    def first_units(self) -> list[int]:
        """For each passage its first unit, and one more: where the units end."""
        numbers = [unit.passage for unit in self.units]
        return [bisect_left(numbers, number) for number in range(len(self.passages) + 1)]

    def items_between(self, passage: int, start: int, end: int) -> list[Item]:
        """The items that lie wholly in a stretch of a passage."""
        first, last = self.first_units[passage], self.first_units[passage + 1]
        begin = max(bisect_left(self.units, start + 1, first, last, key=lambda unit: unit.start) - 1, first)
        end_unit = bisect_left(self.units, end, begin, last, key=lambda unit: unit.start)
        units = self.units[begin:end_unit]
        return [item for unit in units for item in unit.items if start <= item.start and item.end <= end]

    def words_between(self, passage: int, start: int, end: int) -> list[str]:
        """The folded words of a stretch of a passage."""
        starts = self.starts[passage]
        return [token.text for token in self.tokens[passage][bisect_left(starts, start) : bisect_left(starts, end)]]


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
            units += (Unit(number, *span, piece, _told_by(piece)) for span, piece in _pieces(first, last, inside))
    starts_of = tuple(tuple(token.start for token in cut) for cut in tokens)
    return ReadText(language, said, tokens, starts_of, tuple(units))


def _pieces(start: int, end: int, said: Sequence[Item]) -> Iterator[tuple[tuple[int, int], list[Item]]]:
    """The items of a sentence with its span; of one without an end, those of stretches that follow on each other."""
    cuts = range(LONGEST, len(said), LONGEST)
    borders = [start, *(said[cut].start for cut in cuts), end]
    for place, span in enumerate(pairwise(borders)):
        if piece := list(said[place * LONGEST : (place + 1) * LONGEST]):
            yield span, piece


def _told_by(said: Sequence[Item]) -> dict[str, Item | None]:
    """What may name a sentence: its telling items, and (None) neighbours of which one is telling."""
    told: dict[str, Item | None] = dict.fromkeys(neighbours(said))
    told.update((item.key, item) for item in said if item.rank)
    return told


def neighbours(said: Sequence[Item]) -> dict[str, None]:
    """Items that stand together with nothing but function words between them, at least one of them no stock word."""
    full = [item for item in said if item.rank]
    return {
        f"{min(one.key, other.key)}|{max(one.key, other.key)}": None
        for one, other in pairwise(full)
        if max(one.rank, other.rank) >= Rank.PHRASE and one.end <= other.start
    }
