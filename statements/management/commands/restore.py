"""`manage.py restore FILE`"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = (
        "Bring a backup back into an empty room, on SQLite or PostgreSQL, all or nothing. Stop the room first. The "
        "tables are made if they are not there. The secret key is not in the backup: put the old one into the data "
        "folder (or SECRET_KEY) beforehand to keep invitations and password links working."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        from statements.exchange.backup import BackupError, restore_backup

        if not connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)
        try:
            contents = restore_backup(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        for sha256 in contents.missing:
            self.stderr.write(f"The original {sha256} was not in the backup.")
        if options["verbosity"]:
            self.stdout.write(f"{contents.rows} rows and {contents.originals} originals are back; the index is new.")
