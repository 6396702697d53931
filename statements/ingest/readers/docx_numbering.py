"""List numbers of a Word file, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from statements.ingest.readers.docx_styles import Styles, child, children, switch, value, whole
from statements.ingest.readers.numerals_printed import printed_number
from statements.ingest.readers.symbols import shown_bullet

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` holds %1 … %9 for the numbers; `restart` is the level (1-based) it restarts after."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Num:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """Counts the list paragraphs of one story of a document, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = {value(one, "abstractNumId") or "": one for one in children(root, "abstractNum")}
        self._nums = {value(one, "numId") or "": self._num(one, root) for one in children(root, "num")}
        self._counts: dict[str, list[int | None]] = {}

    def label(self, style_id: str | None, properties: etree._Element | None) -> str:
        """What Word prints in front of a paragraph, with its following space; "" for one outside lists. Counts it."""
        num_id, at = self._place(style_id, properties)
        num = self._nums.get(num_id or "")
        if num is None or not 0 <= at < _LEVELS:
            return ""
        level = num.levels.get(at)
        if level is None:
            return ""
        self._count(num, at)
        text = self._written(num, at, level)
        return text + ("" if level.suffix == "nothing" else " ") if text.strip() else ""

    def _place(self, style_id: str | None, properties: etree._Element | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own word first, then its style's; "0" takes it out of lists."""
        own = child(properties, "numPr")
        own_num, own_level = value(child(own, "numId")), whole(value(child(own, "ilvl")))
        if own_num is not None:
            return own_num, own_level or 0
        styled = self._styles.paragraph_says(style_id, "numPr")
        num_id = value(child(styled, "numId"))
        if own_level is None:
            own_level = whole(value(child(styled, "ilvl")))
        num = self._nums.get(num_id or "")
        if num is not None:
            names = [style_id or self._styles.default]
            linked = [at for at, level in num.levels.items() if level.style and level.style in names]
            own_level = linked[0] if linked else own_level
        return num_id, own_level or 0

    def _count(self, num: _Num, at: int) -> None:
        counts = self._counts.setdefault(num.abstract, [None] * _LEVELS)
        if at in num.starts and at not in num.begun:
            counts[at] = num.starts[at]
        else:
            before = counts[at]
            counts[at] = num.levels[at].start if before is None else before + 1
        num.begun.add(at)
        for above in range(at):
            if counts[above] is None:
                counts[above] = num.starts.get(above, num.levels[above].start if above in num.levels else 1)
        for below in range(at + 1, _LEVELS):
            level = num.levels.get(below)
            # 0: this level never restarts; n: only after level n or a higher one.
            if level is None or level.restart is None or (level.restart and at < level.restart):
                counts[below] = None

    def _written(self, num: _Num, at: int, level: Level) -> str:
        if level.form == "bullet":
            return shown_bullet(level.text)
        counts = self._counts[num.abstract]

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            shown = num.levels.get(place, Level())
            count = counts[place]
            form = "decimal" if level.legal and shown.form not in ("none", "bullet") else shown.form
            return printed_number(shown.start if count is None else count, form)

        return _PLACE.sub(number, level.text) if level.form != "none" or "%" not in level.text else ""

    def _num(self, element: etree._Element, root: etree._Element | None) -> _Num:
        abstract_id = value(child(element, "abstractNumId")) or ""
        levels = _levels(self._resolved(abstract_id, root))
        starts: dict[int, int] = {}
        for override in children(element, "lvlOverride"):
            at = whole(value(override, "ilvl"))
            if at is None:
                continue
            replaced = child(override, "lvl")
            if replaced is not None:
                levels[at] = _level(replaced)
                starts[at] = levels[at].start
            start = whole(value(child(override, "startOverride")))
            if start is not None:
                starts[at] = start
        return _Num(abstract_id, levels, starts)

    def _resolved(self, abstract_id: str, root: etree._Element | None) -> etree._Element | None:
        """An abstract list, through the list style it may link to (one step, as Word writes it)."""
        abstract = self._abstracts.get(abstract_id)
        link = value(child(abstract, "numStyleLink"))
        if not link:
            return abstract
        for other in self._abstracts.values():
            if value(child(other, "styleLink")) == link:
                return other
        num_id = value(child(self._styles.paragraph_says(link, "numPr"), "numId"))
        num = next((one for one in children(root, "num") if value(one, "numId") == num_id), None)
        return self._abstracts.get(value(child(num, "abstractNumId")) or "", abstract)


def _levels(abstract: etree._Element | None) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in children(abstract, "lvl"):
        at = whole(value(element, "ilvl"))
        if at is not None:
            levels[at] = _level(element)
    return levels


def _level(element: etree._Element) -> Level:
    start = whole(value(child(element, "start")))
    return Level(
        start=1 if start is None else start,
        form=value(child(element, "numFmt")) or "decimal",
        text=(value(child(element, "lvlText")) or "")[:60],
        suffix=value(child(element, "suff")) or "tab",
        restart=whole(value(child(element, "lvlRestart"))),
        legal=bool(switch(element, "isLgl")),
        style=value(child(element, "pStyle")),
    )
