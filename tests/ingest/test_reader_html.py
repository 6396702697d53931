"""Pages: notes with their references, details and links at the ends, tables whose cells hold several lines."""

from __future__ import annotations

from statements.ingest.parsed import ParsedStatement
from tests.ingest.texts import parsed_from

HEAD = "<html><head><title>Joint Statement of Norway and Finland on Ice</title></head><body>"
TITLE = "<h1>Joint Statement of Norway and Finland on Ice</h1>"


def page(body: str) -> ParsedStatement:
    return parsed_from(HEAD + body + "</body></html>", filename="page.html")


def rows(parsed: ParsedStatement) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.marker, block.text) for block in parsed.blocks]


def test_notes_are_footnotes_and_their_references_stay_in_the_text() -> None:
    parsed = page(
        TITLE + "<p>The sides share a centre.<sup><a href='#fn1' id='ref1'>1</a></sup> They pay for it.</p>"
        "<p>They share a boat.<a href='#n2' name='r2'>[2]</a></p>"
        "<p id='fn1'><sup>1</sup> It stands in Oslo. <a href='#ref1'>↩</a></p>"
        "<p><a href='#r2' name='n2'>[2]</a> It is called Aurora.</p>"
    )
    assert rows(parsed)[1:] == [
        ("paragraph", None, "The sides share a centre.[1] They pay for it."),
        ("paragraph", None, "They share a boat.[2]"),
        ("footnote", "[1]", "It stands in Oslo."),
        ("footnote", "[2]", "It is called Aurora."),
    ]


def test_a_link_within_the_page_that_is_no_figure_makes_no_note() -> None:
    parsed = page(
        TITLE + "<p>See <a href='#more'>the second part</a> of it.</p><p id='more'>The second part is this.</p>"
    )
    assert rows(parsed)[1:] == [
        ("paragraph", None, "See the second part of it."), ("paragraph", None, "The second part is this."),
    ]  # fmt: skip


def test_lines_of_links_and_details_at_the_ends_are_left_out_with_the_date_they_state() -> None:
    parsed = page(
        "<p><a href='/'>Members</a> <a href='/s'>Search</a></p><ul><li>Press release</li><li>11 July 2018</li></ul>"
        + TITLE + "<p>The sides share a boat.</p><ul><li>It is red.</li><li>It is old.</li></ul>"
        "<p><a href='/2'>The minister visits a harbour</a></p>"
    )  # fmt: skip
    assert rows(parsed)[1:] == [
        ("paragraph", None, "The sides share a boat."), ("bullet", "•", "It is red."), ("bullet", "•", "It is old."),
    ]  # fmt: skip
    assert (parsed.date_published, parsed.date_signed) == ("2018-07-11", None)


def test_links_inside_the_text_are_text() -> None:
    parsed = page(
        TITLE + "<p>The sides met.</p><p><a href='/charter'>The Charter of the Lakes</a></p><p>It binds them both.</p>"
    )
    assert [text for _, _, text in rows(parsed)][1:] == [
        "The sides met.", "The Charter of the Lakes", "It binds them both.",
    ]  # fmt: skip


def test_a_bare_day_above_the_heading_is_the_pages_and_one_below_it_the_statements() -> None:
    above, below = (
        page(f"<p>11 July 2018</p>{TITLE}<p>They met.</p>"),
        page(f"{TITLE}<p>11 July 2018</p><p>They met.</p>"),
    )
    assert (above.date_published, above.date_signed) == ("2018-07-11", None)
    assert (below.date_published, below.date_signed) == (None, "2018-07-11")


def test_the_name_of_the_site_is_no_part_of_a_title_that_stands_only_in_the_head() -> None:
    parsed = parsed_from(
        "<html><head><title>Joint Statement on Ice | The Council</title></head><body><p>The sides met and they agreed "
        "to count the ice of the lakes together every single winter.</p></body></html>",
        filename="page.html",
    )
    assert parsed.title == "Joint Statement on Ice"


def test_cells_of_several_lines_make_one_row() -> None:
    parsed = page(
        TITLE
        + "<p>Works:</p><table><tr><th>Port</th><th>Work</th></tr><tr><td>Turku</td><td><p>Dredging.</p><p>Lights."
        "</p></td></tr><tr><td>Oslo</td><td>Quays<br>and cranes</td></tr></table><p>They begin in May.</p>"
    )
    assert [text for kind, _, text in rows(parsed) if kind == "table"] == [
        "Port\tWork", "Turku\tDredging. Lights.", "Oslo\tQuays and cranes",
    ]  # fmt: skip


def test_what_a_page_prints_of_itself_below_its_heading_is_left_out() -> None:
    parsed = page(
        TITLE
        + "<p>16 May 2024</p><div>Oslo, The Castle</div><span>Statements and Releases</span><p>Print</p><p>Begin Text:"
        "</p><p>The sides met.</p><p>Print runs of the text are kept in both capitals.</p><p>End Text.</p>"
    )
    assert [(kind, text) for kind, _, text in rows(parsed)][1:] == [
        ("dateline", "16 May 2024"), ("dateline", "Oslo, The Castle"), ("paragraph", "The sides met."),
        ("paragraph", "Print runs of the text are kept in both capitals."),
    ]  # fmt: skip
    assert (parsed.place, parsed.date_signed) == ("Oslo, The Castle", "2024-05-16")
