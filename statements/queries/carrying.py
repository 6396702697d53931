"""What becomes of every note of a chain when the next edition comes: worked out before anything changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from statements.models import Alignment, Edition, Paragraph
from statements.queries.chain import ChainState, Standing, living_notes, standings
from statements.queries.decided import Decided, Passage
from statements.queries.shelf import shelf_of
from statements.text.align import Group
from statements.text.carry import Carried, Carrier, CarryMethod
from statements.text.selectors import CONTEXT
from statements.vocabulary import Outcome, TargetState

WHOLE = "whole"  # method of a note on the statement as a whole
RETURNED = "returned"  # the place it had in the edition whose wording comes back
STAYED_BEHIND = "left by a person"
ANOTHER_TEXT = 0.25  # share of the old text found again, below which it is doubtful that both are one statement
WORST_FIRST = (Outcome.GONE, Outcome.LOOK, Outcome.DECIDED, Outcome.MOVED, Outcome.EXACT)


class Placed(NamedTuple):
    """A passage in the new edition. `origin` is the target whose words were carried; of a note on the whole
    statement and of one left behind start and end are None. `runner_up` is [start, end, score].
    """

    origin: Standing
    start: int | None
    end: int | None
    method: str
    score: float
    state: str
    outcome: Outcome
    runner_up: list[float] | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None


@dataclass(slots=True)
class Carrying:
    """The whole of it. `old` are the paragraph texts of the current edition, `new` those of the next one, `groups`
    which became which; `outcomes` the worst that happens to any passage of a living note. `decided` is what people said
    of passages at the draft, `proposed` what the room would do with those.
    """

    chain: Sequence[Edition]
    state: ChainState
    old: Sequence[str]
    new: Sequence[str]
    groups: Sequence[Group]
    placed: list[Placed]
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    decided: Mapping[Passage, Decided] = field(default_factory=dict)
    proposed: Mapping[Passage, Placed] = field(default_factory=dict)

    @property
    def current(self) -> Edition:
        return self.chain[0]

    @property
    def stamp(self) -> str:
        return str(self.state)

    @property
    def text(self) -> str:
        return Paragraph.SEPARATOR.join(self.new)

    @property
    def total(self) -> int:
        return len(self.outcomes)

    @property
    def totals(self) -> list[tuple[Outcome, int]]:
        """How many notes, by what becomes of them; these add up to `total`. Decided ones only where there are any."""
        counted = Counter(self.outcomes.values())
        return [(outcome, counted[outcome]) for outcome in Outcome if counted[outcome] or outcome != Outcome.DECIDED]

    def seen_of(self, placed: Placed) -> str:
        """Short name of what is shown of a passage at a draft, by which a stale form is recognised."""
        decided = self.decided.get((placed.origin.annotation, placed.origin.passage))
        decision = decided.decision.pk if decided else 0
        return f"{self.state.draft}-{self.current.pk}-{decision}-{placed.start}-{placed.end}"

    @property
    def changes_nothing(self) -> bool:
        return list(self.old) == list(self.new)

    @property
    def is_another_text(self) -> bool:
        """Whether so little of the old text is found again that somebody should look twice."""
        return self.kept_share < ANOTHER_TEXT

    @property
    def kept_share(self) -> float:
        """Share of the old text (in characters) that has a partner in the new one, by how much of it they share."""
        size = sum(map(len, self.old)) or 1
        return sum(group.score * sum(len(self.old[place]) for place in group.old) for group in self.groups) / size


def work_out(
    *,
    chain: Sequence[Edition],
    state: ChainState,
    new: Sequence[str],
    returns_to: Edition | None = None,
    decided: Mapping[Passage, Decided] | None = None,
) -> Carrying:
    """Place every passage of the chain in a text of the paragraphs `new`.

    A passage is carried from the last place that was certain: nothing is built on a proposal that nobody confirmed. A
    person's decision to leave it behind holds, and what people `decided` at the draft goes before all else. When the
    wording of `returns_to` comes back, what stood in it stands there again. Raises IndexError without a published
    edition.
    """
    carriers = Carriers(chain, new, returns_to)
    found = {key: carriers.place(passages) for key, passages in standings(chain).items()}
    holding = {key: one for key, one in (decided or {}).items() if one.stands and key in found}
    proposed = {key: found[key] for key in holding}
    found |= {key: _by_hand(found[key].origin, one) for key, one in holding.items()}
    placed = list(found.values())
    return Carrying(
        chain=chain,
        state=state,
        old=texts_of(chain[0]),
        new=new,
        groups=carriers.of(chain[0].pk).groups,
        placed=placed,
        outcomes=_outcomes(placed, living_notes(chain)),
        decided=decided or {},
        proposed=proposed,
    )


def texts_of(edition: Edition) -> list[str]:
    """The texts of its paragraphs in order."""
    return [paragraph.text for paragraph in shelf_of(edition).paragraphs]


def selector_around(text: str, start: int, end: int) -> dict[str, str]:
    """The words of a place and what stands around them, as a target keeps them."""
    return {
        "exact": text[start:end],
        "prefix": text[max(start - CONTEXT, 0) : start],
        "suffix": text[end : end + CONTEXT],
    }


class Carriers:
    """Places the passages of a chain in a text of the paragraphs `new`. There is one carrier for each edition in which
    some passage was last certain; most were in the current one.
    """

    def __init__(self, chain: Sequence[Edition], new: Sequence[str], returns_to: Edition | None) -> None:
        self.new = new
        self.current = chain[0].pk
        self.returns_to = returns_to.pk if returns_to else None
        self.editions = {edition.pk: edition for edition in chain}
        self.carriers: dict[int, Carrier] = {}
        self.known: dict[tuple[int, int, int], Carried] = {}

    def of(self, edition: int) -> Carrier:
        if edition not in self.carriers:
            self.carriers[edition] = Carrier(texts_of(self.editions[edition]), self.new, self._said(edition))
        return self.carriers[edition]

    def _said(self, edition: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """What people said of the paragraphs of an earlier edition and the current one, followed into the new text:
        a pair as far as its paragraphs went on whole.
        """
        if edition == self.current:
            return []
        rows = Alignment.objects.filter(old=edition, new=self.current, corrected_at__isnull=False)
        found = []
        for row in rows:
            went_on = [group for group in self.of(self.current).groups if set(group.old) & set(row.new_orders)]
            whole = all(group.certain and set(group.old) <= set(row.new_orders) for group in went_on)
            there = sorted(place for group in went_on for place in group.new)
            if row.old_orders and whole and there == list(range(there[0], there[-1] + 1) if there else ()):
                found.append((tuple(row.old_orders), tuple(there)))
        return found

    def place(self, passages: list[Standing]) -> Placed:
        """`passages`: the targets of one passage, newest edition first."""
        for standing in passages:
            if standing.edition == self.returns_to and standing.is_certain:
                return _kept(standing, RETURNED if standing.start is not None else WHOLE)
        latest = passages[0]
        origin = next((one for one in passages if one.is_certain), latest)
        if latest.state == TargetState.LEFT_BEHIND and latest.confirmed_by is not None:
            return _behind(origin, STAYED_BEHIND, confirmed_by=latest.confirmed_by)
        if origin.start is None or origin.end is None:
            return _kept(origin, WHOLE) if origin.is_certain else _behind(origin, CarryMethod.GONE)
        return self._carried(origin, origin.start, origin.end)

    def _carried(self, origin: Standing, start: int, end: int) -> Placed:
        place = (origin.edition, start, end)
        found = self.known.get(place)
        if found is None:
            found = self.known[place] = self.of(origin.edition).carry(start, end)
        if found.start is None or found.end is None or found.state == TargetState.LEFT_BEHIND:
            return _behind(origin, found.method, score=found.score)
        return Placed(
            origin=origin,
            start=found.start,
            end=found.end,
            method=found.method,
            score=found.score,
            state=str(found.state),
            outcome=_outcome(found),
            runner_up=_runner_up(found),
        )


def _outcome(found: Carried) -> Outcome:
    if found.state == TargetState.NEEDS_A_LOOK:
        return Outcome.LOOK
    return Outcome.MOVED if found.method == CarryMethod.MOVED else Outcome.EXACT


def _kept(origin: Standing, method: str) -> Placed:
    state = TargetState.CARRIED_FORWARD.value
    return Placed(origin, origin.start, origin.end, method, 1.0, state, Outcome.EXACT)


def _behind(origin: Standing, method: str, *, score: float = 0.0, confirmed_by: int | None = None) -> Placed:
    state = TargetState.LEFT_BEHIND.value
    return Placed(origin, None, None, method, score, state, Outcome.GONE, confirmed_by=confirmed_by)


def _by_hand(origin: Standing, decided: Decided) -> Placed:
    row = decided.decision
    outcome = Outcome.DECIDED if decided.start is not None else Outcome.GONE
    place = (decided.start, decided.end, row.method, row.score, row.state)
    return Placed(origin, *place, outcome, confirmed_by=row.by_id, confirmed_at=row.at)


def _runner_up(found: Carried) -> list[float] | None:
    if found.state != TargetState.NEEDS_A_LOOK or found.runner_up is None:
        return None
    return [found.runner_up.start, found.runner_up.end, round(found.runner_up.score, 4)]


def _outcomes(placed: Sequence[Placed], living: set[int]) -> dict[int, Outcome]:
    """The worst outcome among the passages of each living note."""
    rank = {outcome: number for number, outcome in enumerate(WORST_FIRST)}
    found: dict[int, Outcome] = {}
    for one in placed:
        key = one.origin.annotation
        if key in living and (key not in found or rank[one.outcome] < rank[found[key]]):
            found[key] = one.outcome
    return found
