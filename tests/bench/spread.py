"""Passages for a room without the floor's workload beside it: as many words, themes and comments, evenly spread."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

TAGS = [
    "law",
    "security",
    "trade",
    "energy",
    "arms",
    "space",
    "culture",
    "regions",
    "reform",
    "health",
    "terror",
    "climate",
]
WORD = re.compile(r"\S+")
COMMENT = "the wording here is not that of the earlier text and ought to be set beside it"


class Passage(NamedTuple):
    """`start` and `end` count in the paragraph of this number."""

    paragraph: int
    start: int
    end: int
    quote: str
    tags: list[str]
    comment: str


def read_paragraphs(path: str) -> list[str]:
    with open(path, encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def make_highlights(paragraphs: list[str], number: int) -> list[Passage]:
    """`number` passages of two to twelve words inside one paragraph each; half of them with a comment."""
    dice = random.Random(number)
    words = [
        (at, match.start(), [m.end() for m in WORD.finditer(paragraph, match.start())])
        for at, paragraph in enumerate(paragraphs)
        for match in WORD.finditer(paragraph)
    ]
    made = []
    for turn in range(number):
        at, start, ends = words[turn * len(words) // number]
        end = ends[min(dice.randint(1, 11), len(ends) - 1)]
        comment = COMMENT if dice.random() < 0.5 else ""
        made.append(Passage(at, start, end, paragraphs[at][start:end], dice.sample(TAGS, dice.choice((1, 2))), comment))
    return made
