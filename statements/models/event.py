"""The room's one append-only log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from statements import permissions
from statements.models.annotation import Annotation
from statements.models.edition import Edition
from statements.models.reply import Reply
from statements.models.room import Room
from statements.models.statement import Statement
from statements.models.team import Team
from statements.models.theme import Theme
from statements.models.upload import Upload
from statements.vocabulary import Verb

if TYPE_CHECKING:
    from statements.permissions import Person


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Person) -> EventQuerySet:
        """Events whose object is visible *now* to the one who asks."""
        notes_open = permissions.is_signed_in(user) or Room.objects.notes_are_open()
        return self.filter(permissions.visible_events(user, notes_open=notes_open))


class Event(models.Model):
    """Who did what to what, when; no bodies. `number` is given by actions/event.py from the counter row.
    `person` is whom it was done to.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=16, choices=Verb.choices())
    statement = models.ForeignKey(Statement, null=True, on_delete=models.SET_NULL, related_name="events")
    edition = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="events")
    annotation = models.ForeignKey(Annotation, null=True, on_delete=models.SET_NULL, related_name="events")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.SET_NULL, related_name="events")
    upload = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="events")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL, related_name="events")
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="events")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["edition", "number"], name="event_of_edition")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
