"""Writing the log."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from statements.models import Event, Room
from statements.vocabulary import Verb


def record(*, verb: Verb, actor: Any, **things: models.Model | None) -> Event:
    """Append one event about `things` (any of Event's foreign keys by name), inside the caller's transaction.

    The number comes from the room's counter row. Its update locks the row until commit, so a later number can never
    be seen before an earlier one; a plain sequence on PostgreSQL would lose events for those who follow the log.
    Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An event belongs to the transaction of what it tells.")
    room = Room.objects.filter(pk=Room.KEY)
    if not room.update(last_event=models.F("last_event") + 1):
        Room.objects.create(pk=Room.KEY, last_event=1)
    number = room.values_list("last_event", flat=True).get()
    return Event.objects.create(number=number, at=timezone.now(), actor=actor, verb=verb, **things)
