"""Shows which passages of two files say alike; touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement
from statements.ingest.understand import understand
from statements.text.languages import language_name
from statements.text.passages import Passage, ReadText, read_text
from statements.text.reuse import Pair, Place, comparable, pair_passages
from statements.text.sentences import sentence_borders

BETWEEN = "\n\n"  # what joins the blocks of an edition's text


class Command(BaseCommand):
    help = "Shows which passages of two files say alike, the surest first. Reads the files and nothing else."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("a", type=Path)
        parser.add_argument("b", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object (see DESIGN, section 6)")

    def handle(self, *args: Any, **options: Any) -> None:
        one, other = _parsed(options["a"]), _parsed(options["b"])
        # A text too short to tell its language is taken to be in that of the other one.
        a = _read(one, one.language or other.language or "und")
        b = _read(other, other.language or one.language or "und")
        pairs = pair_passages(a, b)
        reason = why_none(a, b) if not pairs else ""
        if options["json"]:
            told = {"pairs": [_as_json(pair) for pair in pairs], **({"reason": reason} if reason else {})}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(reason or "\n\n".join(_told(pair) for pair in pairs))


def why_none(a: ReadText, b: ReadText) -> str:
    """One sentence about why two texts have no pair."""
    if not comparable(a.language, b.language):
        return (
            f"The first text is in {language_name(a.language)}, the second in {language_name(b.language)}: "
            "words of two languages cannot be compared, so nothing is paired."
        )
    if not a.units or not b.units:
        return "One of the texts has nothing but titles, dates and signatures, so nothing is paired."
    return "No passage of one says the same as a passage of the other, word for word or in words near enough to tell."


def _parsed(path: Path) -> ParsedStatement:
    try:
        return understand(path.read_bytes(), filename=path.name, profile=None)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except CannotUnderstand as refusal:
        raise CommandError(f"{path}: {refusal.sentence}") from refusal


def _read(parsed: ParsedStatement, language: str) -> ReadText:
    """The blocks with their places in the edition's text."""
    passages: list[Passage] = []
    start = 0
    for block in parsed.blocks:
        borders = sentence_borders(block.text, language)
        passages.append(Passage(block.address, block.kind, start, block.text, borders))
        start += len(block.text) + len(BETWEEN)
    return read_text(passages, language)


def _as_json(pair: Pair) -> dict[str, Any]:
    return {
        "a": pair.a._asdict(),
        "b": pair.b._asdict(),
        "kind": pair.kind.value,
        "score": pair.score,
        "shared": list(pair.shared),
    }


def _told(pair: Pair) -> str:
    return f"{pair.kind.value} ({', '.join(pair.shared)})\n{_side(pair.a)}\n{_side(pair.b)}"


def _side(place: Place) -> str:
    return f"{place.address:>8}  {place.text}"
