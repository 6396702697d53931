"""The one form of text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.normalise import is_blank, normalise


def test_normalise_composes_letters_and_unites_line_ends():
    assert normalise("e\u0301\r\na\rb\n c ") == "é\na\nb\n c "


@given(st.text(alphabet="e\u0301\r\n aÅ\u212b\u1100\u1161", max_size=30))
def test_normalise_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


@pytest.mark.parametrize("line", ["", " ", "\t\u00a0\u3000", "\u200b\ufeff\u00ad"])
def test_is_blank_where_nothing_can_be_seen(line):
    assert is_blank(line)


@pytest.mark.parametrize("line", ["a", " . ", "\u200b5"])
def test_is_blank_not_where_something_can(line):
    assert not is_blank(line)
