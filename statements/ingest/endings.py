"""The foot of a text: signature blocks in columns or stacked, and the place and date lines around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from statements.ingest.front import Dateline, read_dateline
from statements.ingest.labels import opens_like_a_label
from statements.ingest.names import (
    Line,
    is_evidence,
    is_signed,
    kind_of_line,
    names_only_states,
    names_witnesses,
    reads_as_name,
    says_for,
    split_run_together,
)
from statements.ingest.parsed import Signatory
from statements.ingest.signatories import says_all, signatory_of
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

_COLUMN_GAP = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t[\t \u00a0]*|\u3000{2,}[ \u3000\u00a0]*")
_FINISHED = re.compile(r"[;:,。！？；：，،؟۔।։።!?]\s*$|(?<!\b[^\W\d_])\.\s*[”\"»]?$")
_STOPPED = re.compile(r"(?:[^\W\d_]{3,}|\d)[.!?]$|[。！？؟।۔։።]$")
_LONGEST = 170
_MOST = 60
_MOST_ROWS = 12
_EMPTY_LINE = re.compile(r"[_.…\s]{3,}")


@dataclass(slots=True)
class Ending:
    signatories: list[Signatory] = field(default_factory=list)
    datelines: list[Dateline] = field(default_factory=list)


@dataclass(slots=True)
class _Signed:
    """One signature block in the making: its lines as printed and the drafts they come from."""

    lines: list[Line]
    drafts: list[Draft]


def read_ending(drafts: list[Draft], language: str | None) -> Ending:
    """Replaces the signature lines at the end by one draft per signatory; marks datelines. Changes `drafts`."""
    ending = Ending()
    end = next((at for at, draft in enumerate(drafts) if draft.kind == BlockKind.ANNEX.value), len(drafts))
    while end and (drafts[end - 1].kind == BlockKind.FOOTNOTE.value or drafts[end - 1].hint == "footnote"):
        end -= 1
    start = _zone_start(drafts, end)
    zone = drafts[start:end]
    for draft in zone:
        line = read_dateline(draft)
        if line:
            draft.kind = BlockKind.DATELINE.value
            ending.datelines.append(line)
    rows = [draft for draft in zone if draft.kind != BlockKind.DATELINE.value]
    if rows and (len(rows) == 1 or _stands_alone(rows)) and _is_place(rows[-1], zone, ending.datelines):
        rows = rows[:-1]
    witnessed = next((at for at, row in enumerate(rows) if names_witnesses(row.text)), len(rows))
    blocks = _read_blocks(rows[:witnessed], language)
    if blocks:
        _replace(drafts, start, zone, [*blocks, *_read_blocks(rows[witnessed + 1 :], language)])
        ending.signatories = [signatory_of(block.lines, language) for block in blocks]
    else:
        for line in ending.datelines:
            line.draft.kind = BlockKind.DATELINE.value
    return ending


def _stands_alone(rows: list[Draft]) -> bool:
    """The last line is apart from the signatures above it, which have two lines or columns each."""
    last, above = rows[-1], rows[:-1]
    if not last.gap or is_evidence(last.text) or len(_cells(last)) > 1:
        return False
    return any(is_evidence(row.text) for row in above) and not all(row.gap and len(_cells(row)) == 1 for row in above)


def _is_place(row: Draft, zone: list[Draft], datelines: list[Dateline]) -> bool:
    """One short line right above a date without a place is the place, not a signature."""
    for line in datelines:
        at = zone.index(line.draft)
        if at and zone[at - 1] is row and not line.place and not line.draft.gap and len(row.text.split()) <= 3:
            row.kind = BlockKind.DATELINE.value
            line.place, line.role = row.text.strip(" ,，"), "signed"
            return True
    return False


def _zone_start(drafts: list[Draft], end: int) -> int:
    """Where the run of short lines at the end begins; the text before it must have ended."""
    at = end
    while at > 0 and end - at < _MOST:
        draft = drafts[at - 1]
        text = draft.text
        if draft.kind not in (BlockKind.PARAGRAPH.value, BlockKind.TABLE.value) or draft.hint == "heading":
            break
        columns = len(text) < 5 * _LONGEST and len(_cells(draft)) > 1
        if len(text) > _LONGEST and not columns:
            break
        if _is_sentence(draft, columns=columns):
            break
        if draft.kind == BlockKind.TABLE.value and not _is_signed_table(drafts, at - 1):
            break
        if opens_like_a_label(text) and not reads_as_name(text) and not read_dateline(draft):
            break
        at -= 1
    return at if any(len(draft.text) > 60 for draft in drafts[:at]) or (at < end and at > 0) else end


def _is_signed_table(drafts: list[Draft], at: int) -> bool:
    """True where the table of this row is one of signatures: few short rows, of which many cells show it."""
    rows = [draft for draft in drafts[max(0, at - _MOST_ROWS) : at + _MOST_ROWS] if draft.table == drafts[at].table]
    rows = [row for row in rows if row.kind == BlockKind.TABLE.value]
    cells = [cell for row in rows for cell in _cells(row)]
    if len(rows) > _MOST_ROWS or any(len(cell) > _LONGEST or cell.strip(".").isdigit() for cell in cells):
        return False  # a table that counts its rows is one of data
    evident = sum(is_evidence(cell) for cell in cells)
    return evident >= max(1, 0.25 * len(cells)) and evident + sum(map(reads_as_name, cells)) >= 0.4 * len(cells)


def _is_sentence(draft: Draft, *, columns: bool) -> bool:
    """A finished sentence that is neither a date line nor a signature."""
    text = draft.text
    if not _FINISHED.search(text) or columns or reads_as_name(text) or read_dateline(draft):
        return False
    if _names_only_a_state(text) or names_witnesses(text):
        return False
    told = _STOPPED.search(text) and len(text.split()) > 3 and not (is_signed(text) or says_for(text))
    return len(text) > 90 or bool(told) or not is_evidence(text)


def _names_only_a_state(text: str) -> bool:
    """ "Republic of Malta:", the second line of "For the Government of the Republic of Malta:"."""
    return len(text) <= 60 and text[-1] in ":：," and kind_of_line(text.rstrip(":：, "), None) == "office"


def _cells(draft: Draft) -> list[str]:
    return [cell.strip() for cell in _COLUMN_GAP.split(draft.text.strip()) if cell.strip()]


def _read_blocks(rows: list[Draft], language: str | None) -> list[_Signed]:
    """Signature blocks from the rows, or none if nothing shows that they are signatures."""
    while rows and not _could_be(rows[0], language) and not _heads_signatures(rows, language):
        rows = rows[1:]
    if not rows:
        return []
    in_columns = any(len(_cells(row)) > 1 for row in rows)
    lines = [(row, cell) for row in rows for cell in _cells(row)]
    evident = any(is_evidence(cell) for _, cell in lines)
    names = sum(reads_as_name(cell) for _, cell in lines)
    if not evident and not (names == len(lines) and names <= 12):
        return []
    if in_columns and not (evident or names >= 2):
        return []
    if in_columns and all(_is_one_signatory(row, language) for row in rows):
        return [_Signed([Line(cell, kind_of_line(cell, language)) for cell in _cells(row)], [row]) for row in rows]
    return _columns(rows, language) if in_columns else _stacked(rows, language)


def _is_one_signatory(row: Draft, language: str | None) -> bool:
    """ "President of the Commission ⇥ J. Martin": office and name beside each other, or room to sign."""
    cells = _cells(row)
    if len(cells) != 2:
        return False
    kinds = ["name" if _EMPTY_LINE.fullmatch(cell) else kind_of_line(cell, language) for cell in cells]
    return sorted(kinds) in (["name", "office"], ["for", "name"])


def _heads_signatures(rows: list[Draft], language: str | None) -> bool:
    """The states, each in its column, right above those who sign for them."""
    cells = _cells(rows[0])
    if len(cells) < 2 or not all(names_only_states(cell, language) for cell in cells):
        return False
    return len(rows) > 1 and len(_cells(rows[1])) == len(cells) and _could_be(rows[1], language)


def _could_be(row: Draft, language: str | None) -> bool:
    return any(is_evidence(cell) or reads_as_name(cell) for cell in _cells(row))


def _columns(rows: list[Draft], language: str | None) -> list[_Signed]:
    """Reads down each column; a run of rows is several rows of signatories when its kinds of line repeat."""
    blocks: list[_Signed] = []
    group: list[list[_Signed]] = []
    for row in rows:
        cells = _cells(row)
        lines = [Line(cell, kind_of_line(cell, language)) for cell in cells]
        if (
            not group
            or row.cut
            or (len(group[-1]) != len(lines) and not _one_column(row, lines, group[-1]))
            or _begins_anew(group[-1], lines)
        ):
            group.append([_Signed([], []) for _ in lines])
        current = group[-1]
        at = len(current) - 1 if len(lines) < len(current) and _right_column(row, current) else 0
        for offset, line in enumerate(lines):
            current[min(at + offset, len(current) - 1)].lines.append(line)
        for block in current:
            block.drafts.append(row)
    for one_group in group:
        blocks.extend(block for block in one_group if block.lines)
    return blocks


def _one_column(row: Draft, lines: list[Line], group: list[_Signed]) -> bool:
    """One cell goes on with the last column where it stands to the right, else with the first if it is no name."""
    if _right_column(row, group):
        return True
    goes_on = len(group) > 1 and len(lines) == 1 and lines[0].kind in ("office", "other") and not row.gap
    return goes_on and bool(group[0].lines) and not says_all(lines[0].text)


def _right_column(row: Draft, group: list[_Signed]) -> bool:
    """One cell far to the right goes on with the last column."""
    before = group[-1].drafts[-1] if group[-1].drafts else row
    return len(group) > 1 and _lead(row) >= min(20, _lead(before) + 4)


def _lead(row: Draft) -> int:
    raw = row.parts[0] if row.parts else row.text
    return len(raw) - len(raw.lstrip())


def _begins_anew(group: list[_Signed], lines: list[Line]) -> bool:
    """The next row of signatories: its kinds of line repeat, or a column that has its name gets another."""
    first = group[0].lines
    if not first or len(group) != len(lines):
        return False
    second_name = not any(line.kind == "office" for line in lines) and any(
        line.kind == "name" and any(earlier.kind == "name" for earlier in block.lines)
        for block, line in zip(group, lines, strict=True)
    )
    return second_name or (lines[0].kind == first[0].kind and (len(first) > 1 or lines[0].kind == "for"))


def _stacked(rows: list[Draft], language: str | None) -> list[_Signed]:
    """One signatory under the other: by the gaps between them, else where the kinds of line repeat."""
    blocks: list[_Signed] = []
    clustered = _clustered(rows)
    for row in rows:
        for text in split_run_together(row.text):
            line = Line(text, kind_of_line(text, language))
            fresh = not blocks or (text is not row.text and text != split_run_together(row.text)[0])
            fresh = fresh or row.cut or (row.gap if clustered else _repeats(blocks[-1].lines, line))
            if fresh:
                blocks.append(_Signed([], []))
            blocks[-1].lines.append(line)
            if row not in blocks[-1].drafts:
                blocks[-1].drafts.append(row)
    return blocks


def _clustered(rows: list[Draft]) -> bool:
    """True where blank lines part signatories of two or more lines each."""
    clusters: list[list[Draft]] = []
    for row in rows:
        if row.gap or not clusters:
            clusters.append([])
        clusters[-1].append(row)
    return all(len(cluster) >= 2 and _of_one(cluster) for cluster in clusters)


def _of_one(cluster: list[Draft]) -> bool:
    """Lines that could be those of one signatory: one signature, one name."""
    if sum(says_all(row.text) for row in cluster) > 1:
        return False
    names = sum(reads_as_name(row.text) for row in cluster)
    return sum(is_signed(row.text) for row in cluster) <= 1 and (names <= 1 or names < len(cluster))


def _repeats(lines: list[Line], line: Line) -> bool:
    kinds = [earlier.kind for earlier in lines]
    if says_all(lines[0].text) and says_all(line.text):
        return True
    if line.kind == "name":
        return "name" in kinds
    if line.kind == "for":
        return "name" in kinds or "for" in kinds
    return "name" in kinds and kinds[0] != "name" and line.kind in kinds


def _replace(drafts: list[Draft], start: int, zone: list[Draft], blocks: list[_Signed]) -> None:
    """Puts signature drafts where the first of their rows stood; datelines and other rows stay in order."""
    made: list[tuple[int, Draft]] = []
    used: set[int] = set()
    for block in blocks:
        text = "\n".join(line.text for line in block.lines)
        first, last = min(draft.first for draft in block.drafts), max(draft.last for draft in block.drafts)
        made.append((first, Draft(first, last, text, kind=BlockKind.SIGNATURE.value)))
        used.update(id(draft) for draft in block.drafts)
    kept = [(draft.first, draft) for draft in zone if id(draft) not in used]
    drafts[start : start + len(zone)] = [draft for _, draft in sorted([*kept, *made], key=lambda pair: pair[0])]
