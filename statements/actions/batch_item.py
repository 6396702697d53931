"""One file of a batch: taken in hand, kept, understood, published where that was asked and nothing is missing."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import OperationalError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from statements.actions.archive import forget_archives_with_purged_bytes
from statements.actions.edition import AlreadyPublished, CannotPublish, publish_upload, what_is_missing
from statements.actions.original import CannotKeepOriginal, OriginalMissing, original_path
from statements.actions.upload import AlreadyHeld, CannotHandIn, PurgedBefore, keep_original, understand
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.archive import read_member, refused_by_name
from statements.models import Batch, BatchItem, Edition, Upload
from statements.models.batch import TO_COME
from statements.queries.near_same import near_same
from statements.vocabulary import BatchItemState, BatchState, UploadState

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
Outcome = tuple[BatchItemState, str]


@transaction.atomic
def take_next(*, batch: Batch | None = None) -> BatchItem | None:
    """The next file to read, in hand now; None when there is none. Only for whoever makes sure to be the only one
    (jobs/batch.py): a file that is in hand already was left by a worker that was killed, and is taken again.
    """
    _let_go_of_stopped()
    waiting = BatchItem.objects.filter(state__in=TO_COME, batch__in=Batch.objects.open())
    if batch is not None:
        waiting = waiting.filter(batch=batch)
    waiting = waiting.select_related("batch__handed_in_by", "upload").order_by("batch", "order")
    while (item := waiting.first()) is not None:
        if item.attempts < MOST_ATTEMPTS:
            return _in_hand(item)
        _give_up(item)
    _finish()
    return None


def read_item(*, item: BatchItem) -> BatchItem:
    """Do everything for a file in hand and note what became of it. A fault of ours is logged and is a refusal with a
    sentence; only a database that does not answer is raised, with the file put back if it takes that at least.
    """
    try:
        if item.upload is None:
            _keep_member(item)
        if item.state == BatchItemState.IN_HAND:
            item.state, item.why = _outcome(item)
    except OperationalError:
        with suppress(OperationalError):
            BatchItem.objects.filter(pk=item.pk).update(state=BatchItemState.WAITING, attempts=models.F("attempts") - 1)
        raise
    except Exception:
        logger.exception("File %s of batch %s could not be read", item.order, item.batch_id)
        item.state, item.why = BatchItemState.REFUSED, _fault()
    return _note(item)


def keep_file(item: BatchItem, data: bytes) -> None:
    """Keep the bytes of one file as an original with its upload; `item` then says what came of that. Not saved."""
    batch = item.batch
    refused = refused_by_name(item.name)
    if refused:
        kept = _("The archive is kept as it came.") if item.archive else _("It was not stored.")
        item.state, item.why = BatchItemState.REFUSED, f"{refused} {kept}"
        return
    given: dict[str, Any] = {name: getattr(batch, name) for name in ("source_url", "retrieved_on", "profile")}
    name = item.name.replace("\\", "/").rpartition("/")[2]
    try:
        item.upload = keep_original(data=data, filename=name, by=batch.handed_in_by, **given)
    except AlreadyHeld as held:
        item.upload = held.upload
        if not _may_take_up(batch, held.upload):
            item.state, item.why = BatchItemState.HELD, _("The room already holds these very bytes.")
    except PurgedBefore as refused_bytes:
        item.upload, item.state, item.why = refused_bytes.upload, BatchItemState.REFUSED, str(refused_bytes)
    except (CannotHandIn, CannotKeepOriginal) as refused_bytes:
        item.state, item.why = BatchItemState.REFUSED, str(refused_bytes)


@transaction.atomic
def _keep_member(item: BatchItem) -> None:
    """Together or not at all, so that after a kill the file is not found "already here" for its own sake."""
    try:
        data = read_member(original_path(item.archive), item.member or 0, most=settings.UPLOAD_LIMIT)
    except CannotUnderstand as refused:
        item.state, item.why = BatchItemState.REFUSED, refused.sentence
        return
    keep_file(item, data)
    item.save(update_fields=["upload"])


def _outcome(item: BatchItem) -> Outcome:
    assert item.upload is not None
    try:
        upload = understand(upload=item.upload)
    except OriginalMissing:
        return BatchItemState.REFUSED, _("The original is not in the data folder, so it cannot be read.")
    if upload.state == UploadState.FAILED:
        return BatchItemState.REFUSED, upload.problem
    if upload.state != UploadState.DRAFT:
        return BatchItemState.HELD, _("Someone was faster: this text no longer waits at the desk.")
    missing = what_is_missing(upload)
    missing += [_like(near.edition) for near in near_same(upload)]
    if missing:
        return BatchItemState.NEEDS_YOU, " ".join(missing)
    return _published(item.batch, upload) if item.batch.publish else (BatchItemState.DRAFT, "")


def _published(batch: Batch, upload: Upload) -> Outcome:
    try:
        publish_upload(upload=upload, by=batch.handed_in_by)
    except AlreadyPublished:
        return BatchItemState.HELD, _("Someone was faster: this text has been published already.")
    except CannotPublish as refused:
        return BatchItemState.NEEDS_YOU, str(refused)
    except OperationalError:
        raise
    except Exception:
        logger.exception("Upload %s could not be published", upload.pk)
        return BatchItemState.NEEDS_YOU, _("Publishing it failed, which is a fault of the room. It waits at the desk.")
    return BatchItemState.PUBLISHED, ""


def _like(edition: Edition) -> str:
    return _(
        "Nearly the same text is held, “{title}”: say whether this is the same, a new edition of it or another."
    ).format(title=edition.title)


def _may_take_up(batch: Batch, held: Upload) -> bool:
    """Whether to publish is asked of a text that waits at the desk as the importer left it: nobody has worked on it."""
    return batch.publish and held.turn == 0 and held.state in (UploadState.RECEIVED, UploadState.DRAFT)


def _in_hand(item: BatchItem) -> BatchItem:
    item.state, item.attempts = BatchItemState.IN_HAND, item.attempts + 1
    item.save(update_fields=["state", "attempts"])
    Batch.objects.filter(pk=item.batch_id, state=BatchState.WAITING).update(state=BatchState.RUNNING)
    return item


def _give_up(item: BatchItem) -> None:
    why = _("Reading it stopped the importer three times, so it is not tried again. The original is kept.")
    item.state, item.why = BatchItemState.REFUSED, why
    item.save(update_fields=["state", "why"])
    stuck = Upload.objects.filter(batch_items=item, state=UploadState.RECEIVED)
    stuck.update(state=UploadState.FAILED, problem=why, updated_at=timezone.now())
    logger.error("File %s of batch %s stopped the importer three times", item.order, item.batch_id)


def _note(item: BatchItem) -> BatchItem:
    item.save(update_fields=["state", "why", "upload"])
    return item


def _let_go_of_stopped() -> None:
    left = BatchItem.objects.filter(state=BatchItemState.IN_HAND).exclude(batch__in=Batch.objects.open())
    left.update(state=BatchItemState.STOPPED)


def _finish() -> None:
    to_come = BatchItem.objects.filter(state__in=TO_COME)
    finished = Batch.objects.open().exclude(pk__in=to_come.values("batch")).filter(items__isnull=False)
    Batch.objects.filter(pk__in=list(finished.values_list("pk", flat=True))).update(
        state=BatchState.DONE, finished_at=timezone.now()
    )
    forget_archives_with_purged_bytes()


def _fault() -> str:
    return _("Reading it failed, which is a fault of the room; the log has the rest. What was kept of it is kept.")
