"""`open_notes --confirm`: agree that strangers see notes meant for the whole room."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from statements.actions.room import open_notes
from statements.permissions import strangers_may_see_notes
from statements.queries.room import notes_strangers_would_see


class Command(BaseCommand):
    help = "Let strangers see the notes meant for everyone in the room. Without --confirm it only says how many."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--confirm", action="store_true", help="do it")

    def handle(self, *args: Any, confirm: bool, **options: Any) -> None:
        number = notes_strangers_would_see()
        notes = "1 note for the whole room" if number == 1 else f"{number} notes for the whole room"
        if not confirm:
            self.stdout.write(f"{notes} would become public. Nothing was changed; add --confirm to open them.")
            return
        if not open_notes(by=None):
            self.stdout.write("That was confirmed before. Nothing was changed.")
        elif strangers_may_see_notes():
            self.stdout.write(f"{notes} can be seen by everyone now.")
        else:
            self.stdout.write(
                f"Confirmed. {notes} will be public once READING_ROOM_PUBLIC is “texts+notes”; it is not now."
            )
