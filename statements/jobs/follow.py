"""The worker's place in the log: what follows from what people did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from statements.jobs.carrying import carry_note
from statements.jobs.index import index_annotation, index_edition
from statements.jobs.notices import notify_of_edition
from statements.models import Edition, Event, Room
from statements.vocabulary import Verb

BATCH = 100  # events in one transaction; the counter row is locked only at its end
OF_EDITIONS = {Verb.PUBLISHED, Verb.WITHDREW}
OF_NOTES = {
    *(Verb.ANNOTATED, Verb.EDITED, Verb.DELETED, Verb.RESTORED),
    *(Verb.REPLIED, Verb.EDITED_REPLY, Verb.DELETED_REPLY),
}


def follow(limit: int = BATCH) -> int:
    """Enqueue what follows from the next events and move on; returns how many there were."""
    room = Room.objects.filter(pk=Room.KEY).first()
    return follow_from(room, limit) if room else 0


def follow_from(room: Room, limit: int = BATCH) -> int:
    """Follow the events after the place `room` holds, in the order of their numbers; returns how many were followed.

    Tasks and new place are stored together or not at all: of two workers that read the same place one moves on and
    the other takes everything back.
    """
    if room.followed_to >= room.last_event:
        return 0
    after = Event.objects.filter(number__gt=room.followed_to).select_related("edition")
    events = list(after.order_by("number")[:limit])
    reached = events[-1].number if events else room.last_event
    with transaction.atomic():
        for task, key in dict.fromkeys(pair for event in events for pair in _following(event)):
            task.enqueue(key)
        moved = Room.objects.filter(pk=Room.KEY, followed_to=room.followed_to).update(followed_to=reached)
        transaction.set_rollback(not moved)
    return len(events) if moved else 0


def _following(event: Event) -> Iterator[tuple[Any, int]]:
    if event.verb in OF_EDITIONS and event.edition_id is not None:
        yield index_edition, event.edition_id
    if event.verb == Verb.PUBLISHED and event.edition is not None and event.edition.number > 1:
        yield notify_of_edition, event.number
    if event.verb in OF_NOTES and event.annotation_id is not None:
        yield index_annotation, event.annotation_id
    if event.verb == Verb.ANNOTATED and event.annotation_id is not None and _was_replaced(event.edition):
        yield carry_note, event.annotation_id


def _was_replaced(edition: Edition | None) -> bool:
    if edition is None:
        return False
    chain = Edition.objects.published().filter(statement=edition.statement_id, language=edition.language)
    return chain.filter(number__gt=edition.number).exists()
