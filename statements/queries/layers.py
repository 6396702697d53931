"""Layers: which of the visible notes a page shows. They filter text and list alike and live in the address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import models

from statements.models import ThemedAnnotation
from statements.vocabulary import Visibility


class Facts(NamedTuple):
    """What the layers ask of a note, in the order of the columns `queries.reading` fetches."""

    author: int
    team: int | None
    visibility: str
    motivation: str
    state: str


@dataclass(frozen=True, slots=True)
class Layers:
    """The reader's choice. Audiences (mine, teams, room) add up and none chosen means all; the others narrow."""

    mine: bool = False
    room: bool = False
    teams: tuple[str, ...] = ()
    person: str = ""
    theme: str = ""
    motivation: str = ""
    state: str = ""
    since: date | None = None

    @property
    def chosen(self) -> bool:
        return self != Layers()

    def query(self, **changes: Any) -> str:
        """The layers as a query string, with some of them changed; the same choice always gives the same string."""
        return _written(replace(self, **changes))

    def narrow(self, targets: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The part of the choice that the database answers: theme and date."""
        if self.theme:
            themed = ThemedAnnotation.objects.filter(tag__slug=self.theme, content_object=models.OuterRef("annotation"))
            targets = targets.filter(models.Exists(themed))
        if self.since:
            targets = targets.filter(annotation__created_at__date__gte=self.since)
        return targets


@lru_cache(maxsize=1_024)
def _written(layers: Layers) -> str:
    pairs: list[tuple[str, str]] = [("mine", "1")] if layers.mine else []
    pairs += [("team", slug) for slug in layers.teams]
    pairs += [("room", "1")] if layers.room else []
    for name in ("person", "theme", "motivation", "state"):
        pairs += [(name, getattr(layers, name))] if getattr(layers, name) else []
    pairs += [("since", layers.since.isoformat())] if layers.since else []
    return urlencode(pairs)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a layer's menu: what it stands for, how many notes it has, and where choosing it leads."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class People:
    """Names behind the keys in facts."""

    me: int | None
    teams: dict[int, tuple[str, str]]
    authors: dict[int, tuple[str, str]]


class Sieve:
    """Counts and filters notes by their facts. Notes with equal facts are counted once and judged once, so that ten
    thousand notes cost little more than a few dozen kinds of them.
    """

    def __init__(self, layers: Layers, people: People, counts: dict[Facts, int]) -> None:
        self.layers = layers
        self.people = people
        self.counts = counts
        self.shown = {kind for kind in self.counts if self._passes(kind)}

    @property
    def total_shown(self) -> int:
        return sum(self.counts[kind] for kind in self.shown)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def audiences(self) -> list[Choice]:
        """Mine, each team, room; counted as if no audience were chosen. Without a choice all are on, and pressing one
        takes it away; what all are on again for is no choice.
        """
        counts: Counter[str] = Counter()
        for kind, count in self.counts.items():
            if self._passes(kind, ignore="audience"):
                for audience in self._audiences(kind):
                    counts[audience] += count
        teams = sorted(self.people.teams.values(), key=lambda team: team[1])
        audiences = [("mine", "1", ""), *(("team", slug, name) for slug, name in teams), ("room", "1", "")]
        audiences = audiences if self.people.me is not None else audiences[-1:]
        every = [f"team {value}" if kind == "team" else kind for kind, value, _label in audiences]
        shown = [one for one in every if one in self._wanted()] or every
        return [
            Choice(kind, value, label, counts[one], one in shown, self._without_or_with(one, shown, every))
            for one, (kind, value, label) in zip(every, audiences, strict=True)
        ]

    def _without_or_with(self, pressed: str, shown: list[str], every: list[str]) -> str:
        """The query after one audience is pressed."""
        after = [one for one in every if (one in shown) != (one == pressed)]
        after = [] if after == every else after
        teams = tuple(one.removeprefix("team ") for one in after if one.startswith("team "))
        return self.layers.query(mine="mine" in after, room="room" in after, teams=teams)

    def _wanted(self) -> set[str]:
        """The audiences chosen, by the names `_audiences` gives; none means all."""
        layers = self.layers
        wanted = {"mine"} if layers.mine else set()
        wanted |= {"room"} if layers.room else set()
        return wanted | {f"team {slug}" for slug in layers.teams}

    def persons(self) -> list[Choice]:
        return self._menu("person", lambda kind: self.people.authors[kind.author])

    def states(self) -> list[Choice]:
        return self._menu("state", lambda kind: (kind.state, ""))

    def motivations(self) -> list[Choice]:
        return self._menu("motivation", lambda kind: (kind.motivation, ""))

    def _menu(self, name: str, entry: Any) -> list[Choice]:
        """One menu; each entry counted as if nothing were chosen in this menu."""
        counts: Counter[tuple[str, str]] = Counter()
        for kind, count in self.counts.items():
            if self._passes(kind, ignore=name):
                counts[entry(kind)] += count
        now = getattr(self.layers, name)
        return [
            Choice(name, value, label, count, value == now, self.layers.query(**{name: "" if value == now else value}))
            for (value, label), count in sorted(counts.items(), key=lambda item: item[0][1] or item[0][0])
        ]

    def _audiences(self, kind: Facts) -> list[str]:
        names = ["mine"] if kind.author == self.people.me else []
        if kind.visibility == Visibility.TEAM and kind.team in self.people.teams:
            names.append(f"team {self.people.teams[kind.team][0]}")
        elif kind.visibility == Visibility.ROOM:
            names.append("room")
        return names

    def _passes(self, kind: Facts, ignore: str = "") -> bool:
        layers = self.layers
        wanted = self._wanted() if ignore != "audience" else set()
        if wanted and wanted.isdisjoint(self._audiences(kind)):
            return False
        if ignore != "person" and layers.person and self.people.authors[kind.author][0] != layers.person:
            return False
        if ignore != "motivation" and layers.motivation not in ("", kind.motivation):
            return False
        return ignore == "state" or layers.state in ("", kind.state)
