"""The library: statements with facets and true counts, their pairs of parties, and their place in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models.functions import Greatest
from taggit.models import Tag

from statements import permissions
from statements.models import Edition, Party, Statement, StatementParty, Target
from statements.models.annotation import seen_by
from statements.models.prepared import prepared
from statements.queries.catalogue import UNDATED, Bits, Catalogue, catalogue_of, pairs, union
from statements.text.languages import language_name
from statements.vocabulary import StatementKind

PER_PAGE = 50
STRIP = 112  # width of the picture of a statement's notes
FACETS = ("kind", "party", "year", "language", "topic")
SORTS = ("", "oldest", "title", "added", "longest", "notes")
SHOWN = 8  # entries of a facet that are drawn at once
MOST_PARTIES = 5  # that can be asked for together
PAIRS = 6  # shown beside the list

Label = tuple[str, str]  # value in an address, name for people


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrows the library by; empty means all. `year` may be "undated". Statements must be made by all
    of `party`.
    """

    kind: str = ""
    party: tuple[str, ...] = ()
    year: str = ""
    language: str = ""
    topic: str = ""
    sort: str = ""

    @property
    def chosen(self) -> bool:
        return any(getattr(self, name) for name in FACETS)

    def query(self, **changes: str | Sequence[str]) -> str:
        """The filters as a query string, with some changed."""
        given = {name: changes.get(name, getattr(self, name)) for name in (*FACETS, "sort")}
        return urlencode({name: value for name, value in given.items() if value}, doseq=True)


@dataclass(frozen=True, slots=True)
class FacetEntry:
    label: str
    value: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow; each entry is counted under every filter except this facet's own. `more` are folded away."""

    name: str
    entries: Sequence[FacetEntry]
    more: Sequence[FacetEntry] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value the list is narrowed by: how many there would be without it, and the address of those."""

    facet: str
    label: str
    without: int
    query: str


@dataclass(frozen=True, slots=True)
class PairEntry:
    """Two parties and how many statements they made together; `query` leads to those."""

    one: str
    other: str
    count: int
    query: str


class ListedEdition(NamedTuple):
    pk: int
    language: str
    word_count: int


@dataclass(slots=True)
class Listed:
    """A statement in the list: its current editions, how many notes on them this person may see, and where those begin
    in the main one (`strokes`, path data in a picture STRIP wide).
    """

    statement: Statement
    editions: list[ListedEdition]
    parties: list[str]
    notes: int = 0
    strokes: str = ""

    @property
    def main(self) -> ListedEdition | None:
        """The edition in the main language, else any."""
        return next(
            (e for e in self.editions if e.language == self.statement.language), next(iter(self.editions), None)
        )


@dataclass(frozen=True)
class Narrowed:
    """The catalogue of one person under some filters."""

    catalogue: Catalogue
    filters: Filters

    @cached_property
    def parties(self) -> dict[int, Label]:
        """Key → slug and name."""
        held = Party.objects.filter(pk__in=[*self.catalogue.sets["party"]]).order_by("name")
        return {key: (slug, name) for key, slug, name in held.values_list("pk", "slug", "name")}

    @cached_property
    def topics(self) -> dict[int, Label]:
        held = Tag.objects.filter(pk__in=[*self.catalogue.sets["topic"]]).order_by("name")
        return {key: (slug, name) for key, slug, name in held.values_list("pk", "slug", "name")}

    @cached_property
    def found(self) -> Bits:
        return self.but("")

    def but(self, facet: str) -> Bits:
        """What passes every filter except that of one facet. A value nothing has finds nothing."""
        bits = self.catalogue.everything
        for name in FACETS:
            if name != facet:
                for value in self.chosen(name):
                    bits &= self._set(name, value)
        return bits

    def counts(self, facet: str, among: Bits) -> list[tuple[str, str, int]]:
        """Value, name and number of each choice that occurs `among` those statements."""
        labels = self._labels(facet)
        counted = ((*labels(value), (among & bits).bit_count()) for value, bits in self.catalogue.sets[facet].items())
        return [entry for entry in counted if entry[2] and entry[0]]

    def commonest_pairs(self, most: int | None = None) -> list[PairEntry]:
        """Pairs of parties under every filter except that of the parties."""
        made = []
        for one, other, count in pairs(self.catalogue.sets["party"], self.but("party"), most):
            (slug, name), (other_slug, other_name) = self.parties[one], self.parties[other]
            made.append(PairEntry(name, other_name, count, self.filters.query(party=(slug, other_slug))))
        return made

    def chosen(self, name: str) -> Sequence[str]:
        value = getattr(self.filters, name)
        return value if isinstance(value, tuple) else (value,) if value else ()

    def without(self, name: str, value: str) -> Narrowed:
        if name == "party":
            left = tuple(party for party in self.filters.party if party != value)
            return replace(self, filters=replace(self.filters, party=left))
        return replace(self, filters=_emptied(self.filters, name))

    def label(self, name: str, value: str) -> str:
        """What a value of an address is called; an unknown one by itself."""
        if name in ("party", "topic"):
            named = self.parties if name == "party" else self.topics
            return dict(named.values()).get(value, value)
        if name == "kind" and value not in {kind.value for kind in StatementKind}:
            return value
        return self._labels(name)(value)[1]

    def _set(self, name: str, value: str) -> Bits:
        sets = self.catalogue.sets[name]
        if name not in ("party", "topic"):
            return sets.get(value, 0)
        named = self.parties if name == "party" else self.topics
        return union(sets[key] for key, (slug, _name) in named.items() if slug == value)

    def _labels(self, facet: str) -> Callable[[Any], Label]:
        nothing = ("", "")  # a name that went since the catalogue was made
        return {
            "kind": lambda kind: (kind, str(StatementKind(kind).label)),
            "year": lambda year: (year, "" if year == UNDATED else year),
            "language": lambda language: (language, language_name(language)),
            "party": lambda key: self.parties.get(key, nothing),
            "topic": lambda key: self.topics.get(key, nothing),
        }[facet]


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """`together` are those who made statements with all the parties chosen, `pairs` the commonest pairs when none is
    chosen; `chosen` are the values narrowed by, each with what would be found without it.
    """

    page: Page[Any]
    listed: list[Listed]
    facets: list[Facet]
    together: Facet
    chosen: list[Choice]
    pairs: list[PairEntry]
    narrowed: Narrowed
    held: int
    years: tuple[int, int] | None

    @property
    def filters(self) -> Filters:
        return self.narrowed.filters

    @property
    def ways_back(self) -> list[Choice]:
        """The choices without which something would be found."""
        return [choice for choice in self.chosen if choice.without]


def open_library(user: Any, filters: Filters, number: int = 1) -> LibraryPage:
    """One page of the library. The number of queries does not depend on how much is held."""
    narrowed = narrow(user, filters)
    catalogue = narrowed.catalogue
    page = Paginator(_in_order(user, narrowed), PER_PAGE).get_page(number)
    years = sorted(int(year) for year in catalogue.sets["year"] if year != UNDATED)
    return LibraryPage(
        page=page,
        listed=_listed(user, list(page.object_list)),
        facets=[_facet(narrowed, name) for name in FACETS],
        together=_together(narrowed),
        chosen=_choices(narrowed),
        pairs=[] if filters.party else narrowed.commonest_pairs(PAIRS),
        narrowed=narrowed,
        held=len(catalogue.keys),
        years=(years[0], years[-1]) if years else None,
    )


def _emptied(filters: Filters, name: str) -> Filters:
    changes: dict[str, Any] = {name: ""}
    return replace(filters, **changes)


def narrow(user: Any, filters: Filters) -> Narrowed:
    return Narrowed(catalogue_of(user), filters)


def _in_order(user: Any, narrowed: Narrowed) -> list[int]:
    keys = narrowed.catalogue.listed(narrowed.found, narrowed.filters.sort)
    if narrowed.filters.sort != "notes":
        return keys
    current = Edition.objects.current(permissions.visible_editions(user))
    targets = Target.objects.visible_to(user).filter(annotation__deleted_at__isnull=True, edition__in=current)
    counted = targets.order_by().values_list("edition__statement")
    notes = dict(counted.annotate(n=models.Count("annotation", distinct=True)))
    return sorted(keys, key=lambda key: -notes.get(key, 0))


def _facet(narrowed: Narrowed, name: str) -> Facet:
    """A choice of this facet takes the place of the one before."""
    filters, now = narrowed.filters, narrowed.chosen(name)
    counted = narrowed.counts(name, narrowed.but(name))
    entries = []
    for value, label, count in sorted(counted, key=_newest if name == "year" else _most):
        chosen = value in now
        left: str | Sequence[str] = tuple(other for other in now if other != value) if name == "party" else ""
        query = filters.query(**{name: left if chosen else value})
        entries.append(FacetEntry(label, value, count, chosen, query))
    return _folded(name, entries)


def _together(narrowed: Narrowed) -> Facet:
    """Who else made what the chosen parties made: a choice joins theirs."""
    filters = narrowed.filters
    if not filters.party or len(filters.party) >= MOST_PARTIES:
        return Facet("together", [])
    counted = narrowed.counts("party", narrowed.found)
    entries = [
        FacetEntry(label, value, count, False, filters.query(party=(*filters.party, value)))
        for value, label, count in sorted(counted, key=_most)
        if value not in filters.party
    ]
    return _folded("together", entries)


def _choices(narrowed: Narrowed) -> list[Choice]:
    return [
        Choice(name, narrowed.label(name, value), others.found.bit_count(), others.filters.query())
        for name in FACETS
        for value in narrowed.chosen(name)
        for others in [narrowed.without(name, value)]
    ]


def _folded(name: str, entries: Sequence[FacetEntry]) -> Facet:
    first = [entry for place, entry in enumerate(entries) if place < SHOWN or entry.chosen]
    return Facet(name, first, [entry for entry in entries if entry not in first])


def _newest(entry: tuple[str, str, int]) -> tuple[bool, int]:
    return entry[0] == UNDATED, -int(entry[0]) if entry[0] != UNDATED else 0


def _most(entry: tuple[str, str, int]) -> tuple[int, str]:
    return -entry[2], entry[1]


def _listed(user: Any, keys: list[int]) -> list[Listed]:
    """The statements of these keys, in their order."""
    statements = Statement.objects.defer("created_at").in_bulk(keys)
    editions: dict[int, list[ListedEdition]] = {key: [] for key in keys}
    for statement, *known in _current_editions(permissions.visible_editions(user), keys):
        editions[statement].append(ListedEdition(*known))
    parties = parties_of(keys)
    listed = [Listed(statements[key], editions[key], parties[key]) for key in keys if key in statements]
    _count_notes(user, listed)
    return listed


def parties_of(keys: Iterable[int]) -> dict[int, list[str]]:
    """Names of the parties of each of these statements, in the order of the title."""
    parties: dict[int, list[str]] = {key: [] for key in keys}
    for statement, name in _party_names([*parties]):
        parties[statement].append(name)
    return parties


@prepared
def _current_editions(visible: models.Q, keys: list[int]) -> models.QuerySet[Edition, Any]:
    current = Edition.objects.current(visible).filter(statement__in=keys).order_by("language")
    return current.values_list("statement", "pk", "language", "word_count")


@prepared
def _party_names(keys: list[int]) -> models.QuerySet[StatementParty, Any]:
    named = StatementParty.objects.filter(statement__in=keys).order_by("order")
    return named.values_list("statement_id", "party__name")


@prepared
def _numbers_of_notes(seen: models.Q, editions: list[int]) -> models.QuerySet[Target, Any]:
    targets = Target.objects.filter(seen, edition__in=editions, annotation__deleted_at__isnull=True).order_by()
    return targets.values_list("edition__statement").annotate(n=models.Count("annotation", distinct=True))


@prepared
def _places_of_notes(seen: models.Q, editions: list[int]) -> models.QuerySet[Target, Any]:
    placed = Target.objects.filter(seen, edition__in=editions, start__isnull=False, annotation__deleted_at__isnull=True)
    place = models.F("start") * STRIP / Greatest(models.F("edition__length"), 1)
    return placed.order_by().values_list("edition_id", place).distinct()


def _count_notes(user: Any, listed: list[Listed]) -> None:
    current = [edition.pk for entry in listed for edition in entry.editions]
    seen = seen_by(user, prefix="annotation__")
    notes: dict[int, int] = dict(_numbers_of_notes(seen, current))
    strokes: dict[int, set[int]] = {}
    for edition, at in _places_of_notes(seen, current):
        strokes.setdefault(edition, set()).add(at)
    for entry in listed:
        entry.notes = notes.get(entry.statement.pk, 0)
        main = entry.main
        places = sorted(strokes.get(main.pk, ())) if main else []
        entry.strokes = "".join(f"M{at} 1.5v9" for at in places)
