"""Who works at the desk of an upload, and which steps they took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from statements.models import Presence, Upload, User

HERE_FOR = timedelta(minutes=2)  # after the last sign of a page that gives one every 20 seconds
STEPS_SHOWN = 12

WORDS: dict[str, Any] = {
    "kind": gettext_lazy("changed the kind of {on}"),
    "marker": gettext_lazy("changed the marker of {on}"),
    "address": gettext_lazy("changed the address of {on}"),
    "split": gettext_lazy("split {on}"),
    "merge": gettext_lazy("joined {on} with the next block"),
    "give": gettext_lazy("moved the border after {on}"),
    "take": gettext_lazy("moved the border after {on}"),
    "up": gettext_lazy("moved {on} up"),
    "down": gettext_lazy("moved {on} down"),
    "drop": gettext_lazy("dropped {on}"),
    "restore": gettext_lazy("restored line {on}"),
    "quote": gettext_lazy("marked a quotation in {on}"),
    "unquote": gettext_lazy("unmarked a quotation in {on}"),
    "settle": gettext_lazy("left a warning as it is"),
    "unsettle": gettext_lazy("took a warning up again"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step at the desk, in words that follow a name: “split 1.2”."""

    by: str
    words: str
    at: datetime | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone else at this desk; `last_step` is when they last changed the draft."""

    name: str
    last_step: datetime | None

    @property
    def is_busy(self) -> bool:
        return self.last_step is not None and timezone.now() - self.last_step < timedelta(minutes=1)


def steps_of(upload: Upload, *, since: int = 0) -> list[Step]:
    """The newest steps taken after turn `since`, the newest first."""
    taken = sorted((step for step in upload.history if step.get("turn", 0) > since), key=_turn, reverse=True)
    taken = taken[:STEPS_SHOWN]
    people = User.objects.in_bulk({step["by"] for step in taken}) if taken else {}
    return [
        Step(
            by=str(people.get(step["by"], "–")),
            words=_in_words(step),
            at=_moment(step),
            undone=bool(step.get("undone")),
        )
        for step in taken
    ]


def colleagues(upload: Upload, *, of: User) -> list[Colleague]:
    """Who else has been at this desk within the last two minutes."""
    seen = Presence.objects.filter(upload=upload, seen_at__gt=timezone.now() - HERE_FOR).exclude(user=of)
    last = {step["by"]: _moment(step) for step in sorted(upload.history, key=_turn)}
    return [
        Colleague(str(presence.user), last.get(presence.user_id))
        for presence in seen.select_related("user").order_by("user__name", "user_id")
    ]


def _in_words(step: dict[str, Any]) -> str:
    said = str(WORDS.get(step["deed"], step["deed"])).format(on=step.get("on", ""))
    return _("undid: {step}").format(step=said) if step.get("undone") else said


def _turn(step: dict[str, Any]) -> int:
    return int(step.get("turn", 0))


def _moment(step: dict[str, Any]) -> datetime | None:
    return datetime.fromisoformat(step["at"]) if step.get("at") else None
