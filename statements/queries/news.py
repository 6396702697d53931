"""What happened on a page since someone looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from statements import permissions
from statements.models import Edition, Event, Room, Target
from statements.models.prepared import prepared


@dataclass(frozen=True, slots=True)
class News:
    """`latest`: number of the last event here the person may see; `notes`: how many notes they may see here. Together
    they change whenever anything does, also when a note was deleted or narrowed and its events are out of sight.
    `new`: events of other people since the one the person knows.
    """

    latest: int
    notes: int
    new: int

    @property
    def etag(self) -> str:
        return f'"{self.latest}-{self.notes}"'


def news_since(user: Any, edition: Edition, after: int) -> News:
    """Three small queries, none of which reads a note."""
    notes = Target.objects.filter(edition=edition).visible_to(user).standing().values("annotation").distinct().count()
    events = Event.objects.visible_to(user).filter(edition=edition, number__gt=after)
    if user.is_authenticated:
        events = events.exclude(actor=user)
    return News(latest=latest_event(user, edition), notes=notes, new=events.count())


def latest_event(user: Any, edition: Edition) -> int:
    """Number of the last event about this edition that the person may see; 0 when there is none."""
    notes_open = permissions.is_signed_in(user) or Room.objects.notes_are_open()
    rows = _latest(permissions.visible_events(user, notes_open=notes_open), edition.pk)
    return int(rows[0][0]) if rows else 0


@prepared
def _latest(seen: models.Q, edition: int) -> models.QuerySet[Event, Any]:
    return Event.objects.filter(seen, edition=edition).order_by("-number").values_list("number")[:1]
