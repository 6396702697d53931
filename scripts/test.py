"""`make test`: every test of the room, each suite in its own process, with one table at the end.

Runs inside `.venv`. A suite that cannot run because Node or Chromium is missing is named, with the way to get it; under
CI=true that is a failure, as is any single test that was skipped (tests/conftest.py sees to that).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NODE_AT_LEAST = 20
IN_CI = os.environ.get("CI") == "true"
# These open no database: once is enough.
WITHOUT_DATABASE = (
    "tests/text",
    "tests/ingest",
    "tests/test_house.py",
    "tests/test_settings.py",
    "tests/test_install.py",
    "tests/test_room.py",
)
# Walks in the browser whose every step is a transaction that the two databases lock differently.
ON_BOTH_DATABASES = ("tests/e2e/test_corrected_text.py",)
PYTEST = (sys.executable, "-m", "pytest", "-q")


@dataclass
class Suite:
    """One process of tests; `missing` is the sentence of what keeps it from running, empty when nothing does."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    missing: str = ""


def suites() -> list[Suite]:
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    node = shutil.which("node") or ""
    scripts = sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "tests/js").rglob("*.test.js"))
    ignored = tuple(f"--ignore={path}" for path in WITHOUT_DATABASE)
    no_browser = "" if chromium else "Chromium is missing; get it with: apt-get install chromium"
    return [
        Suite("Python on SQLite", (*PYTEST, "--ignore=tests/e2e"), {"TEST_DATABASE": "sqlite"}),
        Suite("Python on PostgreSQL", (*PYTEST, "--ignore=tests/e2e", *ignored), {"TEST_DATABASE": "postgres"}),
        Suite("JavaScript", (node, "--test", *scripts), missing=missing_node(node)),
        Suite(
            "Browser",
            (*PYTEST, "tests/e2e"),
            {"CHROMIUM": chromium, "TEST_DATABASE": "sqlite"},
            missing=no_browser,
        ),
        Suite(
            "Browser on PostgreSQL",
            (*PYTEST, *ON_BOTH_DATABASES),
            {"CHROMIUM": chromium, "TEST_DATABASE": "postgres"},
            missing=no_browser,
        ),
    ]


def missing_node(node: str) -> str:
    if node:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        major = re.match(r"v(\d+)", version)
        if major and int(major[1]) >= NODE_AT_LEAST:
            return ""
    return f"Node {NODE_AT_LEAST} or newer is missing; get it with: apt-get install nodejs"


def run(suite: Suite) -> tuple[bool, str]:
    """Whether the suite may count as passed, and its line of the table."""
    if suite.missing:
        return not IN_CI, f"{'FAILED' if IN_CI else 'skipped'}  {suite.name}: {suite.missing}"
    print(f"\n== {suite.name}", flush=True)
    start = time.monotonic()
    result = subprocess.run(suite.command, cwd=PROJECT, env={**os.environ, **suite.environment}, check=False)
    seconds = time.monotonic() - start
    return result.returncode == 0, f"{'FAILED' if result.returncode else 'passed'}  {suite.name} ({seconds:.0f} s)"


def main() -> None:
    outcomes = [run(suite) for suite in suites()]
    print("\n== All tests")
    for _passed, line in outcomes:
        print(line)
    sys.exit(0 if all(passed for passed, _line in outcomes) else 1)


if __name__ == "__main__":
    main()
