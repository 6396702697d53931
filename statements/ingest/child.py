"""Understanding in a child process with limits of memory and time; a killed child is a refusal with a sentence."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import statements
from statements.ingest.decode import KEPT, MOST_BYTES
from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement

_MEGABYTE = 1024 * 1024


def understand_in_child(
    data_path: Path | str, filename: str, profile: str | None = None, *, seconds: float = 20, megabytes: int = 1024
) -> ParsedStatement:
    """Parses the file at `data_path` in a process of its own: at most `seconds` and `megabytes` of address space.

    Raises CannotUnderstand for whatever the importer refuses, and for a child that was killed, ran out of time or crashed.
    """
    path = Path(data_path)
    if path.stat().st_size > MOST_BYTES:
        raise CannotUnderstand("too-large", _too_large(path.stat().st_size))
    command = [sys.executable, "-I", "-c", _START, str(path), filename, *([profile] if profile else [])]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds * 2 + 5,
            env=_environment(),
            cwd=_root(),
            preexec_fn=lambda: _limit(seconds, megabytes),  # noqa: PLW1509 - sets limits only, allocates nothing
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotUnderstand("too-slow", _too_slow(seconds)) from error
    return _answer(done, seconds)


# -I keeps the environment and the working folder out of the child's path, so the project is named here.
_START = (
    "import sys; sys.path.insert(0, {root!r}); from statements.ingest.__main__ import main; main(*sys.argv[1:])"
).format(root=str(Path(statements.__file__).resolve().parent.parent))


def _root() -> str:
    return str(Path(statements.__file__).resolve().parent.parent)


def _environment() -> dict[str, str]:
    """Nothing of ours: no secret key, no database address; one thread for libraries that would start more."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _limit(seconds: float, megabytes: int) -> None:
    whole = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, megabytes * _MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _answer(done: subprocess.CompletedProcess[bytes], seconds: float) -> ParsedStatement:
    if done.returncode in (-24, -9):  # SIGXCPU; SIGKILL follows a second later
        raise CannotUnderstand("too-slow", _too_slow(seconds))
    if done.returncode != 0 and b"MemoryError" in done.stderr:
        raise CannotUnderstand(
            "too-much-memory",
            f"Reading this file took more memory than the room allows, so it was stopped. {KEPT} "
            "Hand in the statement alone, without the pages around it.",
        )
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise CannotUnderstand(
            "crashed",
            f"The importer stopped in the middle of this file. {KEPT} Paste the statement as plain text, and tell the operator.",
        ) from error
    if "refused" in answer:
        raise CannotUnderstand(answer["refused"]["code"], answer["refused"]["sentence"])
    return ParsedStatement.from_json(answer["parsed"])


def _too_slow(seconds: float) -> str:
    return (
        f"Reading this file took longer than {seconds:g} seconds, so it was stopped. {KEPT} "
        "Hand in the statement alone, or paste it as plain text."
    )


def _too_large(size: int) -> str:
    return (
        f"The file has {size / _MEGABYTE:.0f} MB; the room reads files up to {MOST_BYTES // _MEGABYTE} MB. {KEPT} "
        "Hand in the statement alone, without the pages around it."
    )
