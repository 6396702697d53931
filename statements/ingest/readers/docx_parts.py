"""The parts of a Word package, found by their relationships as Word finds them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from statements.ingest import reasons
from statements.ingest.readers.docx_styles import Styles, child, children, local, read_styles, value
from statements.ingest.readers.package import Package, damaged

_MOST_AROUND = 60


class DocxParts:
    """Access to body, styles, numbering, notes, comments and running heads; missing ones are None or empty."""

    def __init__(self, data: bytes, *, wanted: str) -> None:
        self._package = Package(data, wanted=wanted)
        self._main = self._main_part()
        self._related = list(self._relationships(self._main))
        self._document = self._package.xml(self._main)

    @property
    def has_macros(self) -> bool:
        return any(name.lower().endswith("vbaproject.bin") for name in self._package.names)

    def body(self) -> etree._Element:
        body = child(self._document, "body")
        if local(self._document) != "document" or body is None:
            raise damaged(self._package.wanted)
        return body

    def styles(self) -> Styles:
        return read_styles(self._tree("styles"))

    def numbering(self) -> etree._Element | None:
        return self._tree("numbering")

    def note_forms(self) -> dict[str, str]:
        """The number format of notes by kind, as the settings say or as Word takes it."""
        settings = self._tree("settings")
        forms = {"footnote": "decimal", "endnote": "lowerRoman"}
        for kind in forms:
            said = value(child(child(settings, f"{kind}Pr"), "numFmt"))
            forms[kind] = said if said and said != "none" else forms[kind]
        return forms

    def notes(self, kind: str) -> dict[str, etree._Element]:
        """The notes of a kind ("footnote", "endnote") by id."""
        return {value(note, "id") or "": note for note in children(self._tree(f"{kind}s"), kind)}

    def around(self) -> Iterator[tuple[etree._Element, str]]:
        """Comments, heads and feet of the pages: what stands in the file and is not its text."""
        comments = self._tree("comments")
        if comments is not None:
            yield comments, reasons.REMARK
        for kind, reason in (("header", reasons.RUNNING_HEAD), ("footer", reasons.RUNNING_FOOT)):
            names = [name for found, name in self._related if found == kind][:_MOST_AROUND]
            for name in names:
                if self._package.has(name):
                    yield self._package.xml(name), reason

    def _tree(self, kind: str) -> etree._Element | None:
        name = next((name for found, name in self._related if found == kind), None)
        return self._package.xml(name) if name and self._package.has(name) else None

    def _main_part(self) -> str:
        for kind, name in self._relationships(""):
            if kind == "officeDocument" and self._package.has(name):
                return name
        return "word/document.xml"

    def _relationships(self, part: str) -> Iterator[tuple[str, str]]:
        """(last word of the type, name of the part) of what a part is related to inside the package."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self._package.has(name):
            return
        for row in self._package.xml(name):
            target = row.get("Target") or ""
            if local(row) != "Relationship" or row.get("TargetMode") == "External":
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            yield (row.get("Type") or "").rpartition("/")[2], posixpath.normpath(path)
