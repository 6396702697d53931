"""Which labels make sense: a number opens an item only if its series does ("1945." and a lone "1." open none)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from statements.ingest.labels import DECIMAL, NUMBER, Label

_MOST_MISSING = 3
# Series whose signs also open ordinary sentences ("5 countries …") need more company to be believed.
_DOUBTFUL = {"1 ": 3, "一 ": 3, "A.": 2, "A)": 2, "I.": 2}


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers missing before the block at `index`: `after` is the last one seen, `found` the one printed."""

    index: int
    rank: str
    after: int
    found: int


@dataclass(frozen=True, slots=True)
class Odd:
    """The block at `index` prints a number out of order where one between `after` and `before` is missing."""

    index: int
    after: int
    before: int
    found: int


@dataclass(slots=True)
class Series:
    """The accepted labels by block index, with the gaps in their series and the numbers that seem mistyped."""

    labels: dict[int, Label] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)


def sensible(candidates: Sequence[Sequence[Label]]) -> Series:
    """One label or none for each block, given every reading of its start. Linear in the number of blocks."""
    by_series: dict[str, list[tuple[int, Label]]] = defaultdict(list)
    for index, labels in enumerate(candidates):
        for label in labels:
            by_series[label.series].append((index, label))
    chains = [_decimals(rows) if rows[0][1].rank == DECIMAL else _chain(rows) for rows in by_series.values()]
    chosen = Series()
    # The longer chain wins a block that two could claim ("i." after "h." is a letter, after nothing a Roman one).
    told: list[tuple[Gap, Label]] = []
    for accepted, gaps in sorted(chains, key=lambda chain: len(chain[0])):
        chosen.labels.update(accepted)
        told.extend((gap, accepted[gap.index]) for gap in gaps if gap.index in accepted)
    chosen.gaps = [gap for gap, label in told if chosen.labels[gap.index] is label]
    for rows in by_series.values():
        if rows[0][1].rank == NUMBER:
            chosen.odd.extend(_mistyped(rows, chosen))
    kept = {gap.index for gap in chosen.gaps} & set(chosen.labels)
    chosen.gaps = sorted((gap for gap in chosen.gaps if gap.index in kept), key=lambda gap: gap.index)
    return chosen


def _mistyped(rows: list[tuple[int, Label]], chosen: Series) -> list[Odd]:
    """Labels between two accepted ones of their series that stand where numbers are missing: 5, 71, 8."""
    odd: list[Odd] = []
    last: Label | None = None
    between: list[tuple[int, Label]] = []
    for index, label in rows:
        accepted = chosen.labels.get(index)
        if accepted is None:
            between.append((index, label))
        elif accepted is label:
            if last and 0 < len(between) <= label.value - last.value - 1:
                odd.extend(Odd(at, last.value, label.value, one.value) for at, one in between)
                chosen.labels.update(between)
            last, between = label, []
    return odd


def _chain(rows: list[tuple[int, Label]]) -> tuple[dict[int, Label], list[Gap]]:
    values = [label.value for _, label in rows]
    accepted: dict[int, Label] = {}
    gaps: list[Gap] = []
    run: list[int] = []
    last = 0
    for at, (index, label) in enumerate(rows):
        verdict = _verdict(values, at, last, label)
        if not verdict:
            continue
        if verdict == "restart":
            _close(run, rows, accepted)
            run = []
        elif label.value > last + 1:
            gaps.append(Gap(index, label.rank, last, label.value))
        run.append(at)
        last = label.value
    _close(run, rows, accepted)
    return accepted, [gap for gap in gaps if gap.index in accepted]


def _close(run: list[int], rows: list[tuple[int, Label]], accepted: dict[int, Label]) -> None:
    """Takes a run over if it has the company its series needs."""
    if not run:
        return
    series = rows[run[0]][1].series
    if len(run) >= _DOUBTFUL.get(series, 1):
        accepted.update(rows[at] for at in run)


def _verdict(values: list[int], at: int, last: int, label: Label) -> str:
    """ "next", "restart" or "" (no label) for the value at a place, given the last accepted one."""
    value = values[at]
    ahead = values[at + 1 : at + 3]
    follows = value + 1 in ahead
    near = values[at + 1 : at + 5]
    if last and value == last + 1:
        return "next"
    if value == 1:
        all_ones = (bool(ahead) and ahead[0] == 1) or (last == 1 and values[at - 1] == 1)
        return "restart" if follows or all_ones or _skips_one(value, ahead) else ""
    if not last:
        # A text may begin after its first numbers (an excerpt, a number lost in a paragraph).
        return "next" if value <= 1 + _MOST_MISSING and follows and value + 2 in values[at + 1 : at + 5] else ""
    if last < value <= last + 1 + _MOST_MISSING:
        goes_on = follows or (
            last + 1 not in near and any(value < later <= value + 1 + _MOST_MISSING for later in near)
        )
        return "next" if goes_on or _ends_well(values, at, last) else ""
    if value == last:
        return "next" if follows or value + 2 in ahead else ""
    return ""


def _skips_one(value: int, ahead: list[int]) -> bool:
    return bool(ahead) and ahead[0] == value + 2 and value + 3 in ahead


def _ends_well(values: list[int], at: int, last: int) -> bool:
    """The last number of a series may come one too late."""
    return at == len(values) - 1 and values[at] == last + 2 and last >= 2


def _decimals(rows: list[tuple[int, Label]]) -> tuple[dict[int, Label], list[Gap]]:
    """Decimals go on within their parent (1.1, 1.2) or open the next one (2.1); "3.14" alone does neither."""
    accepted: dict[int, Label] = {}
    gaps: list[Gap] = []
    last: dict[str, int] = {}
    for index, label in rows:
        parent = label.key.rpartition(".")[0]
        before = last.get(parent, 0)
        if label.value == before + 1 or (before and before < label.value <= before + 1 + _MOST_MISSING):
            if label.value > before + 1:
                gaps.append(Gap(index, label.rank, before, label.value))
            accepted[index] = label
            last[parent] = label.value
    return (accepted, gaps) if len(accepted) >= 2 else ({}, [])
