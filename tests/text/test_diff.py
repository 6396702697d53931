"""Word differences are exact spans, in any script."""

import pytest

from statements.text.diff import MAX_WORDS, differing_spans


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
