"""Markdown as people and archives write it: front matter is metadata, marks of emphasis and links are not text."""

from __future__ import annotations

import re

from statements.ingest import reasons
from statements.ingest.decode import lines_of
from statements.ingest.parsed import Dropped
from statements.ingest.source import Line, Source

FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[A-Za-z_][\w-]*:|[ \t#]).*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

_COMMENT = re.compile(r"\s*<!--.*?-->\s*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?=\S)(.+?)\1\s*")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:\s*")
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?(?:sup|sub|b|i|em|strong|u|span|br|font|small)\b[^<>]{0,200}>", re.IGNORECASE), ""),
    (re.compile(r"\*\*(?=\S)(.+?)\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\w)"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)
_KEYS = {
    "title": "title",
    "date": "date",
    "published_time": "date",
    "published": "date",
    "source_url": "url",
    "source": "url",
    "url": "url",
    "publisher": "publisher",
    "site_name": "publisher",
    "lang": "language",
    "language": "language",
}


def read_markdown(text: str) -> Source:
    """Lines without their marks; `gap` at blank lines and hard breaks; lists keep "-" and numbers as printed."""
    rows = lines_of(text)
    source = Source("markdown", [])
    start = _take_front_matter("\n".join(rows), source)
    gap = True
    bold = False
    for number, row in enumerate(rows[start:], start=start + 1):
        if not row.strip():
            gap, bold = True, False
            if row:
                source.dropped.append(Dropped(number, number, row, reasons.ONLY_SPACES))
            continue
        if _COMMENT.fullmatch(row):
            source.dropped.append(Dropped(number, number, row, reasons.COMMENT))
            gap = True
            continue
        line, bold = _line(number, row, gap, bold)
        source.lines.append(line)
        gap = row.endswith("  ") or row.endswith("\\") or line.hint == "heading"
    return source


def _line(number: int, row: str, gap: bool, bold: bool) -> tuple[Line, bool]:
    """One line, and whether a bold passage opened in it goes on into the next."""
    heading = _HEADING.fullmatch(row)
    if heading and heading[2]:
        return Line(number, number, _plain(heading[2]), whole=True, hint="heading", level=len(heading[1])), False
    if row.count("|") >= 2 and row.strip().startswith("|"):
        return _table_line(number, row, gap), False
    hint = ""
    quoted = row.lstrip()
    if quoted.startswith("> "):
        row, hint = quoted[2:], "quotation"
    note = _FOOTNOTE.match(row)
    if note:
        return Line(number, number, f"[{note[1]}] {_plain(row[note.end() :])}", gap=True, hint="footnote"), False
    if _BOLD_LINE.fullmatch(row) and not bold:
        return Line(number, number, _plain(row), gap=gap, hint=hint or "bold"), False
    return _maybe_bold(number, row, gap, bold, hint)


def _maybe_bold(number: int, row: str, gap: bool, bold: bool, hint: str) -> tuple[Line, bool]:
    """A bold passage may be wrapped over lines: "**Promoting Regular" / "Protection**"."""
    odd = row.count("**") % 2 == 1
    opens = odd and not bold and row.lstrip().startswith("**")
    closes = odd and bold and row.rstrip().endswith("**")
    inside = bold and not odd
    text = _plain(row)
    if opens or closes:
        text = text.replace("**", "")
    elif odd:
        text = text.replace("**", "", 1)
    if opens or closes or inside:
        return Line(number, number, text, gap=gap, hint=hint or "bold"), opens or inside
    return Line(number, number, text, gap=gap, hint=hint), False


def _table_line(number: int, row: str, gap: bool) -> Line:
    if _TABLE_RULE.fullmatch(row):
        return Line(number, number, row, gap=gap, hint="chrome", reason=reasons.RULE)
    cells = row.strip().strip("|").split("|")
    text = "\t".join(_plain(cell).strip() for cell in cells)
    return Line(number, number, text, gap=gap, whole=True, hint="row")


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text.rstrip("\\").rstrip() if text.endswith("\\") else text


def _take_front_matter(text: str, source: Source) -> int:
    """Reads the front matter into the metadata and one dropped entry; returns how many lines it has."""
    found = FRONT_MATTER.match(text)
    if not found:
        return 0
    block = found[0].rstrip("\n")
    count = block.count("\n") + 1
    source.dropped.append(Dropped(1, count, block, reasons.FRONT_MATTER))
    source.metadata = _metadata(block)
    return count


def _metadata(block: str) -> dict[str, str]:
    """The known keys of a front matter; the values of others stay in the dropped entry."""
    values = {key: value for key, value in _pairs(block).items() if isinstance(value, str) and value.strip()}
    metadata: dict[str, str] = {}
    for key, value in values.items():
        name = _KEYS.get(key.lower())
        if name and name not in metadata:
            metadata[name] = value.strip()
    return metadata


def _pairs(block: str) -> dict[str, str]:
    """`key: value` lines of the small part of YAML that front matters use: plain, '…', "…" with escapes, folded."""
    pairs: dict[str, str] = {}
    key = ""
    for row in block.split("\n")[1:-1]:
        found = re.match(r"([A-Za-z_][\w-]*):\s*(.*)", row)
        if found:
            key = found[1]
            pairs[key] = found[2]
        elif key and row.startswith((" ", "\t")):
            pairs[key] += "\n" + row.strip()
    return {key: _unquoted(value) for key, value in pairs.items()}


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'").replace("\n", " ")
    if len(value) >= 2 and value[0] == value[-1] == '"':
        inner = re.sub(r"\\\n(\\ )?", lambda m: " " if m[1] else "", value[1:-1]).replace("\n", " ")
        return re.sub(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", _escape, inner)
    return value.replace("\n", " ")


def _escape(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] in "xu" and len(code) > 1:
        char = chr(int(code[1:], 16))
        return "\ufffd" if "\ud800" <= char <= "\udfff" else char
    return {"n": " ", "t": " ", "_": "\u00a0", "N": "\u0085"}.get(code, code)
