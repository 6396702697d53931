"""Truths written out as web pages: plain ones, those of old ministry sites, and those of a word processor."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from html import escape
from itertools import groupby

from tests.ingest.truth import TrueBlock, Truth
from tests.ingest.writing import printed

_FIGURE = re.compile(r"(\d{1,3})\.")


def body_of(truth: Truth) -> str:
    """Elements as a careful site writes them."""
    out: list[str] = []
    for kind, run in groupby(truth.blocks, lambda block: block.kind):
        blocks = list(run)
        if kind == "table":
            out.append(_table(blocks))
        elif kind == "bullet":
            out.append("<ul>" + "".join(f"<li>{escape(block.text)}</li>" for block in blocks) + "</ul>")
        elif kind == "signature":
            out.append(_signed(blocks))
        else:
            out += [_element(block) for block in blocks]
    return "\n".join(out)


def _element(block: TrueBlock) -> str:
    text = escape(printed(block))
    match block.kind:
        case "title":
            return f"<h1>{text}</h1>"
        case "heading":
            return f"<h2>{text}</h2>"
        case "quotation":
            return f"<blockquote><p>{text}</p></blockquote>"
        case _:
            return f"<p>{text}</p>"


def _table(blocks: list[TrueBlock]) -> str:
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in block.text.split("\t")) for block in blocks)
    return '<table border="1">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _signed(blocks: list[TrueBlock]) -> str:
    cells = ("<br>".join(escape(line) for line in block.text.split("\n")) for block in blocks)
    if 2 <= len(blocks) <= 3:
        return "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
    return "\n".join(f"<p>{cell}</p>" for cell in cells)


def modern(truth: Truth) -> str:
    return (
        f'<!DOCTYPE html><html lang="{truth.facts["language"]}"><head><meta charset="utf-8">'
        f"<title>{escape(truth.facts['title'])}</title></head><body><main><article>\n{body_of(truth)}\n"
        "</article></main></body></html>"
    )


def capital(truth: Truth) -> str:
    """Capital tags, unclosed paragraphs, everything in one cell of a table inside another, no charset."""
    rows = "\n<P ALIGN=justify><FONT SIZE=2>".join(_marked(block) for block in truth.blocks)
    return (
        f"<HTML><HEAD><TITLE>{escape(truth.facts['title'])}</TITLE></HEAD>\n<BODY BGCOLOR=#ffffff><CENTER>"
        "<TABLE WIDTH=600 BORDER=0><TR><TD>\n<TABLE BORDER=0 CELLPADDING=4><TR><TD VALIGN=top>\n<P><FONT SIZE=2>"
        f"{rows}\n</TD></TR></TABLE></TD></TR></TABLE></CENTER></BODY></HTML>"
    )


def breaks(truth: Truth) -> str:
    """One cell, two line breaks between paragraphs, one inside signatures."""
    rows = "<br><br>\n".join(_marked(block) for block in truth.blocks)
    return (
        f"<html><head><title>{escape(truth.facts['title'])}</title></head><body><table><tr><td>"
        f"<div class=content>{rows}<br /><br /></div></td></tr></table></body></html>"
    )


def _marked(block: TrueBlock) -> str:
    text = escape(printed(block)).replace("\n", "<BR>\n").replace("\t", "&nbsp;&nbsp;&nbsp;&nbsp; ")
    return f"<B>{text}</B>" if block.kind in ("title", "heading") else text


def listed(truth: Truth) -> str:
    """Numbers 1., 2., … are those of an ordered list whose items hold their continuations."""
    out: list[str] = []
    open_list = False
    for block in truth.blocks:
        figure = _FIGURE.fullmatch(block.marker) if block.kind == "item" else None
        if figure:
            out.append(f'</li><li value="{figure[1]}">' if open_list else f'<ol><li value="{figure[1]}">')
            open_list = True
            out.append(f"<p>{escape(block.text)}</p>")
            continue
        if open_list and block.kind not in ("paragraph", "bullet", "quotation"):
            out.append("</li></ol>")
            open_list = False
        out.append(_table([block]) if block.kind == "table" else _element(block).replace("\n", "<br>"))
    out.append("</li></ol>" if open_list else "")
    rows = "\n".join(out).replace('</table>\n<table border="1">', "")
    head = f"<meta charset=utf-8><title>{escape(truth.facts['title'])}</title>"
    return f"<html><head>{head}</head><body>{rows}</body></html>"


def worded(truth: Truth) -> str:
    """As a word processor exports: classes, spans, source lines wrapped at 78, headings in bold."""
    out: list[str] = []
    for kind, run in groupby(truth.blocks, lambda block: block.kind):
        blocks = list(run)
        if kind == "table":
            out.append(_table(blocks))
            continue
        for block in blocks:
            marker = f"{escape(block.marker)}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
            text = escape(block.text).replace("\n", "<br>")
            inside = (marker if block.marker else "") + text
            inside = f"<b><span lang=EN-GB>{inside}</span></b>" if kind in ("title", "heading") else inside
            row = f"<p class=MsoNormal style='text-align:justify'><span>{inside}<o:p></o:p></span></p>"
            out.append("\n".join(textwrap.wrap(row, 78, break_long_words=False, break_on_hyphens=False)))
            out.append("<p class=MsoNormal><o:p>&nbsp;</o:p></p>")
    rows = "\n".join(out)
    return (
        f'<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>'
        f"{escape(truth.facts['title'])}</title><style><!-- p.MsoNormal {{margin:0}} --></style></head>"
        f"<body lang=EN-GB><div class=WordSection1>{rows}</div></body></html>"
    )


STYLES: dict[str, Callable[[Truth], str]] = {
    "modern": modern, "capital": capital, "breaks": breaks, "listed": listed, "worded": worded,
}  # fmt: skip
