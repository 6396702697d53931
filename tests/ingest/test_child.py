"""Parsing in a process of its own: the same answer, and a sentence for whatever goes wrong there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from statements.ingest.child import understand_in_child
from statements.ingest.errors import CannotUnderstand
from tests.ingest.texts import ROOT, SAMPLES, understood


def test_child_understands_as_the_parent_does() -> None:
    sample = SAMPLES / "2022-digest.txt"
    assert understand_in_child(sample, sample.name) == understood(sample)


def test_child_takes_the_profile_it_is_told() -> None:
    sample = SAMPLES / "2022-digest.txt"
    assert understand_in_child(sample, sample.name, "statement") == understood(sample, profile="statement")


def test_child_has_room_for_the_language_model(tmp_path: Path) -> None:
    path = tmp_path / "invented.txt"
    path.write_text("blorp zintu qweri vannel tosk. " * 60, encoding="utf-8")
    assert understand_in_child(path, path.name) == understood(path)


def test_child_hands_refusals_through(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"\n\n")
    with pytest.raises(CannotUnderstand) as refusal:
        understand_in_child(path, "empty.txt")
    assert refusal.value.code == "empty"


def test_child_out_of_time_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "slow.txt"
    path.write_text("The sides agree that “words” stand here, on 3 May 2001, and there. " * 200_000, encoding="utf-8")
    with pytest.raises(CannotUnderstand) as refusal:
        understand_in_child(path, "slow.txt", seconds=0.1)
    assert refusal.value.code == "too-slow"


def test_child_out_of_memory_is_a_refusal() -> None:
    with pytest.raises(CannotUnderstand) as refusal:
        understand_in_child(SAMPLES / "2022-digest.txt", "digest.txt", megabytes=24)
    assert refusal.value.code in ("too-much-memory", "crashed")
    assert "The original was kept as it came." in refusal.value.sentence


def test_package_imports_nothing_heavy() -> None:
    code = (
        "import sys; import statements.ingest.child, statements.ingest.corrections, statements.ingest.understand;"
        "heavy = ('py3langid', 'charset_normalizer', 'pypdf', 'cryptography', 'PIL');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
