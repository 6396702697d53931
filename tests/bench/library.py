"""The library over ten thousand invented statements. Run as a program inside a data folder of its own, it makes the
room and prints the session of an analyst.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from measure import Call, in_turn
from servers import PROJECT, free_port, room_server
from table import Figure

STATEMENTS = 10_000
PARAGRAPHS = 2  # of a statement; the library looks at none
OPENS_PER_ROUND = 15
BUDGET = 40.0
PAGES = {
    "library, 10,000 statements": "/",
    "library, narrowed to a party": "/?party=china",
    "library, last page by title": "/?sort=title&page=200",
}


def library_of_many(bench: Any) -> list[Figure]:
    """Opened by an analyst and by a stranger, in processes of their own."""
    with tempfile.TemporaryDirectory(prefix="reading-room-library-") as folder:
        environment = {**bench.environment, "READING_ROOM_DATA": folder, "PORT": str(free_port())}
        session = _output([sys.executable, str(Path(__file__))], environment)
        _output([sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"], environment)
        with room_server(environment) as web:
            people = {
                "analyst": replace(bench.reader, port=web.port, cookie=session),
                "stranger": replace(bench.reader, port=web.port, cookie=""),
            }
            calls = {
                f"{page}, {who}": Call(web, lambda _turn, path=path, visitor=visitor: visitor.get(path))
                for page, path in PAGES.items()
                for who, visitor in people.items()
            }
            spent = in_turn(calls, rounds=bench.rounds, times=OPENS_PER_ROUND)
    return [
        Figure(name, each.least, "ms", None, BUDGET, more=f"median: {each.median:.1f}") for name, each in spent.items()
    ]


def _output(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reading_room.settings")
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()
    from django.core.management import call_command
    from room import session_of

    from statements.models import User

    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command(
            "make_corpus",
            statements=STATEMENTS,
            annotations=500,
            paragraphs=PARAGRAPHS,
            leave_index_to_worker=True,
            stdout=nowhere,
        )
    print(session_of(User.objects.get(username="corpus-1")))


if __name__ == "__main__":
    main()
