"""Says what becomes of passages of one file in another one; touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.ingest.errors import CannotUnderstand
from statements.ingest.understand import understand
from statements.text.carry import Carried, Carrier
from statements.text.claims import BadClaim, read_claims


class Command(BaseCommand):
    help = "Says where passages of one file stand in a corrected one. Reads the files and nothing else."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", type=Path, help="a file to import")
        parser.add_argument("new", type=Path, help="the same text, corrected")
        parser.add_argument(
            "selectors", type=Path, help='a JSON list of {"start", "end", "exact"}, in code points of the old text'
        )
        parser.add_argument("--json", action="store_true", help="print one JSON list in the order of the selectors")

    def handle(self, *args: Any, **options: Any) -> None:
        selectors: Path = options["selectors"]
        old, new = (_texts(options[name]) for name in ("old", "new"))
        try:
            claims = read_claims(_bytes(selectors))
        except BadClaim as refusal:
            raise CommandError(f"{selectors} is not understood: {refusal}") from refusal
        carrier = Carrier(old, new)
        carried = [claim.carried(carrier) for claim in claims]
        if options["json"]:
            self.stdout.write(json.dumps([_shape(one) for one in carried], ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(map(_told, carried)) or "There are no selectors in the file.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _texts(path: Path) -> list[str]:
    try:
        parsed = understand(_bytes(path), filename=path.name)
    except CannotUnderstand as refusal:
        raise CommandError(f"{path}: {refusal.sentence}") from refusal
    return [block.text for block in parsed.blocks]


def _shape(carried: Carried) -> dict[str, Any]:
    shape = {name: getattr(carried, name) for name in ("start", "end", "exact", "method", "score", "state")}
    if carried.runner_up:
        shape["runner_up"] = carried.runner_up._asdict()
    return shape


def _told(carried: Carried) -> str:
    place = "no place" if carried.start is None else f"{carried.start}–{carried.end}"
    words = " ".join(carried.exact.split())
    return f"{carried.state.label}: {place} ({carried.method}, {carried.score:.2f}) {words}".rstrip()
