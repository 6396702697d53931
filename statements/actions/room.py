"""What is decided once for the whole room."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from statements.actions.event import record
from statements.models import Room, User
from statements.vocabulary import Verb


def one_at_a_time() -> None:
    """Until this transaction ends, nobody else who calls this goes on: for what must look at the whole room before it
    writes (are these bytes here, is this address free).

    Rows of the thing itself are locked before, never after: the log locks the same row of the room last.
    """
    Room.objects.get_or_create(pk=Room.KEY)
    Room.objects.select_for_update().get(pk=Room.KEY)


@transaction.atomic
def open_notes(*, by: User | None) -> bool:
    """Record that notes meant for the room may be seen by strangers where the setting says so too.

    Returns False, changing nothing, when that was recorded before.
    """
    room, _made = Room.objects.get_or_create(pk=Room.KEY)
    if not Room.objects.filter(pk=room.pk, notes_opened_at__isnull=True).update(
        notes_opened_at=timezone.now(), notes_opened_by=by
    ):
        return False
    record(verb=Verb.OPENED_NOTES, actor=by)
    return True
