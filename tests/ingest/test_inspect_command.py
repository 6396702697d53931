"""The inspect command: one JSON object, or lines for people; no database."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.ingest.texts import ROOT, SAMPLES


def test_inspect_prints_the_object_of_the_design() -> None:
    out = StringIO()
    call_command("inspect_statement", str(SAMPLES / "2008-joint-statement.txt"), "--json", stdout=out)
    expected = json.loads((ROOT / "tests" / "data" / "expected" / "2008.json").read_text(encoding="utf-8"))
    assert json.loads(out.getvalue()) == expected


def test_inspect_tells_people_addresses_and_reasons() -> None:
    out = StringIO()
    call_command("inspect_statement", str(SAMPLES / "2022-digest.txt"), stdout=out)
    rows = out.getvalue().split("\n")
    assert rows[0] == "Key Provisions of the Russia-China Joint Statement"
    assert "         2  heading    U.S. and NATO" in rows
    assert "   dropped  line 1: page navigation: Go to home page" in rows


def test_inspect_refuses_with_the_importer_s_sentence(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(CommandError, match="The file is empty"):
        call_command("inspect_statement", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("inspect_statement", str(tmp_path / "none.txt"))
