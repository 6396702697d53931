"""Truths set in type: running heads, page numbers, hyphens at line ends, one column or two."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from tests.ingest.truth import TrueBlock, Truth
from tests.ingest.writing import printed

# What the standard font of PDF can show.
_LATIN = re.compile(r"[\u0000-\u00ff\u2013\u2014\u2018-\u201e\u2022\u2026]*")
_FREE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
_ALPHABETS = re.compile(r"[\u0000-\u052f\u1e00-\u1fff\u2010-\u2026№]*")
_CHINESE = re.compile(r"[\u0000-\u00ff\u2010-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*")


@lru_cache(maxsize=3)
def _registered(name: str) -> str:
    if name == "Free":
        pdfmetrics.registerFont(TTFont(name, str(_FREE)))
    else:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


def font_for(truth: Truth) -> str | None:
    """A font that shows every sign of the text; None where this machine has none that needs no shaping."""
    words = "".join(printed(block) for block in truth.blocks)
    if _LATIN.fullmatch(words):
        return "Times-Roman"
    if _ALPHABETS.fullmatch(words) and _FREE.is_file():
        return _registered("Free")
    return _registered("STSong-Light") if _CHINESE.fullmatch(words) else None


def pdf(
    truth: Truth, font: str, *, columns: int = 1, gap: float = 6, indent: float = 0, justified: bool = False
) -> bytes:
    size = 11 if columns == 1 else 9
    wide = "CJK" if font == "STSong-Light" else None
    body = ParagraphStyle(
        "body", fontName=font, fontSize=size, leading=1.3 * size, spaceAfter=gap, firstLineIndent=indent,
        alignment=4 if justified and not wide else 0, wordWrap=wide,
    )  # fmt: skip
    width, height = (A4[0] - 120) / columns, A4[1] - 130
    frames = [Frame(60 + at * width, 60, width - 10, height) for at in range(columns)]
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=_around(font)))
    flowables: list[Flowable] = []
    for kind, run in groupby(truth.blocks, lambda block: block.kind):
        blocks = list(run)
        if kind == "table" or (kind == "signature" and 2 <= len(blocks) <= 3):
            flowables.append(_table(blocks, body, width - 20))
        else:
            flowables += [_paragraph(block, body) for block in blocks]
    document.build(flowables)
    return out.getvalue()


def _around(font: str):  # type: ignore[no-untyped-def]
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(font, 8)
        canvas.drawString(72, 810, "Ministry of External Affairs, Press Service")
        canvas.drawCentredString(297, 30, f"- {document.page} -")

    return draw


def _paragraph(block: TrueBlock, body: ParagraphStyle) -> Paragraph:
    style = body
    if block.kind == "title":
        style = ParagraphStyle("title", parent=body, fontSize=15, leading=19, spaceAfter=10, firstLineIndent=0)
    elif block.kind == "heading":
        style = ParagraphStyle("heading", parent=body, fontSize=12.5, leading=16, spaceBefore=6, firstLineIndent=0)
    elif block.kind in ("signature", "dateline"):
        style = ParagraphStyle("loose", parent=body, spaceAfter=8, spaceBefore=6, firstLineIndent=0)
    return Paragraph(escape(printed(block)).replace("\n", "<br/>"), style)


def _table(blocks: list[TrueBlock], body: ParagraphStyle, width: float) -> Table:
    flat = ParagraphStyle("cell", parent=body, firstLineIndent=0, spaceAfter=0, alignment=0)
    signed = blocks[0].kind == "signature"
    rows = [[block.text for block in blocks]] if signed else [block.text.split("\t") for block in blocks]
    cells = [[Paragraph(escape(cell).replace("\n", "<br/>"), flat) for cell in row] for row in rows]
    return Table(cells, colWidths=[width / len(rows[0])] * len(rows[0]), spaceBefore=10, spaceAfter=10)


def hyphenated(truth: Truth, font: str, *, width: int = 78) -> bytes:
    """Lines cut at a width, words divided at their ends: drawn line by line, as typesetters of old did."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font, 11)
    y = 760.0
    for block in truth.blocks:
        for line in divided(printed(block), width):
            if y < 80:
                canvas.showPage()
                canvas.setFont(font, 11)
                y = 760.0
            canvas.drawString(72, y, line)
            y -= 14
        y -= 8
    canvas.save()
    return out.getvalue()


def divided(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for row in text.split("\n"):
        line = ""
        for word in row.split():
            room = width - len(line) - 2
            if len(line) + len(word) + 1 <= width:
                line = f"{line} {word}" if line else word
            elif len(word) > 7 and room >= 4 and word.isalpha():
                cut = min(room, len(word) - 3)
                lines.append(f"{line} {word[:cut]}-")
                line = word[cut:]
            else:
                lines.append(line)
                line = word
        lines.append(line)
    return lines
