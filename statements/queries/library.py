"""The library: statements with facets and true counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models.functions import ExtractYear, Greatest

from statements.models import Edition, Statement, StatementParty, Target
from statements.text.languages import language_name
from statements.vocabulary import EditionState, StatementKind

PER_PAGE = 50
STRIP = 112  # width of the picture of a statement's notes
NAMES = ("kind", "party", "year", "language", "topic")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrows the library by; empty means all. `year` may be "undated"."""

    kind: str = ""
    party: str = ""
    year: str = ""
    language: str = ""
    topic: str = ""
    sort: str = ""

    @property
    def chosen(self) -> bool:
        return any(getattr(self, name) for name in NAMES)

    def query(self, **changes: str) -> str:
        """The filters as a query string, with some changed."""
        filters = replace(self, **changes)
        return urlencode([(name, value) for name in (*NAMES, "sort") if (value := getattr(filters, name))])


@dataclass(frozen=True, slots=True)
class FacetEntry:
    label: str
    value: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow; each entry is counted under every filter except this facet's own."""

    name: str
    entries: list[FacetEntry]


@dataclass(slots=True)
class Listed:
    """A statement in the list: its current editions, how many notes on them this person may see, and where those begin
    in the main one (`strokes`, path data in a picture STRIP wide).
    """

    statement: Statement
    editions: list[Edition]
    parties: list[str]
    notes: int = 0
    strokes: str = ""


@dataclass(frozen=True, slots=True)
class LibraryPage:
    page: Page[Any]
    listed: list[Listed]
    facets: list[Facet]
    filters: Filters
    held: int
    first_year: int | None
    last_year: int | None


def open_library(user: Any, filters: Filters, number: int = 1) -> LibraryPage:
    """One page of the library. The number of queries does not depend on how much is held."""
    visible = Statement.objects.visible_to(user)
    found = narrow(user, visible, filters)
    page = Paginator(_sorted(found, filters.sort), PER_PAGE).get_page(number)
    span = visible.aggregate(
        held=models.Count("pk"), first=models.Min(ExtractYear("date")), last=models.Max(ExtractYear("date"))
    )
    return LibraryPage(
        page=page,
        listed=_listed(user, list(page.object_list)),
        facets=facets(user, visible, filters),
        filters=filters,
        held=span["held"],
        first_year=span["first"],
        last_year=span["last"],
    )


def narrow(user: Any, statements: models.QuerySet[Statement], filters: Filters) -> models.QuerySet[Statement]:
    """The statements that pass every filter. A value nothing has simply finds nothing."""
    if filters.kind:
        statements = statements.filter(kind=filters.kind)
    if filters.party:
        statements = statements.filter(party_rows__party__slug=filters.party)
    if filters.year == "undated":
        statements = statements.filter(date__isnull=True)
    elif filters.year:
        year = int(filters.year) if filters.year.isascii() and filters.year.isdigit() else 0
        statements = statements.filter(date__year=year) if 0 < year < 10_000 else statements.none()
    if filters.language:
        statements = statements.filter(models.Exists(_readable(user).filter(language=filters.language)))
    if filters.topic:
        statements = statements.filter(topics__slug=filters.topic)
    return statements


def facets(user: Any, statements: models.QuerySet[Statement], filters: Filters) -> list[Facet]:
    """Counts of `statements`, which must hold every restriction of the page already."""
    makers: dict[str, Callable[[models.QuerySet[Statement]], list[tuple[str, str, int]]]] = {
        "kind": _kinds,
        "party": _parties,
        "year": _years,
        "language": lambda found: _languages(user, found),
        "topic": _topics,
    }
    return [
        Facet(name, _entries(name, makers[name](narrow(user, statements, replace(filters, **{name: ""}))), filters))
        for name in NAMES
    ]


def _entries(name: str, counted: list[tuple[str, str, int]], filters: Filters) -> list[FacetEntry]:
    now = getattr(filters, name)
    entries = []
    for value, label, count in counted:
        query = filters.query(**{name: "" if value == now else value})
        entries.append(FacetEntry(label, value, count, value == now, query))
    return entries


def _kinds(found: models.QuerySet[Statement]) -> list[tuple[str, str, int]]:
    rows = found.order_by().values_list("kind").annotate(n=models.Count("pk", distinct=True)).order_by("-n", "kind")
    return [(kind, str(StatementKind(kind).label), n) for kind, n in rows]


def _parties(found: models.QuerySet[Statement]) -> list[tuple[str, str, int]]:
    rows = (
        found.order_by()
        .filter(party_rows__isnull=False)
        .values_list("party_rows__party__slug", "party_rows__party__name")
        .annotate(n=models.Count("pk", distinct=True))
        .order_by("-n", "party_rows__party__name")
    )
    return list(rows)


def _years(found: models.QuerySet[Statement]) -> list[tuple[str, str, int]]:
    rows = found.order_by().values_list(ExtractYear("date")).annotate(n=models.Count("pk", distinct=True))
    years = sorted(rows, key=lambda row: -(row[0] or 0))
    return [(str(year) if year else "undated", str(year or ""), n) for year, n in years]


def _languages(user: Any, found: models.QuerySet[Statement]) -> list[tuple[str, str, int]]:
    editions = Edition.objects.published().visible_to(user).filter(statement__in=found.order_by())
    rows = (
        editions.order_by()
        .values_list("language")
        .annotate(n=models.Count("statement", distinct=True))
        .order_by("-n", "language")
    )
    return [(language, language_name(language), n) for language, n in rows]


def _topics(found: models.QuerySet[Statement]) -> list[tuple[str, str, int]]:
    rows = (
        found.order_by()
        .filter(topics__isnull=False)
        .values_list("topics__slug", "topics__name")
        .annotate(n=models.Count("pk", distinct=True))
        .order_by("-n", "topics__name")
    )
    return list(rows)


def _sorted(found: models.QuerySet[Statement], sort: str) -> models.QuerySet[Statement]:
    if sort == "title":
        return found.order_by("title", "pk")
    if sort == "added":
        return found.order_by("-created_at", "-pk")
    if sort == "oldest":
        return found.order_by(models.F("date").asc(nulls_last=True), "pk")
    return found.order_by(models.F("date").desc(nulls_last=True), "-pk")


def _readable(user: Any) -> models.QuerySet[Edition]:
    editions = Edition.objects.filter(state=EditionState.PUBLISHED).visible_to(user)
    return editions.filter(statement=models.OuterRef("pk"))


def _listed(user: Any, statements: list[Statement]) -> list[Listed]:
    keys = [statement.pk for statement in statements]
    editions: dict[int, list[Edition]] = {key: [] for key in keys}
    for edition in Edition.objects.current().visible_to(user).filter(statement__in=keys).order_by("language"):
        editions[edition.statement_id].append(edition)
    parties: dict[int, list[str]] = {key: [] for key in keys}
    through = StatementParty.objects.filter(statement__in=keys).order_by("order")
    for statement, name in through.values_list("statement_id", "party__name"):
        parties[statement].append(name)
    listed = [Listed(statement, editions[statement.pk], parties[statement.pk]) for statement in statements]
    _count_notes(user, listed)
    return listed


def _count_notes(user: Any, listed: list[Listed]) -> None:
    current = [edition for entry in listed for edition in entry.editions]
    targets = (
        Target.objects.visible_to(user).filter(edition__in=current, annotation__deleted_at__isnull=True).order_by()
    )
    notes = dict(targets.values_list("edition__statement").annotate(n=models.Count("annotation", distinct=True)))
    place = models.F("start") * STRIP / Greatest(models.F("edition__length"), 1)
    strokes: dict[int, set[int]] = {}
    for edition, at in targets.filter(start__isnull=False).values_list("edition_id", place).distinct():
        strokes.setdefault(edition, set()).add(at)
    for entry in listed:
        entry.notes = notes.get(entry.statement.pk, 0)
        main = next((e for e in entry.editions if e.language == entry.statement.language), None)
        places = sorted(strokes.get(main.pk, ())) if main else []
        entry.strokes = "".join(f"M{at} 1.5v9" for at in places)
