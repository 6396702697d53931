"""What is true of the room as a whole."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from statements import permissions
from statements.models.prepared import prepared


class RoomManager(models.Manager["Room"]):
    def notes_are_open(self) -> bool:
        """Whether strangers see room notes: the setting says so *and* someone confirmed it (`open_notes --confirm`)."""
        return permissions.strangers_may_see_notes() and self.filter(notes_opened_at__isnull=False).exists()

    def last_event(self) -> int:
        """The number of the last event of the room, whoever may see it; 0 in an empty room."""
        return next((number for (number,) in _last_event(Room.KEY)), 0)


@prepared
def _last_event(room: int) -> models.QuerySet[Room, Any]:
    return Room.objects.filter(pk=room).values_list("last_event")


class Room(models.Model):
    """One row. `last_event` is the counter behind event numbers: it is incremented, and so locked, inside the writing
    transaction, which makes number order commit order.
    """

    KEY = 1

    last_event = models.PositiveBigIntegerField(default=0)
    notes_opened_at = models.DateTimeField(null=True, blank=True)
    notes_opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    followed_to = models.PositiveBigIntegerField(default=0)
    worker_seen_at = models.DateTimeField(null=True, blank=True)

    objects = RoomManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="room_is_one")]

    def __str__(self) -> str:
        return "room"
