"""Which Python the room takes, asked on machines made of stand-ins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ASK = "import sys; sys.path.insert(0, 'scripts'); import install; print(install.find_python())"


def stand_in(folder: Path, name: str, *, version: str = "", fails: bool = False) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {version}\nexit {int(fails)}\n")
    path.chmod(0o755)
    return path


def find_on(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=PROJECT,
        env={"PATH": f"{folder}{os.pathsep}/nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_first_python_that_really_runs_is_taken(tmp_path: Path) -> None:
    stand_in(tmp_path, "python3.11", version="3 11", fails=True)  # what a version manager leaves
    stand_in(tmp_path, "python3.13", version="3 13")
    fitting = stand_in(tmp_path, "python3.12", version="3 12")
    assert find_on(tmp_path).stdout == f"{fitting}\n"


def test_plain_python3_is_taken_when_its_version_fits(tmp_path: Path) -> None:
    fitting = stand_in(tmp_path, "python3", version="3 13")
    assert find_on(tmp_path).stdout == f"{fitting}\n"


def test_machine_without_a_fitting_python_is_told_so_in_one_line(tmp_path: Path) -> None:
    stand_in(tmp_path, "python3", version="3 9")
    outcome = find_on(tmp_path)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr == (
        "Reading Room needs Python 3.11, 3.12 or 3.13 with venv (on Debian: apt-get install python3 python3-venv).\n"
    )
