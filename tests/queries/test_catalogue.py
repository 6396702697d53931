"""The catalogue: its counts are those of a plain walk through the room, and it never outlives what it tells."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from statements.actions.edition import withdraw_edition
from statements.actions.statement import correct_metadata
from statements.models import Edition, Party, Statement
from statements.queries import catalogue
from statements.queries.catalogue import catalogue_of
from statements.queries.library import FACETS, Filters, narrow, open_library
from statements.queries.pairs import open_pairs
from statements.queries.timeline import timeline_of
from statements.vocabulary import EditionState, StatementKind
from tests.make import edition_of, make_annotation, make_edition, make_party, make_statement

PARTIES = ("China", "Russia", "France", "India", "Brazil")
FILTERS = [
    Filters(),
    Filters(kind="treaty"),
    Filters(party=("china",)),
    Filters(party=("china", "russia")),
    Filters(party=("china", "russia"), year="2001"),
    Filters(year="undated"),
    Filters(year="2002", kind="digest"),
    Filters(language="fr", topic="space"),
    Filters(topic="trade", party=("france",)),
    Filters(party=("nobody",)),
]


@pytest.fixture
def room(db) -> list[Statement]:
    dice = Random(7)
    made = []
    for number in range(40):
        statement = make_statement(
            title=f"Statement {dice.randint(1, 99)}",
            kind=dice.choice([*StatementKind]),
            parties=dice.sample(PARTIES, dice.choice((0, 1, 2, 2, 3))),
            date_signed=f"{dice.randint(2000, 2004)}-05-0{dice.randint(1, 9)}" if dice.random() < 0.8 else None,
            language=dice.choice(("en", "fr")),
            text="One.",
            edition={"members_only": dice.random() < 0.2, "word_count": dice.randint(1, 900)},
        )
        statement.topics.set(dice.sample(("space", "trade", "sea"), dice.choice((0, 1, 2))))
        if number % 5 == 0:
            make_edition(statement=statement, language="zh", text="一。", members_only=dice.random() < 0.5)
        if number % 9 == 0:
            withdrawn = {"state": EditionState.WITHDRAWN, "withdrawn_at": timezone.now()}
            Edition.objects.filter(statement=statement).update(**withdrawn)
        statement.refresh_from_db()
        made.append(statement)
    return made


def facts(statement: Statement, user) -> dict[str, set[str]] | None:
    """What is true of a statement for this person, read the long way; None when they may not read it."""
    editions = [
        edition
        for edition in statement.editions.all()
        if edition.state == EditionState.PUBLISHED and (user.is_authenticated or not edition.members_only)
    ]
    if not editions:
        return None
    return {
        "kind": {statement.kind},
        "party": {party.slug for party in statement.parties.all()},
        "year": {str(statement.date.year) if statement.date else "undated"},
        "language": {edition.language for edition in editions},
        "topic": {topic.slug for topic in statement.topics.all()},
    }


def passes(known: dict[str, set[str]], filters: Filters, *, but: str = "") -> bool:
    asked = {name: set(filters.party) if name == "party" else {getattr(filters, name)} - {""} for name in FACETS}
    return all(asked[name] <= known[name] for name in FACETS if name != but)


@pytest.mark.parametrize("filters", FILTERS)
def test_every_count_is_that_of_a_walk_through_the_room(room, vera, filters):
    for user in (AnonymousUser(), vera):
        known = {statement.pk: told for statement in room if (told := facts(statement, user)) is not None}
        assert 0 < len(known) < len(room)
        page = open_library(user, filters)
        found = {key for key, told in known.items() if passes(told, filters)}
        assert (page.held, {entry.statement.pk for entry in page.listed}) == (len(known), found)
        for facet in page.facets:
            others = [told for told in known.values() if passes(told, filters, but=facet.name)]
            counted = Counter(value for told in others for value in told[facet.name])
            assert {entry.value: entry.count for entry in (*facet.entries, *facet.more)} == counted
        without_year = [told for told in known.values() if passes(told, filters, but="year")]
        rows = [row for row in timeline_of(page.narrowed).rows if not row.last]
        assert {str(row.year): row.texts + row.digests for row in rows} == Counter(
            year for told in without_year for year in told["year"] if year != "undated"
        )


def test_pairs_are_those_of_a_walk_through_the_room(room, vera):
    known = [told for statement in room if (told := facts(statement, vera)) is not None]
    counted = Counter(pair for told in known for pair in combinations(sorted(told["party"]), 2))
    slugs = {party.name: party.slug for party in Party.objects.all()}
    page = open_pairs(vera, Filters())
    told = {tuple(sorted((slugs[pair.one], slugs[pair.other]))): pair.count for pair in page.page.object_list}
    assert told == counted
    shown = open_library(vera, Filters()).pairs
    assert [pair.count for pair in shown] == sorted(counted.values(), reverse=True)[: len(shown)]
    matrix = {(row.party, cell.with_whom): cell.count for row in page.matrix for cell in row.cells}
    for one, other in combinations(slugs, 2):
        pair = tuple(sorted((slugs[one], slugs[other])))
        assert matrix[one, other] == matrix[other, one] == counted[pair]
        assert matrix[one, one] is None


def test_together_counts_what_joining_another_party_would_find(room, vera):
    together = open_library(vera, Filters(party=("china",))).together
    assert together.entries
    for entry in together.entries:
        assert open_library(vera, Filters(party=("china", entry.value))).page.paginator.count == entry.count


def test_orders_are_those_they_are_called(room, vera):
    def listed(sort: str) -> list[Statement]:
        return [entry.statement for entry in open_library(vera, Filters(sort=sort)).listed]

    dates = [statement.date for statement in listed("") if statement.date]
    assert dates == sorted(dates, reverse=True)
    oldest = [statement.date for statement in listed("oldest")]
    dated = [day for day in oldest if day]
    assert oldest == sorted(dated) + [None] * (len(oldest) - len(dated))
    titles = [statement.title for statement in listed("title")]
    assert titles == sorted(titles)
    assert [statement.pk for statement in listed("added")] == sorted((s.pk for s in listed("")), reverse=True)
    words = [entry.main.word_count for entry in open_library(vera, Filters(sort="longest")).listed]
    assert words == sorted(words, reverse=True)


def test_most_notes_counts_only_notes_one_may_see(db, alice, bob):
    quiet, loud = make_statement(title="Quiet"), make_statement(title="Loud")
    for _note in range(2):
        make_annotation(by=alice, edition=edition_of(quiet))
    make_annotation(by=bob, edition=edition_of(loud))

    def first(user) -> str:
        return open_library(user, Filters(sort="notes")).listed[0].statement.title

    assert (first(alice), first(bob)) == ("Quiet", "Loud")


def test_what_the_room_publishes_withdraws_and_corrects_is_seen_at_once(room, edith, visitor):
    statement = next(s for s in room if facts(s, visitor) is not None and s.kind != StatementKind.TREATY)

    def treaties() -> int:
        return narrow(visitor, Filters(kind="treaty")).found.bit_count()

    before = treaties()
    correct_metadata(statement=statement, by=edith, kind=StatementKind.TREATY)
    assert treaties() == before + 1
    correct_metadata(statement=statement, by=edith, parties=[make_party("Chile")])
    assert narrow(visitor, Filters(party=("chile",))).found.bit_count() == 1
    for edition in statement.editions.filter(state=EditionState.PUBLISHED):
        withdraw_edition(edition=edition, by=edith, reason="Wrong text.")
    assert treaties() == before
    make_statement(kind="treaty")
    assert treaties() == before + 1


def test_a_note_does_not_make_the_catalogue_anew(room, alice):
    statement = next(s for s in room if facts(s, alice) is not None)
    kept = catalogue_of(alice)
    edition = statement.editions.filter(state=EditionState.PUBLISHED).first()
    make_annotation(by=alice, edition=edition)
    assert catalogue_of(alice) is kept


def test_a_room_whose_log_begins_again_is_another_room(room, alice, edith):
    correct_metadata(statement=room[1], by=edith, place="Paris")
    kept = catalogue_of(alice)
    catalogue._KEPT.update({seen: was._replace(number=was.number + 5) for seen, was in catalogue._KEPT.items()})
    assert catalogue_of(alice) is not kept


def test_a_party_renamed_is_called_by_its_new_name(room, vera):
    open_library(vera, Filters())
    Party.objects.filter(slug="china").update(name="People's Republic of China")
    labels = {entry.label for entry in open_library(vera, Filters()).facets[1].entries}
    assert "People's Republic of China" in labels
    assert "China" not in labels
