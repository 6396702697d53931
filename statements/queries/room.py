"""Questions about the room as a whole."""

from __future__ import annotations

from django.utils import timezone

from statements.models import Annotation, Room
from statements.vocabulary import Visibility

WORKER_SILENT = 30  # seconds
LONGEST_FILE = 60  # seconds; while it reads one file the worker shows no life


def worker_is_silent(*, reads_a_file: bool = False) -> bool:
    """Whether no worker has been seen lately, so that what waits for it waits in vain."""
    room = Room.objects.filter(pk=Room.KEY).first()
    return room is None or is_silent(room, reads_a_file=reads_a_file)


def is_silent(room: Room, *, reads_a_file: bool = False) -> bool:
    """The same for a room at hand."""
    seen = room.worker_seen_at
    patience = LONGEST_FILE if reads_a_file else WORKER_SILENT
    return seen is None or (timezone.now() - seen).total_seconds() >= patience


def notes_strangers_would_see() -> int:
    """How many notes become public once the room's notes are open: those for the whole room, not deleted, and on no
    members-only edition.
    """
    notes = Annotation.objects.alive().filter(visibility=Visibility.ROOM)
    return notes.exclude(targets__edition__members_only=True).count()
