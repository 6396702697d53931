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


def events_seen_by(user: Person) -> models.Q:
    """On Event: those whose object is visible *now* to the one who asks."""
    notes_open = permissions.is_signed_in(user) or Room.objects.notes_are_open()
    return permissions.visible_events(user, notes_open=notes_open)


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Person) -> EventQuerySet:
        """Events whose object is visible *now* to the one who asks."""
        return self.filter(events_seen_by(user))


class Event(models.Model):
    """Who did what to what, when; no bodies. `number` is given by actions/event.py from the counter row.
    `person` is whom it was done to.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    verb = models.CharField(max_length=16, choices=Verb.choices())
    statement = models.ForeignKey(
        Statement, null=True, on_delete=models.SET_NULL, related_name="events", db_index=False
    )
    edition = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="events", db_index=False)
    annotation = models.ForeignKey(
        Annotation, null=True, on_delete=models.SET_NULL, related_name="events", db_index=False
    )
    reply = models.ForeignKey(Reply, null=True, on_delete=models.SET_NULL, related_name="events", db_index=False)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="events", db_index=False)
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL, related_name="events", db_index=False)
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="events", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        # Most events have most of these empty. With a whole index SQLite takes "upload IS NULL" for a rare case and
        # reads the room's whole log for the six newest events; and each event would be written into nine indexes.
        indexes = [
            models.Index(fields=["edition", "number"], name="event_of_edition"),
            *(
                models.Index(fields=[name], name=f"event_{name}", condition=models.Q(**{f"{name}__isnull": False}))
                for name in ("actor", "statement", "annotation", "reply", "upload", "theme", "team", "person")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
