"""Truths written out as Word files with real numbering, tables and tracked changes, as ODT and as EPUB."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from itertools import groupby
from typing import Any

import docx as word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.ingest.office import epub, odt, xhtml
from tests.ingest.truth import TrueBlock, Truth
from tests.ingest.writing import printed
from tests.ingest.writing_html import body_of

_FIGURE = re.compile(r"(\d{1,3})\.")


def docx(truth: Truth, *, tracked: bool = False) -> bytes:
    """Markers "1." are real list numbers, each series with its own start; `tracked` adds changes that were made."""
    document = word.Document()
    lists = _Lists(document)
    for kind, run in groupby(truth.blocks, lambda block: block.kind):
        blocks = list(run)
        if kind == "table" or (kind == "signature" and 2 <= len(blocks) <= 3):
            _table(document, blocks, columns=kind == "signature")
            continue
        for at, block in enumerate(blocks):
            paragraph = _paragraph(document, lists, block)
            if tracked and at % 3 == 0 and block.kind in ("paragraph", "item"):
                _track(paragraph)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(document: Any, lists: _Lists, block: TrueBlock) -> Any:
    if block.kind == "title":
        return document.add_paragraph(block.text, style="Title")
    if block.kind == "heading" and not block.marker:
        return document.add_paragraph(block.text, style="Heading 2")
    if block.kind == "bullet":
        return document.add_paragraph(block.text, style="List Bullet")
    figure = _FIGURE.fullmatch(block.marker) if block.kind == "item" else None
    if figure:
        return lists.item(block.text, int(figure[1]))
    lines = printed(block).split("\n")
    paragraph = document.add_paragraph(lines[0])
    for line in lines[1:]:
        paragraph.add_run().add_break()
        paragraph.add_run(line)
    return paragraph


def _table(document: Any, blocks: list[TrueBlock], *, columns: bool) -> None:
    rows = [[block.text for block in blocks]] if columns else [block.text.split("\t") for block in blocks]
    table = document.add_table(rows=0, cols=max(len(row) for row in rows))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
            if columns:
                lines = text.split("\n")
                cell.text = lines[0]
                for line in lines[1:]:
                    cell.add_paragraph(line)


def _track(paragraph: Any) -> None:
    """The last word was inserted, and others were deleted before it."""
    run = paragraph.runs[-1]
    words, _, last = run.text.rpartition(" ")
    if not words:
        return
    run.text = words
    spaces = nsdecls("w")
    paragraph._p.append(
        parse_xml(f'<w:del {spaces} w:id="1" w:author="A"><w:r><w:delText> not at all</w:delText></w:r></w:del>')
    )
    paragraph._p.append(
        parse_xml(
            f'<w:ins {spaces} w:id="2" w:author="A"><w:r><w:t xml:space="preserve"> {escape(last)}</w:t></w:r></w:ins>'
        )
    )


class _Lists:
    """One abstract list "%1."; a number that does not follow the one before opens a list of its own there."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.last = 0
        self.number = 900
        self.root = document.part.numbering_part.element
        level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        made = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{level}</w:abstractNum>')
        self.root.insert(0, made)

    def item(self, text: str, number: int) -> Any:
        if number != self.last + 1 or self.number == 900:
            self._open(number)
        self.last = number
        paragraph = self.document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{self.number}"/></w:numPr>')
        )
        return paragraph

    def _open(self, start: int) -> None:
        self.number += 1
        self.root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.number}"><w:abstractNumId w:val="900"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )


def odt_of(truth: Truth) -> bytes:
    out: list[str] = []
    for kind, run in groupby(truth.blocks, lambda block: block.kind):
        blocks = list(run)
        if kind == "table":
            rows = ("".join(_cell(cell) for cell in block.text.split("\t")) for block in blocks)
            out.append("<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
                       + "</table:table>")  # fmt: skip
            continue
        for block in blocks:
            text = escape(printed(block)).replace("\n", "<text:line-break/>")
            heading = kind in ("title", "heading")
            level = f' text:outline-level="{1 if kind == "title" else 2}"'
            out.append(f"<text:h{level}>{text}</text:h>" if heading else f"<text:p>{text}</text:p>")
    return odt("".join(out))


def _cell(text: str) -> str:
    return f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>"


def epub_of(truth: Truth) -> bytes:
    """A book of two chapters; the border stands between two blocks in the middle."""
    half = len(truth.blocks) // 2
    while 0 < half < len(truth.blocks) and truth.blocks[half].kind in ("table", "bullet", "signature"):
        half += 1
    parts = [Truth(truth.name, truth.facts, blocks) for blocks in (truth.blocks[:half], truth.blocks[half:]) if blocks]
    return epub(*(xhtml(body_of(part).replace("<br>", "<br/>")) for part in parts), title=escape(truth.facts["title"]))
