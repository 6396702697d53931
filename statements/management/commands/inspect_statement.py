"""Shows what the importer understands of a file; touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement
from statements.ingest.understand import understand
from statements.vocabulary import Profile


class Command(BaseCommand):
    help = "Shows what the importer understands of a file. Reads the file and nothing else."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object (see DESIGN, section 6)")
        parser.add_argument(
            "--profile", choices=[word.value for word in Profile], help="take the text for this profile"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        try:
            parsed = understand(data, filename=path.name, profile=options["profile"])
        except CannotUnderstand as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            json.dumps(parsed.to_json(), ensure_ascii=False, indent=1) if options["json"] else told(parsed)
        )


def told(parsed: ParsedStatement) -> str:
    """The same for people: metadata, blocks with their addresses, what was dropped, what to look at, the stages."""
    parties = ", ".join(f"{party.name} ({party.iso or 'no code'})" for party in parsed.parties)
    rows = [
        f"{parsed.title or 'No title found'}",
        f"{parsed.profile}, {parsed.kind or 'kind unknown'}, language {parsed.language or 'unknown'}",
        f"signed {parsed.date_signed or 'unknown'}, place {parsed.place or 'unknown'}",
        f"published {parsed.date_published or 'unknown'}",
        f"parties: {parties or 'unknown'}",
        "",
    ]
    rows.extend(f"{block.address:>10}  {block.kind:<10} {_short(block.text, block.marker)}" for block in parsed.blocks)
    rows.extend(
        f"   dropped  line {entry.first_line}: {entry.reason}: {_short(entry.text)}" for entry in parsed.dropped
    )
    rows.extend(f"   look at  {warning.message}" for warning in parsed.warnings)
    rows.append("")
    rows.extend(f"{stage.name:>10}  {stage.sentence}" for stage in parsed.stages)
    return "\n".join(rows)


def _short(text: str, marker: str | None = None) -> str:
    line = " / ".join(text.strip().split("\n"))
    line = f"{marker} {line}" if marker else line
    return line if len(line) <= 100 else line[:99] + "…"
