"""The rows of the upload desk: each block, and each entry left out, beside the lines of the original it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from statements.ingest.parsed import Block, Dropped, ParsedStatement, Quotation, Warning
from statements.text.marks import draw_found
from statements.text.sentences import sentence_borders
from statements.vocabulary import BlockKind

MOST_DROPPED_LINES = 5
LONGEST_SOURCE = 4_000  # characters of the original shown beside one block; a saved page may be one line of a megabyte


@dataclass(slots=True)
class Row:
    """One block, or one dropped entry, beside the lines of the original that it came from.

    `key` names the row on its page: the address of the block, or for an entry a hyphen and its `entry`, which is its
    first line and, where others begin there too, a point and its number. `lines` are numbers and texts of lines that no
    block above shows; of an entry they are its own words. `sentences` are offered for splitting: the code point where
    each but the first begins, and its words; like `html` they are there only once the row is drawn.
    """

    key: str
    first_line: int
    lines: list[tuple[int, str]]
    block: Block | None = None
    dropped: Dropped | None = None
    quotations: list[Quotation] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    has_address_by_hand: bool = False
    html: SafeString | None = None
    sentences: list[tuple[int, str]] = field(default_factory=list)

    @property
    def entry(self) -> str:
        return self.key[1:] if self.dropped else ""

    @property
    def has_words(self) -> bool:
        """An entry of nothing but spaces or code holds nothing that could be restored."""
        return self.block is not None or bool(self.dropped and self.dropped.text.strip())

    @property
    def kind_label(self) -> str:
        return str(BlockKind(self.block.kind).label) if self.block else ""

    @property
    def is_folded(self) -> bool:
        """Long runs of dropped lines, such as the code of a page, are shown on request."""
        return self.dropped is not None and len(self.lines) > MOST_DROPPED_LINES

    @property
    def shows(self) -> tuple[Any, ...]:
        """Everything a page shows of this row: equal when two of them look alike."""
        made_of = (self.block, self.dropped, self.has_address_by_hand)
        return (self.key, self.first_line, self.lines, *made_of, self.quotations, self.warnings)


def rows_of(parsed: ParsedStatement, lines: Sequence[str]) -> list[Row]:
    """Blocks in the order of the text, with each dropped entry before the first block that begins after it; a line is
    shown once, beside the first row that has it.
    """
    rows: list[Row] = []
    waiting = _dropped_rows(parsed)
    quoted: dict[str, list[Quotation]] = {}
    for quotation in parsed.quotations:
        quoted.setdefault(quotation.address, []).append(quotation)
    for block in parsed.blocks:
        while waiting and waiting[-1].first_line < block.first_line:
            rows.append(waiting.pop())
        by_hand = block.address in parsed.by_hand.addresses
        quotations = quoted.get(block.address, [])
        rows.append(
            Row(block.address, block.first_line, [], block=block, quotations=quotations, has_address_by_hand=by_hand)
        )
    rows += reversed(waiting)
    _show_lines(rows, dict(enumerate(lines, start=1)))
    _show_warnings(rows, parsed.warnings)
    return rows


def starts_of(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Where rows begin: first line and number of each, in the order of the lines; for `place_of_line`."""
    return sorted((row.first_line, at) for at, row in enumerate(rows))


def place_of_line(starts: Sequence[tuple[int, int]], line: int) -> int:
    """The number of the row that shows a line, or of the last one that begins before it; 0 when there is none."""
    return starts[max(bisect_right(starts, (line, len(starts))) - 1, 0)][1] if starts else 0


def draw_rows(rows: Sequence[Row], parsed: ParsedStatement, *, in_hand: str = "") -> None:
    """Draw the words of blocks, their quotations marked; the row in hand also offers its sentences."""
    for row in rows:
        if row.block is None:
            continue
        spans = [(one.start, one.end) for one in row.quotations]
        row.html = draw_found(row.block.text, spans, css_class="qt")
        if row.key == in_hand:
            borders = sentence_borders(row.block.text, parsed.language or "en")
            row.sentences = [(start, row.block.text[start:end]) for start, end in borders[1:]]


def stretch_that_differs(before: Sequence[Row], after: Sequence[Row]) -> tuple[int, int, int]:
    """Which rows a step has changed: the first of them, the end of them before, and the end of them after."""
    old, new = [row.shows for row in before], [row.shows for row in after]
    fewer = min(len(old), len(new))
    start = next((i for i in range(fewer) if old[i] != new[i]), fewer)
    rest = next((i for i in range(fewer - start) if old[-1 - i] != new[-1 - i]), fewer - start)
    return start, len(old) - rest, len(new) - rest


def _dropped_rows(parsed: ParsedStatement) -> list[Row]:
    """Rows of dropped entries, the last first."""
    rows: list[Row] = []
    begun: dict[int, int] = {}
    for entry in parsed.dropped:
        number = begun.get(entry.first_line, 0)
        begun[entry.first_line] = number + 1
        key = f"-{entry.first_line}.{number}" if number else f"-{entry.first_line}"
        rows.append(Row(key, entry.first_line, [], dropped=entry))
    return sorted(rows, key=lambda row: row.first_line)[::-1]


def _show_lines(rows: Sequence[Row], lines: Mapping[int, str]) -> None:
    # A whole line that was left out is shown there alone, also where the blocks around it were joined.
    shown = {
        number
        for row in rows
        if row.dropped is not None
        for number, words in _own_lines(row.dropped).items()
        if words.strip() == lines.get(number, "").strip()
    }
    for row in rows:
        if row.block is not None:
            numbers = [n for n in range(row.block.first_line, row.block.last_line + 1) if n not in shown]
            shown.update(numbers)
            row.lines = _texts(numbers, lines)
        elif row.dropped is not None:
            # Its own words: a line that it shares with blocks is shown beside them and is not struck through.
            row.lines = _texts(range(row.first_line, row.dropped.last_line + 1), _own_lines(row.dropped))


def _own_lines(entry: Dropped) -> Mapping[int, str]:
    """The words of an entry by the number of their line; on its first line where the two do not match."""
    texts = entry.text.split("\n")
    if len(texts) != entry.last_line - entry.first_line + 1:
        return {entry.first_line: entry.text}
    return dict(enumerate(texts, start=entry.first_line))


def _texts(numbers: Iterable[int], lines: Mapping[int, str]) -> list[tuple[int, str]]:
    """Numbers and texts of the lines that say anything, shortened where the original is longer than people read."""
    texts: list[tuple[int, str]] = []
    room = LONGEST_SOURCE
    for number in numbers:
        text = lines.get(number, "")
        if not text.strip():
            continue
        texts.append((number, text if len(text) <= room else f"{text[:room]} …"))
        room -= len(text)
        if room <= 0:
            break
    return texts


def _show_warnings(rows: Sequence[Row], warnings: Sequence[Warning]) -> None:
    starts = starts_of(rows)
    for warning in warnings if rows else ():
        rows[place_of_line(starts, warning.first_line)].warnings.append(warning)
