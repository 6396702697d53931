"""The compare page of two texts of 5,000 words each, whole: two statements, and two editions of one.

`python tests/bench/comparing.py` prints the table alone. The work is done in a process of its own, with a data folder
of its own; each figure is CPU of the process for one page, the first time (nothing kept) and later ones.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Any

from inside import PROJECT, measured_inside
from table import Figure, show

WORDS = 5_000
BUDGET = 250.0
AGAIN = 5


def comparing() -> list[Figure]:
    """Milliseconds of CPU for each page."""
    measured = measured_inside(__file__)
    return [
        Figure(f"compare: {name}", spent, "ms", budget=BUDGET, more=more) for name, (spent, more) in measured.items()
    ]


def _inside() -> None:
    sys.path[:0] = [str(PROJECT)]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # Nothing is served from here, so no static files are collected.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    from tests.make import make_edition, make_statement

    sentences = _sentences()
    one, other = _text(sentences, 1), _text(sentences, 2)
    first = make_statement(title="One", paragraphs=one, date_signed="2008-05-23")
    second = make_statement(title="Other", paragraphs=other, date_signed="2022-02-04")
    make_edition(statement=first, paragraphs=_edited(one))
    slug = first.slug
    print(
        json.dumps(
            {
                **_measured("two statements", f"/compare/?a={slug}/en/1&b={second.slug}"),
                **_measured("two editions", f"/compare/?a={slug}/en/1&b={slug}/en/2"),
            }
        )
    )


def _measured(name: str, address: str) -> dict[str, tuple[float, str]]:
    from django.test import Client

    from statements.queries import compared_editions, compared_statements, shelf

    client = Client()
    client.get(address)  # templates and word lists are read once in a process
    first: list[float] = []
    later: list[float] = []
    for _turn in range(AGAIN):
        for kept in (compared_editions._worked_out, compared_statements._pairs, compared_statements._text, shelf._read):
            kept.cache_clear()
        first.append(_spent(client, address))
        later.append(_spent(client, address))
    rows = client.get(address).content.count(b'class="pair-row')
    return {
        f"{name}, first time": (min(first), f"{rows} rows"),
        f"{name}, again": (min(later), ""),
    }


def _spent(client: Any, address: str) -> float:
    begun = time.process_time()
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return (time.process_time() - begun) * 1_000


def _sentences() -> list[str]:
    from statements.text.sentences import sentence_borders

    texts = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "statements" / "samples").glob("*.txt"))]
    paragraphs = [part.strip() for text in texts for part in text.split("\n\n") if len(part) > 120]
    return [part[start:end] for part in paragraphs for start, end in sentence_borders(part, "en")]


def _text(sentences: list[str], seed: int) -> list[tuple[str, str]]:
    """Paragraphs of the sentences of the samples, most of their words exchanged; every seventh sentence stays."""
    chance = random.Random(seed)
    stock = sorted({word for sentence in sentences for word in sentence.split()})
    invented = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{word[::-1].lower()}" for word in stock]
    paragraphs: list[tuple[str, str]] = []
    words = 0
    while words < WORDS:
        chosen = [chance.choice(sentences) for _n in range(4)]
        told = [one if chance.random() < 1 / 7 else _exchanged(one, stock, invented, chance) for one in chosen]
        paragraphs.append((str(len(paragraphs) + 1), " ".join(told)))
        words += len(paragraphs[-1][1].split())
    return paragraphs


def _exchanged(sentence: str, stock: list[str], invented: list[str], chance: random.Random) -> str:
    return " ".join(
        word if (turn := chance.random()) < 0.4 else chance.choice(stock if turn < 0.8 else invented)
        for word in sentence.split()
    )


def _edited(paragraphs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A word in every fiftieth exchanged, one paragraph in twenty moved to the end."""
    chance = random.Random(3)
    told = [
        (at, " ".join("corrected" if chance.random() < 0.02 else word for word in text.split()))
        for at, text in paragraphs
    ]
    moved = told[5::20]
    return [one for one in told if one not in moved] + moved


if __name__ == "__main__":
    if "--inside" in sys.argv:
        _inside()
    else:
        show(comparing())
