"""The contents of an edition: its sections with a line as long as the section and a stroke where a note begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from statements.models import Paragraph
from statements.vocabulary import BlockKind

WIDTH = 180  # of the longest line, in units of the picture
STROKES = 60  # of one line at most; closer ones fall together
INCIPIT = 60  # code points
TOP_NUMBER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.1)?")
FRONT = (BlockKind.TITLE, BlockKind.DATELINE)
OPENING = (BlockKind.PREAMBLE, BlockKind.FORMULA)


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the contents. `label` says how many notes begin in it; `bar`, `strokes` and
    `open_strokes` are SVG path data in a picture WIDTH wide.
    """

    address: str
    number: str
    incipit: str
    start: int
    end: int
    notes: int = 0
    label: str = ""
    bar: str = ""
    strokes: str = ""
    open_strokes: str = ""


def sections(paragraphs: Sequence[Paragraph], self_name: str = "") -> list[Section]:
    """Cut an edition into sections: the preamble, then headings (or numbered items, or, where there are neither, the
    paragraphs themselves), footnotes and signatures. Blocks before the first section are not listed.
    """
    opens = _openers(paragraphs)
    found: list[Section] = []
    latest_group = ""
    for paragraph in paragraphs:
        if paragraph.kind in FRONT:
            continue
        group = _group(paragraph)
        if (group and group != latest_group) or (not group and paragraph.address in opens):
            found.append(_section(paragraph, group, self_name))
        if found:
            found[-1] = replace(found[-1], end=paragraph.end)
        latest_group = group
    return found


def with_notes(found: Sequence[Section], passages: Sequence[tuple[int, bool]]) -> list[Section]:
    """Draw lines and strokes: `passages` are (start, still open) of the notes shown, in order of the text."""
    longest = max((section.end - section.start for section in found), default=1) or 1
    starts = [section.start for section in found]
    counts = [0] * len(starts)
    places: list[tuple[set[int], set[int]]] = [(set(), set()) for _section in found]
    step = WIDTH // STROKES
    for start, still_open in passages:
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= found[at].end:
            continue
        counts[at] += 1
        places[at][still_open].add((start - starts[at]) * WIDTH // longest // step)
    return [
        replace(
            section,
            notes=count,
            label=ngettext("{n} note", "{n} notes", count).format(n=count),
            bar=f"M0 4h{max((section.end - section.start) * WIDTH // longest, 2)}",
            strokes="".join(f"M{place * step} 0v8" for place in sorted(settled - still)),
            open_strokes="".join(f"M{place * step} 0v8" for place in sorted(still)),
        )
        for section, count, (settled, still) in zip(found, counts, places, strict=True)
    ]


def _openers(paragraphs: Sequence[Paragraph]) -> set[str]:
    headings = {p.address for p in paragraphs if p.kind == BlockKind.HEADING}
    if headings:
        return headings
    items = {p.address for p in paragraphs if p.kind == BlockKind.ITEM and TOP_NUMBER.fullmatch(p.address)}
    if items:
        return items
    return {p.address for p in paragraphs if not _group(p) and p.kind not in FRONT}


def _group(paragraph: Paragraph) -> str:
    if paragraph.kind in OPENING:
        return _("Preamble")
    if paragraph.kind == BlockKind.SIGNATURE:
        return _("Signatures")
    if paragraph.kind == BlockKind.FOOTNOTE:
        return _("Footnotes")
    return ""


def _section(paragraph: Paragraph, group: str, self_name: str) -> Section:
    heading = paragraph.kind == BlockKind.HEADING
    number = paragraph.marker.rstrip(".、)") if paragraph.marker else ""
    if heading and not number and not paragraph.address.startswith("h."):
        number = paragraph.address
    return Section(
        address=paragraph.address,
        number="" if group else number,
        incipit=group or _incipit(paragraph.text, "" if heading else self_name),
        start=paragraph.start,
        end=paragraph.end,
    )


def _incipit(text: str, self_name: str) -> str:
    """The first words, without those by which the parties call themselves: "The two sides" opens every section."""
    words = " ".join(text.split())
    if self_name and words.casefold().startswith(self_name.casefold() + " "):
        words = words[len(self_name) :].lstrip()
    return words[:INCIPIT]
