"""Selectors: position and quote agree, and a quote that was typed is found wherever it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.selectors import CONTEXT, BadSpan, Selector, holds, locate, make_selector

TEXT = (
    "The sides call for “peace and security” in the region.\n\n"
    "The sides’ view:\u00a0peace  and\nsecurity come first.\n\n"
    "They support peace and security in space."
)


def found(quote, **context):
    return [TEXT[start:end] for start, end in locate(TEXT, quote, **context)]


def test_make_selector_takes_words_and_context_from_the_text():
    text = "a" * 100 + "words" + "b" * 10
    assert make_selector(text, 100, 105) == Selector(100, 105, "words", "a" * CONTEXT, "b" * 10)


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 6), (5, 6)])
def test_make_selector_refuses_a_span_without_words(span):
    with pytest.raises(BadSpan):
        make_selector("words", *span)


def test_holds_only_where_the_words_stand():
    selector = make_selector(TEXT, 4, 9)
    assert holds(TEXT, selector)
    assert not holds("x" + TEXT, selector)
    assert not holds(TEXT[:8], selector)
    assert not holds(TEXT, Selector(-5, len(selector.exact) - 5, selector.exact, "", ""))
    assert not holds(TEXT, Selector(4, 10, "sides", "", ""))


def test_locate_sees_through_white_space_and_quotation_marks():
    assert found(' "peace and\tsecurity" ') == ["“peace and security”"]
    assert found("sides' view: peace and security come") == ["sides’ view:\u00a0peace  and\nsecurity come"]
    assert found("region. The sides' view") == ["region.\n\nThe sides’ view"]


def test_locate_gives_every_occurrence_in_the_order_of_the_text():
    assert found("peace and security") == ["peace and security", "peace  and\nsecurity", "peace and security"]


def test_locate_keeps_to_capitals_and_finds_nothing_in_nothing():
    assert found("Peace and security") == []
    assert found("  ") == []
    assert locate("", "peace") == []


def test_locate_puts_the_place_first_that_agrees_with_the_context():
    assert found("peace and security", prefix="view: ")[0] == "peace  and\nsecurity"
    last = TEXT.rindex("peace")
    assert locate(TEXT, "peace and security", suffix=" in space")[0][0] == last
    assert locate(TEXT, "peace and security", prefix="They support", suffix="in the region")[0][0] == last


def test_locate_without_context_puts_the_nearest_first():
    middle = TEXT.index("peace  and")
    assert [start for start, _ in locate(TEXT, "peace and security", near=middle + 3)] == [
        middle,
        TEXT.rindex("peace"),
        TEXT.index("peace"),
    ]


@pytest.mark.parametrize(
    ("text", "quote", "places"),
    [
        ("a" * 100_000, "a" * 50_000, range(50_001)),
        ("ab" * 50_000, "ab" * 25_000, range(0, 50_001, 2)),
        ("a" * 100_000 + "b", "a" * 49_999 + "b", [50_001]),
        ("a" * 100_000, "a" * 49_999 + "b", []),
    ],
)
def test_locate_stays_linear_where_a_text_repeats_itself(text, quote, places):
    # Searching again from the next character would compare more than a thousand million characters.
    assert [start for start, _ in locate(text, quote)] == list(places)


@given(text=st.text(alphabet="ab", max_size=60), quote=st.text(alphabet="ab", min_size=1, max_size=12))
def test_locate_finds_what_a_search_at_every_place_finds(text, quote):
    assert locate(text, quote) == [
        (place, place + len(quote)) for place in range(len(text)) if text.startswith(quote, place)
    ]


@given(data=st.data(), text=st.text(alphabet="ab \n\u00a0“”'’é中\U00020000👩\u200d", min_size=1, max_size=80))
def test_locate_finds_every_passage_at_its_own_place(data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    selector = make_selector(text, start, data.draw(st.integers(start + 1, len(text))))
    assert holds(text, selector)
    words = selector.exact.strip()
    if words:
        begin = start + selector.exact.index(words[0])
        spans = locate(text, selector.exact, near=begin)
        assert spans[0] == (begin, begin + len(words))
