"""tests/data/offsets.json: UTF-16 units and code points of the same passages.

Only the browser converts (static/js/text/code-points.js, tested against the same file); here the file itself is
proved, so that both suites lean on numbers that are true.
"""

import json
from pathlib import Path

import pytest

from statements.text.selectors import holds, make_selector

CASES = json.loads((Path(__file__).parents[1] / "data" / "offsets.json").read_text(encoding="utf-8"))


def utf16_length(text):
    return len(text.encode("utf-16-le")) // 2


def test_offsets_have_names_of_their_own_and_cases_where_the_counts_differ():
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert sum(case["utf16"] != case["codepoints"] for case in CASES) >= 15


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_offsets_are_true_for(case):
    text, (start, end) = case["text"], case["codepoints"]
    assert text[start:end] == case["exact"]
    assert [utf16_length(text[:start]), utf16_length(text[:end])] == case["utf16"]
    assert text.encode("utf-16-le")[case["utf16"][0] * 2 : case["utf16"][1] * 2].decode("utf-16-le") == case["exact"]
    if case["exact"]:
        assert holds(text, make_selector(text, start, end))
