"""Joins lines that were wrapped to a width; parts what only stands on neighbouring lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from statements.ingest.dates import find_dates
from statements.ingest.labels import Label, opens_like_a_label
from statements.ingest.source import Line
from statements.vocabulary import BlockKind

_TERMINAL = re.compile(r"[.!?;:,。！？；：，、…—–)\]）」』”’\"»]\s*$|\b(?:and|or|и|или|et|y|و|und)\s*$", re.IGNORECASE)
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|[\U00020000-\U0003ffff]")
_HYPHENATED = re.compile(r"\w[-\u2010\u00ad]$")
_COLUMNS = re.compile(r"\S(?:[ \u00a0]{4,}|\t+|\u3000{2,})\S")
_WIDEST = 140
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
    parts: tuple[str, ...] = ()


def join_lines(lines: list[Line], *, reflow: bool) -> tuple[list[Draft], int]:
    """Blocks from lines, and how many lines were joined to the one before. `reflow`: every gapless run is one block."""
    width = _width(lines)
    drafts: list[Draft] = []
    before: Line | None = None
    joined = 0
    for line in lines:
        if before is not None and _goes_on(before, line, width, reflow):
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
        parts=(line.text,),
    )


def _append(draft: Draft, line: Line) -> None:
    more = line.text.strip()
    draft.text += _between(draft.text, more) + more
    draft.last = max(draft.last, line.last)
    draft.parts = (*draft.parts, line.text)
    if draft.hint != line.hint:
        draft.hint = "" if draft.hint == "bold" else draft.hint


def _between(before: str, after: str) -> str:
    if _HYPHENATED.search(before) and after[:1].islower():
        return ""
    return "" if _CJK.match(before[-1:]) and _CJK.match(after[:1]) else " "


def _width(lines: list[Line]) -> int:
    """The width to which this text was wrapped, 0 when it was not."""
    lengths = [len(line.text.rstrip()) for line, after in pairwise(lines) if _wrapped(line, after)]
    if len(lengths) < 2:
        return 0
    ordered = sorted(lengths)
    width = ordered[int(0.9 * (len(ordered) - 1))]
    full = sum(length >= 0.75 * width for length in lengths)
    longer = sum(len(line.text) > 1.15 * width for line in lines)
    least = 18 if _CJK.search(lines[-1].text) else 40 if len(lengths) > 2 else 60
    # Nothing in a wrapped text is much longer than its width.
    return width if least <= width <= _WIDEST and full >= 0.6 * len(lengths) and longer <= 0.03 * len(lines) else 0


def _is_date_line(text: str) -> bool:
    """ "City of Rome, 3 May 2001" under a long title is no part of it."""
    if len(text) > 60 or not text[-1:].isdigit():
        return False
    dates = find_dates(text)
    return bool(dates) and dates[-1].end == len(text) and _PLACE_BEFORE.fullmatch(text[: dates[0].start]) is not None


def _wrapped(line: Line, after: Line) -> bool:
    """True where a line could have been ended by a width; the last line of a paragraph says nothing of it."""
    return not after.gap and not line.whole and not _new_by_indent(line, after)


def _goes_on(before: Line, line: Line, width: int, reflow: bool) -> bool:
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
    if opens_like_a_label(text) and (_TERMINAL.search(earlier) or opens_like_a_label(earlier)):
        return False
    if reflow or _mid_sentence(before.text, line.text):
        return True
    if not width or _new_by_indent(before, line) or _is_date_line(text):
        return False
    word = 2 if _CJK.match(text) else len(text.split(maxsplit=1)[0]) + 1
    return len(before.text.rstrip()) + word > 0.92 * width


def _mid_sentence(before: str, after: str) -> bool:
    """The next line goes on with a small letter, or hangs under the words of a label; the line before was left open."""
    earlier, text = before.strip(), after.strip()
    if _TERMINAL.search(earlier) and not earlier.endswith(","):
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
