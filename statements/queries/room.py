"""Questions about the room as a whole."""

from __future__ import annotations

from statements.models import Annotation
from statements.vocabulary import Visibility


def notes_strangers_would_see() -> int:
    """How many notes become public once the room's notes are open: those for the whole room, not deleted, and on no
    members-only edition.
    """
    notes = Annotation.objects.alive().filter(visibility=Visibility.ROOM)
    return notes.exclude(targets__edition__members_only=True).count()
