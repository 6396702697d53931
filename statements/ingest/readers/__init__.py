"""One reader per format; each turns decoded text into a `Source`. Which one is used is decided here."""

from __future__ import annotations

import re
from pathlib import PurePath

from statements.ingest.readers.html import read_html
from statements.ingest.readers.markdown import FRONT_MATTER, read_markdown
from statements.ingest.readers.text import read_text
from statements.ingest.source import Source

_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAG = re.compile(r"</?(?:p|br|div|td|tr|table|font|span|li|h[1-6]|body|b|strong)\b[^<>]*>", re.IGNORECASE)


def format_by_name(filename: str) -> str:
    """ "html", "markdown" or "text" by the ending of the file's name."""
    ending = PurePath(filename.replace("\\", "/")).suffix.lower()
    if ending in (".html", ".htm", ".xhtml", ".shtml"):
        return "html"
    return "markdown" if ending in (".md", ".markdown") else "text"


def format_of(text: str, filename: str) -> str:
    """The format by content first (a page saved under a false name), then by name."""
    named = format_by_name(filename)
    if _HTML_START.match(text[:5000]):
        return "html"
    if named == "text" and len(_HTML_TAG.findall(text[:20_000])) >= 6:
        return "html"
    if named == "text" and FRONT_MATTER.match(text[:20_000]):
        return "markdown"
    return named


def read(text: str, filename: str) -> Source:
    """The lines of a decoded file. Raises CannotUnderstand where the format is broken beyond reading."""
    match format_of(text, filename):
        case "html":
            return read_html(text)
        case "markdown":
            return read_markdown(text)
        case _:
            return read_text(text)
