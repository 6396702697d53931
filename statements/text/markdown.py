"""Bodies of notes and replies, written in Markdown, as safe HTML.

One of the two places where HTML is made by hand. Raw HTML in a body is shown as it was typed; what Markdown makes of
the rest passes a cleaner that knows a short list of elements and three attributes.
"""

from __future__ import annotations

import re
import threading
from html import escape
from xml.etree.ElementTree import Element

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

# Raised whenever the same body would come out otherwise; stored HTML of an older version is rendered anew.
VERSION = 1
MAX_LENGTH = 10_000

# Markdown looks for the partner of every "[" up to the end of the text: 10,000 of them take 14 seconds. The makers
# of the library know and do not plan to change it. A hundred take 0.2 s when they all stand at the beginning.
MAX_BRACKETS = 100
MAX_BRACKET_RUN = 20
# Back-ticks in table rows and rules, headings and quotes line by line are quadratic too, a third of a second at most.
MAX_TICKS = 1_000
MAX_LINES = 1_000

_EXTENSIONS = ("sane_lists", "nl2br", "fenced_code", "tables")
_CLEANER = nh3.Cleaner(
    tags={"p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "sup", "sub"}
    | {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"},
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow ugc",
)
# A converter keeps state while it works, so each thread has its own: one with links, one without.
_converters = threading.local()


class TooLong(ValueError):
    """The body has more than `MAX_LENGTH` characters."""


def render(body: str) -> SafeString:
    """The body as HTML that may stand in any page.

    Headings begin at `h3`, because a note stands below the headings of its page. A body with more brackets than
    anyone types by hand is rendered with its brackets as they are and no links; one with more lines or back-ticks,
    or nested too deeply for the converter, is shown as typed, line by line. Raises `TooLong`.
    """
    if len(body) > MAX_LENGTH:
        raise TooLong(f"This text has {len(body)} characters; a note can hold {MAX_LENGTH}.")
    if body.count("`") > MAX_TICKS or body.count("\n") >= MAX_LINES:
        html = _as_typed(body)
    else:
        html = _convert(body, links=body.count("[") <= MAX_BRACKETS and "[" * (MAX_BRACKET_RUN + 1) not in body)
    return mark_safe(_CLEANER.clean(html))


def stored(body: str, *, html: str, version: int) -> SafeString:
    """HTML that `render` once made of `body` and that was kept with its `VERSION`; rendered anew if that has changed.

    `html` is trusted: it must come from a row that only our actions write, never from a file or a request. What reads
    rows from a file (restore, import) renders the bodies again.
    """
    return mark_safe(html) if version == VERSION else render(body)


def plain(body: str, limit: int) -> str:
    """The first words of a body in one line, without its Markdown signs, in at most `limit` characters.

    Ends in "…" where something was left out. Plain text, not HTML: escape it as any other.
    """
    # Signs take room too: what is read is a multiple of what is shown, so that long bodies cost no more than short.
    read = body[: limit * 6 + 200]
    words = _LINK.sub(r"\1", _LINE_SIGNS.sub("", read))
    line = " ".join(_WORD_SIGNS.sub(_without_sign, words).split())
    if len(line) <= limit and len(read) == len(body):
        return line
    return _cut(line, limit)


def _convert(body: str, *, links: bool) -> str:
    name = "linking" if links else "literal"
    converter: Markdown = getattr(_converters, name, None) or _make_converter(links=links)
    setattr(_converters, name, converter)
    try:
        return converter.reset().convert(body)
    except RecursionError:
        # The converter stopped in the middle and would render the next body as if it were still inside this one.
        delattr(_converters, name)
        return _as_typed(body)


def _as_typed(body: str) -> str:
    return "<p>" + escape(body).replace("\n", "<br>\n") + "</p>"


def _make_converter(*, links: bool) -> Markdown:
    converter = Markdown(extensions=list(_EXTENSIONS))
    converter.preprocessors.deregister("html_block")
    inline = ["html", "image_link", "image_reference", "short_image_ref"]
    if not links:
        inline += ["link", "reference", "short_reference"]
        converter.parser.blockprocessors.deregister("reference")
    for name in inline:
        converter.inlinePatterns.deregister(name)
    converter.treeprocessors.register(_LowerHeadings(converter), "lower_headings", 1)
    return converter


class _LowerHeadings(Treeprocessor):
    """Moves `h1` … `h6` two steps down, so that no heading of a note outranks one of the page."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _LOWER:
                element.tag = _LOWER[element.tag]


_LOWER = {f"h{level}": f"h{min(level + 2, 6)}" for level in range(1, 7)}

_LINE_SIGNS = re.compile(
    r"^[ \t]*(?:>[ \t]?)*[ \t]*"
    r"(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,4}\.[ \t]+|`{3,}[^\n]*$|~{3,}[^\n]*$|[-=*_|: \t]{3,}$)?",
    re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^][\n]{0,500})\](?:\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)|\[[^][\n]{0,200}\])")
_WORD_SIGNS = re.compile(
    r"\\([!-/:-@\[-`{-~])|<(https?://[^<>\s]*)>|\*{1,3}|`+|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)"
)


def _without_sign(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def _cut(line: str, limit: int) -> str:
    if len(line) < limit:
        return line + "…"
    kept = line[: max(limit - 1, 0)]
    border = kept.rfind(" ")
    if border > limit // 2:
        kept = kept[:border]
    return kept.rstrip(" ,;:–—-") + "…"
