"""Short texts of many kinds and scripts: addresses, kinds, metadata, each looked at by eye when it was written."""

from __future__ import annotations

import pytest

from tests.ingest.texts import TEXTS, outline, parsed_from, understood

FRONT = [("title", "title"), ("dateline", "dateline")]
OUTLINES = {
    "zh-joint-statement.txt": [
        *FRONT, ("0.1", "paragraph"), ("pre.1", "formula"), ("1.1", "heading"), ("1.2", "item"), ("1.3", "item"),
        ("2.1", "heading"), ("2.2", "item"), ("2.3", "item"), ("2.4", "paragraph"), ("3.1", "heading"),
        ("3.2", "paragraph"), ("sig.1", "signature"), ("sig.2", "signature"),
    ],
    "ru-declaration.txt": [
        *FRONT, ("pre.1", "preamble"), ("pre.2", "preamble"), ("pre.3", "preamble"), ("pre.4", "formula"),
        ("h.1", "heading"), ("1.1", "item"), ("2.1", "item"), ("2.a", "item"), ("2.b", "item"), ("h.2", "heading"),
        ("3.1", "item"), ("3.2", "paragraph"), ("sig.1", "signature"), ("sig.2", "signature"),
    ],
    "ar-communique.txt": [
        *FRONT, ("pre.1", "preamble"), ("pre.2", "preamble"), ("pre.3", "formula"), ("1.1", "item"), ("2.1", "item"),
        ("2.2", "paragraph"), ("3.1", "item"),
    ],
    "articles.txt": [
        ("title", "title"), ("pre.1", "preamble"), ("pre.2", "preamble"), ("pre.3", "preamble"), ("pre.4", "formula"),
        ("1", "heading"), ("1.1", "paragraph"), ("1-1.1", "item"), ("1-2.1", "item"), ("2", "heading"),
        ("2.1", "paragraph"), ("2-1.1", "item"), ("2-2.1", "item"), ("2-2.a", "item"), ("2-2.b", "item"),
        ("2-2.c", "item"), ("2-3.1", "item"), ("3", "heading"), ("3.1", "paragraph"), ("3.2", "paragraph"),
        ("dateline", "dateline"), ("sig.1", "signature"), ("sig.2", "signature"), ("annex.1", "annex"),
        ("annex.1.h.1", "heading"), ("annex.1.1.1", "item"), ("annex.1.2.1", "item"),
    ],
    "roman-parts.txt": [
        *FRONT, ("0.1", "paragraph"), ("h.1", "heading"), ("1.1", "item"), ("2.1", "item"), ("h.2", "heading"),
        ("3.1", "item"), ("3.2", "paragraph"), ("4.1", "item"), ("h.3", "heading"), ("5.1", "item"), ("6.1", "item"),
    ],
    "restarting.txt": [
        *FRONT, ("1", "heading"), ("1-1.1", "item"), ("1-2.1", "item"), ("2", "heading"), ("2-1.1", "item"),
        ("2-2.1", "item"), ("2-3.1", "item"), ("3", "heading"), ("3-1.1", "item"), ("3-2.1", "item"),
    ],
    "decimals.txt": [
        ("title", "title"), ("1", "heading"), ("1.1", "item"), ("1.2", "item"), ("1.2-2", "paragraph"),
        ("2", "heading"), ("2.1", "item"), ("2.2", "item"),
    ],
    "letters.txt": [
        ("title", "title"), ("a.1", "heading"), ("a.2", "paragraph"), ("a.3", "paragraph"), ("b.1", "heading"),
        ("b.2", "paragraph"), ("b.a", "item"), ("b.b", "item"), ("b.b.i", "item"), ("b.b.ii", "item"),
        ("b.b-2", "paragraph"), ("b.c", "item"), ("b.3", "paragraph"), ("c.1", "heading"), ("c.2", "paragraph"),
    ],
    "plain.txt": [("title", "title"), ("1", "paragraph"), ("2", "paragraph"), ("3", "paragraph")],
    "stacked.txt": [*FRONT, ("1.1", "item"), ("2.1", "item"), ("sig.1", "signature"), ("sig.2", "signature")],
    "hard-wrapped.txt": [*FRONT, ("0.1", "paragraph"), ("1.1", "item"), ("2.1", "item"), ("2.2", "paragraph")],
    "gap.txt": [
        ("title", "title"), ("1.1", "item"), ("2.1", "item"), ("4.1", "item"), ("5.1", "item"), ("5-b.1", "item"),
        ("6.1", "item"),
    ],
    "footnotes.txt": [
        ("title", "title"), ("1", "paragraph"), ("2", "paragraph"), ("fn.1", "footnote"), ("fn.2", "footnote"),
    ],
    "saved-page.html": [
        *FRONT, ("pre.1", "formula"), ("1.1", "item"), ("2.1", "item"), ("2.2", "paragraph"), ("2.3", "paragraph"),
        ("tab.1.r1", "table"), ("tab.1.r2", "table"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLINES)
def test_blocks_have_their_kinds_and_addresses(name: str) -> None:
    assert outline(understood(TEXTS / name)) == OUTLINES[name]


FACTS = {
    "zh-joint-statement.txt": ("zh", "joint-statement", "阿斯塔纳", "2024-07-03", ["CHN", "KAZ"], None),
    "ru-declaration.txt": ("ru", "declaration", "Минск", "2019-03-14", ["BLR", "SRB"], "Стороны"),
    "ar-communique.txt": ("ar", "joint-statement", "عمّان", "2021-05-12", ["JOR", "QAT"], "الطرفين"),
    "articles.txt": ("en", "agreement", "Santiago", "1998-03-04", ["NOR", "CHL"], "the Parties"),
    "roman-parts.txt": ("en", "communique", "Ottawa", "2003-10-09", ["CAN", "MEX"], None),
    "restarting.txt": ("en", "declaration", "Innsbruck", "2011-05-02", [], None),
    "decimals.txt": ("en", "joint-statement", None, None, ["JPN", "BRA"], None),
    "plain.txt": ("en", "other", None, None, ["GHA", "TGO"], None),
    "stacked.txt": ("en", "joint-statement", "Helsinki", "2012-11-07", ["FIN", "EST"], None),
    "hard-wrapped.txt": ("en", "joint-statement", "Kigali", "2009-09-18", ["KEN", "RWA"], None),
    "fr-traite.txt": ("fr", "joint-statement", "Antananarivo", "2005-08-03", ["FRA", "MDG"], "les Parties"),
    "es-comunicado.txt": ("es", "communique", "Montevideo", "2016-04-21", ["ARG", "URY"], None),
    "saved-page.html": ("en", "joint-statement", "Valletta", "2014-06-06", ["ISL", "MLT"], None),
}


@pytest.mark.parametrize("name", FACTS)
def test_metadata_are_right_or_empty(name: str) -> None:
    parsed = understood(TEXTS / name)
    codes = [party.iso for party in parsed.parties]
    got = (parsed.language, parsed.kind, parsed.place, parsed.date_signed, codes, parsed.self_name)
    assert got == FACTS[name]
    assert parsed.profile == "statement"


def test_markers_leave_the_text_and_words_stay_in_it() -> None:
    chinese = {block.address: block for block in understood(TEXTS / "zh-joint-statement.txt").blocks}
    assert (chinese["1.1"].marker, chinese["1.1"].text) == ("一、", "政治互信")
    assert (chinese["1.3"].marker, chinese["1.3"].text) == ("（二）", "双方将保持高层往来。")
    articles = {block.address: block for block in understood(TEXTS / "articles.txt").blocks}
    assert (articles["2"].marker, articles["2"].text) == (None, "Article 2")
    assert (articles["2-2.b"].marker, articles["2-2.b"].text) == ("(b)", "in writing;")
    arabic = {block.address: block for block in understood(TEXTS / "ar-communique.txt").blocks}
    assert arabic["2.1"].marker is None
    assert arabic["2.1"].text.startswith("ثانياً: ")


def test_wrapped_lines_are_joined_and_years_open_no_item() -> None:
    blocks = {block.address: block for block in understood(TEXTS / "hard-wrapped.txt").blocks}
    assert blocks["1.1"].text == (
        "The Presidents agreed to open a second border post. It will be staffed by officers of both countries and will "
        "be open at all hours."
    )
    assert (blocks["1.1"].first_line, blocks["1.1"].last_line) == (12, 14)
    assert "They recalled that in 1999. both had joined" in blocks["0.1"].text


def test_signatories_in_columns_stacked_and_for_their_governments() -> None:
    def rows(name: str) -> list[tuple[str | None, str | None, str | None]]:
        return [(who.name, who.office, who.party) for who in understood(TEXTS / name).signatories]

    assert rows("zh-joint-statement.txt") == [
        ("李明远", "中华人民共和国主席", "CHN"),
        ("叶尔兰·萨比托夫", "哈萨克斯坦共和国总统", "KAZ"),
    ]
    assert rows("stacked.txt") == [
        ("Aino Virtanen", "Minister of Transport of Finland", "FIN"),
        ("Jaan Tamm", "Minister of Economic Affairs of Estonia", "EST"),
    ]
    assert rows("articles.txt") == [("Kari Nordby", None, "NOR"), ("Tomás Araya Fuentes", None, "CHL")]
    assert rows("ru-declaration.txt") == [("И.П. Ковалёв", None, "BLR"), ("М. Йович", None, "SRB")]


def test_missing_and_repeated_numbers_are_warnings() -> None:
    parsed = understood(TEXTS / "gap.txt")
    assert [(row.code, row.first_line) for row in parsed.warnings] == [("number-gap", 7), ("number-repeated", 11)]


def test_every_item_numbered_one_gets_an_address_of_its_own() -> None:
    parsed = parsed_from(
        "Title of it\n\n1. One thing is agreed.\n\n1. Another thing is agreed.\n\n1. A third one is.\n"
    )
    assert outline(parsed) == [("title", "title"), ("1.1", "item"), ("1-b.1", "item"), ("1-c.1", "item")]


@pytest.mark.parametrize(
    "line", ["1945. That was the year.", "3.14 is a number.", "No. 4 of 2025 applies.", "1. Alone."]
)
def test_a_number_without_a_series_opens_no_item(line: str) -> None:
    parsed = parsed_from(
        f"Statement on Numbers\n\nA first paragraph that says what it is all about, at length.\n\n{line}\n"
    )
    assert [(block.kind, block.text) for block in parsed.blocks][-1] == ("paragraph", line)


def test_following_a_meeting_is_no_preamble() -> None:
    parsed = parsed_from(
        "Joint Statement of Chad and Niger\n\nFollowing the meeting in Zinder, the ministers spoke to the press.\n\n"
        "1. Wells are dug.\n\n2. Roads are built.\n"
    )
    assert outline(parsed) == [("title", "title"), ("0.1", "paragraph"), ("1.1", "item"), ("2.1", "item")]


def test_page_furniture_goes_with_its_reason_and_offers_languages() -> None:
    parsed = understood(TEXTS / "saved-page.html")
    assert [(row.text, row.reason) for row in parsed.dropped] == [
        (
            "Joint Statement of Iceland and Malta on Fisheries | Ministry of the Sea",
            "title of the web page, read as metadata",
        ),
        ("", "code of the page, never text"),
        ("", "code of the page, never text"),
        ("Home | News", "page navigation"),
        ("Íslenska", "language switcher"),
        ("Français", "language switcher"),
        ("hidden words", "hidden on the page"),
        ("Copyright Ministry of the Sea. Privacy policy", "page footer"),
    ]
    assert parsed.editions_offered == ("is", "fr")
    assert not any("never text" in block.text for block in parsed.blocks)
