"""Joins lines that were wrapped to a width; parts what only stands on neighbouring lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from statements.ingest.dates import find_dates
from statements.ingest.labels import Label, numbers_by_word, opens_like_a_label
from statements.ingest.names import is_signed, says_for
from statements.ingest.source import Line
from statements.vocabulary import BlockKind

_TERMINAL = re.compile(
    r"[.!?;:,。！？；：，、…؟؛،۔।։።—–)\]）」』”’\"»]\s*$|\b(?:and|or|и|или|et|y|و|und)\s*$", re.IGNORECASE
)
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|[\U00020000-\U0003ffff]")
# Scripts that end no sentence with a stop: Thai, Lao, Burmese, Khmer.
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_HYPHENATED = re.compile(r"\w[-\u2010\u00ad]$")
_COLUMNS = re.compile(r"\S(?:[ \u00a0]{4,}|\t+|\u3000{2,})\S")
_WIDEST = 140
_DEEPEST = 12
_CLEARLY_WRAPPED = 6
_PLACE_BEFORE = re.compile(r"(?:(?:[A-ZÀ-ÞА-ЯЁ][\w’'.-]*|of|de|del|г\.)[ ,]+){1,5}(?<=, )")
_LABEL_COLUMN = re.compile(r" *\S{1,6} +")
# Spaces after a label at the start of a line are no column gap.
_LABEL_ROOM = 6


@dataclass(slots=True)
class Draft:
    """A block being understood. `label` is what numbering found at its start; `parts` its lines before joining.

    `listed` is the label that the file itself names as one.
    """

    first: int
    last: int
    text: str
    gap: bool = True
    hint: str = ""
    level: int = 0
    table: int = 0
    cut: bool = False
    kind: str = BlockKind.PARAGRAPH.value
    marker: str | None = None
    label: Label | None = None
    listed: str = ""
    parts: list[str] = field(default_factory=list)


def join_lines(lines: list[Line], *, reflow: bool) -> tuple[list[Draft], int]:
    """Blocks from lines, and how many lines were joined to the one before. `reflow`: every gapless run is one block."""
    manner = _manner(lines, reflow=reflow)
    drafts: list[Draft] = []
    before: Line | None = None
    joined = 0
    for line in lines:
        if before is not None and _goes_on(before, line, manner):
            _append(drafts[-1], line)
            joined += 1
        else:
            drafts.append(_draft(line))
        before = line
    return drafts, joined


def _draft(line: Line) -> Draft:
    text = line.text.strip() if line.hint != "row" else line.text.strip(" \n\r")
    kind = {"row": BlockKind.TABLE.value, "quotation": BlockKind.QUOTATION.value}.get(
        line.hint, BlockKind.PARAGRAPH.value
    )
    return Draft(
        line.first,
        line.last,
        text,
        line.gap,
        line.hint,
        line.level,
        line.table,
        line.cut,
        kind,
        listed=line.label,
        parts=[line.text],
    )


def _append(draft: Draft, line: Line) -> None:
    more = line.text.strip()
    draft.text += _between(draft.text, more) + more
    draft.last = max(draft.last, line.last)
    draft.parts.append(line.text)
    if draft.hint != line.hint:
        draft.hint = "" if draft.hint == "bold" else draft.hint


def _between(before: str, after: str) -> str:
    if _HYPHENATED.search(before[-2:]) and after[:1].islower():
        return ""
    return "" if _CJK.match(before[-1:]) and _CJK.match(after[:1]) else " "


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a text was cut into lines: at what width (0: at none), whether clauses stand a line each, and by how many
    columns its paragraphs are indented (0: other signs open them)."""

    width: int
    clauses: bool
    reflow: bool
    indent: int


def _manner(lines: list[Line], *, reflow: bool) -> _Manner:
    pairs = [(line, after) for line, after in pairwise(lines) if _wrapped(line, after)]
    small = [line for line, after in pairs if after.text.strip()[:1].islower()]
    paused = sum(line.text.rstrip().endswith((",", ";", "،", "，")) for line in small)
    # Wrapping cuts most lines inside a phrase; where commas end them, they are the clauses of a preamble.
    clauses = paused >= 2 and paused >= 0.5 * len(small)
    return _Manner(_width(lines, pairs), clauses, reflow, 0 if reflow else _indent(lines))


def _indent(lines: list[Line]) -> int:
    """The indent of first lines where paragraphs are opened by one; lines that hang under a label are the opposite."""
    first: Counter[int] = Counter()
    hanging = 0
    for line, after in pairwise(lines):
        if after.gap or line.whole or after.whole:
            continue
        deep, next_deep = _depth(line), _depth(after)
        if next_deep < deep <= next_deep + _DEEPEST and not opens_like_a_label(after.text.strip()):
            first[deep] += 1
        hanging += next_deep > deep and opens_like_a_label(line.text.strip())
    deep, times = first.most_common(1)[0] if first else (0, 0)
    return deep if times >= 2 and times > 2 * hanging else 0


def _depth(line: Line) -> int:
    """Columns before the first word; a tab or a wide space counts for two."""
    lead = line.text[: len(line.text) - len(line.text.lstrip())]
    return len(lead) + lead.count("\t") + lead.count("\u3000")


def _width(lines: list[Line], pairs: list[tuple[Line, Line]]) -> int:
    """The width to which this text was wrapped, 0 when it was not."""
    unspaced = bool(lines) and bool(_CJK.search(lines[-1].text))
    # Lines of signatures stand together for another reason.
    shortest = 14 if unspaced else 30
    lengths = [length for line, _ in pairs if (length := len(line.text.rstrip())) >= shortest]
    stopped = sum(bool(_TERMINAL.search(line.text)) for line, _ in pairs)
    if not lengths or stopped > 0.6 * len(pairs):
        return 0  # a width cuts most lines in the middle of a phrase
    if _UNSTOPPED.search(lines[-1].text) and sum(line.gap for line in lines[2:]) < 0.3 * len(lines):
        return 0
    ordered = sorted(lengths)
    width = ordered[int(0.9 * (len(ordered) - 1))] if len(ordered) > 5 else ordered[-1]
    full = sum(length >= 0.75 * width for length in lengths)
    longer = sum(len(line.text) > 1.15 * width for line in lines)
    least = 18 if unspaced else 40 if len(lengths) > 2 else 60
    if len(lengths) == 1:
        # One wrapped line alone shows the width only where it is the longest of many, or nearly so.
        least = 28 if unspaced else 56
        longer += len(lines) < 6 or width < 0.93 * max(len(line.text) for line in lines)
    # Nothing in a wrapped text is much longer than its width, but for a heading that was never wrapped.
    allowed = max(0.03 * len(lines), 1 if len(lengths) >= _CLEARLY_WRAPPED else 0)
    return width if least <= width <= _WIDEST and full >= 0.6 * len(lengths) and longer <= allowed else 0


def _is_date_line(text: str) -> bool:
    """ "City of Rome, 3 May 2001" under a long title is no part of it."""
    if len(text) > 60 or not text[-1:].isdigit():
        return False
    dates = find_dates(text)
    return bool(dates) and dates[-1].end == len(text) and _PLACE_BEFORE.fullmatch(text[: dates[0].start]) is not None


def _wrapped(line: Line, after: Line) -> bool:
    """True where a line could have been ended by a width; the last line of a paragraph says nothing of it."""
    return not after.gap and not line.whole and not _new_by_indent(line, after)


def _goes_on(before: Line, line: Line, manner: _Manner) -> bool:
    if line.gap or line.hint in ("row", "heading", "footnote") or before.hint in ("row", "heading"):
        return False
    text, earlier = line.text.strip(), before.text.strip()
    if line.whole or before.whole:
        return _broken_mid_sentence(earlier, text)
    if (
        (before.hint == "bold") != (line.hint == "bold")
        or _COLUMNS.search(earlier, _LABEL_ROOM)
        or _COLUMNS.search(text, _LABEL_ROOM)
    ):
        return False
    if is_signed(text[:20]) or (earlier.endswith(":") and says_for(earlier)):
        return False  # who signs stands on a line of its own
    if opens_like_a_label(text) and _is_open_to_labels(before, text, manner.width):
        return False
    if manner.indent:
        return _depth(line) < manner.indent and not (
            _TERMINAL.search(earlier) and _has_room(before, text, manner.width)
        )
    if manner.reflow or _mid_sentence(before.text, line.text, clauses=manner.clauses):
        return True
    if not manner.width or _new_by_indent(before, line) or _is_date_line(text):
        return False
    return _is_full(before, text, manner.width)


def _is_open_to_labels(before: Line, text: str, width: int) -> bool:
    """ "… named in / Article 7 of the agreement": a word that numbers opens nothing in the middle of a sentence."""
    earlier = before.text.strip()
    if _TERMINAL.search(earlier):
        return True
    return opens_like_a_label(earlier) and not (numbers_by_word(text) and _is_full(before, text, width))


def _is_full(before: Line, text: str, width: int) -> bool:
    """The first word of `text` would not have fitted on the line before."""
    word = 2 if _CJK.match(text) else len(text.split(maxsplit=1)[0]) + 1
    return bool(width) and len(before.text.rstrip()) + word > 0.92 * width


def _has_room(before: Line, text: str, width: int) -> bool:
    word = 2 if _CJK.match(text) else len(text.split(maxsplit=1)[0]) + 1
    return bool(width) and len(before.text.rstrip()) + word < 0.8 * width


def _mid_sentence(before: str, after: str, *, clauses: bool) -> bool:
    """The next line goes on with a small letter, or hangs under the words of a label; the line before was left open."""
    earlier, text = before.strip(), after.strip()
    if _TERMINAL.search(earlier) and (clauses or not earlier.endswith(",")):
        return False
    if text[:1].islower():
        return (len(earlier) >= 40 or bool(_HYPHENATED.search(earlier))) and not opens_like_a_label(text)
    label = _LABEL_COLUMN.match(before)
    indent = len(after) - len(after.lstrip())
    return label is not None and indent == label.end() and opens_like_a_label(earlier)


def _broken_mid_sentence(earlier: str, text: str) -> bool:
    """A single `<br>` inside a sentence is only a line end."""
    return bool(earlier) and not _TERMINAL.search(earlier) and text[:1].islower() and len(earlier) > 20


def _new_by_indent(before: Line, line: Line) -> bool:
    """An indented line opens a paragraph, unless it hangs under the label of the line before."""
    indent = len(line.text) - len(line.text.lstrip())
    earlier = len(before.text) - len(before.text.lstrip())
    wide = indent >= 2 or line.text[:1] in "\t\u3000"
    return wide and indent > earlier and not opens_like_a_label(before.text.strip())
