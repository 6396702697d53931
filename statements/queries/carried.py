"""After a correction: the notes a person has to look at, the tray of those left behind, and every place a note had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from statements import permissions
from statements.models import Annotation, Edition, Placing, Target
from statements.queries.cards import Card, cards_for, shorten
from statements.queries.sides import Side, Text, side_by_side
from statements.vocabulary import TargetState

PER_PAGE = 20
LOOK, BEHIND, DECIDED, REST = "look", "behind", "decided", "rest"
TABS = {
    LOOK: gettext_lazy("Need a look"),
    BEHIND: gettext_lazy("Left behind"),
    DECIDED: gettext_lazy("Decided"),
    REST: gettext_lazy("Carried with their words"),
}
METHODS = {
    "placed": gettext_lazy("placed by its author"),
    "exact": gettext_lazy("the same words at their place"),
    "moved": gettext_lazy("the same words, in a paragraph that stands elsewhere now"),
    "unsure": gettext_lazy("the same words, but others like them may be meant"),
    "spacing": gettext_lazy("the same words, joined or spaced differently"),
    "changed": gettext_lazy("other words at their place"),
    "gone": gettext_lazy("nothing certain enough is left of the words"),
    "whole": gettext_lazy("on the statement as a whole"),
    "returned": gettext_lazy("back at the place it had in this wording"),
    "confirmed": gettext_lazy("confirmed"),
    "chosen": gettext_lazy("chosen by hand"),
    "left by a person": gettext_lazy("left behind before, by a person"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    label: Any
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One passage to decide about: its note, as it was and as it is proposed, and the second-best place."""

    target: Target
    card: Card | None
    old: Side | None
    new: Side | None
    second: Side | None
    score: int
    how: str
    decided_by: str

    @property
    def same(self) -> bool:
        """The same words in both texts: showing them once is enough."""
        origin = self.target.carried_from
        return origin is not None and self.new is not None and self.target.exact == origin.exact and not self.second


@dataclass(frozen=True, slots=True)
class CarriedPage:
    tabs: Sequence[Tab]
    show: str
    page: Page[Target]
    asked: Sequence[Asked]


def placeable(user: Any, edition: Edition | None = None) -> models.QuerySet[Target]:
    """Carried passages this person decides about: of their own notes, and of those of teams they lead."""
    targets = Target.objects.filter(permissions.placeable_annotations(user, prefix="annotation__"))
    targets = targets.filter(carried_from__isnull=False)
    return targets.filter(edition=edition) if edition else targets


def open_carried(user: Any, edition: Edition, *, show: str = "", page: int | str = 1) -> CarriedPage:
    """What became of the notes this person decides about, when `edition` came. `show` is a key of TABS."""
    targets = placeable(user, edition)
    kinds = {
        LOOK: models.Q(state=TargetState.NEEDS_A_LOOK),
        BEHIND: models.Q(state=TargetState.LEFT_BEHIND),
        DECIDED: models.Q(state=TargetState.CARRIED_FORWARD, confirmed_by__isnull=False),
        REST: models.Q(state=TargetState.CARRIED_FORWARD, confirmed_by__isnull=True),
    }
    counts = targets.aggregate(**{name: models.Count("pk", filter=kind) for name, kind in kinds.items()})
    tabs = [Tab(name, label, counts[name]) for name, label in TABS.items()]
    show = show if show in kinds else next((tab.name for tab in tabs if tab.count), LOOK)
    chosen = targets.filter(kinds[show]).select_related("carried_from__edition__statement", "edition__statement")
    chosen = chosen.select_related("carried_from__edition__statement", "edition__statement", "confirmed_by")
    here: Page[Target] = Paginator(chosen.order_by("carried_from__start", "pk"), PER_PAGE).get_page(page)
    return CarriedPage(tabs, show, here, list(_asked(user, edition, list(here))))


def asked_about(user: Any, target: Target) -> Asked:
    """One passage with all there is to decide by. `target` comes with its editions."""
    return next(_asked(user, target.edition, [target]))


def waiting_editions(user: Any) -> list[tuple[Edition, int, int]]:
    """Current editions with passages of this person's that need a look, or were left behind by nobody's decision:
    how many of each.
    """
    open_ones = placeable(user).filter(edition__in=Edition.objects.current().values("pk"))
    rows = open_ones.filter(
        models.Q(state=TargetState.NEEDS_A_LOOK) | models.Q(state=TargetState.LEFT_BEHIND, confirmed_by=None)
    ).values_list("edition", "state")
    counted = Counter(rows.order_by())
    editions = Edition.objects.select_related("statement").in_bulk({key for key, _state in counted})
    return [
        (edition, counted[key, TargetState.NEEDS_A_LOOK], counted[key, TargetState.LEFT_BEHIND])
        for key, edition in editions.items()
    ]


def left_behind_count(user: Any, edition: Edition) -> int:
    """How many notes this person may see were left behind when `edition` came: not drawn, but counted."""
    left = Target.objects.visible_to(user).filter(edition=edition, state=TargetState.LEFT_BEHIND)
    return left.filter(annotation__deleted_at__isnull=True).values("annotation").distinct().count()


def _asked(user: Any, edition: Edition, targets: list[Target]) -> Iterator[Asked]:
    cards = cards_for(user, [target.annotation_id for target in targets], edition=edition)
    texts: dict[int, Text] = {}
    for target in targets:
        origin = target.carried_from
        for one in (edition, *([origin.edition] if origin else [])):
            texts.setdefault(one.pk, Text.of(one))
        old, new, second = _sides(target, texts)
        yield Asked(
            target=target,
            card=cards.get(target.annotation_id),
            old=old,
            new=new,
            second=second,
            score=round(target.score * 100),
            how=how_placed(target.method),
            decided_by=str(target.confirmed_by or ""),
        )


def _sides(target: Target, texts: dict[int, Text]) -> tuple[Side | None, Side | None, Side | None]:
    origin = target.carried_from
    if origin is None or origin.start is None or origin.end is None:
        return None, None, None
    old, new = texts[origin.edition_id], texts[target.edition_id]
    was = (origin.start, origin.end)
    now = (target.start, target.end) if target.start is not None and target.end is not None else None
    before, after = side_by_side(old, was, new, now)
    second = None
    if target.runner_up:
        start, end, _score = target.runner_up
        second = side_by_side(old, was, new, (int(start), int(end)))[1]
    return before, after, second


def how_placed(method: str) -> str:
    """The method of a placing in words."""
    return str(METHODS.get(method, method))


# The chain of places of one note.


@dataclass(frozen=True, slots=True)
class PlaceHad:
    """One place of a passage: in which edition, the words, how it came there, by whom and when; the last one of an
    edition stands still.
    """

    passage: int
    edition: Edition
    href: str
    words: str
    state: str
    label: str
    how: str
    score: int
    by: str
    at: datetime
    until: datetime | None = field(default=None)


def places_of(user: Any, note: Annotation) -> list[PlaceHad]:
    """Every place a note ever had in editions this person may read, oldest first; empty while it never was carried."""
    readable = Edition.objects.visible_to(user).values("pk")
    targets = list(
        note.targets.filter(edition__in=readable)
        .select_related("edition__statement", "confirmed_by")
        .prefetch_related(models.Prefetch("placings", Placing.objects.select_related("by")))
        .order_by("passage", "edition__number", "pk")
    )
    if all(target.carried_from_id is None for target in targets):
        return []
    return [place for target in targets for place in _places(note, target)]


def _places(note: Annotation, target: Target) -> Iterator[PlaceHad]:
    for placing in target.placings.all():
        yield _place(note, target, placing, str(placing.by or ""), placing.at, placing.until)
    yield _place(note, target, target, str(target.confirmed_by or ""), target.confirmed_at, None)


def _place(
    note: Annotation, target: Target, place: Any, by: str, at: datetime | None, until: datetime | None
) -> PlaceHad:
    edition = target.edition
    by_author = target.carried_from_id is None and not by
    return PlaceHad(
        passage=target.passage,
        edition=edition,
        href=f"/statements/{edition.statement.slug}/{edition.language}/{edition.number}/",
        words=shorten(place.exact),
        state=place.state,
        label=str(TargetState(place.state).label),
        how=how_placed(place.method),
        score=round(place.score * 100),
        by=str(note.author) if by_author else by,
        at=timezone.localtime(at or (note.created_at if by_author else edition.published_at)),
        until=timezone.localtime(until) if until else None,
    )
