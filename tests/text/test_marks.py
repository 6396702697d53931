"""Marks: the words stay the words, every character knows its annotations, nothing nests and nothing gets in."""

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.marks import ANCHORS, LANES, Mark, draw_found, draw_paragraph, draw_plain
from statements.text.sentences import sentence_borders

TAG = re.compile(r"<[^>]*>")
PIECE = re.compile(r"<mark (?P<attributes>[^>]*)>(?P<words>[^<]*)</mark>|(?P<tag></?span[^>]*>)|(?P<bare>[^<]+)")


def draw(text, *marks, start=0, address="5.4", active=None, sentences=()):
    return draw_paragraph(text, start=start, address=address, sentences=sentences, marks=marks, active=active)


def attributes_of(piece):
    return dict(re.findall(r'([a-z0-9-]+)="([^"]*)"', piece["attributes"] or ""))


def characters(html):
    """For each character of the paragraph the attributes of its mark; fails on anything nested or unexpected."""
    drawn, place = [], 0
    while place < len(html):
        piece = PIECE.match(html, place)
        assert piece is not None, html[place:]
        place = piece.end()
        if not piece["tag"]:
            words = unescape(piece["words"] if piece["words"] is not None else piece["bare"])
            drawn += [attributes_of(piece)] * len(words)
    return drawn


def test_draw_paragraph_writes_what_was_agreed():
    text = "The sides agree. They left."
    marks = [Mark(12, 104, 120, 1, "solid"), Mark(57, 110, 127, 2, "dash")]
    drawn = draw(text, *marks, start=100, sentences=[(0, 16), (17, 27)], active=57)
    assert drawn.html == (
        '<span id="p5.4s1">The '
        '<mark data-a="12" data-h1="1" data-l1="solid" data-anchor="1">sides </mark>'
        '<mark data-a="12 57" data-h1="1" data-l1="solid" data-h2="2" data-l2="dash" data-anchor="2" class="active">'
        "agree.</mark></span>"
        '<mark data-a="12 57" data-h1="1" data-l1="solid" data-h2="2" data-l2="dash" class="active"> </mark>'
        '<span id="p5.4s2">'
        '<mark data-a="12 57" data-h1="1" data-l1="solid" data-h2="2" data-l2="dash" class="active">The</mark>'
        '<mark data-a="57" data-h2="2" data-l2="dash" class="active">y left.</mark></span>'
    )
    assert drawn.keys == [12, 57]
    assert drawn.anchors == {12: 1, 57: 2}


def test_draw_paragraph_without_marks_or_words():
    assert draw_plain("a < b. C", address="1", sentences=[(0, 6), (7, 8)]) == (
        '<span id="p1s1">a &lt; b.</span> <span id="p1s2">C</span>'
    )
    empty = draw("", Mark(1, 0, 50, 1, "solid"), start=10)
    assert (empty.html, empty.keys, empty.anchors) == ("", [], {})


def test_draw_paragraph_ignores_marks_that_do_not_touch_it():
    drawn = draw("words", Mark(1, 0, 10, 1, "solid"), Mark(2, 15, 20, 1, "solid"), Mark(3, 12, 12, 1, "dot"), start=10)
    assert (drawn.html, drawn.keys) == ("words", [])


def test_draw_paragraph_cuts_a_mark_that_runs_through_it():
    drawn = draw("words", Mark(7, 0, 99, 0, "sparse"), start=10)
    assert drawn.html == '<mark data-a="7" data-h1="0" data-l1="sparse" data-anchor="1">words</mark>'


def test_draw_paragraph_names_a_note_with_two_passages_once():
    drawn = draw("0123456789", Mark(7, 0, 4, 1, "solid"), Mark(7, 2, 6, 1, "solid"), Mark(7, 8, 10, 1, "solid"))
    assert drawn.html == (
        '<mark data-a="7" data-h1="1" data-l1="solid" data-anchor="1">012345</mark>67'
        '<mark data-a="7" data-h1="1" data-l1="solid">89</mark>'
    )
    assert drawn.anchors == {7: 1}


def test_draw_paragraph_gives_a_fourth_passage_no_lane_and_the_next_the_lane_that_is_free():
    drawn = draw("012345", *(Mark(key, 0, 3, key, "solid") for key in (4, 3, 2, 1)), Mark(5, 2, 6, 5, "dot"))
    first, second, third = re.findall(r"<mark [^>]*>", drawn.html)
    lanes = ' data-h1="1" data-l1="solid" data-h2="2" data-l2="solid" data-h3="3" data-l3="solid"'
    assert first == f'<mark data-a="1 2 3 4"{lanes} data-anchor="1">'
    assert second == f'<mark data-a="1 2 3 4 5"{lanes} data-anchor="2">'
    assert third == '<mark data-a="5">'


def test_draw_paragraph_joins_every_card_past_the_fortieth_to_the_fortieth():
    marks = [Mark(key, key * 2, key * 2 + 1, 1, "solid") for key in range(50)]
    drawn = draw("x " * 50, *marks)
    assert drawn.anchors == {key: min(key + 1, ANCHORS) for key in range(50)}
    assert re.findall(r'data-anchor="(\d+)"', drawn.html) == [str(number) for number in range(1, ANCHORS + 1)]


def test_draw_paragraph_lets_nothing_in():
    evil = '"><script>alert(1)</script>&amp;'
    html = draw_paragraph(
        evil, start=0, address=evil, sentences=[(0, 5)], marks=[Mark(1, 0, 9, 1, evil)], active=1
    ).html
    assert "<script" not in html
    assert unescape(TAG.sub("", html)) == evil
    assert set(re.findall(r"<(/?\w+)", html)) == {"span", "/span", "mark", "/mark"}


@pytest.mark.parametrize("bad", ['1" onclick="x', "<b>", None])
def test_draw_paragraph_refuses_keys_and_hues_that_are_no_numbers(bad):
    with pytest.raises((TypeError, ValueError)):
        draw("words", Mark(bad, 0, 5, 1, "solid"))
    with pytest.raises((TypeError, ValueError)):
        draw("words", Mark(1, 0, 5, bad, "solid"))


def test_draw_found_joins_and_escapes():
    text = "a <b> & c"
    assert draw_found(text, [(3, 5), (2, 4), (-3, 1), (8, 99), (6, 6)]) == (
        '<mark class="found">a</mark> <mark class="found">&lt;b&gt;</mark> &amp; <mark class="found">c</mark>'
    )
    assert draw_found("x", [(0, 1)], css_class='"><i>') == '<mark class="&quot;&gt;&lt;i&gt;">x</mark>'
    assert draw_found("<x>", []) == "&lt;x&gt;"


WORDS = st.text(alphabet="ab<>&\"' .\n中\U00020000👩\u200d\u0301", max_size=40)
START = 7


@st.composite
def paragraphs(draw_from):
    text = draw_from(WORDS)
    place = st.integers(0, len(text) + 2 * START)
    key = st.integers(1, 12)
    rows = draw_from(st.lists(st.tuples(key, place, place), max_size=14))
    return text, [Mark(key, *sorted(span), key % 13, "solid") for key, *span in rows]


@given(paragraphs())
def test_every_character_knows_exactly_its_annotations(case):
    text, marks = case
    drawn = draw(text, *marks, start=START, sentences=sentence_borders(text, "en"), active=3)
    assert unescape(TAG.sub("", drawn.html)) == text
    of_characters = characters(drawn.html)
    expected = [{mark.key for mark in marks if mark.start <= START + i < mark.end} for i in range(len(text))]
    found = [[int(key) for key in attributes.get("data-a", "").split()] for attributes in of_characters]
    assert [set(keys) for keys in found] == expected
    assert all(len(keys) == len(set(keys)) for keys in found)
    assert set(drawn.keys) == set(drawn.anchors) == set().union(*expected)
    assert [attributes.get("class") == "active" for attributes in of_characters] == [3 in keys for keys in expected]


def lanes_by_hand(marks, size):
    """The lane of each annotation: the first that no earlier passage holds where it begins."""
    passages = sorted((max(mark.start - START, 0), mark.key, min(mark.end - START, size)) for mark in marks)
    lanes = {}
    for start, key, end in passages:
        if start < end:
            taken = {lanes.get(other) for first, other, last in passages if first <= start < last and other != key}
            lanes.update({key: min(free)} if (free := set(range(1, LANES + 1)) - taken) else {})
    return lanes


@given(paragraphs())
def test_lanes_and_order_stay_the_same_through_a_passage(case):
    text, marks = case
    single = list({mark.key: mark for mark in marks}.values())
    # Each annotation has a hue of its own here, so that a line tells whose it is.
    single = [mark._replace(hue=mark.key) for mark in single]
    of_characters = characters(draw(text, *single, start=START).html)
    lanes = lanes_by_hand(single, len(text))
    for place, attributes in enumerate(of_characters):
        live = [int(key) for key in attributes.get("data-a", "").split()]
        expected = {f"data-h{lanes[key]}": str(key) for key in live if key in lanes}
        assert {name: value for name, value in attributes.items() if name.startswith("data-h")} == expected, place
    for before, after in pairwise(attributes.get("data-a", "").split() for attributes in of_characters):
        assert [key for key in before if key in after] == [key for key in after if key in before]


@given(paragraphs())
def test_anchors_number_the_segments_where_annotations_begin(case):
    text, marks = case
    drawn = draw(text, *marks, start=START, sentences=sentence_borders(text, "en"))
    seen, anchors = set(), {}
    for opening in re.findall(r"<mark [^>]*>", drawn.html):
        attributes = dict(re.findall(r'([a-z0-9-]+)="([^"]*)"', opening))
        new = [int(key) for key in attributes["data-a"].split() if int(key) not in seen]
        assert bool(new) == ("data-anchor" in attributes)
        seen.update(new)
        anchors.update(dict.fromkeys(new, int(attributes.get("data-anchor", 0))))
    assert drawn.anchors == anchors
    assert drawn.keys == list(anchors)
