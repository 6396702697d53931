"""`import_statements PATH… [--publish] [--profile …]`: files, folders and archives, as one batch of the upload desk."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from statements.actions.batch import add_file, open_batch, refuse_file
from statements.actions.upload import TooLarge
from statements.ingest.readers.archive import is_passed_over, shown_name
from statements.jobs.batch import work_on_batches
from statements.jobs.worker import Worker
from statements.models import Batch, BatchItem, User
from statements.queries.batch import outcomes_in_order, progress
from statements.vocabulary import BatchItemState, Profile, RoomRole

LOOK_AGAIN = 0.5  # seconds between two looks at what the worker does


class Command(BaseCommand):
    help = (
        "Hand in files, all files of folders and all files of ZIP archives as one batch. The worker reads them; when "
        "none is alive this command reads them itself, in the same way. Each waits at the upload desk; with --publish "
        "what lacks nothing is published. Ends with one line for each file: what became of it, its name, why or where "
        "it is. The exit code is 1 when a file was refused or, with --publish, one needs a person; else 0, also "
        "for files that were here already. Ctrl-C leaves the batch to the worker."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publish", action="store_true", help="publish each text that lacks nothing")
        parser.add_argument("--profile", choices=[word.value for word in Profile], default="", help="what kind of text")

    def handle(self, *args: Any, paths: list[Path], publish: bool, profile: str, **options: Any) -> None:
        files = list(_files(paths))
        if not files:
            raise CommandError(_("There is no file to import."))
        operator = User.objects.filter(role=RoomRole.OPERATOR, is_active=True).order_by("pk").first()
        batch, _is_new = open_batch(name=_name_of(paths), by=operator, publish=publish, profile=profile)
        for name, path in files:
            _add(batch, name, path)
        try:
            self._wait(batch)
        except KeyboardInterrupt:
            here = _("The files are kept and go on being read once the worker runs: /uploads/batches/{pk}/")
            raise CommandError(here.format(pk=batch.pk)) from None
        self._tell(batch)

    def _wait(self, batch: Batch) -> None:
        """Until every file was read, by the worker or here; a line on standard error each time one was."""
        worker = Worker(shows_life=False)
        said = -1
        while batch.is_open:
            how_far = progress(batch)
            if how_far.done != said and self.stderr.isatty():
                said = how_far.done
                self.stderr.write(_("{done} of {total} read").format(done=said, total=how_far.total))
            read_here = how_far.is_waiting_for_worker and work_on_batches(batch)
            if read_here:
                worker.run_due()
            batch.refresh_from_db()
            if batch.is_open and not read_here:
                time.sleep(LOOK_AGAIN)

    def _tell(self, batch: Batch) -> None:
        found = outcomes_in_order(batch)
        for item, outcome in found:
            self.stdout.write(f"{outcome.label:<13} {item.name}: {_where_and_why(item, outcome)}")
        counts = progress(batch).counts
        self.stdout.write(", ".join(f"{state.label}: {n}" for state, n in counts.items()))
        troubling = {BatchItemState.REFUSED, *([BatchItemState.NEEDS_YOU] if batch.publish else [])}
        troubles = sum(outcome in troubling for _item, outcome in found)
        if troubles:
            raise CommandError(_("{count} not imported; the line of each says why.").format(count=troubles))


def _files(paths: list[Path]) -> Iterator[tuple[str, Path]]:
    """Names and places of the files named, and of those in the folders named, hidden ones left out.
    Raises CommandError for a path that is not there, before anything is handed in.
    """
    for path in paths:
        if not (path.is_file() or path.is_dir()):
            raise CommandError(_("There is no file or folder {path}. Nothing was imported.").format(path=path))
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file())
            names = ((file.relative_to(path).as_posix(), file) for file in inside)
            yield from ((name, file) for name, file in names if not is_passed_over(name))
        else:
            yield path.name, path


def _add(batch: Batch, name: str, path: Path) -> None:
    try:
        if path.stat().st_size > settings.BATCH_LIMIT:
            return refuse_file(batch=batch, name=name, why=str(TooLarge()))
        return add_file(batch=batch, name=name, data=path.read_bytes())
    except OSError as error:
        why = _("It cannot be read: {reason}.").format(reason=error.strerror or error)
        return refuse_file(batch=batch, name=name, why=why)


def _name_of(paths: list[Path]) -> str:
    return shown_name(", ".join(path.absolute().name for path in paths))


def _where_and_why(item: BatchItem, outcome: BatchItemState) -> str:
    """ "waits at the desk: /uploads/3/", the address of a statement, the sentence of a refusal."""
    why = item.why if outcome == item.state else ""
    if item.upload is not None and item.upload.edition is not None:
        return " ".join(filter(None, (why, f"/statements/{item.upload.edition}/")))
    if item.upload is not None and outcome in (BatchItemState.DRAFT, BatchItemState.NEEDS_YOU):
        return " ".join(filter(None, (_("waits at the desk: /uploads/{pk}/").format(pk=item.upload.pk), why)))
    return why
