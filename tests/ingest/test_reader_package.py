"""Packages that mean harm, lie or are broken: each a refusal with a sentence, none unpacked, none read halfway."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.ingest.child import understand_in_child
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.package import MOST_MEMBERS, MOST_OF_ONE, Package
from statements.ingest.understand import understand
from tests.ingest.office import SENTENCE, W, docx, epub, odt, p, xhtml, zipped

GOOD = docx(p("Joint Statement") + p(SENTENCE))
MEGABYTE = 1024 * 1024


def refusal_of(data: bytes, filename: str = "handed-in.docx") -> CannotUnderstand:
    with pytest.raises(CannotUnderstand) as refusal:
        understand(data, filename=filename)
    assert refusal.value.sentence.endswith(".")
    assert "The original was kept as it came." in refusal.value.sentence
    return refusal.value


def with_member(member: zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    out = BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(member, content)
    return out.getvalue()


def linked() -> bytes:
    member = zipfile.ZipInfo("word/media/image1.png")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return with_member(member, b"/etc/passwd")


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return with_member(zipfile.ZipInfo("word/document.xml"), b"<other/>")


def locked() -> bytes:
    data = bytearray(GOOD)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def lying(stated: Callable[[int], int]) -> bytes:
    """The directory states another size for the body than it has."""
    data = bytearray(GOOD)
    name = b"word/document.xml"
    for sign, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.find(sign)
        while at >= 0:
            if data[at + name_at : at + name_at + len(name)] == name:
                (size,) = struct.unpack_from("<I", data, at + size_at)
                struct.pack_into("<I", data, at + size_at, stated(size))
            at = data.find(sign, at + 4)
    return bytes(data)


def lying_bomb() -> bytes:
    """A body of 40 megabytes that its directory calls small."""
    data = bytearray(docx("", more={"word/document.xml": b"<a>" + b" " * 40 * MEGABYTE + b"</a>"}))
    at = data.find(struct.pack("<I", 40 * MEGABYTE + 7))
    while at >= 0:
        struct.pack_into("<I", data, at, 5000)
        at = data.find(struct.pack("<I", 40 * MEGABYTE + 7), at)
    return bytes(data)


def deep(depth: int) -> str:
    return (
        f'<w:document xmlns:w="{W}"><w:body>'
        + "<w:sdt><w:sdtContent>" * depth
        + p(SENTENCE)
        + ("</w:sdtContent></w:sdt>" * depth + "</w:body></w:document>")
    )


def entities(name: str, value: str) -> str:
    return (
        f'<!DOCTYPE x [<!ENTITY {name} {value}>]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&{name};</w:t></w:r>'
        "</w:p></w:body></w:document>"
    )


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = entities("e", 'SYSTEM "file:///etc/passwd"')
CUT_OFF = f'<w:document xmlns:w="{W}"><w:body>{p(SENTENCE)}'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "bomb by ratio": (docx(p(SENTENCE), more={"word/media/a.bin": bytes(20 * MEGABYTE)}), "zip-bomb"),
    "bomb inside a bomb": (
        docx(p(SENTENCE), more={"word/embeddings/a.zip": zipped({"b": bytes(60 * MEGABYTE)}) * 40}),
        "understood",
    ),
    "many members": (docx(p(SENTENCE), more={f"word/{at}": b"" for at in range(MOST_MEMBERS)}), "zip-bomb"),
    "small words for a large body": (lying_bomb(), "damaged"),
    "more stated than there is": (lying(lambda size: size + 1000), "damaged"),
    "less stated than there is": (lying(lambda size: size - 10), "damaged"),
    "path upwards": (with_member(zipfile.ZipInfo("../../etc/cron.d/x")), "unsafe-archive"),
    "path from the root": (with_member(zipfile.ZipInfo("/etc/passwd")), "unsafe-archive"),
    "path of Windows": (with_member(zipfile.ZipInfo("..\\..\\x.exe")), "unsafe-archive"),
    "drive of Windows": (with_member(zipfile.ZipInfo("C:/x.exe")), "unsafe-archive"),
    "link": (linked(), "unsafe-archive"),
    "encrypted members": (locked(), "encrypted"),
    "billion laughs": (docx("", more={"word/document.xml": BILLION}), "xml-entities"),
    "external entity": (docx("", more={"word/document.xml": OUTSIDE}), "xml-entities"),
    "entity in UTF-16": (
        docx("", more={"word/document.xml": entities("e", '"x"').encode("utf-16")}), "xml-entities",
    ),
    "entity of the network": (
        docx("", more={"word/document.xml": entities("e", 'SYSTEM "http://192.0.2.1/x"')}), "xml-entities",
    ),
    "depth of 30,000": (docx("", more={"word/document.xml": deep(15_000)}), "damaged"),
    "body cut off": (docx("", more={"word/document.xml": CUT_OFF}), "damaged"),
    "no body": (zipped({"[Content_Types].xml": "<Types>wordprocessingml.document.main</Types>"}), "damaged"),
    "file cut off": (GOOD[: len(GOOD) // 2], "damaged"),
    "empty archive": (zipped({}), "archive"),
    "archive of texts": (zipped({"a.txt": "One.", "b/c.html": "<p>Two."}), "archive"),
    "only pictures": (docx("<w:p><w:r><w:drawing><a><blip/></a></w:drawing></w:r></w:p>"), "no-text"),
    "no words": (docx(p() + p()), "no-text"),
    "spine out of the book": (
        epub(xhtml(f"<p>{SENTENCE}</p>"), more={"book/content.opf": '<package><manifest><item id="a" '
        'href="../../../etc/passwd" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>"}), "damaged",
    ),
    "ODT with entities": (odt("", more={"content.xml": BILLION}), "xml-entities"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "other-format"),
    "Word with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted",
    ),
    "Word as one XML": (
        b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',
        "other-format",
    ),
    "flat OpenDocument": (b'<?xml version="1.0"?>\n<office:document xmlns:office="x">', "other-format"),
    "web archive": (b"From: <Saved by Blink>\nMIME-Version: 1.0\n\n<html>", "other-format"),
    "RTF": (rb"{\rtf1\ansi Joint Statement}", "other-format"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_package_is_refused_with_a_sentence(name: str) -> None:
    data, code = HOSTILE[name]
    if code == "understood":
        assert understand(data, filename="a.docx").text == SENTENCE
    else:
        assert refusal_of(data).code == code


def test_a_part_that_stands_twice_is_refused() -> None:
    assert refusal_of(twice()).code == "damaged"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "an Excel table (XLSX)"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "PowerPoint"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "an Excel table (XLSM)"),
    ],
)
def test_other_office_files_are_refused_by_name_whatever_they_are_called(kind: str, words: str) -> None:
    types = f'<Types><Override ContentType="{kind}"/></Types>'
    for filename in ("a.docx", "a.txt", "a.pdf"):
        refusal = refusal_of(zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<x/>"}), filename)
        assert refusal.code == "other-format"
        assert words in refusal.sentence


def test_open_document_tables_are_refused_by_name() -> None:
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
    assert "an OpenDocument table (ODS)" in refusal_of(data, "a.odt").sentence


def test_content_decides_and_not_the_name() -> None:
    statement = understand(GOOD, filename="a.txt")
    assert statement.text == f"Joint Statement\n\n{SENTENCE}"
    assert understand(GOOD, filename="page.html").text == statement.text
    assert understand(f"Joint Statement\n\n{SENTENCE}".encode(), filename="a.docx").text == statement.text


def test_macros_are_told_and_never_opened() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = docx(p("Joint Statement") + p(SENTENCE), main_type=kind, more={"word/vbaProject.bin": b"\0" * 100})
    statement = understand(data, filename="a.docm")
    assert statement.text == f"Joint Statement\n\n{SENTENCE}"
    assert [warning.code for warning in statement.warnings] == ["macros"]
    assert "macros; they were neither read nor run" in statement.stages[0].sentence


def test_forty_thousand_attributes_are_read() -> None:
    many = " ".join(f'a{at}="x"' for at in range(40_000))
    body = f"<w:p {many}><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
    assert understand(docx(body), filename="a.docx").text == SENTENCE


def test_a_part_is_never_held_beyond_its_limit() -> None:
    data = zipped({"a.xml": bytes(MOST_OF_ONE + 1)}, stored=("a.xml",))
    with pytest.raises(CannotUnderstand) as refusal:
        Package(data, wanted="a file").read("a.xml")
    assert refusal.value.code == "zip-bomb"


def test_hostile_packages_are_refused_in_the_child_too(tmp_path: Path) -> None:
    for name in ("bomb by ratio", "billion laughs", "depth of 30,000"):
        data, code = HOSTILE[name]
        path = tmp_path / "handed-in"
        path.write_bytes(data)
        with pytest.raises(CannotUnderstand) as refusal:
            understand_in_child(path, "a.docx")
        assert refusal.value.code == code
    assert sorted(tmp_path.iterdir()) == [tmp_path / "handed-in"]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([GOOD, odt(f"<text:p>{SENTENCE}</text:p>"), epub(xhtml(f"<p>{SENTENCE}</p>"))]), st.data())
def test_any_damage_is_understood_or_refused(good: bytes, data: st.DataObject) -> None:
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        statement = understand(bytes(broken), filename="a.docx")
    except CannotUnderstand as refusal:
        assert refusal.sentence.endswith(".")
        return
    assert statement.text.strip()
