"""What became of the files of a batch, for its page, the list of the desk and the command."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from statements.models import Batch, BatchItem
from statements.models.batch import OPEN, TO_COME
from statements.queries.room import worker_is_silent
from statements.vocabulary import BatchItemState

ROWS_OF_A_PAGE = 200
RECENT = timedelta(days=7)
# In the order of the table's filter; hidden files are listed below it.
OUTCOMES = tuple(state for state in BatchItemState if state != BatchItemState.PASSED_OVER)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is. `counts` is by outcome, zeros left out; `in_hand` the name of the file being read; hidden
    files are in neither `total` nor `done`. `is_moving` until it has ended and no file is in hand.
    """

    counts: dict[BatchItemState, int]
    in_hand: str
    is_moving: bool
    is_waiting_for_worker: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.total - sum(self.counts.get(state, 0) for state in (*TO_COME, BatchItemState.STOPPED))


def progress(batch: Batch) -> Progress:
    counts = _counts(batch)
    held = batch.items.filter(state=BatchItemState.IN_HAND).values_list("name", flat=True)
    in_hand = (held.first() or "") if counts[BatchItemState.IN_HAND] else ""
    return Progress(
        counts={state: counts[state] for state in OUTCOMES if counts[state]},
        in_hand=in_hand,
        is_moving=batch.is_open or bool(in_hand),
        is_waiting_for_worker=batch.is_open and worker_is_silent(reads_a_file=bool(in_hand)),
    )


def rows(batch: Batch, *, outcome: str = "", page: Any = 1) -> Page[BatchItem]:
    """The files in the order they came, hidden ones left out; with `outcome` only those of this word."""
    items = batch.items.with_outcome().exclude(state=BatchItemState.PASSED_OVER)
    items = items.select_related("upload__edition__statement").order_by("order")
    items = items.defer("upload__report", "upload__draft", "upload__history")
    if outcome:
        items = items.filter(outcome=outcome)
    return Paginator(items, ROWS_OF_A_PAGE).get_page(page)


def outcomes_in_order(batch: Batch) -> list[tuple[BatchItem, BatchItemState]]:
    """Every file with what became of it, hidden ones included."""
    items = batch.items.with_outcome().select_related("upload__edition__statement").order_by("order")
    items = items.defer("upload__report", "upload__draft", "upload__history")
    return [(item, BatchItemState(item.outcome)) for item in items]


def passed_over(batch: Batch) -> list[str]:
    """Names of the hidden files, in the order they came."""
    return list(batch.items.filter(state=BatchItemState.PASSED_OVER).order_by("order").values_list("name", flat=True))


def batches_at_desk(*, everything: bool) -> QuerySet[Batch]:
    """Those being read, those that ended lately; or all. Newest first, each with the numbers of its `files`, of those
    `to_come` and of those `refused`.
    """
    batches = (
        Batch.objects.select_related("handed_in_by")
        .order_by("-created_at", "-pk")
        .annotate(
            files=Count("items", filter=~Q(items__state=BatchItemState.PASSED_OVER)),
            to_come=Count("items", filter=Q(items__state__in=TO_COME)),
            refused=Count("items", filter=Q(items__state=BatchItemState.REFUSED)),
        )
    )
    if everything:
        return batches
    return batches.filter(Q(state__in=OPEN) | Q(finished_at__gte=timezone.now() - RECENT))


def _counts(batch: Batch) -> Counter[BatchItemState]:
    found = batch.items.with_outcome().order_by().values_list("outcome").annotate(n=Count("pk"))
    return Counter({BatchItemState(outcome): n for outcome, n in found})
