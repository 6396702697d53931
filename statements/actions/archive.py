"""Archives that batches came in: kept as they came until bytes of theirs are purged."""

from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext as _

from statements.actions.original import remove_original
from statements.models import BatchItem
from statements.models.batch import OPEN, TO_COME
from statements.vocabulary import BatchItemState, UploadState


def forget_archives_with(sha256: str) -> None:
    """Take every archive off the disk, after this transaction, that held the bytes of this hash. Files of such an
    archive that were still to be read are refused with a sentence.
    """
    _forget(BatchItem.objects.filter(upload__sha256=sha256))


def forget_archives_with_purged_bytes() -> None:
    """The same for archives in which purged bytes came back, once their other files are read."""
    _forget(BatchItem.objects.filter(upload__state=UploadState.PURGED).exclude(batch__state__in=OPEN))


def _forget(items: models.QuerySet[BatchItem]) -> None:
    archives = list(items.exclude(archive="").values_list("archive", flat=True).distinct().order_by())
    for archive in archives:
        held = BatchItem.objects.filter(archive=archive)
        held.filter(state__in=(*TO_COME, BatchItemState.STOPPED), upload=None).update(
            state=BatchItemState.REFUSED,
            why=_("The archive it came in held bytes that were purged, so it is kept no longer. Hand this in alone."),
        )
        held.update(archive="")
        _remove_afterwards(archive)


def _remove_afterwards(archive: str) -> None:
    transaction.on_commit(lambda: remove_original(archive))
