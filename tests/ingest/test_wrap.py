"""Lines of a text: which go on, which stand alone, which belong to the page."""

from __future__ import annotations

from tests.ingest.texts import outline, parsed_from

HEAD = "Statement of Chad and Niger on Water\n\n"


def texts(text: str) -> list[str]:
    return [block.text for block in parsed_from(HEAD + text).blocks[1:]]


def test_one_wrapped_sentence_in_a_text_without_width_is_joined() -> None:
    text = "1. The ministers of both countries came together in order to look at\n   all the wells.\n\n2. They met.\n"
    assert texts(text)[0] == "The ministers of both countries came together in order to look at all the wells."


def test_a_line_that_hangs_under_its_label_is_joined() -> None:
    text = (
        "1.   The ministers agree:\n\n     (a)  to dig wells before the end of\n          December 2021;\n\n"
        "     (b)  to build roads.\n\n2.   They met.\n"
    )
    assert texts(text)[1] == "to dig wells before the end of December 2021;"


def test_a_hyphen_at_the_end_of_a_line_stays_in_its_word() -> None:
    assert (
        texts("1. They welcomed the cross-\nborder road.\n\n2. They met.\n")[0]
        == "They welcomed the cross-border road."
    )


def test_page_numbers_between_paragraphs_are_dropped() -> None:
    parsed = parsed_from(HEAD + "1. They met.\n\n- 2 -\n\n2. They spoke.\n")
    assert [(row.text, row.reason) for row in parsed.dropped] == [("- 2 -", "page number")]
    assert outline(parsed)[1:] == [("1.1", "item"), ("2.1", "item")]


def test_tags_under_the_text_belong_to_the_page() -> None:
    parsed = parsed_from(HEAD + "The two sides will dig wells along the road.\n\nTags: Chad, Niger\n")
    assert [row.text for row in parsed.dropped] == ["Tags: Chad, Niger"]


def test_an_annex_is_found_in_a_text_of_short_paragraphs() -> None:
    parsed = parsed_from(HEAD + "1. They met.\n\n2. They spoke.\n\nANNEX\n\n1. Wells\n\n2. Roads\n")
    assert [address for address, _ in outline(parsed)] == [
        "title",
        "1.1",
        "2.1",
        "annex.1",
        "annex.1.1.1",
        "annex.1.2.1",
    ]


def test_paragraphs_parted_by_indents_alone_are_joined() -> None:
    text = (
        "     The ministers of both countries met in the town of Zinder in\n"
        "order to look at wells.\n"
        "     1. The ministers agreed that wells should be dug along all the\n"
        "roads that lead to the north.\n"
        "     2. The ministers agreed that roads should be kept in good order\nby both sides.\n"
    )
    assert [row[:12] for row in texts(text)] == ["The minister"] * 3


def test_numbers_with_dash_or_ring_open_items() -> None:
    assert outline(parsed_from(HEAD + "1.- They met.\n\n2.- They spoke.\n"))[1:] == [("1.1", "item"), ("2.1", "item")]
    assert outline(parsed_from(HEAD + "1º They met.\n\n2º They spoke.\n"))[1:] == [("1.1", "item"), ("2.1", "item")]


def test_letters_of_other_alphabets_are_sub_items() -> None:
    parsed = parsed_from("1. 양측은 교역을 확대하기로 하였다.\n\n가. 농업 분야\n나. 제조업 분야\n\n2. 양측은 만난다.\n")
    assert outline(parsed) == [("1.1", "item"), ("1.a", "item"), ("1.b", "item"), ("2.1", "item")]


def test_a_number_right_before_a_year_opens_an_item() -> None:
    parsed = parsed_from("联合声明\n\n1.三国将合作。\n\n2.三国将对话。\n\n3.2018年贸易额增长。\n\n4.三国将会晤。\n")
    assert outline(parsed)[1:] == [(f"{number}.1", "item") for number in range(1, 5)]


def test_a_date_line_under_a_long_title_is_no_part_of_it() -> None:
    lines = (
        "At the invitation of one minister another minister came to the city and\nspoke of wells, of roads and of the"
    )
    lines += " people who are in need of them both\nin all the villages of the two countries.\n"
    title = "Joint Statement on the Visit of the Minister of Wells of Chad to Niger"
    parsed = parsed_from(f"{title}\nCity of Zinder, 3 May 2020\n\n{lines}")
    assert (parsed.title, parsed.date_signed) == (title, "2020-05-03")
