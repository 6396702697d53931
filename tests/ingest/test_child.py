"""Parsing in a process of its own: the same answer, and a sentence for whatever goes wrong there."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from statements.ingest import child
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


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file whose reading only ends when somebody writes to it."""
    os.mkfifo(tmp_path / "endless.txt")
    return tmp_path / "endless.txt"


def test_child_dies_with_its_parent(endless: Path) -> None:
    code = f"from statements.ingest.child import understand_in_child; understand_in_child({str(endless)!r}, 'a.txt')"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        reader = eventually(lambda: reader_of(endless))
    finally:
        parent.kill()
        parent.wait()
    assert reader
    assert eventually(lambda: reader_of(endless) == 0)


def test_only_a_few_files_are_read_at_once(endless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "LONGEST_WAIT", 0.2)
    others = [tmp_path / f"endless-{number}.txt" for number in range(child.AT_ONCE)]
    for path in others:
        os.mkfifo(path)
    threads = [threading.Thread(target=understand_in_child, args=(path, path.name)) for path in others]
    for thread in threads:
        thread.start()
    assert all(eventually(lambda path=path: reader_of(path)) for path in others)
    with pytest.raises(CannotUnderstand) as refusal:
        understand_in_child(SAMPLES / "2022-digest.txt", "digest.txt")
    assert refusal.value.code == "busy"
    for path, thread in zip(others, threads, strict=True):
        path.write_text("Joint Declaration\n\n1. The two sides agree.\n", encoding="utf-8")
        thread.join()
    assert understand_in_child(SAMPLES / "2022-digest.txt", "digest.txt").blocks


def reader_of(path: Path) -> int:
    """The process whose arguments name this file to our interpreter; 0 when there is none."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            arguments = (folder / "cmdline").read_bytes().split(b"\0")
            if b"-I" in arguments and str(path).encode() in arguments:
                return int(folder.name)
    return 0


def eventually(look: Callable[[], object]) -> object:
    """What `look` says as soon as it says anything, within ten seconds."""
    until = time.monotonic() + 10
    while not (seen := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return seen


def test_package_imports_nothing_heavy() -> None:
    code = (
        "import sys; import statements.ingest.child, statements.ingest.corrections, statements.ingest.understand;"
        "heavy = ('py3langid', 'charset_normalizer', 'pypdf', 'cryptography', 'PIL');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
