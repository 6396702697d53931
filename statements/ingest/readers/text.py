"""Plain text: every line as it is; lines of nothing but spaces are dropped entries."""

from __future__ import annotations

from statements.ingest import reasons
from statements.ingest.decode import lines_of
from statements.ingest.parsed import Dropped
from statements.ingest.source import Line, Source


def read_text(text: str) -> Source:
    """One `Line` per non-blank line, with its spaces; `gap` after a blank one."""
    source = Source("text", [])
    gap = True
    for number, line in enumerate(lines_of(text), start=1):
        if not line.strip():
            gap = True
            if line:
                source.dropped.append(Dropped(number, number, line, reasons.ONLY_SPACES))
            continue
        source.lines.append(Line(number, number, line, gap=gap))
        gap = False
    return source
