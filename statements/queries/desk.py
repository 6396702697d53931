"""The upload desk: what came in beside what was understood, row by row."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from statements.ingest.parsed import Block, Dropped, ParsedStatement, Quotation, Warning
from statements.models import Statement, Upload
from statements.text.marks import draw_found, draw_plain
from statements.text.sentences import sentence_borders
from statements.vocabulary import BlockKind

ROWS_OF_A_PAGE = 120
MOST_DROPPED_LINES = 5
STAGES = {
    "decode": _("Decoded"),
    "clean": _("Cleaned"),
    "join": _("Lines"),
    "blocks": _("Blocks"),
    "profile": _("Profile"),
    "metadata": _("Metadata"),
    "signatures": _("Signatures"),
    "quotations": _("Quotations"),
    "references": _("References"),
    "damage": _("Damage"),
}
LONGEST_SOURCE = 4_000  # characters of the original shown beside one block; a saved page may be one line of a megabyte


@dataclass(slots=True)
class Row:
    """One block, or one dropped entry, beside the lines of the original that it came from.

    `lines` are numbers and texts of lines that no row above shows. `place` counts dropped entries from 0. `sentences`
    are offered for splitting: the code point where each but the first begins, and its words.
    """

    first_line: int
    lines: list[tuple[int, str]]
    block: Block | None = None
    dropped: Dropped | None = None
    place: int = 0
    html: SafeString | None = None
    quotations: int = 0
    sentences: list[tuple[int, str]] = field(default_factory=list)
    has_next: bool = False
    opens_line: bool = False

    @property
    def is_folded(self) -> bool:
        """Long runs of dropped lines, such as the code of a page, are shown on request."""
        return self.dropped is not None and len(self.lines) > MOST_DROPPED_LINES


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A warning of the draft, its place in the list, and the row that shows it: page, and line at which it begins."""

    place: int
    warning: Warning
    page: int
    line: int

    @property
    def words(self) -> str:
        """The message without the line it may begin with: the link beside it names the line."""
        return self.warning.message.removeprefix(f"Line {self.warning.first_line}:").strip()


@dataclass(frozen=True, slots=True)
class Stage:
    label: object
    sentence: str
    look: bool


@dataclass(frozen=True, slots=True)
class Desk:
    upload: Upload
    parsed: ParsedStatement
    rows: Page[Row]
    stages: list[Stage]
    warnings: list[ToLookAt]
    kinds: list[tuple[BlockKind, int]]

    @property
    def unknown(self) -> list[str]:
        """What nobody has said of the text yet: it may be published so, but not without a word about it."""
        about = self.upload.about
        asked: list[Any] = []
        if not about.get("parties"):
            asked.append(_("No party was found. Name them below, or leave it so if the text names none."))
        if not about.get("date_signed") and not about.get("date_published"):
            asked.append(_("No date was found. Without one the statement stands as undated."))
        if any(not signatory.name for signatory in self.parsed.signatories):
            asked.append(_("A signature names nobody the importer could read; the block itself is kept."))
        return asked


def open_desk(upload: Upload, *, page: int | str = 1, fix: str = "") -> Desk:
    """The desk of a draft: one page of rows. `fix` is the address of the block in hand, whose sentences are
    offered for splitting. Asks nothing of the database.
    """
    report = upload.report or {}
    parsed = ParsedStatement.from_json(upload.draft or {})
    rows = _rows(parsed, report.get("lines", []))
    shown = Paginator(rows, ROWS_OF_A_PAGE).get_page(page)
    _draw(list(shown), parsed, fix)
    counted = Counter(BlockKind(block.kind) for block in parsed.blocks)
    return Desk(
        upload=upload,
        parsed=parsed,
        rows=shown,
        stages=_stages(report),
        warnings=_to_look_at(parsed, rows),
        kinds=list(counted.items()),
    )


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    block: Block
    html: SafeString


def draw_draft(upload: Upload) -> tuple[list[DrawnBlock], list[DrawnBlock]]:
    """The blocks of a draft as the reading page will draw them, without notes: title and date lines at the head of the
    page, and the rows below it.
    """
    parsed = ParsedStatement.from_json(upload.draft or {})
    language = (upload.about or {}).get("language") or parsed.language or "en"
    drawn = [
        DrawnBlock(
            block, draw_plain(block.text, address=block.address, sentences=sentence_borders(block.text, language))
        )
        for block in parsed.blocks
    ]
    front = list(takewhile(lambda one: one.block.kind in (BlockKind.TITLE, BlockKind.DATELINE), drawn))
    return front, drawn[len(front) :]


def statements_that_fit(upload: Upload, *, at_most: int = 20) -> QuerySet[Statement]:
    """Statements this text may be another edition of: of its day, or of its title."""
    about = upload.about or {}
    day = about.get("date_signed") or about.get("date_published")
    same_day = Q(date=day) if day else Q(pk__in=[])
    return Statement.objects.filter(same_day | Q(title__iexact=about.get("title", "")))[:at_most]


def _rows(parsed: ParsedStatement, lines: Sequence[str]) -> list[Row]:
    """Blocks and dropped entries in the order of their lines; a line is shown once, beside the first that has it."""
    rows = [Row(block.first_line, [], block=block, has_next=True) for block in parsed.blocks]
    if rows:
        rows[-1].has_next = False
    rows += [Row(entry.first_line, [], dropped=entry, place=place) for place, entry in enumerate(parsed.dropped)]
    rows.sort(key=lambda row: row.first_line)  # stable: blocks of one line stay in the order of the text
    shown: set[int] = set()
    for row in rows:
        made_of = row.block or row.dropped
        assert made_of is not None
        numbers = [n for n in range(made_of.first_line, made_of.last_line + 1) if n not in shown]
        row.opens_line = row.first_line not in shown
        shown.update(numbers)
        row.lines = _texts(numbers, lines)
    return rows


def _texts(numbers: list[int], lines: Sequence[str]) -> list[tuple[int, str]]:
    """Numbers and texts of the lines that say anything, shortened where the original is longer than people read."""
    texts: list[tuple[int, str]] = []
    room = LONGEST_SOURCE
    for number in numbers:
        text = lines[number - 1] if number <= len(lines) else ""
        if not text.strip():
            continue
        texts.append((number, text if len(text) <= room else f"{text[:room]} …"))
        room -= len(text)
        if room <= 0:
            break
    return texts


def _draw(rows: Sequence[Row], parsed: ParsedStatement, fix: str) -> None:
    quoted: dict[str, list[Quotation]] = {}
    for quotation in parsed.quotations:
        quoted.setdefault(quotation.address, []).append(quotation)
    for row in rows:
        if row.block is None:
            continue
        found = quoted.get(row.block.address, [])
        row.quotations = len(found)
        row.html = draw_found(row.block.text, [(one.start, one.end) for one in found], css_class="qt")
        if row.block.address == fix:
            borders = sentence_borders(row.block.text, parsed.language or "en")
            row.sentences = [(start, row.block.text[start:end]) for start, end in borders[1:]]


def _stages(report: dict[str, Any]) -> list[Stage]:
    """What each stage said. Those that leave something to a person say so: a guess, a gap, a doubt."""
    unknown = any(not report.get(name) for name in ("title", "date_signed", "kind", "language", "place", "parties"))
    look = {"metadata": unknown, "damage": bool(report.get("warnings"))}
    return [
        Stage(
            label=STAGES.get(stage["name"], stage["name"].capitalize()),
            sentence=stage["sentence"],
            look=look.get(stage["name"], False) or "guess" in stage["sentence"],
        )
        for stage in report.get("stages", [])
    ]


def _to_look_at(parsed: ParsedStatement, rows: Sequence[Row]) -> list[ToLookAt]:
    """Each warning with the last row that begins at or before its line."""
    starts = [row.first_line for row in rows]
    found: list[ToLookAt] = []
    for place, warning in enumerate(parsed.warnings):
        row = max(bisect_right(starts, warning.first_line) - 1, 0)
        found.append(ToLookAt(place, warning, row // ROWS_OF_A_PAGE + 1, starts[row] if starts else 0))
    return found
