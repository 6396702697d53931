"""Word files: numbers as Word prints them, tracked changes, notes, tables, and what is left out with its reason."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement
from statements.ingest.readers.docx import read_docx
from statements.ingest.readers.numerals_printed import printed_number
from statements.ingest.understand import understand
from tests.ingest.office import SENTENCE, docx, item, level, numbering, p, word_part
from tests.ingest.texts import CORPUS, SAMPLES, lines_told_wrong, understood

STYLES = word_part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>',
)
DECIMAL = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)")


def read(body: str, **parts: str) -> list[str]:
    return [line.text for line in read_docx(docx(body, styles=STYLES, **parts)).lines]


def parsed(body: str, **parts: str) -> ParsedStatement:
    return understand(docx(body, styles=STYLES, **parts), filename="handed-in.docx")


def left_out(statement: ParsedStatement) -> list[tuple[str, str]]:
    return [(entry.reason, entry.text) for entry in statement.dropped]


def made_with_word(text: str) -> bytes:
    """The sample as people type it: a title style, headings, and numbers from the list button."""
    import docx as python_docx

    document = python_docx.Document()
    rows = [row.strip() for row in text.split("\n") if row.strip()]
    for at, row in enumerate(rows):
        number = re.match(r"\d+\. ", row)
        if at == 0:
            document.add_heading(row, level=0)
        elif number:
            document.add_paragraph(row[number.end() :], style="List Number")
        else:
            document.add_paragraph(row)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["2008-joint-statement.txt", "2022-digest.txt"])
def test_docx_of_a_sample_has_the_blocks_of_its_text(name: str) -> None:
    plain = understood(SAMPLES / name)
    kept = {number for block in plain.blocks for number in range(block.first_line, block.last_line + 1)}
    lines = (SAMPLES / name).read_text(encoding="utf-8").split("\n")
    text = "\n".join(line for number, line in enumerate(lines, start=1) if number in kept)
    word = understand(made_with_word(text), filename=name.replace(".txt", ".docx"))
    assert [(block.address, block.marker, block.text) for block in word.blocks] == [
        (block.address, block.marker, block.text) for block in plain.blocks
    ]
    assert (word.title, word.date_signed, word.parties) == (plain.title, plain.date_signed, plain.parties)


def test_docx_of_the_corpus_has_the_addresses_of_its_text() -> None:
    for path in sorted(CORPUS.glob("*.docx")):
        word, plain = understood(path), understood(path.with_suffix(".txt"))
        assert [(block.address, block.kind, " ".join(block.text.split())) for block in word.blocks] == [
            (block.address, block.kind, " ".join(block.text.split())) for block in plain.blocks
        ]


def test_numbers_are_printed_as_word_counts_them() -> None:
    body = item("one") + item("a", 1, 1) + item("b", 1, 1) + item("i", 1, 2) + item("two") + item("again", 1, 1)
    body += p("between") + item("three")
    assert read(body, numbering=numbering(DECIMAL)) == [
        "1. one", "(a) a", "(b) b", "(i) i", "2. two", "(a) again", "between", "3. three",
    ]  # fmt: skip


def test_two_lists_of_one_kind_count_on_unless_one_starts_anew() -> None:
    nums = '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>'
    nums += '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    nums += "</w:lvlOverride></w:num>"
    body = item("one") + item("two", 8) + item("five", 9) + item("six", 9) + item("seven")
    assert read(body, numbering=numbering(DECIMAL, nums=nums)) == [
        "1. one", "2. two", "5. five", "6. six", "7. seven",
    ]  # fmt: skip


def test_numbers_of_many_levels_and_kinds() -> None:
    levels = level(0, "upperRoman", "Part %1") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    chinese = level(0, "chineseCounting", "%1、", more='<w:suff w:val="nothing"/>')
    body = item("x") + item("y", 1, 1) + item("z", 1, 1) + item("w") + item("甲", 2) + item("乙", 2)
    assert read(body, numbering=numbering(levels, chinese)) == [
        "Part I x", "1.1 y", "1.2 z", "Part II w", "一、甲", "二、乙",
    ]  # fmt: skip


def test_a_level_restarts_only_after_the_level_it_names() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    body = item("A") + item("one", 1, 1) + item("B") + item("two", 1, 1)
    assert read(body, numbering=numbering(levels)) == ["I. A", "1. one", "II. B", "2. two"]


def test_numbers_of_a_style_and_numbers_taken_away() -> None:
    away = p("plain", style="Numbered", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = p("one", style="Numbered") + away + p("two", style="Numbered")
    assert read(body, numbering=numbering(DECIMAL)) == ["1. one", "plain", "2. two"]


def test_a_list_linked_to_a_list_style() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Look"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8"><w:styleLink w:val="Look"/>{DECIMAL}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    )
    assert read(item("one", 7) + item("two", 7), numbering=word_part("numbering", linked)) == ["1. one", "2. two"]


def test_bullets_of_symbol_fonts_are_the_signs_they_show() -> None:
    lists = level(0, "bullet", "\uf0b7") + level(1, "bullet", "\uf0a7") + level(2, "bullet", " ")
    body = item("one") + item("two", 1, 1) + item("three", 1, 2)
    assert read(body, numbering=numbering(lists)) == ["• one", "▪ two", "three"]


def test_empty_numbered_paragraphs_count_and_are_told() -> None:
    statement = parsed(item("one") + item("") + item("three " + SENTENCE), numbering=numbering(DECIMAL))
    assert left_out(statement) == [("list number without words", "2.")]
    assert read_docx(docx(item("one") + item("") + item("x"), numbering=numbering(DECIMAL))).printed == [
        "1. one", "2.", "3. x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", "1 12 27 105"),
        ("lowerLetter", "a l aa aaaaa"),
        ("upperRoman", "I XII XXVII CV"),
        ("chineseCounting", "一 十二 二十七 一百零五"),
        ("chineseLegalSimplified", "壹 壹拾贰 贰拾柒 壹佰零伍"),
        ("ideographDigital", "一 一二 二七 一〇五"),
        ("ordinal", "1st 12th 27th 105th"),
        ("decimalEnclosedCircle", "① ⑫ ㉗ 105"),
        ("russianLower", "а м ю хххх"),
        ("decimalZero", "01 12 27 105"),
        ("unheardOf", "1 12 27 105"),
    ],
)
def test_number_formats(form: str, printed: str) -> None:
    assert [printed_number(value, form) for value in (1, 12, 27, 105)] == printed.split()


def test_tracked_changes_are_accepted_and_told() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    gone = "<w:r><w:delText>{}</w:delText></w:r>"
    changed = (
        "<w:p>" + run.format("The sides ") + "<w:ins>" + run.format("now ") + "</w:ins><w:del>" + gone.format("may ")
        + "</w:del>" + run.format("agree.") + "<w:moveFrom>" + run.format("Away.") + "</w:moveFrom></w:p>"
    )  # fmt: skip
    statement = parsed(p(SENTENCE) + changed)
    assert [block.text for block in statement.blocks] == [SENTENCE, "The sides now agree."]
    assert left_out(statement) == [("deleted in tracked changes", "may"), ("moved away in tracked changes", "Away.")]
    assert [(warning.code, warning.first_line) for warning in statement.warnings] == [
        ("tracked-insertion", 2), ("tracked-deletion", 3), ("tracked-deletion", 4),
    ]  # fmt: skip


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    first = '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>'
    assert read(first + p("and two.") + p("Three.")) == ["One and two.", "Three."]


def test_notes_come_after_the_text_with_their_marks() -> None:
    body = f'<w:p><w:r><w:t>{SENTENCE}</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    body += f'<w:p><w:r><w:t>{SENTENCE} Again.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{p("Second.")}</w:footnote><w:footnote w:id="3">{p("First.")}</w:footnote>'
    statement = parsed(p("Joint Statement") + body, footnotes=word_part("footnotes", notes))
    assert [(block.kind, block.marker, block.text) for block in statement.blocks[1:]] == [
        ("paragraph", None, f"{SENTENCE}[1]"),
        ("paragraph", None, f"{SENTENCE} Again.[2]"),
        ("footnote", "[1]", "First."),
        ("footnote", "[2]", "Second."),
    ]


def test_what_is_no_text_is_left_out_with_its_reason() -> None:
    body = p("Contents 1", style="TOC1") + p(SENTENCE) + p("secret", run="<w:vanish/>")
    body += p("also secret", run='<w:rStyle w:val="Gone"/>')
    statement = parsed(
        body,
        header=word_part("hdr", p("Draft of May")),
        footer=word_part("ftr", p("Page 1")),
        comments=word_part("comments", f'<w:comment w:id="0">{p("Is this right?")}</w:comment>'),
    )
    assert [block.text for block in statement.blocks] == [SENTENCE]
    assert left_out(statement) == [
        ("table of contents", "Contents 1"),
        ("hidden text of the file", "secret"),
        ("hidden text of the file", "also secret"),
        ("comment of the file", "Is this right?"),
        ("running head", "Draft of May"),
        ("running foot", "Page 1"),
    ]


def test_words_in_wrappers_are_read_once() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{run.format('A link ')}</w:hyperlink><w:sdt><w:sdtContent>{run.format('inside.')}"
        "</w:sdtContent></w:sdt></w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r>'
        f'<w:fldChar w:fldCharType="separate"/></w:r>{run.format("A field.")}<w:r><w:fldChar w:fldCharType="end"/>'
        "</w:r></w:p>"
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        f"</w:r>{run.format('Beside the box.')}</w:p>"
    )
    assert read(body) == ["In a control.", "A link inside.", "A field.", "Beside the box.", "In the box."]


def test_signs_that_are_not_letters() -> None:
    body = (
        "<w:p><w:r><w:t>co</w:t><w:softHyphen/><w:t>operation on non</w:t><w:noBreakHyphen/><w:t>use</w:t><w:tab/>"
        '<w:t>x</w:t><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Times" w:char="00E9"/></w:r></w:p>'
    )
    assert read(body) == ["cooperation on non\u2011use\tx•é"]


def test_manual_line_breaks_make_lines_and_two_make_a_gap() -> None:
    body = "<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t><w:br/><w:br/><w:t>Three</w:t></w:r></w:p>"
    lines = read_docx(docx(body)).lines
    assert [(line.first, line.text, line.gap) for line in lines] == [
        (1, "One", True), (2, "Two", False), (3, "Three", True),
    ]  # fmt: skip


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_tables_of_data_are_rows_and_of_layout_are_text() -> None:
    body = p(SENTENCE) + table((p("Year"), p("Sum")), (p("2001"), p("5"))) + table((p("In a frame.") + p("Twice."),))
    lines = read_docx(docx(body)).lines
    assert [(line.text, line.hint) for line in lines] == [
        (SENTENCE, ""), ("Year\tSum", "row"), ("2001\t5", "row"), ("In a frame.", ""), ("Twice.", ""),
    ]  # fmt: skip


def test_signatures_in_a_table_are_read_down_their_columns() -> None:
    signed = table(
        (
            p("For the Government of Ghana") + p("Kofi Mensah") + p("President"),
            p("For the Government of Togo") + p("Ama Agbo") + p("Minister of Water"),
        )
    )
    statement = parsed(p("Joint Statement") + p(SENTENCE) + p(SENTENCE + " So it is.") + signed)
    assert [block.text for block in statement.blocks if block.kind == "signature"] == [
        "For the Government of Ghana\nKofi Mensah\nPresident",
        "For the Government of Togo\nAma Agbo\nMinister of Water",
    ]
    assert [row.party for row in statement.signatories] == ["GHA", "TGO"]


def test_headings_by_style_in_any_language_of_word() -> None:
    body = p("A Title", style="Titel") + p("Part", style="berschrift1") + p(SENTENCE) + p("Other part", style="Mine")
    body += p(SENTENCE) + p("Outlined", properties='<w:outlineLvl w:val="1"/>') + p(SENTENCE)
    lines = read_docx(docx(body, styles=STYLES)).lines
    assert [(line.text, line.level) for line in lines if line.hint == "heading"] == [
        ("A Title", 1), ("Part", 2), ("Other part", 2), ("Outlined", 3),
    ]  # fmt: skip


def test_strict_word_files_are_read() -> None:
    strict = docx(
        "",
        more={
            "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p>'
            f"<w:r><w:t>{SENTENCE}</w:t></w:r></w:p></w:body></w:document>"
        },
    )
    assert [line.text for line in read_docx(strict).lines] == [SENTENCE]


def test_every_line_of_a_word_file_is_in_one_place() -> None:
    body = p("Joint Statement") + p() + p(SENTENCE) + p("secret", run="<w:vanish/>") + item("one") + item("two")
    body += table((p("Year"), p("Sum")), (p("2001"), p("5"))) + p(SENTENCE)
    statement = parsed(body, numbering=numbering(DECIMAL), header=word_part("hdr", p("Head")))
    assert statement.lines == (
        "Joint Statement", SENTENCE, "secret", "1. one", "2. two", "Year\tSum", "2001\t5", SENTENCE, "Head",
    )  # fmt: skip
    assert lines_told_wrong(list(statement.lines), statement) == []


def test_a_list_of_one_and_a_list_that_begins_late_are_lists() -> None:
    lists = numbering(level(0, "decimal", "%1.", start=12), level(0, "lowerLetter", "(%1)"), level(0, "bullet", "-"))
    body = p("Joint Statement") + p(SENTENCE) + item(f"Twelve. {SENTENCE}") + item(f"One letter. {SENTENCE}", 2)
    statement = parsed(body + item(f"One dash. {SENTENCE}", 3), numbering=lists)
    assert [(block.address, block.kind, block.marker) for block in statement.blocks[2:]] == [
        ("12.1", "item", "12."),
        ("12.a", "item", "(a)"),
        ("12.2", "bullet", "-"),
    ]


WORDS = st.text(alphabet="abc déжя中文. ", min_size=1, max_size=30)
PIECES = st.one_of(
    WORDS.map(p),
    WORDS.map(lambda words: item(words)),
    WORDS.map(lambda words: item(words, 1, 1)),
    WORDS.map(lambda words: p(words, run="<w:vanish/>")),
    WORDS.map(lambda words: p(words, run="<w:b/>")),
    WORDS.map(lambda words: p(words, style="TOC1")),
    WORDS.map(lambda words: f"<w:p><w:del><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p>"),
    WORDS.map(lambda words: f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"),
    WORDS.map(lambda words: f"<w:p><w:r><w:t>{words}</w:t><w:br/><w:t>{words}</w:t></w:r></w:p>"),
    st.lists(WORDS, min_size=4, max_size=4).map(lambda c: table((p(c[0]), p(c[1])), (p(c[2]), p(c[3]) + p(c[0])))),
    WORDS.map(lambda words: f"<w:sdt><w:sdtContent>{p(words)}</w:sdtContent></w:sdt>"),
    st.just(p()),
)


@settings(deadline=None, max_examples=80)
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_no_word_of_a_word_file_is_lost(pieces: list[str]) -> None:
    body = "".join(pieces)
    words = Counter("".join("".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", body)).split()))
    try:
        statement = parsed(body, numbering=numbering(DECIMAL))
    except CannotUnderstand as refusal:
        assert refusal.code == "no-text"
        return
    parts = [f"{block.marker or ''}{block.text}" for block in statement.blocks]
    parts += [entry.text for entry in statement.dropped]
    kept = Counter("".join("".join(parts).split()))
    assert words - kept == Counter()
    # What the reader writes itself: the numbers that Word prints.
    assert set(kept - words) <= set("0123456789.()abcdefghijklmnopqrstuvwxyz")
    assert lines_told_wrong(list(statement.lines), statement) == []
