"""Paragraph and character styles of a Word file, read through their chains of "based on"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc \d|toc heading|table of (?:contents|figures|authorities)|index \d")
_LONGEST_CHAIN = 20


def local(element: etree._Element) -> str:
    """The tag without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of the word processing namespace, in either of its two addresses."""
    if element is None:
        return None
    for space in _WORD:
        found = element.get(f"{{{space}}}{name}")
        if found is not None:
            return str(found)
    return None


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return (child for child in (element if element is not None else ()) if local(child) == name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(children(element, name), None)


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """A property that is on or off, None where it is not said."""
    found = child(properties, name)
    return None if found is None else value(found) not in ("0", "false", "off", "none")


def whole(text: str | None) -> int | None:
    """An integer of sane size, None for anything else."""
    try:
        number = int(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1_000_000 else None


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    based_on: str | None
    paragraph: etree._Element | None
    run: etree._Element | None


@dataclass(slots=True)
class Styles:
    """All styles by id; `default` is the paragraph style of paragraphs that name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and those it is based on, nearest first; a circle ends."""
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on

    def name(self, style_id: str | None) -> str:
        style = self.by_id.get(style_id or self.default or "")
        return style.name if style else (style_id or "").lower()

    def paragraph_says(self, style_id: str | None, name: str) -> etree._Element | None:
        """The nearest element `name` of the paragraph properties of a style's chain."""
        for style in self.chain(style_id or self.default):
            found = child(style.paragraph, name)
            if found is not None:
                return found
        return None

    def switched(self, style_id: str | None, name: str) -> bool | None:
        """The nearest word of a style's chain on a run property that is on or off."""
        for style in self.chain(style_id):
            said = switch(style.run, name)
            if said is not None:
                return said
        return None


def read_styles(root: etree._Element | None) -> Styles:
    styles = Styles()
    for element in children(root, "style"):
        style_id = value(element, "styleId")
        if not style_id:
            continue
        name = (value(child(element, "name")) or style_id).lower()
        based_on = value(child(element, "basedOn"))
        styles.by_id[style_id] = Style(name, based_on, child(element, "pPr"), child(element, "rPr"))
        if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
            styles.default = style_id
    return styles


def is_contents(name: str) -> bool:
    """True for the styles of a table of contents or an index."""
    return bool(_CONTENTS.fullmatch(name))


def is_title(name: str) -> bool:
    return name == "title"


def is_quotation(name: str) -> bool:
    return name in ("quote", "intense quote", "block text", "blockquote", "block quotation", "quotations")


def heading_level(styles: Styles, style_id: str | None, properties: etree._Element | None) -> int:
    """1 to 9 for a heading by its style or its own outline level, 0 for body text."""
    own = whole(value(child(properties, "outlineLvl")))
    if own is not None:
        return own + 1 if 0 <= own <= 8 else 0
    for style in styles.chain(style_id or styles.default):
        found = _HEADING.fullmatch(style.name)
        if found:
            return int(found[1])
        outline = whole(value(child(style.paragraph, "outlineLvl")))
        if outline is not None:
            return outline + 1 if 0 <= outline <= 8 else 0
    return 0
