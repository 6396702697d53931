"""OpenDocument texts: list numbers, headings, notes, tracked changes, tables, hidden words."""

from __future__ import annotations

import re

import pytest

from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement
from statements.ingest.readers.odt import read_odt
from statements.ingest.understand import understand
from tests.ingest.office import SENTENCE, odt
from tests.ingest.texts import SAMPLES, lines_told_wrong, understood

LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" '
    'style:num-suffix=")"/><text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/>'
    '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="•"/></text:list-style><text:list-style style:name="C"><text:list-level-style-number '
    'text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>'
)


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    rows = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{rows}</text:list>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


def read(body: str, automatic: str = LISTS) -> list[str]:
    return [line.text for line in read_odt(odt(body, automatic=automatic)).lines]


def parsed(body: str, automatic: str = LISTS, styles: str = "") -> ParsedStatement:
    return understand(odt(body, automatic=automatic, styles=styles), filename="handed-in.odt")


def made_from(text: str) -> bytes:
    """The sample as a word processor stores it: a title, one numbered list that is interrupted, paragraphs."""
    rows = [row.strip() for row in text.split("\n") if row.strip()]
    body = [p(rows[0], "Title")]
    numbered = 0
    for row in rows[1:]:
        words = row.replace("&", "&amp;")
        number = re.match(r"\d+\. ", row)
        if number:
            numbered += 1
            going_on = 'text:continue-numbering="true"' if numbered > 1 else ""
            body.append(listed(p(words[number.end() :]), more=going_on))
        else:
            body.append(p(words))
    return odt("".join(body), automatic=LISTS)


@pytest.mark.parametrize("name", ["2008-joint-statement.txt", "2022-digest.txt"])
def test_odt_of_a_sample_has_the_blocks_of_its_text(name: str) -> None:
    plain = understood(SAMPLES / name)
    kept = {number for block in plain.blocks for number in range(block.first_line, block.last_line + 1)}
    lines = (SAMPLES / name).read_text(encoding="utf-8").split("\n")
    text = "\n".join(line for number, line in enumerate(lines, start=1) if number in kept)
    opened = understand(made_from(text), filename="sample.odt")
    assert [(block.address, block.marker, block.text) for block in opened.blocks] == [
        (block.address, block.marker, " ".join(block.text.split(" "))) for block in plain.blocks
    ]
    assert (opened.title, opened.date_signed, opened.parties) == (plain.title, plain.date_signed, plain.parties)


def test_numbers_of_nested_lists() -> None:
    inner = listed(p("a"), p("b") + listed(p("deep"), p("deeper")))
    assert read(listed(p("one") + inner, p("two"), p("three") + listed(p("again")))) == [
        "1. one", "(a) a", "(b) b", "1.b.1 deep", "1.b.2 deeper", "2. two", "3. three", "(a) again",
    ]  # fmt: skip


def test_lists_start_anew_unless_they_continue() -> None:
    body = listed(p("one"), p("two")) + p("between") + listed(p("three"), more='text:continue-numbering="true"')
    body += listed(p("one again")) + '<text:list text:style-name="L1"><text:list-item text:start-value="7">'
    body += f"{p('seven')}</text:list-item></text:list>" + listed(p("甲"), style="C") + listed(p("point"), style="B")
    assert read(body) == [
        "1. one", "2. two", "between", "3. three", "1. one again", "7. seven", "一、 甲", "• point",
    ]  # fmt: skip


def test_headings_notes_and_tracked_changes() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>old words</text:p>'
        '</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
        "</text:changed-region></text:tracked-changes>"
    )
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>"
    note += "</text:note-body></text:note>"
    body = f'{changes}<text:h text:outline-level="1">Joint Statement</text:h>' + p(SENTENCE + note)
    body += p('The sides <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>new words.')
    statement = parsed(body)
    assert [(block.kind, block.text) for block in statement.blocks] == [
        ("title", "Joint Statement"),
        ("paragraph", SENTENCE + "[1]"),
        ("paragraph", "The sides new words."),
        ("footnote", "A note."),
    ]
    assert [(entry.reason, entry.text) for entry in statement.dropped] == [("deleted in tracked changes", "old words")]
    assert [warning.code for warning in statement.warnings] == ["tracked-insertion", "tracked-deletion"]
    assert lines_told_wrong(list(statement.lines), statement) == []


def test_spaces_breaks_remarks_and_hidden_words() -> None:
    hidden = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = p(f"{SENTENCE}\n   Two<text:s text:c='2'/>spaces.<text:line-break/>Next<text:tab/>line")
    body += p('Seen <text:span text:style-name="H">unseen</text:span><office:annotation><text:p>Why?</text:p>'
              "</office:annotation>words.")  # fmt: skip
    source = read_odt(odt(body, automatic=hidden))
    assert [(line.text, line.reason) for line in source.lines] == [
        (f"{SENTENCE} Two  spaces.", ""),
        ("Next\tline", ""),
        ("Seen words.", ""),
        ("unseen", "hidden text of the file"),
        ("Why?", "comment of the file"),
    ]


def test_tables_and_heads_of_pages() -> None:
    def row(*cells: str) -> str:
        return (
            "<table:table-row>"
            + "".join(f"<table:table-cell>{p(c)}</table:table-cell>" for c in cells)
            + ("</table:table-row>")
        )

    head = "<office:master-styles><style:master-page><style:header><text:p>Draft</text:p></style:header>"
    head += "</style:master-page></office:master-styles>"
    body = p(SENTENCE) + f"<table:table>{row('Year', 'Sum')}{row('2001', '5')}</table:table>"
    source = read_odt(odt(body, styles=head))
    assert [(line.text, line.hint, line.reason) for line in source.lines] == [
        (SENTENCE, "", ""),
        ("Year\tSum", "row", ""),
        ("2001\t5", "row", ""),
        ("Draft", "chrome", "running head"),
    ]


def test_encrypted_odt_is_refused() -> None:
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
    manifest += "<m:encryption-data/></m:file-entry></m:manifest>"
    with pytest.raises(CannotUnderstand) as refusal:
        understand(odt(p(SENTENCE), more={"META-INF/manifest.xml": manifest}), filename="a.odt")
    assert refusal.value.code == "encrypted"


@pytest.mark.parametrize("level", ["-5", "0", "99999", "one"])
def test_headings_of_no_sane_level_are_headings(level: str) -> None:
    outline = "<text:outline-style><text:outline-level-style text:level='1' style:num-format='1'/></text:outline-style>"
    body = f'<text:h text:outline-level="{level}">Trade</text:h>{p(SENTENCE)}'
    lines = read_odt(odt(body, styles=outline)).lines
    assert [line.hint for line in lines] == ["heading", ""]
