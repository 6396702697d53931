"""The one form of text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from statements.text.normalise import normalise


def test_normalise_composes_letters_and_unites_line_ends():
    assert normalise("e\u0301\r\na\rb\n c ") == "é\na\nb\n c "


@given(st.text(alphabet="e\u0301\r\n aÅ\u212b\u1100\u1161", max_size=30))
def test_normalise_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
