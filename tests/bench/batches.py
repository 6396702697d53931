"""Forty files in the worker: how long they take, and how long readers wait for a page meanwhile."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from servers import PROJECT
from table import Figure

FILES = 40
QUIET = 10.0  # seconds of reading without a batch
PAGE = "/statements/notes-1000/"
SAMPLE = PROJECT / "statements" / "samples" / "2008-joint-statement.txt"


def reading_batches(bench: Any) -> list[Figure]:
    """Published at once, by the room's own worker, while one person opens the reading page again and again."""
    until = time.monotonic() + QUIET
    before = _waits(bench, lambda: time.monotonic() > until)
    with tempfile.TemporaryDirectory(prefix="reading-room-batch-") as folder:
        _write_files(Path(folder))
        begun = time.monotonic()
        command = [sys.executable, "manage.py", "import_statements", "--publish", folder]
        importing = subprocess.Popen(
            command, cwd=PROJECT, env={**os.environ, **bench.environment}, stdout=subprocess.PIPE
        )
        during = _waits(bench, lambda: importing.poll() is not None)
        seconds = time.monotonic() - begun
        out = importing.communicate()[0].decode()
    said = out.strip().splitlines()[-1]
    quiet, busy = _p95(before), _p95(during)
    more = f"alone {quiet:.0f} ms, meanwhile {busy:.0f} ms"
    return [
        Figure(f"{FILES} files in the worker", seconds, "s", None, 30.0, more=said),
        Figure("reading page meanwhile, p95", busy, "ms", quiet, 2.0, times=True, more=more),
    ]


def _waits(bench: Any, is_over: Callable[[], bool]) -> list[float]:
    """Milliseconds each opening of the page took, until `is_over`."""
    waits = []
    while not is_over():
        begun = time.monotonic()
        bench.reader.get(PAGE)
        waits.append((time.monotonic() - begun) * 1000)
        time.sleep(0.02)
    return waits


def _p95(waits: list[float]) -> float:
    return statistics.quantiles(waits, n=20)[-1]


def _write_files(folder: Path) -> None:
    """Statements as long as the sample, of its words in another order each, as text, pages and Word files."""
    sys.path.insert(0, str(PROJECT))
    from tests.ingest.office import docx, p

    paragraphs = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    for number in range(FILES):
        lines = [f"Joint Declaration number {number}", f"Moscow, {number % 28 + 1} July {1960 + number}"]
        lines += _in_other_words(paragraphs[2:], random.Random(number))
        match number % 5:
            case 0:
                page = "".join(f"<p>{escape(line)}</p>" for line in lines)
                (folder / f"{number}.html").write_text(f"<!doctype html><body>{page}", encoding="utf-8")
            case 1:
                (folder / f"{number}.docx").write_bytes(docx("".join(p(escape(line)) for line in lines)))
            case _:
                (folder / f"{number}.txt").write_text("\n\n".join(lines), encoding="utf-8")


def _in_other_words(paragraphs: list[str], dice: random.Random) -> list[str]:
    words = " ".join(paragraphs).split()
    dice.shuffle(words)
    made = []
    for paragraph in paragraphs:
        count = len(paragraph.split())
        made.append(" ".join(words[:count]).capitalize() + ".")
        words = words[count:]
    return made
