"""`import_statements PATH… [--publish]`: files of a folder, by the same path as the upload desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from statements.actions.edition import CannotPublish, publish_upload
from statements.actions.original import CannotKeepOriginal
from statements.actions.upload import AlreadyHeld, CannotHandIn, keep_original, understand
from statements.models import Upload, User
from statements.vocabulary import Profile, RoomRole, UploadState


class Command(BaseCommand):
    help = "Hand in files, or all files of folders; they wait at the upload desk unless --publish."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publish", action="store_true", help="publish each text that has a title and a language")
        parser.add_argument("--profile", choices=[word.value for word in Profile], default="", help="what kind of text")

    def handle(self, *args: Any, paths: list[Path], publish: bool, profile: str, **options: Any) -> None:
        """One line for each file. Exit code 1 when one of them could not be handed in, understood or published."""
        operator = User.objects.filter(role=RoomRole.OPERATOR, is_active=True).order_by("pk").first()
        refused = 0
        for path in _files(paths):
            fine, sentence = self._import(path, publish=publish, profile=profile, by=operator)
            refused += not fine
            self.stdout.write(f"{path}: {sentence}")
        if refused:
            raise CommandError(_("{count} not imported; the sentence beside each says why.").format(count=refused))

    def _import(self, path: Path, *, publish: bool, profile: str, by: User | None) -> tuple[bool, str]:
        try:
            upload = keep_original(data=path.read_bytes(), filename=path.name, by=by, profile=profile)
        except AlreadyHeld as held:
            if not (publish and held.upload.state in (UploadState.DRAFT, UploadState.RECEIVED)):
                return True, f"{held} ({held.upload.edition or held.upload.pk})"
            upload = held.upload
        except (CannotHandIn, CannotKeepOriginal, OSError) as error:
            return False, str(error)
        upload = understand(upload=upload)
        if upload.state == UploadState.FAILED:
            return False, upload.problem
        return self._publish(upload, by=by) if publish else (True, _("waits at the desk"))

    def _publish(self, upload: Upload, *, by: User | None) -> tuple[bool, str]:
        try:
            return True, str(publish_upload(upload=upload, by=by))
        except CannotPublish as error:
            return False, str(error)


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named, hidden ones left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise CommandError(_("There is no file or folder {path}. Nothing after it was imported.").format(path=path))
