"""Numbers as strangers write them."""

import pytest

from statements.text.numbers import whole_number


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("12", 12), ("007", 7), ("999999999", 999_999_999)]
    + [(bad, None) for bad in ("", None, "-1", "+1", " 1", "1.0", "1_0", "²", "٣", "9999999999", "9" * 5_000)],
)
def test_whole_number_is_a_few_ascii_digits(written, number):
    assert whole_number(written) == number
