"""Several files handed in at once."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from statements.models.upload import Upload
from statements.vocabulary import BatchItemState, BatchState, Profile, UploadState

OPEN = (BatchState.WAITING, BatchState.RUNNING)
TO_COME = (BatchItemState.WAITING, BatchItemState.IN_HAND)
AT_THE_DESK = (BatchItemState.DRAFT, BatchItemState.NEEDS_YOU)


class BatchQuerySet(models.QuerySet["Batch"]):
    def open(self) -> BatchQuerySet:
        """Those that are not finished and were not stopped."""
        return self.filter(state__in=OPEN)

    def with_work(self) -> BatchQuerySet:
        """Those for which something is to be done, be it only to note that a worker was killed."""
        in_hand = BatchItem.objects.filter(state=BatchItemState.IN_HAND)
        return self.filter(models.Q(state__in=OPEN) | models.Q(pk__in=in_hand.values("batch")))


class Batch(models.Model):
    """Files that were handed in together and are read one after the other in the background (actions/batch.py).

    `uuid` is that of the form, so that a form sent twice makes one batch. `publish` asks to publish at once what lacks
    nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=255)
    state = models.CharField(max_length=12, choices=BatchState.choices(), default=BatchState.WAITING, db_index=True)
    publish = models.BooleanField(default=False)
    profile = models.CharField(_("profile"), max_length=12, choices=Profile.choices(), blank=True)
    source_url = models.URLField(_("address of the original"), max_length=1000, blank=True)
    retrieved_on = models.DateField(_("retrieved"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="batches"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("batch")
        verbose_name_plural = _("batches")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class BatchItemQuerySet(models.QuerySet["BatchItem"]):
    def with_outcome(self) -> models.QuerySet[Any]:
        """Adds `outcome`, a word of BatchItemState: what became of each by now. What waited at the desk may have been
        published by hand since.
        """
        by_hand = models.When(
            state__in=AT_THE_DESK,
            upload__state=UploadState.PUBLISHED,
            then=models.Value(BatchItemState.PUBLISHED.value),
        )
        return self.annotate(outcome=models.Case(by_hand, default="state", output_field=models.CharField()))


class BatchItem(models.Model):
    """One file of a batch, and what became of it; `why` is the sentence.

    A file of an archive is read from it when its turn comes: `archive` is the hash under which the archive is kept,
    `member` the file's place in its directory. `attempts` counts how often the file was taken in hand: what three times
    ended the whole worker is not tried a fourth time.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    size = models.PositiveBigIntegerField()
    archive = models.CharField(max_length=64, blank=True, db_index=True)
    member = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=BatchItemState.choices(), default=BatchItemState.WAITING, db_index=True
    )
    why = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    upload = models.ForeignKey(Upload, null=True, blank=True, on_delete=models.SET_NULL, related_name="batch_items")

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "order"]
        verbose_name = _("file of a batch")
        verbose_name_plural = _("files of batches")
        constraints = [
            models.UniqueConstraint(fields=["batch", "order"], name="batch_order_once"),
            models.CheckConstraint(
                condition=~models.Q(state=BatchItemState.REFUSED) | ~models.Q(why=""),
                name="batch_item_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name
