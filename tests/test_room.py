"""`make run`, for real: a fresh data folder, web and worker, and what becomes of them at the end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import psutil
import pytest

PROJECT = Path(__file__).resolve().parent.parent
OWN_SETTINGS = ("READING_ROOM_", "DATABASE_URL", "TEST_", "ALLOWED_HOSTS", "SECRET_KEY", "MAKE", "DJANGO_")
SECONDS_TO_OPEN = 120


class RunningRoom:
    """One run of scripts/room.py, with everything it printed until it was open."""

    def __init__(self, data: Path, port: int) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(OWN_SETTINGS)}
        self.url = f"http://127.0.0.1:{port}"
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "scripts/room.py"],
            cwd=PROJECT,
            env={**clean, "READING_ROOM_DATA": str(data), "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed: list[str] = []

    def wait_until_open(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed.append(line)
            if line.startswith("Ctrl-C ends") or time.monotonic() - self.started > SECONDS_TO_OPEN:
                break
        self.seconds = time.monotonic() - self.started
        assert f"Reading Room is open at {self.url}/\n" in self.printed, "".join(self.printed)

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def get(self, path: str) -> HTTPResponse:
        answer = urllib.request.urlopen(self.url + path, timeout=20)
        assert isinstance(answer, HTTPResponse)
        return answer

    def end(self, number: signal.Signals) -> list[psutil.Process]:
        """Sends the signal; returns the processes that are still there ten seconds after the parent is gone."""
        children = self.children()
        self.process.send_signal(number)
        self.process.wait(30)
        if self.process.stdout:
            self.process.stdout.close()
        return psutil.wait_procs(children, timeout=10)[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("room") / "data"


@pytest.fixture(scope="module")
def room(data: Path) -> Iterator[RunningRoom]:
    """The first run, on an empty data folder."""
    running = RunningRoom(data, free_port())
    try:
        running.wait_until_open()
        yield running
    finally:
        if running.process.poll() is None:
            assert running.end(signal.SIGTERM) == []


def test_first_run_opens_the_demo_room(room: RunningRoom) -> None:
    printed = "".join(room.printed)
    assert f"{room.url}/accounts/login/" in printed
    assert "demo room" in printed
    with room.get("/healthz") as answer:
        assert answer.status == 200
    with room.get("/") as answer:
        page = answer.read().decode()
    assert 'href="/statements/' in page


def test_web_and_worker_are_both_there(room: RunningRoom) -> None:
    commands = [" ".join(child.cmdline()) for child in room.children()]
    assert len([command for command in commands if "gunicorn" in command]) == 3  # one parent, two that serve
    assert len([command for command in commands if command.endswith("manage.py worker")]) == 1


def test_hashed_files_may_be_kept_for_ever(room: RunningRoom) -> None:
    with room.get("/") as answer:
        sheets = re.findall(r'href="(/static/[^"]+\.css)"', answer.read().decode())
    assert sheets != []
    for sheet in sheets:
        assert re.search(r"\.[0-9a-f]{12}\.css$", sheet)
        with room.get(sheet) as answer:
            assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_taken_port_is_refused_with_one_line(room: RunningRoom, tmp_path: Path) -> None:
    second = RunningRoom(tmp_path, int(room.url.rsplit(":", 1)[1]))
    output, _none = second.process.communicate(timeout=60)
    assert second.process.returncode == 1
    assert re.fullmatch(r"Port \d+ of 127\.0\.0\.1 cannot be used \(.+\)\. Choose another: make run PORT=\d+\n", output)


def test_second_run_keeps_the_data_and_leaves_no_orphan_when_killed(room: RunningRoom, data: Path) -> None:
    key = (data / "secret-key").read_text()
    assert room.end(signal.SIGINT) == []
    assert room.process.returncode == 0
    again = RunningRoom(data, free_port())
    again.wait_until_open()
    assert "Collecting" not in "".join(again.printed)
    assert "password" not in "".join(again.printed[:-4])
    assert (data / "secret-key").read_text() == key
    assert again.end(signal.SIGKILL) == []
