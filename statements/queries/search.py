"""Search: which statements and which notes hold these words, and among which texts it was looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count

from statements import permissions
from statements.models import Edition, IndexEntry, Room
from statements.queries.collection import Facet, Held, Narrowing, facets, held_texts
from statements.queries.found import FoundNote, FoundText, found_notes, found_texts, rank
from statements.queries.room import is_silent
from statements.text.query import Match, Query, Remark, parse

if TYPE_CHECKING:
    from statements.permissions import Person

PER_PAGE = 10  # texts
MANY = 10_000  # places; more are counted only on request
ABSENT = 12  # texts named of those that lack the words


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked. `every_edition`: also those that were replaced; `by_rank`: best first, not newest first; `exact`:
    count beyond MANY; `inside`: the slug of one statement, whose places are then all shown.
    """

    text: str
    match: Match = Match.ALL
    narrowing: Narrowing = field(default_factory=Narrowing)
    by_rank: bool = False
    every_edition: bool = False
    exact: bool = False
    inside: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """Among which texts it was looked: how many, how many lack the words, a few of those; their years, how many have
    none, and the stretches of years between them of which nothing is held, as (first, last).
    """

    looked_at: int
    without: int
    absent: Sequence[Held]
    first_year: int | None
    last_year: int | None
    undated: int
    gaps: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`page` is cut from all texts found, `shown` are its texts with their passages.

    `places` counts paragraphs, `texts` editions, `statements` the works they belong to; `more_places` is true when
    `places` stopped counting at MANY. `ranked` is how many places the ranking looked at, 0 when not ranked.
    """

    query: Query
    page: Page[Held]
    shown: Sequence[FoundText]
    places: int
    more_places: bool
    texts: int
    statements: int
    notes: Sequence[FoundNote]
    note_count: int
    facets: Sequence[Facet]
    coverage: Coverage
    ranked: int
    remarks: Sequence[Remark]


def search(user: Person, asked: Search) -> SearchResult:
    """Answer for this person: nothing they may not see is found, counted or shown in any way.

    Raises CannotAsk (text/query.py) when the text cannot be asked.
    """
    visible = permissions.visible_editions(user)
    current = Edition.objects.current(visible)
    editions = Edition.objects.published().filter(visible) if asked.every_edition else current
    held = held_texts(editions, current)
    query = parse(asked.text, asked.match, {text.language for text in held})
    counts = _places(query, editions)
    narrowing = asked.narrowing
    looked_at = [text for text in held if narrowing.takes(text) and asked.inside in ("", text.slug)]
    found = [text for text in looked_at if text.key in counts]
    ranked = 0
    if asked.by_rank:
        found, ranked = rank(query, found, counts)
    page = Paginator(found, PER_PAGE).get_page(asked.page)
    places = sum(counts[text.key] for text in found)
    notes, note_count = found_notes(user, query, looked_at if asked.inside or narrowing.is_narrow else None)
    return SearchResult(
        query=query,
        page=page,
        shown=found_texts(query, list(page.object_list), counts, whole=bool(asked.inside)),
        places=places if asked.exact else min(places, MANY),
        more_places=places > MANY and not asked.exact,
        texts=len(found),
        statements=len({text.statement for text in found}),
        notes=notes,
        note_count=note_count,
        facets=facets([text for text in held if text.key in counts], narrowing),
        coverage=_coverage(looked_at, counts),
        ranked=ranked,
        remarks=query.remarks,
    )


def _places(query: Query, editions: Any) -> dict[int, int]:
    """Edition → how many of its paragraphs hold the words; only editions of `editions`."""
    entries = IndexEntry.objects.matching(query).filter(edition__in=editions)
    rows = entries.order_by().values("edition").annotate(places=Count("paragraph", distinct=True))
    return dict(rows.values_list("edition", "places"))


def _coverage(looked_at: Sequence[Held], counts: dict[int, int]) -> Coverage:
    years = sorted(text.year for text in looked_at if text.year is not None)
    absent = [text for text in looked_at if text.key not in counts]
    return Coverage(
        looked_at=len(looked_at),
        without=len(absent),
        absent=absent[:ABSENT],
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        undated=len(looked_at) - len(years),
        gaps=[(before + 1, after - 1) for before, after in pairwise(years) if after - before > 1],
    )


def index_is_waiting() -> bool:
    """Whether the log says more than the index knows while no worker has been seen lately: answers may lack words."""
    from django_tasks_db.models import DBTaskResult

    room = Room.objects.filter(pk=Room.KEY).first()
    if room is None or not is_silent(room):
        return False
    return room.last_event > room.followed_to or DBTaskResult.objects.ready().exists()


def held_count(user: Person) -> int:
    """How many texts a search would look at."""
    return Edition.objects.current(permissions.visible_editions(user)).count()
