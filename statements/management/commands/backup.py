"""`manage.py backup FILE`"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Write the whole room, people and private notes included, to one new file, while people go on working. Keep "
        "it where only operators can read it. Left out: the search index and sessions, which come again by "
        "themselves, and the secret key: keep a copy of the file secret-key of the data folder (or of SECRET_KEY) "
        "apart, or invitations and password links that are under way stop working after a restore."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        from statements.exchange.backup import BackupError, write_backup

        try:
            contents = write_backup(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        for sha256 in contents.missing:
            self.stderr.write(
                f"The original {sha256} is missing or damaged in the data folder; it is not in the backup."
            )
        if options["verbosity"]:
            self.stdout.write(f"{contents.rows} rows and {contents.originals} originals are in {options['file']}.")
