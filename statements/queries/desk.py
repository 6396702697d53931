"""The upload desk: what came in beside what was understood, and what is still to be looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from statements.ingest.parsed import Block, ParsedStatement, Warning
from statements.models import Statement, Upload
from statements.queries.desk_rows import Row, draw_rows, place_of_line, rows_of, starts_of
from statements.text.marks import draw_plain
from statements.text.sentences import sentence_borders
from statements.vocabulary import BlockKind

ROWS_OF_A_PAGE = 400
WARNINGS_SHOWN = 60
STAGES = {
    "decode": (_("Decoded"), ""),
    "clean": (_("Cleaned"), _("A line left out stands struck through: Restore brings it back.")),
    "join": (_("Lines"), _("Lines joined in error: split their block.")),
    "blocks": (_("Blocks"), _("Take a block in hand to change its kind, split it, join it or move its borders.")),
    "profile": (_("Profile"), _("The kind under “About this text” says what it is published as.")),
    "metadata": (_("Metadata"), _("Correct it under “About this text”.")),
    "signatures": (_("Signatures"), _("Correct them under “About this text”.")),
    "quotations": (_("Quotations"), _("Take the block in hand: its quotations can be unmarked, others marked.")),
    "references": (_("References"), ""),
    "damage": (_("Damage"), _("Nothing was repaired: look at each place, then say that you have seen it.")),
}
Starts = Sequence[tuple[int, int]]  # first line and number of each row, in the order of the lines
_BRIEF = re.compile(r"(?<=.{12})[:;]\s|\.\s|\.$")  # “Not found: place.” keeps its place
_LINE = re.compile(r"(\blines?\s)(\d[\d,]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A warning of the draft, with the row that shows its line: `page` and `key`."""

    warning: Warning
    page: int
    key: str

    @property
    def words(self) -> str:
        """The message without the line it may begin with: the link beside it names the line."""
        return self.warning.message.removeprefix(f"Line {self.warning.first_line}:").strip()


@dataclass(frozen=True, slots=True)
class Asked:
    """What nobody has said of the text yet, and the field that takes it."""

    sentence: str
    field: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; with a row where they name a line of the original."""

    words: str
    page: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage of the import said: its first words, the whole in pieces, and how it is undone at the desk."""

    label: object
    brief: str
    pieces: list[Piece]
    undo: object
    look: bool


@dataclass(frozen=True, slots=True)
class Desk:
    upload: Upload
    parsed: ParsedStatement
    every: list[Row]
    rows: Page[Row]
    hand: Row | None
    stages: list[Stage]
    warnings: list[ToLookAt]
    settled: list[Warning]

    @property
    def first(self) -> int:
        """The number of the first row of this page, counted from 0."""
        return (self.rows.number - 1) * ROWS_OF_A_PAGE

    @property
    def warnings_shown(self) -> list[ToLookAt]:
        return self.warnings[:WARNINGS_SHOWN]

    @property
    def more_warnings(self) -> int:
        return max(len(self.warnings) - WARNINGS_SHOWN, 0)

    @property
    def left(self) -> int:
        return len(self.warnings) + len(self.unknown)

    @property
    def unknown(self) -> list[Asked]:
        """What nobody has said of the text yet: it may be published so, but not without a word about it."""
        about = self.upload.about
        asked = []
        if not about.get("parties"):
            said = _now("No party was found. Name them, or leave it so if the text names none.")
            asked.append(Asked(said, "id_parties"))
        if not about.get("date_signed") and not about.get("date_published"):
            said = _now("No date was found. Without one the statement stands as undated.")
            asked.append(Asked(said, "id_date_signed"))
        if any(not signatory.name for signatory in self.parsed.signatories):
            said = _now("A signature names nobody the importer could read; the block itself is kept.")
            asked.append(Asked(said, "id_signatories"))
        return asked

    @property
    def steps_done(self) -> int:
        return sum(not step.get("undone") for step in self.upload.history)

    @property
    def steps_undone(self) -> int:
        return len(self.upload.history) - self.steps_done


def open_desk(upload: Upload, *, page: int | str = 1, at: str = "", draw: bool = True) -> Desk:
    """The desk of a draft: one page of rows, the one with the row `at` (a key) where there is such a row, and which of
    its rows is in hand. Asks nothing of the database. Without `draw` the rows have no words.
    """
    report = upload.report or {}
    draft = upload.draft or {}
    parsed = ParsedStatement.from_json(draft)
    rows = rows_of(parsed, report.get("lines", []))
    place = next((number for number, row in enumerate(rows) if row.key == at), None) if at else None
    pages = Paginator(rows, ROWS_OF_A_PAGE)
    shown = pages.get_page(page if place is None else place // ROWS_OF_A_PAGE + 1)
    hand = rows[place] if place is not None else next(iter(shown), None)
    if draw:
        draw_rows(list(shown), parsed, in_hand=hand.key if hand else "")
    starts = starts_of(rows)
    return Desk(
        upload=upload,
        parsed=parsed,
        every=rows,
        rows=shown,
        hand=hand,
        stages=_stages(report, rows, starts),
        warnings=[ToLookAt(warning, *_where(rows, starts, warning.first_line)) for warning in parsed.warnings],
        settled=[Warning(code, message, 0) for code, message in draft.get("settled", [])],
    )


def every_row(upload: Upload) -> list[Row]:
    """The rows of all pages, not drawn."""
    return rows_of(ParsedStatement.from_json(upload.draft or {}), (upload.report or {}).get("lines", []))


def hand_after(before: Sequence[Row], after: Sequence[Row], hand: str) -> str:
    """The key of the row in hand after a step: the one that shows the same words, as a block or, where it was one, left
    out; else the one in the same place.
    """
    place = next((number for number, row in enumerate(before) if row.key == hand), None)
    if place is None or not after:
        return hand
    same = before[place].block
    if same is not None:
        for row in after:
            made_of = row.block or row.dropped
            if made_of and (made_of.text, row.first_line) == (same.text, same.first_line):
                return row.key
            if row.dropped and row.first_line == same.first_line and row.dropped.text.endswith(same.text):
                return row.key
    return after[min(place, len(after) - 1)].key


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


def _stages(report: dict[str, Any], rows: Sequence[Row], starts: Starts) -> list[Stage]:
    """What each stage said. Those that leave something to a person say so: a guess, a gap, a doubt."""
    unknown = any(not report.get(name) for name in ("title", "date_signed", "kind", "language", "place", "parties"))
    look = {"metadata": unknown, "damage": bool(report.get("warnings"))}
    stages = []
    for stage in report.get("stages", []):
        label, undo = STAGES.get(stage["name"], (stage["name"].capitalize(), ""))
        sentence = stage["sentence"]
        stages.append(
            Stage(
                label=label,
                brief=_BRIEF.split(sentence, maxsplit=1)[0],
                pieces=_pieces(sentence, rows, starts),
                undo=undo,
                look=look.get(stage["name"], False) or "guess" in sentence,
            )
        )
    return stages


def _pieces(sentence: str, rows: Sequence[Row], starts: Starts) -> list[Piece]:
    """A sentence cut where it names lines of the original, so that they can be gone to."""
    pieces: list[Piece] = []
    done = 0
    for found in _LINE.finditer(sentence):
        pieces.append(Piece(sentence[done : found.start()]))
        pieces.append(Piece(found[0], *_where(rows, starts, int(found[2].replace(",", "")))))
        done = found.end()
    return [*pieces, Piece(sentence[done:])]


def _where(rows: Sequence[Row], starts: Starts, line: int) -> tuple[int, str]:
    """Page and key of the row that shows a line."""
    place = place_of_line(starts, line)
    return place // ROWS_OF_A_PAGE + 1, rows[place].key if rows else ""
