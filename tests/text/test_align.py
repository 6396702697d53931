"""Paragraphs of two texts: same, edited, moved, split, merged, here or there alone."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.text.align import Group, GroupKind, align_blocks
from tests.text.formulas import formula_text

WATER = "The two sides stand ready to protect the springs of the mountain valleys from salt and oil."
BOOKS = "An exhibition of books printed before the year 1600 will travel to seven harbour towns. Scholars go with it."
TRAINS = "Night trains between both capitals shall run again from spring. Tickets are sold at every station."
BEES = "Beekeepers may cross the border with their hives in summer without further papers."


def told(old, new):
    """Kinds and places, without what is the same in the same place."""
    return [(group.kind.value, group.old, group.new) for group in align_blocks(old, new) if group.kind != "same"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([WATER, BOOKS], [WATER, BOOKS], []),
        ([WATER, BOOKS], [WATER, TRAINS, BOOKS], [("only_new", (), (1,))]),
        ([WATER, TRAINS, BOOKS], [WATER, BOOKS], [("only_old", (1,), ())]),
        ([WATER, BOOKS], [WATER.replace("oil", "tar"), BOOKS], [("edited", (0,), (0,))]),
        ([BEES, WATER, BOOKS, TRAINS], [WATER, BOOKS, TRAINS, BEES], [("moved", (0,), (3,))]),
        (
            [BEES, WATER, BOOKS, TRAINS],
            [WATER, BOOKS, TRAINS, BEES.replace("summer", "autumn")],
            [("moved", (0,), (3,))],
        ),
        ([WATER, BOOKS, TRAINS], [WATER, *BOOKS.split(". "), TRAINS], [("split", (1,), (1, 2))]),
        ([WATER, BOOKS, TRAINS, BEES], [WATER, f"{BOOKS} {TRAINS}", BEES], [("merged", (1, 2), (1,))]),
        ([], [WATER], [("only_new", (), (0,))]),
        ([WATER], [], [("only_old", (0,), ())]),
        ([WATER, BOOKS], [TRAINS, BEES], [("only_new", (), (0,)), ("only_new", (), (1,))]),
    ],
)
def test_kinds(old, new, expected):
    found = told(old, new)
    assert [row for row in found if row in expected] == expected
    assert [row for row in found if row not in expected and expected[:1] != [("only_new", (), (0,))]] == []


def test_what_is_gone_stands_where_it_stood():
    assert [group.kind.value for group in align_blocks([WATER, BEES, BOOKS], [WATER, TRAINS, BOOKS])] == [
        *("same", "only_new", "only_old", "same")
    ]


def test_paragraphs_cut_anew_are_one_group():
    first, second = "Alpha beta gamma delta. Epsilon zeta eta theta.", "Iota kappa lambda mu. Nu xi omicron pi."
    new = ["Alpha beta gamma delta.", "Epsilon zeta eta theta. Iota kappa lambda mu.", "Nu xi omicron pi."]
    assert told([WATER, first, second, BEES], [WATER, *new, BEES]) == [("split", (1, 2), (1, 2, 3))]


def test_identical_paragraphs_are_taken_in_order():
    formula = "Noting with satisfaction the results achieved,"
    old = [formula, WATER, formula, BOOKS, formula]
    assert align_blocks(old, old) == [
        Group((n,), (n,), GroupKind.SAME, 1.0, "identical", certain=True) for n in range(5)
    ]


def test_of_two_copies_side_by_side_nobody_knows_which_is_gone():
    formula = "Noting with satisfaction the results achieved,"
    groups = align_blocks([WATER, formula, formula, BOOKS], [WATER, formula, BOOKS])
    assert [(group.kind.value, group.certain, group.contested) for group in groups] == [
        ("same", True, False),
        *((("only_old", True, False), ("same", False, True)) if groups[1].kind == "only_old" else ()),
        *((("same", False, True), ("only_old", True, False)) if groups[1].kind == "same" else ()),
        ("same", True, False),
    ]


def test_a_copy_between_known_neighbours_is_known():
    formula = "Noting with satisfaction the results achieved,"
    groups = align_blocks([formula, WATER, formula, BOOKS], [WATER, formula, BOOKS])
    assert [(group.kind.value, group.old, group.certain) for group in groups] == [
        ("only_old", (0,), True),
        ("same", (1,), True),
        ("same", (2,), True),
        ("same", (3,), True),
    ]


def test_look_alikes_keep_to_their_own_words():
    old = [f"The two sides reaffirm their commitment to {thing} and will act accordingly." for thing in THINGS]
    new = [text.replace("accordingly", "in accordance with it") for text in old if "fishing" not in text]
    groups = [group for group in align_blocks(old, new) if group.new]
    assert [(group.old[0], group.new[0]) for group in groups] == [(0, 0), (2, 1), (3, 2), (4, 3)]
    assert [group.old for group in align_blocks(old, new) if not group.new] == [(1,)]


THINGS = ["trade in timber", "deep sea fishing", "the treaty of 1907", "railway gauges", "winter sports"]


def test_a_paragraph_that_moved_is_in_doubt_if_its_old_place_holds_something_like_it():
    new = [BEES.replace("summer", "the warm season"), WATER, BOOKS, TRAINS, BEES]
    (moved,) = [group for group in align_blocks([BEES, WATER, BOOKS, TRAINS], new) if group.kind == "moved"]
    assert (moved.certain, moved.contested) == (False, True)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([WATER, BOOKS, TRAINS, BEES, "So be it.", "和平。", "a"]), max_size=12),
    st.lists(st.sampled_from([WATER, BOOKS + " " + BEES, TRAINS, BEES[:40], "So be it.", "和平。"]), max_size=12),
)
def test_every_paragraph_is_in_one_group_and_the_order_is_that_of_the_new_text(old, new):
    groups = align_blocks(old, new)
    assert sorted(place for group in groups for place in group.old) == list(range(len(old)))
    assert [place for group in groups for place in group.new] == list(range(len(new)))
    for group in groups:
        assert list(group.old) == sorted(group.old) and (not group.new or group.method != "none" or not group.old)
        if group.kind is GroupKind.SAME:
            assert (old[group.old[0]], group.score) == (new[group.new[0]], 1.0)


@pytest.mark.parametrize("language", ["en", "zh", "ru", "ar"])
def test_a_text_is_wholly_itself(language):
    texts = formula_text(language, random.Random(3))
    assert {(group.kind.value, group.old == group.new, group.certain) for group in align_blocks(texts, texts)} == {
        ("same", True, True)
    }
