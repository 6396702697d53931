"""Understanding in a child process with limits of memory and time; a killed child is a refusal with a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import statements
from statements.ingest.decode import KEPT, MOST_BYTES
from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement

AT_ONCE = 2  # children of one of the room's processes; each may take a core and a gigabyte
LONGEST_WAIT = 20.0  # seconds
_turns = threading.BoundedSemaphore(AT_ONCE)
_MEGABYTE = 1024 * 1024
_ROOT = str(Path(statements.__file__).resolve().parent.parent)
# -I keeps environment and working folder out of the child's path, so the project is named; limits come before our code.
# Files: py3langid unpacks its model into an unnamed temporary one.
# On Linux the child dies with the thread that started it: nobody would read its answer, or stop it, after that.
_START = """
import os, resource, sys
root, seconds, space = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL
    if os.getppid() != int(sys.argv[4]):
        raise SystemExit  # it was gone before we asked
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
resource.setrlimit(resource.RLIMIT_AS, (space, space))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (space // 4, space // 4))
sys.path.insert(0, root)
from statements.ingest.__main__ import main
main(*sys.argv[5:])
"""
# Nothing of ours: no secret key, no database address; one thread for libraries that would start more.
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def understand_in_child(
    data_path: Path | str, filename: str, profile: str | None = None, *, seconds: float = 20, megabytes: int = 1024
) -> ParsedStatement:
    """Parses the file at `data_path` in a process of its own, with at most `seconds` and `megabytes`.

    At most `AT_ONCE` files are read at the same time; others wait their turn for up to `LONGEST_WAIT` seconds.
    Raises CannotUnderstand for whatever the importer refuses, for a child that was killed, out of time or crashed, and
    when no turn came.
    """
    path = Path(data_path)
    if path.stat().st_size > MOST_BYTES:
        raise CannotUnderstand("too-large", _too_large(path.stat().st_size))
    limits = (str(max(1, round(seconds))), str(megabytes * _MEGABYTE), str(os.getpid()))
    command = [sys.executable, "-I", "-c", _START, _ROOT, *limits, str(path), filename, *([profile] if profile else [])]
    with _turn():
        return _answer(_run(command, seconds), seconds)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=LONGEST_WAIT):
        raise CannotUnderstand(
            "busy", f"The room was reading other texts all the while. {KEPT} Wait a minute, then let it be read again."
        )
    try:
        yield
    finally:
        _turns.release()


def _run(command: list[str], seconds: float) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter; file and name are arguments, never code
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds * 2 + 5,
            env=_ENVIRONMENT,
            cwd=_ROOT,
            start_new_session=True,  # Ctrl-C in a terminal is meant for the worker, which ends after this file
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotUnderstand("too-slow", _too_slow(seconds)) from error


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
            f"The importer stopped in the middle of this file. {KEPT} Paste the statement as plain text, and "
            f"tell the operator.",
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
