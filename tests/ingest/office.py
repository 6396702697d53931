"""Office files for tests, built part by part, so that every test says what stands in its file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_SPACES = " ".join(
    f'xmlns:{prefix}="{_ODF}{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SENTENCE = "The sides agree that water of the shared rivers is used with care and counted together every year."


def zipped(parts: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(text: str = "", *, style: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of WordprocessingML with one run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{words}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of list `number` at `level`."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        "</w:lvl>"
    )


def numbering(*lists: str, nums: str = "") -> str:
    """numbering.xml with one abstract list for each argument; list n uses the n-th, `nums` adds others."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(lists, start=1)
    )
    own = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(lists) + 1))
    return f'<w:numbering xmlns:w="{W}">{abstract}{own}{nums}</w:numbering>'


def docx(
    body: str, *, more: Mapping[str, str | bytes] | None = None, main_type: str = WORD_TYPE, **parts: str
) -> bytes:
    """A Word file with this body. `parts` are XML by name ("numbering", "styles", "footnotes", "header", …)."""
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="r{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for name in parts)
        + "</Relationships>",
    }
    content |= {f"word/{name}.xml": xml for name, xml in parts.items()}
    return zipped({**content, **(more or {})})


def word_part(root: str, inner: str) -> str:
    return f'<w:{root} xmlns:w="{W}">{inner}</w:{root}>'


def odt(body: str, *, automatic: str = "", styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    content: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF_SPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF_SPACES}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_ODF}manifest:1.0"/>',
    }
    return zipped({**content, **(more or {})}, stored=("mimetype",))


def xhtml(body: str, title: str = "Part") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{title}</title></head><body>{body}</body></html>'
    )


def epub(
    *documents: str, title: str = "", order: tuple[int, ...] = (), more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A book of these XHTML documents; `order` is the spine by their places, as given without it."""
    items = "".join(
        f'<item id="d{at}" href="part{at}.xhtml" media-type="application/xhtml+xml"/>' for at in range(len(documents))
    )
    spine = "".join(f'<itemref idref="d{at}"/>' for at in order or range(len(documents)))
    content: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/content.opf"/></rootfiles></container>',
        "book/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>{title}</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        **{f"book/part{at}.xhtml": document for at, document in enumerate(documents)},
    }
    return zipped({**content, **(more or {})}, stored=("mimetype",))
