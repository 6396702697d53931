"""Both founding documents, against answers derived by hand (tests/data/expected)."""

from __future__ import annotations

import json

import pytest

from statements.ingest.parsed import ParsedStatement
from tests.ingest.texts import ROOT, SAMPLES, understood

CASES = [("2008-joint-statement.txt", "2008.json"), ("2022-digest.txt", "2022.json")]


@pytest.mark.parametrize(("sample", "answer"), CASES)
def test_understand_equals_the_hand_derived_answer(sample: str, answer: str) -> None:
    expected = json.loads((ROOT / "tests" / "data" / "expected" / answer).read_text(encoding="utf-8"))
    got = json.loads(json.dumps(understood(SAMPLES / sample).to_json()))
    assert list(got) == list(expected)
    for key, value in expected.items():
        assert got[key] == value, key


@pytest.mark.parametrize(("sample", "answer"), CASES)
def test_parsed_statement_comes_back_from_json(sample: str, answer: str) -> None:
    parsed = understood(SAMPLES / sample)
    assert ParsedStatement.from_json(json.loads(json.dumps(parsed.to_json(stages=True)))) == parsed
    assert "stages" not in parsed.to_json()
    assert [stage.name for stage in parsed.stages] == [
        "decode",
        "clean",
        "join",
        "blocks",
        "profile",
        "metadata",
        "signatures",
        "quotations",
        "references",
        "damage",
    ]


def test_quotations_stand_where_they_say() -> None:
    parsed = understood(SAMPLES / "2022-digest.txt")
    texts = {block.address: block.text for block in parsed.blocks}
    for row in parsed.quotations:
        assert texts[row.address][row.start : row.end] == row.exact
    inner = [texts[row.address][low:high] for row in parsed.quotations for low, high in row.inner]
    assert inner == ["‘forbidden’", "‘democratic standards’"]
    assert sum(row.cuts for row in parsed.quotations) == 4
