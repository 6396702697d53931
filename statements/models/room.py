"""What is true of the room as a whole."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from statements import permissions


class RoomManager(models.Manager["Room"]):
    def notes_are_open(self) -> bool:
        """Whether strangers see room notes: the setting says so *and* someone confirmed it (`open_notes --confirm`)."""
        return permissions.strangers_may_see_notes() and self.filter(notes_opened_at__isnull=False).exists()


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
