"""Texts whose blocks and metadata are known exactly, and how far an import of one of their files agrees with them.

A truth is a file of tests/data/truths: a head of `key: value` lines, an empty line, then one block a line as
`kind | marker | text`; ⏎ stands for a line end inside a block, ⇥ for the border of two cells.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from statements.ingest.parsed import ParsedStatement

TRUTHS = Path(__file__).resolve().parent.parent / "data" / "truths"
FACTS = ("title", "language", "profile", "date_signed", "date_published", "parties")


@dataclass(frozen=True, slots=True)
class TrueBlock:
    kind: str
    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Truth:
    """`facts` holds the metadata by the names of FACTS; "" for what the text does not say."""

    name: str
    facts: dict[str, str]
    blocks: tuple[TrueBlock, ...]


def read_truths() -> list[Truth]:
    return [_read(path) for path in sorted(TRUTHS.glob("*.txt"))]


def _read(path: Path) -> Truth:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    said = dict(line.split(":", 1) for line in head.split("\n"))
    facts = {key: said.get(key, "").strip() for key in ("title", "language", "profile", "parties")}
    facts |= {"date_signed": said.get("signed", "").strip(), "date_published": said.get("published", "").strip()}
    return Truth(path.stem, facts, tuple(_block(row) for row in body.split("\n") if row))


def _block(row: str) -> TrueBlock:
    kind, marker, text = row.split("|", 2)
    return TrueBlock(kind.strip(), marker.strip(), text.strip().replace(" ⏎ ", "\n").replace(" ⇥ ", "\t"))


@dataclass(slots=True)
class Score:
    """Counts of one import or, added up, of many."""

    files: int = 0
    wanted: int = 0
    found: int = 0
    made: int = 0
    matched: int = 0
    splits: int = 0
    merges: int = 0
    kinds: int = 0
    inverted: int = 0
    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / (self.wanted or 1)

    @property
    def precision(self) -> float:
        return self.matched / (self.made or 1)

    def add(self, other: Score) -> None:
        for name in ("files", "wanted", "found", "made", "matched", "splits", "merges", "kinds", "inverted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.facts.update(other.facts)
        self.faults += other.faults


def fold(text: str) -> str:
    """Whitespace folded, NFC; no spaces at all, because between Chinese signs and around line ends they say nothing."""
    return "".join(unicodedata.normalize("NFC", text).split())


def score(truth: Truth, parsed: ParsedStatement, facts: dict[str, str] | None = None) -> Score:
    """How far `parsed` agrees. `facts` are those that the file says otherwise than the truth (a page's date)."""
    result = Score(files=1, wanted=len(truth.blocks), made=len(parsed.blocks))
    made: dict[str, list[int]] = defaultdict(list)
    for at, block in reversed(list(enumerate(parsed.blocks))):
        made[fold(block.text)].append(at)
        if block.marker:
            made[fold(block.marker + block.text)].append(at)
    taken: set[int] = set()
    order: list[int] = []
    missed: list[TrueBlock] = []
    for block in truth.blocks:
        at = _claim(block, made, taken)
        if at is None:
            missed.append(block)
            continue
        taken.add(at)
        order.append(at)
        result.kinds += parsed.blocks[at].kind == block.kind
    if facts:
        # The date line of a page is a block of the text as its own rules have it, though no source block.
        dated = {at for at, block in enumerate(parsed.blocks) if block.kind == "dateline"} - taken
        taken |= dated
        result.made -= len(dated)
    result.found = result.matched = len(order)
    result.inverted = len(order) - _longest_rise(order)
    _tell(result, truth, parsed, missed, taken)
    _compare_facts(result, truth, parsed, facts or {})
    return result


def _claim(block: TrueBlock, made: dict[str, list[int]], taken: set[int]) -> int | None:
    for words in (fold(block.text), fold(block.marker + block.text)):
        places = made.get(words, [])
        while places and places[-1] in taken:
            places.pop()
        if places:
            return places.pop()
    return None


def _longest_rise(order: list[int]) -> int:
    tails: list[int] = []
    for at in order:
        place = bisect_left(tails, at)
        tails[place : place + 1] = [at]
    return len(tails)


def _tell(result: Score, truth: Truth, parsed: ParsedStatement, missed: list[TrueBlock], taken: set[int]) -> None:
    extra = [fold(block.text) for at, block in enumerate(parsed.blocks) if at not in taken]
    wanted = [fold(block.text) for block in missed]
    result.splits = sum(sum(one in words for one in extra if one) > 1 for words in wanted)
    result.merges = sum(sum(words in one for words in wanted if words) > 1 for one in extra)
    result.faults += [f"missed {block.kind}: {block.marker} {block.text[:110]!r}" for block in missed]
    result.faults += [
        f"extra {block.kind}: {block.marker} {block.text[:110]!r}"
        for at, block in enumerate(parsed.blocks)
        if at not in taken
    ]
    if result.inverted:
        result.faults.append(f"order: {result.inverted} blocks stand elsewhere")


def _compare_facts(result: Score, truth: Truth, parsed: ParsedStatement, changed: dict[str, str]) -> None:
    got = {name: getattr(parsed, name) or "" for name in FACTS if name != "parties"}
    got["parties"] = ", ".join(party.iso or party.name for party in parsed.parties)
    for name in FACTS:
        wanted = changed.get(name, truth.facts[name])
        verdict = "right" if fold(got[name]) == fold(wanted) else "wrong" if got[name] else "empty"
        result.facts[name, verdict] += 1
        if verdict != "right":
            result.faults.append(f"{verdict} {name}: {got[name]!r}, wanted {wanted!r}")
