"""The catalogue: what is said of every statement someone may read, as sets that are cut and counted at once.

To count ten thousand statements under six facets takes the databases 150 ms, sets of bits not one. A set is a whole
number whose bit n stands for the nth statement of `keys`. The catalogue is kept in the process under what it depends
on: which editions may be seen (the `Q` of `permissions.py`), the room's log, and how many rows there are. It is made
anew when the log tells of anything but notes and people. Names are not in it: they are read for each page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import count
from operator import or_
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from taggit.models import TaggedItem

from statements import permissions
from statements.models import Edition, Event, Room, Statement, StatementParty
from statements.text.tokens import fold
from statements.vocabulary import StatementKind, Verb

UNDATED = "undated"
# Whatever else the log tells may have changed what is counted here, words that are new to it included.
LEAVE_IT_ALONE = frozenset(
    {
        *(Verb.ANNOTATED, Verb.EDITED, Verb.DELETED, Verb.RESTORED, Verb.REPLIED, Verb.EDITED_REPLY),
        *(Verb.DELETED_REPLY, Verb.PLACED, Verb.PAIRED, Verb.RESOLVED, Verb.REOPENED, Verb.UPLOADED, Verb.SET_ASIDE),
        Verb.INVITED,
        *(Verb.UNINVITED, Verb.JOINED, Verb.CHANGED_TEAM, Verb.PASSWORD_LINK, Verb.OPENED_NOTES),
        *(Verb.PROPOSED_THEME, Verb.DECIDED_THEME),
    }
)

Bits = int
Sets = Mapping[Any, Bits]


@dataclass(frozen=True)
class Catalogue:
    """`keys` of statements, newest first and undated last. The sets of each facet by its value: kinds, years as words
    and "undated", language tags, keys of parties and of topics. `titles` and `words` go with `keys`. No
    two catalogues of a process have the same `serial`: what is drawn from one alone can be kept under it.
    """

    keys: Sequence[int]
    titles: Sequence[str]
    words: Sequence[int]
    sets: Mapping[str, Sets]
    serial: int = field(default_factory=count().__next__)

    @property
    def everything(self) -> Bits:
        return (1 << len(self.keys)) - 1

    @cached_property
    def digests(self) -> Bits:
        return self.sets["kind"].get(StatementKind.DIGEST, 0)

    @cached_property
    def orders(self) -> dict[str, Sequence[int]]:
        """Places of `keys` in each order; ties go to the newest."""
        places = range(len(self.keys))
        undated = self.sets["year"].get(UNDATED, 0)
        dated = len(self.keys) - undated.bit_count()
        folded = [fold(title) for title in self.titles]
        return {
            "": places,
            "oldest": [*reversed(places[:dated]), *places[dated:]],
            "title": sorted(places, key=lambda place: (folded[place], place)),
            "added": sorted(places, key=lambda place: -self.keys[place]),
            "longest": sorted(places, key=lambda place: (-self.words[place], place)),
        }

    def listed(self, bits: Bits, order: str) -> list[int]:
        """Keys of the statements of a set in that order; an order nobody knows is the natural one."""
        drawn = f"{bits:0{len(self.keys)}b}"[::-1]
        return [self.keys[place] for place in self.orders.get(order, self.orders[""]) if drawn[place] == "1"]


class Tally(NamedTuple):
    """How many rows there are of what is counted: what was written past the log shows here."""

    statements: int
    editions: int
    parties: int
    topics: int


class _Kept(NamedTuple):
    number: int
    tally: Tally
    catalogue: Catalogue


_KEPT: dict[models.Q, _Kept] = {}


def catalogue_of(user: Any) -> Catalogue:
    """The catalogue of what this person may read."""
    visible = permissions.visible_editions(user)
    # Read before anything else: what is published meanwhile has a later number and is seen next time.
    number = Room.objects.filter(pk=Room.KEY).values_list("last_event", flat=True).first() or 0
    kept, tally = _KEPT.get(visible), _tally()
    if kept is None or kept.tally != tally or not _still_holds(kept.number, number):
        kept = _Kept(number, tally, _made(visible))
    _KEPT[visible] = kept._replace(number=number)
    return kept.catalogue


def forget() -> None:
    """Let the next one be made anew. Rooms of tests change without a log."""
    _KEPT.clear()


def _still_holds(since: int, number: int) -> bool:
    if since == number:
        return True
    # A smaller number: another room took the place of this one.
    return since < number and not Event.objects.filter(number__gt=since).exclude(verb__in=LEAVE_IT_ALONE).exists()


def _tally() -> Tally:
    rows: tuple[Any, ...] = (Statement.objects, Edition.objects, StatementParty.objects, TaggedItem.objects)
    return Tally(*(each.count() for each in rows))


def _made(visible: models.Q) -> Catalogue:
    editions = Edition.objects.published().filter(visible)
    held = Statement.objects.filter(pk__in=editions.order_by().values("statement"))
    newest_first = held.order_by(models.F("date").desc(nulls_last=True), "-pk")
    rows = list(newest_first.values_list("pk", "title", "kind", "date", "language"))
    place = {row[0]: number for number, row in enumerate(rows)}
    in_editions = list(editions.order_by("number").values_list("statement", "language", "word_count"))
    lengths = {(statement, language): words for statement, language, words in in_editions}
    any_length = {statement: words for statement, _language, words in in_editions}
    topics = TaggedItem.objects.filter(content_type=ContentType.objects.get_for_model(Statement))
    facts: dict[str, Iterable[tuple[int, Any]]] = {
        "kind": ((key, kind) for key, _title, kind, _date, _language in rows),
        "year": ((key, str(day.year) if day else UNDATED) for key, _title, _kind, day, _language in rows),
        "language": ((key, language) for key, language, _words in in_editions),
        "party": StatementParty.objects.order_by().values_list("statement", "party"),
        "topic": topics.order_by().values_list("object_id", "tag"),
    }
    return Catalogue(
        keys=[row[0] for row in rows],
        titles=[row[1] for row in rows],
        words=[lengths.get((row[0], row[4]), any_length[row[0]]) for row in rows],
        sets={name: _sets(pairs, place) for name, pairs in facts.items()},
    )


def _sets(pairs: Iterable[tuple[int, Any]], place: Mapping[int, int]) -> dict[Any, Bits]:
    """Value → set of the statements that have it; statements without a place are left out."""
    drawn: dict[Any, bytearray] = {}
    for key, value in pairs:
        if key in place:
            drawn.setdefault(value, bytearray(b"0" * len(place)))[-1 - place[key]] = ord("1")
    return {value: int(bits, 2) for value, bits in drawn.items()}


def union(sets: Iterable[Bits]) -> Bits:
    return reduce(or_, sets, 0)


def pairs(sets: Sets, among: Bits, most: int | None = None) -> list[tuple[Any, Any, int]]:
    """Two values and how many of `among` have both, most first: the `most` commonest, or all that occur."""
    counted = sorted(((among & bits, value) for value, bits in sets.items()), key=lambda pair: -pair[0].bit_count())
    found: list[tuple[Any, Any, int]] = []
    for number, (bits, value) in enumerate(counted):
        enough = found[most - 1][2] if most and len(found) >= most else 0
        if bits.bit_count() <= enough:
            break  # no later value can make a commoner pair
        found += [(other, value, both) for other, both in _both(bits, counted[:number]) if both > enough]
        found = sorted(found, key=lambda pair: -pair[2])[:most]
    return found


def _both(bits: Bits, others: Iterable[tuple[Bits, Any]]) -> Iterator[tuple[Any, int]]:
    for other_bits, other in others:
        if both := (bits & other_bits).bit_count():
            yield other, both
