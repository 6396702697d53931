"""What becomes of passages whose true place in a corrected text is known, and how long it takes.

`python tests/bench/carrying.py [-v]` prints the table alone; -v shows what went wrong. The texts are the project's own
and invented ones full of look-alikes, in four scripts; each is changed in three or in ten ways at once.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from table import Figure, show

from statements.text.align import align_blocks
from statements.text.carry import Carrier
from tests.text.formulas import OPENINGS, formula_text
from tests.text.judging import Judgement
from tests.text.mutations import LIGHT, mutated, passages
from tests.text.texts import TEXTS

PAPERS, EACH = 60, 50  # corrections of each sort, passages of each
WORDS, PARAGRAPHS = 5_000, 60
NOTES = 10_000

Texts = Callable[[random.Random], Sequence[str]]


def real(rng: random.Random) -> Sequence[str]:
    return TEXTS[rng.choice(("2008", "2022"))]


def formulas(rng: random.Random) -> Sequence[str]:
    return formula_text(rng.choice(list(OPENINGS)), rng)


def judged(texts: Texts, deeds: int) -> Judgement:
    rng, judgement = random.Random(17), Judgement()
    for _paper in range(PAPERS):
        paper = mutated(texts(rng), rng.sample(LIGHT, deeds), rng)
        judgement.add(paper, passages(paper.old_text, rng, EACH))
    return judgement


def rates(name: str, judgement: Judgement) -> list[Figure]:
    known = f"{judgement.counts.total():,} passages"
    return [
        Figure(f"{name}: unchanged words placed exactly", judgement.placed_exactly, "%", more=known),
        Figure(f"{name}: changed words placed or proposed rightly", judgement.changed_found, "%", more="80 at least"),
        Figure(f"{name}: wrongly placed", judgement.wrongly_placed, "in 1,000", budget=0.0),
        Figure(f"{name}: wrong among the proposals", judgement.wrong_proposals, "%", budget=1.0),
    ]


def times() -> list[Figure]:
    rng = random.Random(3)
    paper = mutated(TEXTS["2008"], LIGHT, rng)
    spans = passages(paper.old_text, rng, NOTES)
    begun = time.process_time()
    carrier = Carrier(paper.old, paper.new)
    for span in spans:
        carrier.carry(*span)
    carried = time.process_time() - begun
    lexicon = [f"w{number}" for number in range(3_000)]
    old = [" ".join(rng.choices(lexicon, k=WORDS // PARAGRAPHS)) for _ in range(PARAGRAPHS)]
    new = [" ".join(word if rng.random() > 0.2 else rng.choice(lexicon) for word in text.split()) for text in old]
    begun = time.process_time()
    align_blocks(old, new)
    aligned = time.process_time() - begun
    return [
        Figure(f"carry {NOTES:,} passages of the 2008 statement", 1000 * carried, "ms", budget=1_000.0),
        Figure(f"align {WORDS:,} words, every paragraph edited", 1000 * aligned, "ms", budget=60.0),
    ]


def carrying() -> list[Figure]:
    figures: list[Figure] = []
    for name, texts in (("statements", real), ("look-alikes", formulas)):
        for deeds in (3, 10):
            figures += rates(f"carrying {name}, {deeds} deeds", judged(texts, deeds))
    return figures + times()


def main() -> None:
    show(carrying())
    if "-v" not in sys.argv:
        return
    for texts in (real, formulas):
        for verdict, truth, words, carried, paper in judged(texts, 3).faults:
            print(f"{verdict}: {words!r}\n  is at {truth}\n  {carried}\n  after {', '.join(paper.deeds)}")


if __name__ == "__main__":
    main()
