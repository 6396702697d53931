"""Files that are no plain bytes of text: which format the content itself shows, and which formats are refused by name.

The file's name decides nothing here: a page may come as .docx and a Word file as .txt.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from statements.ingest.decode import KEPT
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.package import Package, encrypted
from statements.ingest.source import Source

NAMES = {"docx": "a Word file", "odt": "an OpenDocument text", "epub": "an EPUB book", "pdf": "a PDF file"}
_SAVE_AS_TEXT = "Save the statement as DOCX, PDF or plain text and hand that in."
_WORD_TYPES = (
    "wordprocessingml.document.main",
    "word.document.macroenabled",
    "wordprocessingml.template",
    "word.template",
)
_OTHER_TYPES = (
    ("spreadsheetml", "an Excel table (XLSX)"),
    ("ms-excel", "an Excel table (XLSM)"),
    ("presentationml", "a PowerPoint presentation (PPTX)"),
    ("ms-powerpoint", "a PowerPoint presentation (PPTM)"),
    ("visio", "a Visio drawing"),
)
# Forms of office files and pages that begin like a text: read as one, their markup would become the statement.
_WRITTEN_OUT = (
    (re.compile(rb"<(?:\w+:)?package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage"), "a Word file as one XML"),
    (re.compile(rb"<w:wordDocument\b|progid=.Word\.Document"), "a Word 2003 file (XML)"),
    (re.compile(rb"<office:document\b"), "a flat OpenDocument file (FODT)"),
    (
        re.compile(rb"\A\s*(?:MIME-Version:|From: <Saved by|Content-Type: multipart/related)", re.I),
        "a web archive (MHT)",
    ),
)
_OPEN_TYPES = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument table (ODS)"),
    (b"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (ODP)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument drawing, formula or database"),
)


def container_of(data: bytes) -> str | None:
    """ "docx", "odt", "epub" or "pdf" by content, None for what should be read as text.

    Raises CannotUnderstand, with the format's name and advice, for formats that the room does not read.
    """
    head = data[:1024].lstrip()
    if head.startswith(b"%PDF-") or (b"%PDF-" in head and b"startxref" in data[-2048:]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _inside_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _old_office(data)
    if head.startswith(b"{\\rtf"):
        raise _other("an RTF file")
    for pattern, name in _WRITTEN_OUT:
        if pattern.search(data[:4096]):
            raise _other(name)
    return None


def read_container(kind: str, data: bytes) -> Source:
    """The lines of a file of this kind. Readers are imported here, so that a web process never loads them."""
    match kind:
        case "docx":
            from statements.ingest.readers.docx import read_docx

            return read_docx(data)
        case "odt":
            from statements.ingest.readers.odt import read_odt

            return read_odt(data)
        case "epub":
            from statements.ingest.readers.epub import read_epub

            return read_epub(data)
        case _:
            from statements.ingest.readers.pdf import read_pdf

            return read_pdf(data)


def _inside_zip(data: bytes) -> str:
    package = Package(data, wanted="an office file or an archive")
    if package.has("mimetype"):
        stated = package.read("mimetype").strip()
        for prefix, name in _OPEN_TYPES:
            if stated.startswith(prefix):
                if name in NAMES:
                    return name
                raise _other(name)
    if package.has("[Content_Types].xml"):
        return _open_xml(package)
    if package.has("META-INF/container.xml"):
        return "epub"
    if package.has("META-INF/manifest.xml") and package.has("content.xml"):
        return "odt"
    raise _archive(data)


def _open_xml(package: Package) -> str:
    types = package.read("[Content_Types].xml").replace(b"\0", b"").decode("utf-8", "replace").lower()
    if any(word in types for word in _WORD_TYPES) or package.has("word/document.xml"):
        return "docx"
    for word, name in _OTHER_TYPES:
        if word in types:
            raise _other(name)
    raise _other("an office file of a kind the room does not know")


def _other(name: str) -> CannotUnderstand:
    return CannotUnderstand("other-format", f"This is {name}, which the room does not read. {KEPT} {_SAVE_AS_TEXT}")


def _old_office(data: bytes) -> CannotUnderstand:
    # A password turns a DOCX into a container of the old kind that holds this stream.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return encrypted("an office file")
    for word, name in (("WordDocument", "an old Word file (DOC)"), ("Workbook", "an old Excel table (XLS)")):
        if word.encode("utf-16-le") in data:
            return _other(name)
    return _other("an old office file (DOC, XLS or PPT)")


def _archive(data: bytes) -> CannotUnderstand:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = sum(not member.is_dir() for member in archive.infolist())
    held = "no file" if not files else "1 file" if files == 1 else f"{files} files"
    return CannotUnderstand(
        "archive",
        f"This is a ZIP archive with {held}, not a statement. {KEPT} Unpack it and hand in the files one by one.",
    )
