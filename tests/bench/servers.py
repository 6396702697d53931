"""The two servers of a measuring, ours and the floor, with what their processes cost: CPU and memory, from /proc."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
GUNICORN = (sys.executable, "-m", "gunicorn")
SECONDS_TO_START = 60
SECONDS_TO_END = 10


@dataclass
class Server:
    """A command and all processes it makes. `with server:` starts it and, whatever happens, ends all of them."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path = PROJECT
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> Server:
        # A session of its own: Ctrl-C then reaches the measuring alone, which ends its servers in order.
        self.process = subprocess.Popen(
            self.command, cwd=self.folder, env={**os.environ, **self.environment}, start_new_session=True
        )
        if self.port:
            self._wait_until_open()
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                break
            try:
                self.process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                continue

    def cpu(self) -> float:
        """Seconds of CPU that the living processes have used so far, the kernel's work for them included."""
        return sum(map(_cpu_of, self._processes()))

    def memory(self) -> int:
        """Bytes of memory (PSS): what processes share counts once."""
        return sum(map(_pss_of, self._processes()))

    def _processes(self) -> Iterator[int]:
        assert self.process
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            yield pid
            for thread in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())

    def _wait_until_open(self) -> None:
        assert self.process
        limit = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < limit and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        sys.exit(f"This server did not start: {' '.join(self.command)}")


def floor_server(folder: Path, database: Path) -> Server:
    """As its README says: two processes with four threads."""
    port = free_port()
    command = (*GUNICORN, "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{port}", "--log-level", "warning")
    return Server((*command, "floor:application"), floor_environment(database), folder=folder, port=port)


def floor_environment(database: Path) -> dict[str, str]:
    return {"FLOOR_STACK": "default", "FLOOR_DB": str(database), "PYTHONDONTWRITEBYTECODE": "1"}


def room_server(environment: Mapping[str, str]) -> Server:
    """The web processes as `make run` and the Dockerfile start them."""
    command = (*GUNICORN, "--config", "python:reading_room.server", "reading_room.wsgi:application")
    return Server(command, environment, port=int(environment["PORT"]))


def room_worker(environment: Mapping[str, str]) -> Server:
    return Server((sys.executable, "manage.py", "worker"), environment)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu_of(pid: int) -> float:
    """To the nanosecond; /proc/PID/stat counts in hundredths of a second, which is ten notes stored at the floor."""
    return (
        sum(int((thread / "schedstat").read_text().split()[0]) for thread in Path(f"/proc/{pid}/task").iterdir()) / 1e9
    )


def _pss_of(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
