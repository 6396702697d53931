"""Two sequences: what they share in order, whatever their length."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from statements.text.diff import matching_words
from statements.text.sequences import OpKind, Run, in_order, leeway, matching_runs, opcodes, settled

letters = st.lists(st.sampled_from("abcd."), max_size=40)


@given(letters, letters)
def test_runs_rise_and_are_the_same_in_both(old, new):
    runs = matching_runs(old, new)
    for run in runs:
        assert old[run.old : run.old + run.length] == new[run.new : run.new + run.length] != []
    for before, after in pairwise(runs):
        assert after.old >= before.old + before.length
        assert after.new >= before.new + before.length


@given(letters, letters)
def test_ops_tell_how_the_new_one_is_made_of_the_old_one(old, new):
    ops = opcodes(matching_words(old, new), len(old), len(new))
    assert [thing for op in ops for thing in old[slice(*op.old)]] == old
    assert [
        thing for op in ops for thing in (old[slice(*op.old)] if op.kind == "equal" else new[slice(*op.new)])
    ] == new


def test_a_sentence_that_stayed_holds_what_a_shorter_difference_would_tear():
    old, new = (
        "the sides support A . the sides support B .".split(),
        "the sides support B . the sides support C .".split(),
    )
    runs = matching_words(old, new)
    assert [(op.kind.value, " ".join(new[slice(*op.new)])) for op in opcodes(runs, len(old), len(new))] == [
        ("delete", ""),
        ("equal", "the sides support B ."),
        ("insert", "the sides support C ."),
    ]


def test_a_sentence_put_in_before_its_look_alike_is_put_in_whole():
    old, new = "we agree . we met .".split(), "we agree . we spoke . we met .".split()
    runs = settled(matching_runs(old, new), old, new)
    assert [" ".join(new[slice(*op.new)]) for op in opcodes(runs, 6, 9) if op.kind is OpKind.INSERT] == ["we spoke ."]


def test_leeway_is_how_far_a_stretch_may_slide():
    assert leeway("xabab", 3, 5) == (2, 0)
    assert leeway("ababx", 0, 2) == (0, 2)
    assert leeway("abcd", 1, 2) == (0, 0)


def test_the_longest_rising_part_is_kept():
    assert in_order([(0, 5), (1, 1), (2, 2), (3, 0), (4, 4)]) == [(1, 1), (2, 2), (4, 4)]
    assert in_order([]) == []


def test_fifty_thousand_words_are_compared():
    rng = random.Random(5)
    old = [f"w{rng.randrange(4000)}" for _ in range(50_000)]
    new = [word if rng.random() > 0.1 else "other" for word in old]
    kept = sum(one == other for one, other in zip(old, new, strict=True))
    assert sum(run.length for run in matching_runs(old, new)) >= kept * 0.99


def test_nothing_in_common_is_no_run():
    assert matching_runs(["a"] * 3000, ["b"] * 3000) == []
    assert matching_runs(["a"], ["a"]) == [Run(0, 0, 1)]
