from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statements.text.shingles import BANDS, bands, folded_words, likeness, words_hash

WORDS = [f"word{number}" for number in range(400)]


def test_hash_does_not_know_wrapping_capitals_or_punctuation():
    one, other = ["The two sides agree.", "They part."], ["THE TWO\nsides — agree they part"]
    assert words_hash(folded_words(one)) == words_hash(folded_words(other))
    assert words_hash(folded_words(one)) != words_hash(folded_words(["They part. The two sides agree."]))


def test_bands_of_texts_that_share_most_words_meet():
    changed = [("other" if number % 80 == 0 else word) for number, word in enumerate(WORDS)]
    assert likeness(WORDS, changed) > 0.85
    assert set(bands(WORDS)) & set(bands(changed))


def test_bands_of_other_texts_do_not_meet():
    assert not set(bands(WORDS)) & set(bands([f"else{number}" for number in range(400)]))


def test_bands_of_a_text_without_a_shingle_are_none():
    assert bands(["two", "words"]) == []
    assert len(bands(["three", "small", "words"])) == BANDS


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_likeness_is_symmetric_and_a_share(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1
