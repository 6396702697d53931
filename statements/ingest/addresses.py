"""Addresses of blocks (DESIGN, section 4), from kinds, markers and texts alone, so that a correction can ask again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from statements.ingest.labels import DECIMAL, FIGURE, LETTER, NUMBER, PART, ROMAN, Label, labels_at
from statements.ingest.numerals import roman_numeral
from statements.ingest.series import Gap, Odd, Series, sensible
from statements.vocabulary import BlockKind

_NAMED = {
    BlockKind.PREAMBLE.value: "pre",
    BlockKind.FORMULA.value: "pre",
    BlockKind.SIGNATURE.value: "sig",
    BlockKind.FOOTNOTE.value: "fn",
}
_ROMAN_PARTS = ("I.", "I)", "(I)")
_ARTICLES = ("article", "第一条")
_LABELLED = (BlockKind.ITEM.value, BlockKind.HEADING.value)


class Addressable(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def marker(self) -> str | None: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Repeated:
    """The block at `index` carries a number that was used before."""

    index: int
    printed: str


@dataclass(slots=True)
class _Plan:
    """What the labels of one text mean. `parts` is "none", "run-on", "prefix" or "only"; sets hold names of series."""

    parts: str = "none"
    sections: frozenset[str] = frozenset()
    part_series: frozenset[str] = frozenset()
    decimals: bool = False
    with_decimals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """One address per block, unique, ASCII, lower case; the numbers printed twice, those missing in their series, and
    those that seem mistyped."""

    addresses: list[str]
    repeated: list[Repeated]
    gaps: list[Gap]
    odd: list[Odd]


def give_addresses(blocks: Sequence[Addressable]) -> Given:
    """Asks kinds, markers and texts alone. The text and each annex are numbered apart."""
    addresses: list[str] = []
    repeated: list[Repeated] = []
    gaps: list[Gap] = []
    odd: list[Odd] = []
    annexes = 0
    for start, end in _runs(blocks):
        prefix = ""
        if blocks[start].kind == BlockKind.ANNEX.value:
            annexes += 1
            prefix = f"annex.{annexes}."
            addresses.append(prefix.rstrip("."))
            start += 1
        walk = _Walk(blocks[start:end])
        addresses.extend(prefix + address for address in walk.addresses())
        repeated.extend(Repeated(start + row.index, row.printed) for row in walk.repeated)
        gaps.extend(replace(gap, index=start + gap.index) for gap in walk.series.gaps)
        odd.extend(replace(row, index=start + row.index) for row in walk.series.odd)
    return Given(addresses, repeated, gaps, odd)


def _runs(blocks: Sequence[Addressable]) -> list[tuple[int, int]]:
    """The text itself and each annex, as ranges of blocks."""
    starts = [0, *(at for at, block in enumerate(blocks) if block.kind == BlockKind.ANNEX.value and at)]
    return [(at, end) for at, end in zip(starts, [*starts[1:], len(blocks)], strict=True) if at < end]


def _labels(blocks: Sequence[Addressable]) -> tuple[list[Label | None], Series]:
    """The label of each labelled block: the reading that makes a series, else the first one; and the series."""
    readings: list[list[Label]] = []
    for block in blocks:
        text = f"{block.marker} {block.text}" if block.marker else block.text
        fits = labels_at(text) if block.kind in _LABELLED else []
        readings.append([label for label in fits if (label.marker is None) == (block.marker is None)])
    series = sensible(readings)
    chosen: list[Label | None] = []
    for at, (block, labels) in enumerate(zip(blocks, readings, strict=True)):
        label = series.labels.get(at)
        if label is None and labels and (block.marker or block.kind == BlockKind.ITEM.value):
            label = labels[0]
        chosen.append(label)
    return chosen, series


@dataclass(slots=True)
class _State:
    part: str = ""
    section: str = ""
    count: int = 0
    bare: bool = False
    subs: list[tuple[str, str, str]] = field(default_factory=list)
    continued: int = 1


class _Walk:
    """Goes through the blocks of one text once."""

    def __init__(self, blocks: Sequence[Addressable]) -> None:
        self.blocks = blocks
        self.labels, self.series = _labels(blocks)
        self.plan = _plan(blocks, self.labels)
        self.more = _later_siblings(self.labels)
        self.repeated: list[Repeated] = []
        self.state = _State()
        self._used: set[str] = set()
        self._times: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._headings = 0
        self._row = 0

    def addresses(self) -> list[str]:
        return [self._unique(self._address(at)) for at in range(len(self.blocks))]

    def _unique(self, address: str) -> str:
        while address in self._used:
            again = f"again {address}"
            address = f"{address}-{_suffix(1 + self._next(again))}"
        self._used.add(address)
        return address

    def _address(self, at: int) -> str:
        block, label = self.blocks[at], self.labels[at]
        kind = block.kind
        if kind != BlockKind.TABLE.value:
            self._row = 0
        if kind == BlockKind.TITLE.value:
            return "title"
        if kind == BlockKind.DATELINE.value:
            number = self._next("dateline")
            return "dateline" if number == 1 else f"dateline.{number}"
        if kind in _NAMED:
            return f"{_NAMED[kind]}.{self._next(_NAMED[kind])}"
        if kind == BlockKind.TABLE.value:
            return self._table_row()
        if kind == BlockKind.HEADING.value and (label is None or label.series in self.plan.part_series):
            inside = label is None and self.plan.part_series and self.plan.parts != "run-on"
            return self._plain(at) if inside else self._heading(label)
        return self._labelled(at, label) if label else self._plain(at)

    def _next(self, name: str) -> int:
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name]

    def _table_row(self) -> str:
        if not self._row:
            self._next("tab")
        self._row += 1
        return f"tab.{self._counts['tab']}.r{self._row}"

    def _heading(self, label: Label | None) -> str:
        if self.plan.parts == "run-on":
            return f"h.{self._next('h')}"
        self._headings += 1
        key = label.key if label else str(self._headings)
        key = self._fresh_key(key)
        self.state = _State(part=key, section=key)
        return key

    def _labelled(self, at: int, label: Label) -> str:
        if label.rank == DECIMAL:
            self._open_section(label.key, bare=True)
            return label.key
        if label.series in self.plan.part_series:
            return self._heading(label)
        if label.series in self.plan.sections:
            return self._section(at, label)
        if label.rank in (LETTER, ROMAN, PART) and self.state.section:
            return self._sub_item(at, label)
        return self._plain(at)

    def _section(self, at: int, label: Label) -> str:
        prefix = f"{self.state.part}-" if self.plan.parts == "prefix" and self.state.part else ""
        wanted = prefix + label.key
        key = self._fresh_key(wanted)
        if key != wanted:
            self.repeated.append(Repeated(at, label.marker or label.key))
        bare = key in self.plan.with_decimals
        self._open_section(key, bare=bare)
        return key if bare else f"{key}.1"

    def _open_section(self, key: str, *, bare: bool) -> None:
        self.state = _State(part=self.state.part, section=key, count=1, bare=bare)

    def _fresh_key(self, key: str) -> str:
        """The key of a section; one that comes again gets a suffix: 5, 5-b, 5-c."""
        number = self._times.get(key, 0) + 1
        self._times[key] = number
        return key if number == 1 else self._fresh_key(f"{key}-{_suffix(number)}")

    def _sub_item(self, at: int, label: Label) -> str:
        state = self.state
        ranks = [series for series, _, _ in state.subs]
        if label.series in ranks:
            del state.subs[ranks.index(label.series) :]
        parent = state.subs[-1][2] if state.subs else state.section
        key = roman_numeral(label.value) if label.rank == PART and label.series in _ROMAN_PARTS else label.key
        address = self._fresh_key(f"{parent}.{key}")
        state.subs.append((label.series, label.key, address))
        state.continued = 1
        return address

    def _plain(self, at: int) -> str:
        """A continuation of the sub-item above while a sibling of it follows, else the next block of the section."""
        state = self.state
        while state.subs and state.subs[-1][0] not in self.more.get(at, ()):
            state.subs.pop()
            state.continued = 1
        if state.subs:
            state.continued += 1
            return f"{state.subs[-1][2]}-{state.continued}"
        if not state.section:
            state.section = "0" if self.plan.parts != "none" or self.plan.sections or self.plan.decimals else ""
        state.count += 1
        if state.bare:
            return f"{state.section}-{state.count}"
        return f"{state.section}.{state.count}" if state.section else str(state.count)


def _suffix(number: int) -> str:
    """2 → b, 3 → c … 26 → z, then aa, ab …"""
    return chr(96 + number) if number <= 26 else f"z{number}"


def _later_siblings(labels: Sequence[Label | None]) -> dict[int, set[str]]:
    """For each unlabelled block the series of sub-items that go on after it, before the next section opens."""
    more: dict[int, set[str]] = {}
    seen: set[str] = set()
    for at in range(len(labels) - 1, -1, -1):
        label = labels[at]
        if label is None:
            more[at] = set(seen)
        elif label.rank in (LETTER, ROMAN):
            if label.value == 1:
                seen.discard(label.series)
            else:
                seen.add(label.series)
        elif label.rank in (NUMBER, PART, DECIMAL):
            seen.clear()
    return more


def _plan(blocks: Sequence[Addressable], labels: Sequence[Label | None]) -> _Plan:
    """Decides what counts as a part, what as a section and what as a sub-item."""
    decimals = [label for label in labels if label and label.rank == DECIMAL]
    plan = _Plan(decimals=bool(decimals))
    parts = _part_series(labels)
    sections = _section_series(labels, parts)
    if not sections and parts:
        # One level of printed divisions only: they are the sections themselves.
        sections, parts = parts, set()
    plan.sections, plan.part_series = frozenset(sections), frozenset(parts)
    plan.with_decimals = frozenset(label.key.partition(".")[0] for label in decimals)
    plan.parts = _parts_mode(blocks, labels, plan)
    return plan


def _part_series(labels: Sequence[Label | None]) -> set[str]:
    """Series of divisions above the numbers: Roman or lettered ones that do not restart inside a number."""
    found: dict[str, list[int]] = {}
    first_number = next((at for at, label in enumerate(labels) if label and label.rank == NUMBER), None)
    for at, label in enumerate(labels):
        if label and label.rank == PART:
            found.setdefault(label.series, []).append(at)
    series = {
        name
        for name, places in found.items()
        if first_number is None or places[0] < first_number or not _inside_numbers(labels, places)
    }
    if len(series) > 1:
        # "I." above "A.": the one that comes first is the wider division, the other its sections.
        outer = min(series, key=lambda name: found[name][0])
        return {outer} if first_number is None else series
    return series


def _inside_numbers(labels: Sequence[Label | None], places: list[int]) -> bool:
    """True for divisions below a number: they restart, or no number stands between the first and the last of them."""
    values = [label.value for at in places if (label := labels[at])]
    if any(after <= before for before, after in pairwise(values)):
        return True
    between = labels[places[0] : places[-1]]
    return not any(label and label.rank == NUMBER for label in between)


def _section_series(labels: Sequence[Label | None], parts: set[str]) -> set[str]:
    """Series that open sections below the parts: numbers; else inner parts; else figures, when nothing else counts."""
    numbers = list(dict.fromkeys(label.series for label in labels if label and label.rank == NUMBER))
    if numbers:
        if numbers[0] in _ARTICLES and len(numbers) > 1:
            # Articles with their own "1." … inside are parts: their numbers are prefixed.
            parts.add(numbers[0])
            return set(numbers[1:])
        return {numbers[0], *(name for name in numbers[1:] if not _begins_at_one(labels, name))}
    inner = {label.series for label in labels if label and label.rank == PART and label.series not in parts}
    if inner or parts:
        return inner
    return {label.series for label in labels if label and label.rank == FIGURE}


def _begins_at_one(labels: Sequence[Label | None], series: str) -> bool:
    """A second kind of number that begins again is a list inside a section ("1." below "一、")."""
    return next(label.value for label in labels if label and label.series == series) == 1


def _parts_mode(blocks: Sequence[Addressable], labels: Sequence[Label | None], plan: _Plan) -> str:
    """Numbers that run on across headings rule; numbers that restart take the part before them."""
    part = -1
    last = 0
    places: set[int] = set()
    restarted = False
    headings = 0
    for block, label in zip(blocks, labels, strict=True):
        if _is_part(block, label, plan):
            part += 1
            headings += 1
        elif label and label.series in plan.sections:
            restarted = restarted or (label.value <= last and part not in places)
            places.add(part)
            last = label.value
    if not headings:
        return "none"
    if not places:
        return "run-on" if plan.decimals else "only"
    one_part_of_many = places != {-1} and len(places) == 1 and headings > 1
    return "prefix" if restarted or one_part_of_many else "run-on"


def _is_part(block: Addressable, label: Label | None, plan: _Plan) -> bool:
    if label is None:
        return block.kind == BlockKind.HEADING.value and not plan.part_series
    return label.series in plan.part_series
