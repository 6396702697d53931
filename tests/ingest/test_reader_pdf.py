"""PDF files: paragraphs put together from their lines, running heads left out, scans and hostile files refused."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from statements.ingest.child import understand_in_child
from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement
from statements.ingest.readers.pdf import read_pdf
from statements.ingest.readers.pdf_lines import letters
from statements.ingest.understand import understand
from tests.ingest.office import SENTENCE
from tests.ingest.texts import CORPUS, SAMPLES, lines_told_wrong, understood

Canvases = Callable[[Canvas], None]


def typeset(
    rows: Sequence[str],
    *,
    columns: int = 1,
    indent: float = 0,
    gap: float = 6,
    justified: bool = False,
    size: float = 11,
) -> bytes:
    """Paragraphs as a ministry sets them, with a running head and page numbers; the first row is the title."""
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=size, leading=1.25 * size, spaceAfter=gap, firstLineIndent=indent,
        alignment=4 if justified else 0,
    )  # fmt: skip
    title = ParagraphStyle("title", parent=body, fontName="Times-Bold", fontSize=16, leading=20, spaceAfter=10)

    def around(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 810, "Ministry of Foreign Affairs")
        canvas.drawCentredString(297, 30, f"- {document.page} -")

    width, height = (A4[0] - 120) / columns, A4[1] - 130
    frames = [Frame(60 + at * width, 60, width - 10, height) for at in range(columns)]
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=around))
    document.build([Paragraph(escape(row), title if at == 0 else body) for at, row in enumerate(rows)])
    return out.getvalue()


def drawn(*pages: Canvases, encrypt: StandardEncryption | None = None) -> bytes:
    """Pages drawn by hand."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=encrypt)
    for page in pages:
        canvas.setFont("Times-Roman", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, top: float = 750, pitch: float = 14, x: float = 72) -> Canvases:
    def draw(canvas: Canvas) -> None:
        for at, text in enumerate(texts):
            canvas.drawString(x, top - at * pitch, text)

    return draw


def together(*parts: Canvases) -> Canvases:
    return lambda canvas: [part(canvas) for part in parts] and None


def read(data: bytes) -> list[str]:
    return [line.text for line in read_pdf(data).lines if line.hint != "chrome"]


def refusal_of(data: bytes) -> CannotUnderstand:
    with pytest.raises(CannotUnderstand) as refusal:
        understand(data, filename="handed-in.pdf")
    assert refusal.value.sentence.endswith(".")
    assert "The original was kept as it came." in refusal.value.sentence
    return refusal.value


def kept_lines(path: Path, parsed: ParsedStatement) -> list[str]:
    kept = {number for block in parsed.blocks for number in range(block.first_line, block.last_line + 1)}
    rows = path.read_text(encoding="utf-8").split("\n")
    return [" ".join(row.split()) for number, row in enumerate(rows, start=1) if number in kept and row.strip()]


def recall(data: bytes, rows: Sequence[str]) -> float:
    parsed = understand(data, filename="a.pdf")
    got = {" ".join(f"{block.marker or ''} {block.text}".split()) for block in parsed.blocks}
    got |= {line for block in parsed.blocks for line in block.text.split("\n")}
    return sum(row in got for row in rows) / len(rows)


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"justified": True, "gap": 3},
        {"justified": True, "gap": 0, "indent": 18},
        {"columns": 2, "size": 9},
    ],
    ids=["gaps", "justified", "indented", "columns"],
)
@pytest.mark.parametrize("name", ["2008-joint-statement.txt", "2022-digest.txt"])
def test_pdf_of_a_sample_has_its_paragraphs(name: str, look: dict[str, float]) -> None:
    rows = kept_lines(SAMPLES / name, understood(SAMPLES / name))
    signed = next((at for at, row in enumerate(rows) if row.startswith("(Signed)")), len(rows))
    data = typeset(rows[:signed], **look)  # type: ignore[arg-type]
    assert recall(data, rows[:signed]) == 1.0
    parsed = understand(data, filename="a.pdf")
    plain = understood(SAMPLES / name)
    same = len(parsed.blocks)
    assert [(block.address, block.marker) for block in parsed.blocks] == [
        (block.address, block.marker) for block in plain.blocks[:same]
    ]
    assert parsed.title == plain.title
    assert {entry.reason for entry in parsed.dropped} == {"running head", "page number"}
    assert lines_told_wrong(list(parsed.lines), parsed) == []


def test_pdf_of_the_corpus_has_its_paragraphs() -> None:
    for path in [path for name in ("w11*.txt", "w12*_fr.txt", "w24*.txt") for path in CORPUS.glob(name)]:
        # The font has no unbreakable hyphen.
        rows = [row.replace("\u2011", "-") for row in kept_lines(path, understood(path))]
        assert recall(typeset(rows), rows) == 1.0


def test_signatures_side_by_side_are_read_down_their_columns() -> None:
    body = lines("Joint Statement", "", SENTENCE, "", "The two sides will meet again in the autumn of next year.")
    left = lines("For the Government of Ghana", "Kofi Mensah", "President", top=600)
    right = lines("For the Government of Togo", "Ama Agbo", "Minister of Water", top=600, x=330)
    parsed = understand(drawn(together(body, left, right)), filename="a.pdf")
    assert [row.party for row in parsed.signatories] == ["GHA", "TGO"]


def test_columns_printed_line_by_line_are_read_one_after_the_other() -> None:
    words = [f"Paragraph {at} of the agreement speaks of rivers and roads." for at in range(1, 13)]
    halves = [(row[:36].strip(), row[36:].strip()) for row in words]
    left = [part for pair in halves[:6] for part in pair]
    right = [part for pair in halves[6:] for part in pair]

    def page(canvas: Canvas) -> None:
        canvas.drawString(180, 780, "Joint Statement of Ghana and Togo on All Their Rivers and Bridges")
        for at, (one, other) in enumerate(zip(left, right, strict=True)):
            y = 740 - 14 * at - 8 * (at // 2)
            canvas.drawString(72, y, one)
            canvas.drawString(320, y, other)

    assert read(drawn(page))[1:] == words


def test_words_divided_at_line_ends_are_put_together() -> None:
    page = lines(
        "The two sides agree that the good develop-",
        "ment of trade, of culture and of all non-",
        "governmental exchange is a long-term aim of coopera-",
        "tion, and that cooperation of this kind goes on.",
    )
    assert read(drawn(page)) == [
        "The two sides agree that the good development of trade, of culture and of all non-governmental exchange is "
        "a long-term aim of cooperation, and that cooperation of this kind goes on."
    ]
    assert "put together (2)" in understand(drawn(page), filename="a.pdf").stages[0].sentence


def test_formula_that_ends_two_pages_at_different_heights_is_no_running_foot() -> None:
    formula = "Both sides will meet again each year to look at the work done."
    first = lines("Joint statement of Japan and Australia", "1. Ports are opened.", formula)
    second = lines("2. Rails are laid along the coast.", "3. Bridges are built.", "4. Fish is counted.", formula)
    parsed = understand(drawn(first, second), filename="a.pdf")
    assert parsed.text.count(formula) == 2
    assert parsed.dropped == ()


def test_notes_at_the_foot_of_a_page_are_footnotes() -> None:
    def page(canvas: Canvas) -> None:
        lines("Joint Statement of Ghana and Togo", "", SENTENCE[:70], SENTENCE[70:])(canvas)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(72 + canvas.stringWidth(SENTENCE[70:], "Times-Roman", 11), 750 - 3 * 14 + 4, "1")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 80, "1 Counted in May of each year.")

    parsed = understand(drawn(page), filename="a.pdf")
    assert [(block.kind, block.marker, block.text) for block in parsed.blocks[1:]] == [
        ("paragraph", None, f"{SENTENCE}[1]"),
        ("footnote", "[1]", "Counted in May of each year."),
    ]


def test_letters_are_those_that_people_write() -> None:
    assert letters("signiﬁcance ⼈⺠ ﻣﺸﺘﺮك") == "significance 人民 مشترك"
    assert letters("١٢٠٢") == "٢٠٢١"


def test_a_page_without_text_among_others_is_told() -> None:
    data = drawn(lines("Joint Statement", "", SENTENCE), pictured)
    assert [(warning.code, warning.message[:10]) for warning in understand(data, filename="a.pdf").warnings] == [
        ("page-without-text", "Page 2 of ")
    ]


def pictured(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 500, 700)


def test_scans_are_recognised() -> None:
    refusal = refusal_of(drawn(pictured, pictured))
    assert refusal.code == "scan"
    assert "text recognition" in refusal.sentence


def test_empty_pages_are_refused() -> None:
    assert refusal_of(drawn(lambda canvas: canvas.rect(1, 1, 5, 5))).code == "no-text"


@pytest.mark.parametrize("strength", [40, 128])
def test_a_password_is_asked_for_in_words(strength: int) -> None:
    data = drawn(lines(SENTENCE), encrypt=StandardEncryption("secret", strength=strength))
    assert refusal_of(data).code == "encrypted"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_protection_without_a_password_for_readers_is_no_obstacle(algorithm: str) -> None:
    writer = PdfWriter(clone_from=BytesIO(drawn(lines("Joint Statement", "", SENTENCE))))
    writer.encrypt("", "owner", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    assert understand(out.getvalue(), filename="a.pdf").text == f"Joint Statement\n\n{SENTENCE}"
    writer = PdfWriter(clone_from=PdfReader(BytesIO(drawn(lines(SENTENCE)))))
    writer.encrypt("user", "owner", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    assert refusal_of(out.getvalue()).code == "encrypted"


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects; number 1 is the catalogue."""
    out = b"%PDF-1.7\n"
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    at = len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, at,
    )  # fmt: skip


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), more, content)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>"
ROOT = b"<</Type/Catalog/Pages 2 0 R>>"
ONE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
WORDS = b"BT /F 11 Tf 72 700 Td (The sides agree that water is used with care.) Tj ET "
HOSTILE = {
    "cut off": drawn(lines(SENTENCE))[:600],
    "only a head": b"%PDF-1.7\n%%EOF",
    "pages in a circle": raw(ROOT, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages beyond counting": raw(ROOT, b"<</Type/Pages/Kids[3 0 R]/Count 99999999>>", PAGE % b"", stream(b""), FONT),
    "bomb in a stream": raw(
        ROOT, ONE, PAGE % b"", stream(zlib.compress(WORDS + b" " * 60_000_000, 9), b"/Filter/FlateDecode"), FONT
    ),
    "bomb in a bomb": raw(
        ROOT, ONE, PAGE % b"",
        stream(zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9), b"/Filter[/FlateDecode/FlateDecode]"), FONT,
    ),
    "damaged stream": raw(
        ROOT, ONE, PAGE % b"", stream(b"\x78\x9c" + b"\x00garbage" * 40, b"/Filter/FlateDecode"), FONT
    ),
    "stream that is not there": raw(ROOT, ONE, PAGE % b""),
    "letters without names": raw(
        ROOT, ONE, PAGE % b"", stream(b"BT /F 11 Tf 72 700 Td (" + bytes(range(14, 28)) * 20 + b") Tj ET"), FONT
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pdf_is_refused_in_the_child(name: str, tmp_path: Path) -> None:
    path = tmp_path / "handed-in"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(CannotUnderstand) as refusal:
        understand_in_child(path, "a.pdf", seconds=10)
    assert refusal.value.code in (
        "damaged",
        "no-text",
        "too-large",
        "too-slow",
        "unreadable-letters",
        "too-much-memory",
    )
    assert refusal.value.sentence.endswith(".")


def test_forms_that_print_themselves_end() -> None:
    form = stream(WORDS + b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>"
                  b"/XObject<</X 6 0 R>>>>")  # fmt: skip
    data = raw(ROOT, ONE, PAGE % b"/XObject<</X 6 0 R>>", stream(b"/X Do"), FONT, form)
    try:
        assert "water is used with care" in understand(data, filename="a.pdf").text
    except CannotUnderstand as refusal:
        assert refusal.code == "damaged"


def test_scripts_and_addresses_in_a_pdf_are_never_followed() -> None:
    root = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\(1\\))>>/Names<</JavaScript<<"
    root += b"/Names[(a)<</S/JavaScript/JS(this.submitForm\\(2\\))>>]>>>>>>"
    data = raw(root, ONE, PAGE % b"", stream(WORDS), FONT)
    assert understand(data, filename="a.pdf").text == "The sides agree that water is used with care."


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_damage_is_understood_or_refused(data: st.DataObject) -> None:
    good = raw(ROOT, ONE, PAGE % b"", stream(zlib.compress(WORDS * 3), b"/Filter/FlateDecode"), FONT)
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert understand(bytes(broken), filename="a.pdf").text.strip()
    except CannotUnderstand as refusal:
        assert refusal.sentence.endswith(".")
