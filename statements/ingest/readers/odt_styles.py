"""Styles and list styles of an OpenDocument text (ODF 1.3 part 3, sections 16 and 19)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from statements.ingest.readers.docx_styles import whole
from statements.ingest.readers.numerals_printed import printed_number
from statements.ingest.readers.symbols import shown_bullet

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    "text": f"{_SPACE}text:1.0",
    "style": f"{_SPACE}style:1.0",
    "fo": f"{_SPACE}xsl-fo-compatible:1.0",
    "table": f"{_SPACE}table:1.0",
    "office": f"{_SPACE}office:1.0",
    "draw": f"{_SPACE}drawing:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "manifest": f"{_SPACE}manifest:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_NAMES = {address: prefix for prefix, address in _PREFIXES.items()}
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional",
    "子": "ideographZodiac", "①": "decimalEnclosedCircle", "⑴": "decimalEnclosedParen", "А": "russianUpper",
    "а": "russianLower", "أ": "arabicAlpha", "１": "decimalFullWidth", "Α": "greekUpper", "α": "greekLower",
    "ก": "thaiLetters", "가": "ganada", "일": "koreanDigital", "ア": "aiueo", "イ": "iroha", "א": "hebrew2",
}  # fmt: skip
_LONGEST_CHAIN = 20


def name_of(element: etree._Element) -> str:
    """ "text:p" and the like, whatever prefix the file uses; "" for other namespaces."""
    space, _, local = element.tag[1:].rpartition("}")
    prefix = _NAMES.get(space)
    return f"{prefix}:{local}" if prefix else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    if element is None:
        return None
    prefix, _, local = name.partition(":")
    found = element.get(f"{{{_PREFIXES[prefix]}}}{local}")
    return None if found is None else str(found)


def below(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """All descendants of that name."""
    prefix, _, local = name.partition(":")
    if element is not None:
        yield from element.iter(f"{{{_PREFIXES[prefix]}}}{local}")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list prints its number; `pattern` holds %1% … %10% where the file says it whole."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = ""
    pattern: str = ""

    def printed(self, counts: list[int], forms: list[str]) -> str:
        """The label of an item; `counts` are the numbers of its level and those above, outermost first."""
        if self.bullet:
            return shown_bullet(self.bullet)
        if not self.form:
            return (self.prefix + self.suffix).strip()
        if self.pattern:
            return re.sub(r"%(\d{1,2})%", lambda found: self._number(int(found[1]) - 1, counts, forms), self.pattern)
        first = max(0, len(counts) - self.shown)
        numbers = [self._number(at, counts, forms) for at in range(first, len(counts))]
        return self.prefix + ".".join(number for number in numbers if number) + self.suffix

    def _number(self, at: int, counts: list[int], forms: list[str]) -> str:
        if not 0 <= at < len(counts):
            return ""
        form = self.form if at == len(counts) - 1 else (forms[at] if at < len(forms) else "")
        return printed_number(counts[at], form) if form else ""


@dataclass(slots=True)
class OdtStyles:
    """Text and paragraph styles by name; automatic ones first."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    outline: dict[int, ListLevel] = field(default_factory=dict)

    def chain(self, name: str | None) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            element = self.elements.get(name or "")
            if element is None:
                return
            yield element
            name = attribute(element, "style:parent-style-name")

    def names(self, name: str | None) -> list[str]:
        """The names of a style and its parents as people see them, lower case."""
        found = [attribute(one, "style:display-name") or attribute(one, "style:name") or "" for one in self.chain(name)]
        return [one.lower().replace("_20_", " ") for one in found] or [(name or "").lower().replace("_20_", " ")]

    def says(self, name: str | None, property_name: str) -> str | None:
        """The nearest word of a style's chain on one of its text properties."""
        for style in self.chain(name):
            for properties in below(style, "style:text-properties"):
                said = attribute(properties, property_name)
                if said is not None:
                    return said
        return None

    def outline_level(self, name: str | None) -> int | None:
        for style in self.chain(name):
            said = whole(attribute(style, "style:default-outline-level"))
            if said is not None:
                return said
        return None


def read_styles(*roots: etree._Element | None) -> OdtStyles:
    """Styles of several parts; what an earlier part says of a name holds."""
    styles = OdtStyles()
    for root in roots:
        for element in below(root, "style:style"):
            styles.elements.setdefault(attribute(element, "style:name") or "", element)
        for element in below(root, "text:list-style"):
            styles.lists.setdefault(attribute(element, "style:name") or "", _levels(element))
        for element in below(root, "text:outline-style"):
            styles.outline = styles.outline or _levels(element)
    return styles


def form_of(sample: str | None) -> str:
    """A number format by the sample that the file gives ("1", "a", "一, 二, 三, ...")."""
    return _FORMS.get(sample[:1], "decimal") if sample else ""


def _levels(element: etree._Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for one in element:
        at = whole(attribute(one, "text:level"))
        if at is None:
            continue
        levels[at] = ListLevel(
            form=form_of(attribute(one, "style:num-format")),
            prefix=(attribute(one, "style:num-prefix") or "")[:40],
            suffix=(attribute(one, "style:num-suffix") or "")[:40],
            shown=whole(attribute(one, "text:display-levels")) or 1,
            start=_start(attribute(one, "text:start-value")),
            bullet=(attribute(one, "text:bullet-char") or "")[:1],
            pattern=(attribute(one, "loext:num-list-format") or "")[:60],
        )
    return levels


def _start(said: str | None) -> int:
    number = whole(said)
    return 1 if number is None else number
