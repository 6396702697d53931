"""`purge_upload ID`: take an original out of the room for good."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from statements.actions.upload import purge
from statements.models import Upload, User


class Command(BaseCommand):
    help = "Delete the original and what the importer made of it. A dated stub and the hash remain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int)
        parser.add_argument("--by", default="", help="user name of the operator who decided it")

    def handle(self, *args: Any, id: int, by: str, **options: Any) -> None:
        upload = Upload.objects.filter(pk=id).first()
        if upload is None:
            raise CommandError(_("There is no upload {id}.").format(id=id))
        operator = User.objects.filter(username=by).first()
        if by and operator is None:
            raise CommandError(_("There is nobody with the user name {name}.").format(name=by))
        edition = upload.edition
        upload = purge(upload=upload, by=operator)
        self.stdout.write(_("Purged. The hash {hash} remains.").format(hash=upload.sha256))
        if edition is not None and edition.is_published:
            self.stdout.write(
                _("Edition {edition} made of it is still published; withdraw it as well if its words must go.").format(
                    edition=edition
                )
            )
