"""What a person was told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from statements.models import Edition, Event, Notice
from statements.queries.carried import placeable
from statements.vocabulary import TargetState

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Told:
    """A notice about a corrected text; `look` and `behind` are the notes that wait for the person there now."""

    edition: Edition
    at: datetime
    by: str
    is_new: bool
    look: int
    behind: int


@dataclass(frozen=True, slots=True)
class Inbox:
    page: Page[Notice]
    told: list[Told]


def open_inbox(user: Any, page: int | str = 1) -> Inbox:
    """One page, newest first; what one may not see now is not told."""
    visible = Event.objects.visible_to(user).filter(edition__isnull=False)
    notices = Notice.objects.filter(person=user, event__in=visible).select_related(
        "event__edition__statement", "event__actor"
    )
    here: Page[Notice] = Paginator(notices, PER_PAGE).get_page(page)
    return Inbox(here, [_told(user, notice) for notice in here])


def _told(user: Any, notice: Notice) -> Told:
    edition = notice.event.edition
    assert edition is not None
    waiting = placeable(user, edition)
    return Told(
        edition=edition,
        at=timezone.localtime(notice.event.at),
        by=str(notice.event.actor or ""),
        is_new=notice.read_at is None,
        look=waiting.filter(state=TargetState.NEEDS_A_LOOK).count(),
        behind=waiting.filter(state=TargetState.LEFT_BEHIND, confirmed_by=None).count(),
    )
