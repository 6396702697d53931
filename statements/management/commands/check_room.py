"""`check_room [--repair-index]`: prove that every place, address, hash, index entry and count of the room is true."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from statements.exchange import check


class Command(BaseCommand):
    help = "Prove that everything stands where it says. Writes nothing; exit code 1 when something does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair-index", action="store_true", help="first write the search index anew")

    def handle(self, *args: Any, repair_index: bool, **options: Any) -> None:
        if repair_index:
            self.stdout.write(_("Index written anew: {n} entries.").format(n=check.repair_index()))
        findings, looked_at_index = check.check_room()
        for finding in findings:
            self.stdout.write(str(finding))
        if not looked_at_index:
            self.stdout.write(
                _("The search index was not looked at: events wait for the worker. Start it, then ask again.")
            )
        if findings:
            raise CommandError(_("{n} things are not as they should be; nothing was changed.").format(n=len(findings)))
        self.stdout.write(_("Everything stands where it says."))
