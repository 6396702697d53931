"""What calls cost the server: its CPU, asked before and after many calls, ours and the floor's in turn."""

from __future__ import annotations

import http.client
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from servers import Server

ENCODINGS = "gzip, deflate, br, zstd"  # what browsers accept
TOKEN = "benchbenchbenchbenchbenchbenchbe"  # a CSRF token is whatever cookie and header agree on


@dataclass(frozen=True)
class Visitor:
    """Someone signed in at one of the servers; each call is a connection of its own, as people's browsers make them."""

    port: int
    cookie: str

    def get(self, path: str, *, encodings: str = ENCODINGS) -> bytes:
        return self._call("GET", path, (200,), None, {"Accept-Encoding": encodings})

    def post(self, path: str, body: str, headers: Mapping[str, str]) -> bytes:
        """Anything but success ends the measuring."""
        given = {"X-CSRFToken": TOKEN, "Accept-Encoding": ENCODINGS, **headers}
        return self._call("POST", path, (200, 201, 303), body.encode(), given)

    def _call(
        self, method: str, path: str, fine: tuple[int, ...], body: bytes | None, headers: Mapping[str, str]
    ) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        given = {"Cookie": f"sessionid={self.cookie}; csrftoken={TOKEN}", "Connection": "close"}
        connection.request(method, path, body, {**given, **headers})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.status not in fine:
            raise SystemExit(f"{method} {path} was answered with {answer.status}.")
        return content


@dataclass(frozen=True)
class Call:
    """One kind of call: who is asked, and how; `make` gets a number that is never given twice."""

    server: Server
    make: Callable[[int], object]


@dataclass(frozen=True)
class Spent:
    """CPU of one call in milliseconds, round by round."""

    rounds: list[float]

    @property
    def least(self) -> float:
        return min(self.rounds)

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)


def in_turn(calls: Mapping[str, Call], *, rounds: int, times: int) -> dict[str, Spent]:
    """Each call `times` times, in turn with the others, `rounds` times over; a first round only warms the processes."""
    spent: dict[str, list[float]] = {name: [] for name in calls}
    number = 0
    for turn in range(rounds + 1):
        for name, call in calls.items():
            before = call.server.cpu()
            for _time in range(times):
                number += 1
                call.make(number)
            if turn:
                spent[name].append((call.server.cpu() - before) / times * 1000)
    return {name: Spent(list(each)) for name, each in spent.items()}


def form(fields: Mapping[str, object]) -> str:
    return urlencode({name: str(value) for name, value in fields.items()})
