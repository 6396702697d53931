"""What waits for a person in their inbox."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from statements.models.event import Event


class Notice(models.Model):
    """An event somebody should know of. `User.unread` counts those not read, so that no page has to."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-event"]
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"
