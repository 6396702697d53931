"""Reads one paragraph of a Word file: what is printed, what is not, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from statements.ingest import reasons
from statements.ingest.readers.docx_styles import Styles, child, local, switch, value
from statements.ingest.readers.numerals_printed import printed_number
from statements.ingest.readers.symbols import shown, shown_bullet
from statements.ingest.readers.words import Words

_CONTENT = frozenset(
    "hyperlink smartTag customXml sdtContent dir bdo fldSimple moveTo ins oMath oMathPara subDoc rubyBase ruby "
    "num den e sub sup f sSub sSup sSubSup rad deg nary d box r".split()
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": ""}


@dataclass(slots=True)
class Fields:
    """Complex fields that are open, outermost first: False in the instruction, True in the result."""

    open: list[bool] = field(default_factory=list)

    @property
    def prints(self) -> bool:
        return all(self.open)

    def turn(self, kind: str | None) -> None:
        if kind == "begin":
            self.open.append(False)
        elif kind == "separate" and self.open:
            self.open[-1] = True
        elif kind == "end" and self.open:
            self.open.pop()


@dataclass(slots=True)
class Notes:
    """References to foot- and endnotes in the order of the text: (kind, id, mark)."""

    found: list[tuple[str, str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


class Inline:
    """Reads paragraphs one after the other; fields and note numbers go on from one to the next."""

    def __init__(self, styles: Styles, marks: dict[str, str]) -> None:
        self._styles = styles
        self._marks = marks
        self.fields = Fields()
        self.notes = Notes()
        self._words = Words()
        self._style: str | None = None
        self._gone = ""

    def read(self, paragraph: etree._Element, style_id: str | None) -> Words:
        self._words = Words()
        self._style = style_id or self._styles.default
        self._gone = ""
        for element in paragraph:
            self._walk(element)
        return self._words

    def _walk(self, element: etree._Element) -> None:
        name = local(element)
        if name == "r":
            self._run(element)
        elif name in ("del", "moveFrom"):
            self._removed(element)
        elif name == "sdt":
            self._inside(child(element, "sdtContent"))
        elif name == "AlternateContent":
            self._alternative(element)
        elif name == "rt":
            self._reading(element)
        elif name in _CONTENT:
            self._words.inserted |= name in ("ins", "moveTo")
            self._inside(element)

    def _inside(self, element: etree._Element | None) -> None:
        for inner in element if element is not None else ():
            self._walk(inner)

    def _removed(self, element: etree._Element) -> None:
        before, self._gone = self._gone, reasons.DELETED if local(element) == "del" else reasons.MOVED
        self._inside(element)
        self._gone = before

    def _reading(self, element: etree._Element) -> None:
        """Ruby: the small letters that say how the words are read aloud."""
        before, self._gone = self._gone, reasons.RUBY
        self._inside(element)
        self._gone = before

    def _alternative(self, element: etree._Element) -> None:
        """The same thing twice, for new and for old programs: one is read."""
        chosen = child(element, "Choice")
        self._inside_run(chosen if chosen is not None else child(element, "Fallback"), self._gone, bold=False)

    def _run(self, run: etree._Element) -> None:
        properties = child(run, "rPr")
        style_id = value(child(properties, "rStyle"))
        gone = self._gone or (reasons.HIDDEN_TEXT if self._says(properties, style_id, "vanish") else "")
        self._inside_run(run, gone, bold=self._says(properties, style_id, "b"))

    def _says(self, properties: etree._Element | None, style_id: str | None, name: str) -> bool:
        own = switch(properties, name)
        if own is None:
            own = self._styles.switched(style_id, name)
        if own is None:
            own = self._styles.switched(self._style, name)
        return bool(own)

    def _inside_run(self, run: etree._Element | None, gone: str, *, bold: bool) -> None:
        for element in run if run is not None else ():
            name = local(element)
            if name == "fldChar":
                self.fields.turn(value(element, "fldCharType"))
            elif name in ("br", "cr"):
                self._break(element, gone)
            elif name in ("drawing", "pict", "object"):
                self._drawing(element, gone)
            elif name in ("footnoteReference", "endnoteReference"):
                self._reference(element, gone)
            elif name == "AlternateContent":
                self._alternative(element)
            elif name in ("r", "ruby", "rubyBase", "rt", "sdt", "sdtContent"):
                self._walk(element)
            else:
                self._put(_printed(element, name), gone, bold=bold)

    def _put(self, text: str, gone: str, *, bold: bool) -> None:
        if not text or not self.fields.prints:
            return
        if gone:
            self._words.leave_out(text, gone)
        else:
            self._words.add(text, bold=bold)

    def _break(self, element: etree._Element, gone: str) -> None:
        if not gone and self.fields.prints:
            self._words.line_break(hard=value(element, "type") in ("page", "column"))

    def _drawing(self, element: etree._Element, gone: str) -> None:
        boxes = [] if gone else [box for box in element.iter("{*}txbxContent") if _outermost(box, element)]
        self._words.boxes.extend(boxes)
        if not boxes and any(local(part) in ("blip", "imagedata") for part in element.iter()):
            self._words.pictures += 1

    def _reference(self, element: etree._Element, gone: str) -> None:
        """The mark of a note, in brackets as plain text prints it; the note itself comes after the text."""
        kind = "footnote" if local(element) == "footnoteReference" else "endnote"
        if gone or not self.fields.prints:
            return
        if value(element, "customMarkFollows") in ("1", "true", "on"):
            mark = ""
        else:
            count = self.notes.counts[kind] = self.notes.counts.get(kind, 0) + 1
            mark = f"[{printed_number(count, self._marks[kind])}]"
        self.notes.found.append((kind, value(element, "id") or "", mark))
        self._words.add(mark, bold=False)


def _outermost(box: etree._Element, root: etree._Element) -> bool:
    """Not inside another box, and not the older twin of one."""
    above = box.getparent()
    while above is not None and above is not root:
        if local(above) in ("txbxContent", "Fallback"):
            return False
        above = above.getparent()
    return True


def _printed(element: etree._Element, name: str) -> str:
    if name in ("t", "delText"):
        # Line ends inside the XML are spaces; a TAB there is printed as one space too.
        return shown((element.text or "").replace("\r", " ").replace("\n", " "))
    if name == "sym":
        code = (value(element, "char") or "").lower()
        if not re.fullmatch(r"[0-9a-f]{4}", code):
            return ""
        place = int(code, 16)
        if re.search("symbol|dings", value(element, "font") or "", re.IGNORECASE):
            # F0B7 and 00B7 are written for the same sign.
            return shown_bullet(chr(0xF000 | place) if place < 0x100 else chr(place))
        return "\ufffd" if 0xD800 <= place <= 0xDFFF else chr(place)
    return _CHARACTERS.get(name, "")
