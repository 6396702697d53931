"""Truths written out as plain text and Markdown, as people and archives write them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

from tests.ingest.truth import TrueBlock, Truth

_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_SPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_NO_SPACE_AFTER = "、）．，："


def printed(block: TrueBlock) -> str:
    """The block with its marker in front."""
    if not block.marker:
        return block.text
    return block.marker + ("" if block.marker[-1] in _NO_SPACE_AFTER else " ") + block.text


def plain(truth: Truth) -> str:
    """One paragraph a line, a blank line between them."""
    return "\n\n".join(_rows(truth)) + "\n"


def tight(truth: Truth) -> str:
    """One paragraph a line and no blank lines but around the title, as pasted from a browser."""
    rows = list(_rows(truth))
    return rows[0] + "\n\n" + "\n".join(rows[1:]) + "\n"


def wrapped(truth: Truth, width: int = 72) -> str:
    """Wrapped to a width, a blank line between paragraphs."""
    return "\n\n".join(wrap(row, width) for row in _rows(truth)) + "\n"


def indented(truth: Truth, width: int = 76) -> str:
    """Wrapped to a width; an indent opens a paragraph of the body, which no blank line parts."""
    out: list[str] = []
    front = True
    for block, row in zip(_units(truth), _rows(truth), strict=True):
        kind = block[0].kind
        front = front and kind in ("title", "dateline")
        if front or kind in ("heading", "signature", "table", "dateline", "title", "annex"):
            out += ["", row if "\n" in row else wrap(row, width), ""]
        else:
            out.append(wrap("    " + row, width))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip("\n") + "\n"


def wrap(row: str, width: int) -> str:
    """Lines of at most `width` columns; Chinese and Japanese are cut anywhere but before a stop."""
    if "\n" in row or "\t" in row or _SPACED.search(row):
        return row
    if not _WIDE.search(row):
        lead = row[: len(row) - len(row.lstrip())]
        return "\n".join(textwrap.wrap(row, width, initial_indent=lead, break_on_hyphens=False, break_long_words=False))
    lines = [""]
    for sign in row:
        if len(lines[-1]) >= width // 2 and sign not in "，。；：、）》”！？ ":
            lines.append("")
        lines[-1] += sign
    return "\n".join(lines)


def markdown(truth: Truth) -> str:
    """Front matter, headings by level, bullets and table rows as Markdown has them."""
    facts = truth.facts
    head = [f'title: "{facts["title"]}"'] if facts["title"] else []
    rows = ["---", *head, f"lang: {facts['language']}", "---", ""]
    for blocks in _units(truth):
        block = blocks[0]
        text = _escaped(printed(block))
        if block.kind == "title":
            rows += [f"# {text}", ""]
        elif block.kind == "heading" and not block.marker:
            rows += [f"## {text}", ""]
        elif block.kind == "table":
            cells = [one.text.split("\t") for one in blocks]
            rows += ["| " + " | ".join(cells[0]) + " |", "|" + "---|" * len(cells[0])]
            rows += ["| " + " | ".join(row) + " |" for row in cells[1:]]
            rows.append("")
        elif block.kind == "signature":
            rows += [row for one in blocks for row in (*(line + "  " for line in one.text.split("\n")), "")]
        elif block.kind == "quotation":
            rows += [f"> {text}", ""]
        else:
            rows += [text, ""]
    return "\n".join(rows) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([*_\\`])", r"\\\1", text)


def _units(truth: Truth) -> Iterator[list[TrueBlock]]:
    """Blocks one by one, but the signatures of two or three side by side and the rows of a table together."""
    for kind, run in groupby(truth.blocks, lambda block: block.kind):
        blocks = list(run)
        if kind in ("signature", "table"):
            yield blocks
        else:
            yield from ([block] for block in blocks)


def _rows(truth: Truth) -> Iterator[str]:
    for blocks in _units(truth):
        if blocks[0].kind == "signature":
            yield _signed(blocks)
        elif blocks[0].kind == "table":
            yield "\n".join(block.text for block in blocks)
        else:
            yield printed(blocks[0])


def _signed(blocks: list[TrueBlock]) -> str:
    """Two signatories side by side where that looks well, else one below the other."""
    columns = [block.text.split("\n") for block in blocks]
    same = len(blocks) == 2 and len(columns[0]) == len(columns[1]) > 1
    if not same or max(len(line) for line in columns[0]) > 40:
        return "\n\n".join(block.text for block in blocks)
    gap = "\u3000\u3000\u3000" if _WIDE.search(blocks[0].text) else None
    width = max(len(line) for line in columns[0]) + 8
    return "\n".join(
        left + gap + right if gap else left.ljust(width) + right for left, right in zip(*columns, strict=True)
    )
