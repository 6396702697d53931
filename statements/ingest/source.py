"""What a reader hands to the understanding: lines with their numbers and what the format says about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from statements.ingest.parsed import Dropped, Warning


@dataclass(slots=True)
class Line:
    """One line of text, or one block of a format that marks its blocks (then `whole`: it is never joined further).

    `first` and `last` are lines of the decoded input. `gap`: something parts it from the line before (a blank line, a
    block border); `cut`: that was a line which is no part of the text. `hint` is "", "heading", "row" (a table row,
    cells joined by TAB), "quotation", "footnote", "bold" or "chrome" (the page's own markup says that it is not text).
    `label` is what a word processor prints in front of a list paragraph; it stands in the text too and surely is one.
    `linked`: every word of it is a link of the page.
    """

    first: int
    last: int
    text: str
    gap: bool = True
    whole: bool = False
    hint: str = ""
    level: int = 0
    reason: str = ""
    table: int = 0
    cut: bool = False
    label: str = ""
    linked: bool = False


@dataclass(slots=True)
class Source:
    """All lines of one file in order, what the reader already dropped, and the metadata that the format carries.

    Keys of `metadata`: title, date, url, publisher, language; `offered` are the language editions that the page links.
    A package or a PDF has no lines of its own: `printed` are those that its reader counted (see readers/ledger.py).
    `said` are sentences for the report, `warnings` what the editor should look at.
    """

    format: str
    lines: list[Line]
    dropped: list[Dropped] = field(default_factory=list)
    metadata: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    printed: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
