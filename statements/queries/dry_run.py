"""What becomes of the notes, note by note, before anything changes.

Every note counts, whoever wrote it; shown are only those the person may see. Of the others nothing is told but how many
there are of each outcome: their passages would tell where somebody keeps a private note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from statements import permissions
from statements.models import Annotation, Target
from statements.queries.cards import Card, cards_for
from statements.queries.carried import how_placed
from statements.queries.carrying import WORST_FIRST, Carrying, Placed
from statements.queries.sides import Side, Text, side_by_side
from statements.vocabulary import Outcome

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One passage of a note: as it is, and where it would stand. `old` is None for a note on the whole statement.
    `second` is the second-best place. `decided_by` names who decided about it at this draft; `fell` says that such a
    decision holds no more, because the draft was changed where its words stood. `seen` is `Carrying.seen_of`.
    """

    passage: int
    placed: Placed
    old: Side | None
    new: Side | None
    seen: str = ""
    second: Side | None = None
    how: str = ""
    decided_by: str = ""
    is_decided: bool = False
    fell: bool = False

    @property
    def outcome(self) -> Outcome:
        return self.placed.outcome

    @property
    def same(self) -> bool:
        """The same words in both texts: showing them once is enough."""
        return self.outcome in (Outcome.EXACT, Outcome.MOVED)

    @property
    def needs_a_look(self) -> bool:
        return self.outcome == Outcome.LOOK


@dataclass(frozen=True, slots=True)
class ShownNote:
    """`is_placeable`: whether this person decides about it."""

    card: Card
    is_placeable: bool
    outcome: Outcome
    places: Sequence[ShownPlace]


@dataclass(frozen=True, slots=True)
class Total:
    """How many notes an outcome has, how many of them the person may see, and whether the list shows these."""

    outcome: Outcome
    count: int
    seen: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class DryRun:
    carrying: Carrying
    totals: Sequence[Total]
    page: Page[int]
    notes: Sequence[ShownNote]

    @property
    def hidden(self) -> int:
        """Notes that count and are not shown."""
        return self.carrying.total - sum(total.seen for total in self.totals)


def open_dry_run(
    user: Any, carrying: Carrying, addresses: Sequence[str], *, show: str = "", page: int | str = 1
) -> DryRun:
    """One page of the notes this person may see, those with the greatest change first; `show` is a word of Outcome.
    `addresses` are those of the new text.
    """
    here_at_all = Target.objects.filter(edition__in=[edition.pk for edition in carrying.chain]).values("annotation")
    visible = Annotation.objects.visible_to(user).filter(pk__in=here_at_all.order_by())
    mine = {
        key: carrying.outcomes[key]
        for key in visible.order_by("pk").values_list("pk", flat=True)
        if key in carrying.outcomes
    }
    seen = Counter(mine.values())
    totals = [Total(outcome, count, seen[outcome], outcome == show) for outcome, count in carrying.totals]
    rank = {outcome: number for number, outcome in enumerate(WORST_FIRST)}
    listed = [key for key, outcome in mine.items() if show in ("", outcome)]
    places: dict[int, list[Placed]] = {}
    for placed in carrying.placed:
        places.setdefault(placed.origin.annotation, []).append(placed)
    listed.sort(key=lambda key: (rank[mine[key]], places[key][0].origin.start or 0, key))
    here: Page[int] = Paginator(listed, PER_PAGE).get_page(page)
    return DryRun(carrying, totals, here, _shown(user, carrying, addresses, {key: places[key] for key in here}))


def _shown(user: Any, carrying: Carrying, addresses: Sequence[str], places: dict[int, list[Placed]]) -> list[ShownNote]:
    cards = cards_for(user, list(places), edition=carrying.current)
    placeable = set(
        Annotation.objects.filter(permissions.placeable_annotations(user), pk__in=places).values_list("pk", flat=True)
    )
    editions = {edition.pk: edition for edition in carrying.chain}
    olds = {placed.origin.edition for group in places.values() for placed in group}
    texts = {key: Text.of(editions[key]) for key in olds}
    new = Text(addresses, carrying.new)
    return [
        ShownNote(
            cards[key], key in placeable, carrying.outcomes[key], [_place(carrying, one, texts, new) for one in group]
        )
        for key, group in places.items()
        if key in cards
    ]


def note_in_dry_run(user: Any, carrying: Carrying, addresses: Sequence[str], key: int) -> ShownNote | None:
    """One note as the dry run shows it; None where this person may not see it, or it stands nowhere in the chain."""
    places = [placed for placed in carrying.placed if placed.origin.annotation == key]
    shown = _shown(user, carrying, addresses, {key: places}) if key in carrying.outcomes else []
    return shown[0] if shown else None


def _place(carrying: Carrying, placed: Placed, texts: dict[int, Text], new: Text) -> ShownPlace:
    origin = placed.origin
    if origin.start is None or origin.end is None:
        return ShownPlace(origin.passage, placed, None, None)
    was = (origin.start, origin.end)
    now = (placed.start, placed.end) if placed.start is not None and placed.end is not None else None
    old, there = side_by_side(texts[origin.edition], was, new, now)
    second = None
    if placed.runner_up:
        start, end, _score = placed.runner_up
        second = side_by_side(texts[origin.edition], was, new, (int(start), int(end)))[1]
    decided = carrying.decided.get((origin.annotation, origin.passage))
    return ShownPlace(
        passage=origin.passage,
        placed=placed,
        old=old,
        new=there,
        seen=carrying.seen_of(placed),
        second=second,
        how=how_placed(placed.method),
        decided_by=str(decided.decision.by or "") if decided else "",
        is_decided=decided is not None and decided.stands,
        fell=decided is not None and not decided.stands,
    )
