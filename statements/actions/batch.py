"""Handing in several files at once, stopping their reading and going on with it. How one is read: batch_item.py."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from statements.actions.batch_item import keep_file
from statements.actions.original import CannotKeepOriginal, store_original
from statements.actions.upload import CannotHandIn
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.archive import MEGABYTE, Member, members_of, shown_name
from statements.models import Batch, BatchItem, User
from statements.vocabulary import BatchItemState, BatchState


class TooMuchAtOnce(CannotHandIn):
    """More files, or more bytes, than one batch may have. Nothing was stored."""


class TooManyFiles(TooMuchAtOnce):
    """More files in one form than are even received."""

    def __str__(self) -> str:
        return _(
            "These are more than {most} files, the most one form may have. Nothing was stored. Pack them into a ZIP or "
            "hand them in as several smaller batches."
        ).format(most=settings.DATA_UPLOAD_MAX_NUMBER_FILES)


class EmptyArchive(CannotHandIn):
    def __str__(self) -> str:
        return _("There is no file in this archive. Nothing was stored.")


class NotOpen(Exception):
    """The batch is finished or was stopped before; nothing was changed."""

    def __str__(self) -> str:
        return _("This batch is no longer being read. Nothing was changed.")


class NotStopped(Exception):
    """The batch was not stopped, or somebody has gone on with it before; nothing was changed."""

    def __str__(self) -> str:
        return _("This batch is not stopped. Nothing was changed.")


def files_of_archive(data: bytes) -> list[Member] | None:
    """The files of an archive of statements; None for anything else, Word files and books included.
    Raises TooMuchAtOnce and EmptyArchive, with nothing stored.
    """
    try:
        members = members_of(data, most_of_one=settings.UPLOAD_LIMIT)
    except CannotUnderstand as refused:
        raise TooMuchAtOnce(refused.sentence) from refused
    if members is not None and not members:
        raise EmptyArchive
    return members


def refuse_too_much(size: int) -> None:
    """Raises TooMuchAtOnce for more than `BATCH_LIMIT` bytes in one form."""
    if size > settings.BATCH_LIMIT:
        raise TooMuchAtOnce(too_much_sentence())


def too_much_sentence() -> str:
    most = settings.BATCH_LIMIT // MEGABYTE
    return ngettext(
        "Together these files have more than {megabytes} megabyte, the most the room takes at once. "
        "Nothing was stored. Hand them in as several smaller batches.",
        "Together these files have more than {megabytes} megabytes, the most the room takes at once. "
        "Nothing was stored. Hand them in as several smaller batches.",
        most,
    ).format(megabytes=most)


def open_batch(
    *,
    name: str,
    by: User | None,
    key: uuid.UUID | None = None,
    publish: bool = False,
    profile: str = "",
    source_url: str = "",
    retrieved_on: date | None = None,
) -> tuple[Batch, bool]:
    """A batch that files can be added to, and whether it was made now: a form sent twice, known by its `key`, finds the
    one it made.
    """
    key = key or uuid.uuid4()
    given = {"publish": publish, "profile": profile, "source_url": source_url, "retrieved_on": retrieved_on}
    with suppress(IntegrityError), transaction.atomic():
        return Batch.objects.create(uuid=key, name=shown_name(name)[-255:], handed_in_by=by, **given), True
    return Batch.objects.get(uuid=key), False


def add_file(*, batch: Batch, name: str, data: bytes) -> None:
    """Add a file, or each file of an archive, to be read when its turn comes. What cannot be kept is listed as refused
    with its sentence, so that the others still come in.
    """
    try:
        members = files_of_archive(data)
    except CannotHandIn as refused:
        return refuse_file(batch=batch, name=name, why=str(refused), size=len(data))
    if members is None:
        return _add_text(batch, name, data)
    try:
        archive = store_original(data)
    except CannotKeepOriginal as refused:
        return refuse_file(batch=batch, name=name, why=str(refused), size=len(data))
    return _add_members(batch, members, archive)


@transaction.atomic
def refuse_file(*, batch: Batch, name: str, why: str, size: int = 0) -> None:
    """List a file that did not come in, with the sentence why."""
    order = _next_order(batch)
    refused = {"state": BatchItemState.REFUSED, "why": why}
    BatchItem.objects.create(batch=batch, order=order, name=shown_name(name), size=size, **refused)


@transaction.atomic
def stop_batch(*, batch: Batch, by: User) -> Batch:
    """Read no further: the file in hand is finished, the others stay as they came. Raises NotOpen."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if not batch.is_open:
        raise NotOpen
    batch.items.filter(state=BatchItemState.WAITING).update(state=BatchItemState.STOPPED)
    batch.state, batch.stopped_by, batch.finished_at = BatchState.STOPPED, by, timezone.now()
    batch.save(update_fields=["state", "stopped_by", "finished_at"])
    return batch


@transaction.atomic
def go_on_with_batch(*, batch: Batch) -> Batch:
    """Read what was left when the batch was stopped. Raises NotStopped."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != BatchState.STOPPED:
        raise NotStopped
    batch.items.filter(state=BatchItemState.STOPPED).update(state=BatchItemState.WAITING, attempts=0)
    _reopen(batch)
    return batch


@transaction.atomic
def _add_text(batch: Batch, name: str, data: bytes) -> None:
    item = BatchItem(batch=batch, order=_next_order(batch), name=shown_name(name), size=len(data))
    keep_file(item, data)
    item.save()


@transaction.atomic
def _add_members(batch: Batch, members: Sequence[Member], archive: str) -> None:
    first = _next_order(batch)
    items = [_item_of(batch, member, archive, first + place) for place, member in enumerate(members)]
    BatchItem.objects.bulk_create(items, batch_size=100)


def _item_of(batch: Batch, member: Member, archive: str, order: int) -> BatchItem:
    state = BatchItemState.REFUSED if member.refused else BatchItemState.WAITING
    if member.is_passed_over:
        state = BatchItemState.PASSED_OVER
    place = {"archive": archive, "member": member.index}
    return BatchItem(
        batch=batch, order=order, name=member.name, size=member.size, state=state, why=member.refused, **place
    )


def _next_order(batch: Batch) -> int:
    """Locks the batch. One whose files were all read meanwhile is open again."""
    current = Batch.objects.select_for_update().get(pk=batch.pk)
    if current.state == BatchState.DONE:
        _reopen(current)
    highest: int | None = current.items.aggregate(highest=models.Max("order"))["highest"]
    return 0 if highest is None else highest + 1


def _reopen(batch: Batch) -> None:
    batch.state, batch.stopped_by, batch.finished_at = BatchState.WAITING, None, None
    batch.save(update_fields=["state", "stopped_by", "finished_at"])
