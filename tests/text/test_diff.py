"""Word differences are exact spans, in any script."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.diff import MAX_CHANGES, MAX_WORDS, differing_spans


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("the same", "the same", [], []),
        ("a hard word", "a soft word", ["hard"], ["soft"]),
        ("one two", "one big red two", [], ["big red"]),
        ("和平利用外空", "和平使用外空", ["利"], ["使"]),
        ("😀 yes.", "😀 no.", ["yes"], ["no"]),
        ("", "all new", [], ["all new"]),
    ],
)
def test_differing_words(old, new, gone, come):
    left, right = differing_spans(old, new)
    assert [old[start:end] for start, end in left] == gone
    assert [new[start:end] for start, end in right] == come


def test_wordings_too_long_to_compare_give_nothing():
    assert differing_spans("word " * (MAX_WORDS + 1), "other") == ([], [])


def test_wordings_that_share_next_to_nothing_give_nothing():
    old, new = ("".join(f" {sign}{n}" for n in range(MAX_CHANGES)) for sign in "ab")
    assert differing_spans(old, new) == ([], [])


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_what_differs_not_is_the_same_in_both_wordings(old, new):
    left, right = differing_spans(" ".join(old), " ".join(new))
    assert without(" ".join(old), left).split() == without(" ".join(new), right).split()


def without(text, spans):
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize("pair", [("a b ", "b a c "), ("a ", "b a "), ("a b c ", "c b a ")])
def test_words_repeated_a_thousand_times_are_compared_in_little_time(pair):
    old, new = (sign * 700 for sign in pair)
    before = time.process_time()
    differing_spans(old, new)
    assert time.process_time() - before < 1  # seconds; the matching of difflib took 17
