"""`make bench`: what the reading page costs, beside the floor, in one table. Ends with 1 only with `--strict`.

The floor is the bare Django of ../shared/bench (FLOOR_FOLDER names another place). Where it is missing the figures
stand alone. `--full` measures more rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import lxml.html
from batches import reading_batches
from browser import draw_in_turn, loaded, open_browser
from carrying import carrying
from comparing import comparing
from editions import correcting
from growing import growing
from importing import importing
from library import library_of_many
from measure import Call, Visitor, form, in_turn
from room import SIZES, load_workload
from servers import PROJECT, Server, floor_environment, floor_server, free_port, room_server, room_worker
from table import Figure, show

OPEN_BUDGETS = {100: 3.0, 1_000: 2.5, 10_000: 2.5}
OPENS_PER_ROUND = {100: 60, 1_000: 40, 10_000: 10}
HTML_BUDGETS = {100: 20.0, 1_000: 35.0, 10_000: 110.0}
STORED_PER_ROUND = 60
OPENS_BEFORE_MEMORY = 1_000
SAMPLES = PROJECT / "statements" / "samples"


@dataclass(frozen=True)
class Measuring:
    """The servers, who asks them, and what the room is made of."""

    rounds: int
    environment: dict[str, str]
    web: Server
    reader: Visitor
    editor: Visitor
    floor: Server | None
    floor_reader: Visitor | None
    workload: Any
    text: Path
    starts: list[int]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--full", action="store_true", help="more rounds")
    asked.add_argument("--strict", action="store_true", help="exit with 1 when a figure is over its budget")
    asked.add_argument("steps", nargs="*", help="only the steps whose names hold one of these words")
    options = asked.parse_args()
    steps = {name: step for name, step in STEPS.items() if _is_asked(name, options.steps)}
    signal.signal(signal.SIGTERM, _interrupted)
    begun = time.monotonic()
    floor = Path(os.environ.get("FLOOR_FOLDER") or PROJECT.parent / "shared" / "bench")
    if not (floor / "floor.py").exists():
        print(f"There is no floor at {floor}; FLOOR_FOLDER can name it. Our figures stand alone.")
        floor = None  # type: ignore[assignment]
    figures: list[Figure] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="reading-room-bench-")))
        print("Making a room with the 2008 statement and its notes …", flush=True)
        bench = _prepare(stack, folder, floor, rounds=9 if options.full else 5)
        for name, step in steps.items():
            print(f"{name} …", flush=True)
            figures += step(bench)
    print(f"\nMeasured in {time.monotonic() - begun:.0f} s; server CPU per call is the least of all rounds.\n")
    show(figures)
    return int(options.strict and any(figure.verdict == "OVER" for figure in figures))


def _is_asked(name: str, words: list[str]) -> bool:
    return not words or any(word.lower() in name.lower() for word in words)


def _interrupted(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _prepare(stack: ExitStack, folder: Path, floor: Path | None, *, rounds: int) -> Measuring:
    text = folder / "statement.txt"
    environment = _room_environment(folder / "room")
    arguments = [str(text), *([str(floor)] if floor else [])]
    made = json.loads(_output([sys.executable, str(Path(__file__).with_name("room.py")), *arguments], environment))
    _output([sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"], environment)
    floor_web, floor_reader = None, None
    if floor:
        database = folder / "floor.sqlite3"
        cookie = _output([sys.executable, "floor.py", str(text)], floor_environment(database), folder=floor).strip()
        floor_web = stack.enter_context(floor_server(floor, database))
        floor_reader = Visitor(floor_web.port, cookie)
    web = stack.enter_context(room_server(environment))
    stack.enter_context(room_worker(environment))
    return Measuring(
        rounds=rounds,
        environment=environment,
        web=web,
        reader=Visitor(web.port, made["sessions"]["alice"]),
        editor=Visitor(web.port, made["sessions"]["edith"]),
        floor=floor_web,
        floor_reader=floor_reader,
        workload=load_workload(floor),
        text=text,
        starts=made["starts"],
    )


def _room_environment(data: Path) -> dict[str, str]:
    """Production settings; whatever the user's own environment says of a room is not meant for this one."""
    data.mkdir()
    port = str(free_port())
    own = ("READING_ROOM_DEBUG", "READING_ROOM_DEMO", "READING_ROOM_PUBLIC", "READING_ROOM_BIND", "DATABASE_URL")
    return {
        **dict.fromkeys((*own, "ALLOWED_HOSTS", "TRUSTED_PROXY", "CACHE_URL"), ""),
        "READING_ROOM_DATA": str(data),
        "READING_ROOM_URL": f"http://127.0.0.1:{port}",
        "PORT": port,
        "MALLOC_ARENA_MAX": "2",  # as `make run` sets it
    }


def _output(command: list[str], environment: dict[str, str], folder: Path = PROJECT) -> str:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _opening(bench: Measuring) -> list[Figure]:
    figures = []
    for number in SIZES:
        calls = {"ours": Call(bench.web, lambda _turn, n=number: bench.reader.get(f"/statements/notes-{n}/"))}
        if bench.floor and (visitor := bench.floor_reader):
            calls["floor"] = Call(bench.floor, lambda _turn, n=number, v=visitor: v.get(f"/page/{n}/"))
        spent = in_turn(calls, rounds=bench.rounds, times=OPENS_PER_ROUND[number])
        floor = spent["floor"].least if "floor" in spent else None
        medians = ", ".join(f"{name} {each.median:.1f}" for name, each in spent.items())
        name, budget = f"open the reading page, {number:,} notes", OPEN_BUDGETS[number]
        figures.append(Figure(name, spent["ours"].least, "ms", floor, budget, times=True, more=f"medians: {medians}"))
    return figures


def _storing(bench: Measuring) -> list[Figure]:
    """The form of a new note, sent as our script sends it; at the floor the same words as JSON."""
    passages = bench.workload.make_highlights(bench.workload.read_paragraphs(str(bench.text)), 997)
    here = "/statements/notes-1000/en/1/notes/new/"
    address = f"http://127.0.0.1:{bench.web.port}/statements/notes-1000/"
    headers = {"HX-Request": "true", "HX-Current-URL": address, "X-Requested-With": "fetch"}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    (sheet,) = lxml.html.fromstring(bench.reader.get(here, encodings="identity")).xpath("//form[@data-draft-key]")
    fields = dict(sheet.form_values())

    def ours(turn: int) -> None:
        passage = passages[turn % len(passages)]
        start = bench.starts[passage.paragraph] + passage.start
        place = {"start": start, "end": start + len(passage.quote), "exact": passage.quote}
        said = {"body": passage.comment or "A word about this.", "themes": ", ".join(passage.tags)}
        bench.reader.post(here, form({**fields, **place, **said, "uuid": uuid.uuid4()}), headers)

    calls = {"ours": Call(bench.web, ours)}
    if bench.floor and (visitor := bench.floor_reader):

        def floor(turn: int) -> None:
            passage = passages[turn % len(passages)]
            said = {"comment": passage.comment or "A word about this.", "tags": passage.tags}
            place = {"para": passage.paragraph, "s": passage.start, "e": passage.end}
            visitor.post("/create/", json.dumps({**place, **said}), {"Content-Type": "application/json"})

        calls["floor"] = Call(bench.floor, floor)
    spent = in_turn(calls, rounds=bench.rounds, times=STORED_PER_ROUND)
    least = spent["floor"].least if "floor" in spent else None
    medians = ", ".join(f"{name} {each.median:.1f}" for name, each in spent.items())
    name = "store one note, 1,000 notes"
    return [Figure(name, spent["ours"].least, "ms", least, 6.0, times=True, more=f"medians: {medians}")]


def _drawing(bench: Measuring) -> list[Figure]:
    figures = []
    with open_browser() as browser:
        if browser is None:
            print("Chromium is missing, so nothing is measured in a browser; get it with: apt-get install chromium")
            return []
        for number in SIZES:
            pages = {"ours": (f"http://127.0.0.1:{bench.web.port}/statements/notes-{number}/", bench.reader.cookie)}
            if bench.floor and bench.floor_reader:
                pages["floor"] = (f"http://127.0.0.1:{bench.floor.port}/page/{number}/", bench.floor_reader.cookie)
            drawn = draw_in_turn(browser, pages, rounds=bench.rounds)
            ours, floor = drawn["ours"], drawn.get("floor")
            least = floor.least if floor else None
            figures.append(
                Figure(f"browser: all marks drawn, {number:,} notes", ours.least, "ms", least, 2.0, times=True)
            )
            limit = max(floor.longest_task, 50.0) + 50 if floor else None  # tasks below 50 ms are not told
            longest = floor.longest_task if floor else None
            figures.append(Figure(f"browser: longest task, {number:,} notes", ours.longest_task, "ms", longest, limit))
        return figures + _weights(bench, browser)


def _weights(bench: Measuring, browser: Any) -> list[Figure]:
    figures = [
        Figure(
            f"HTML on the wire, {n:,} notes", len(bench.reader.get(f"/statements/notes-{n}/")) / 1000, "kB", None, kb
        )
        for n, kb in HTML_BUDGETS.items()
    ]
    address = f"http://127.0.0.1:{bench.web.port}/statements/notes-1000/"
    entries = loaded(browser, address, bench.reader.cookie)

    def sum_of(ending: str) -> tuple[float, str]:
        found = [entry for entry in entries if entry["name"].endswith(ending)]
        return sum(entry["size"] for entry in found) / 1000, f"{len(found)} files"

    scripts, fonts, styles = sum_of(".js"), sum_of(".woff2"), sum_of(".css")
    return [
        *figures,
        Figure("JavaScript with htmx", scripts[0], "kB", None, 25.0, more=scripts[1]),
        Figure("fonts of an English reader", fonts[0], "kB", None, 135.0, more=fonts[1]),
        Figure("style sheets", styles[0], "kB", more=styles[1]),
    ]


def _understanding(_bench: Measuring) -> list[Figure]:
    lines = _output([sys.executable, str(Path(__file__).with_name("understood.py"))], {}).splitlines()
    figures = []
    for line in lines:
        milliseconds, name = line.split(maxsplit=1)
        figures.append(Figure(f"understand {name}", float(milliseconds), "ms", None, 80.0))
    return figures


def _remembering(bench: Measuring) -> list[Figure]:
    """In processes that have done nothing else: the ones measured so far have drawn ten thousand notes."""
    pasted = (SAMPLES / "2022-digest.txt").read_text(encoding="utf-8")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    environment = {**bench.environment, "PORT": str(free_port())}
    with room_server(environment) as web, room_worker(environment) as worker:
        reader, editor = replace(bench.reader, port=web.port), replace(bench.editor, port=web.port)
        for _open in range(OPENS_BEFORE_MEMORY):
            reader.get("/statements/notes-1000/")
        editor.post("/uploads/new/", form({"words": pasted}), headers)
        parts = (web.memory() / 1e6, worker.memory() / 1e6)
    more = f"web {parts[0]:.0f}, worker {parts[1]:.0f}"
    return [Figure("memory (PSS) after 1,000 opens, one upload", sum(parts), "MB", None, 220.0, more=more)]


STEPS = {
    "Opening the reading page": _opening,
    "Drawing in a browser": _drawing,
    "Understanding the seeds": _understanding,
    "Importing texts whose blocks are known": lambda _bench: importing(),
    "Importing longer and longer texts": lambda _bench: growing(),
    "Storing notes": _storing,  # late, so that the figures above are of the notes they name
    "Opening a thousand times, then an upload": _remembering,
    "Forty files in the worker": reading_batches,
    "Carrying passages to corrected texts": lambda _bench: carrying(),
    "Ten thousand notes and a corrected edition": lambda _bench: correcting(),
    "The library over ten thousand statements": library_of_many,
    "Comparing two texts of 5,000 words": lambda _bench: comparing(),
}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
