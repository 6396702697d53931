"""The library: facets with true counts, order, and what each person is shown."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statements.models import Edition, User
from statements.queries.library import Filters, open_library
from statements.vocabulary import Visibility
from tests.make import edition_of, make_annotation, make_edition, make_statement


@pytest.fixture
def held(db):
    first = make_statement(
        title="Beijing 2008", kind="joint-statement", date_signed="2008-05-23", parties=["China", "Russia"]
    )
    first.topics.add("space")
    make_statement(title="Digest", kind="digest", date_published="2022-02-04", parties=["China", "Russia"])
    make_statement(title="Paris", kind="declaration", date_signed="2008-01-01", parties=["France"], language="fr")
    make_statement(title="Undated", kind="declaration", parties=["France"])
    make_statement(title="Members", edition={"members_only": True}, date_signed="2030-01-01")
    return first


def titles(user, **filters) -> list[str]:
    return [entry.statement.title for entry in open_library(user, Filters(**filters)).listed]


def facet(user, name, **filters) -> dict[str, int]:
    facets = {facet.name: facet for facet in open_library(user, Filters(**filters)).facets}
    return {entry.value: entry.count for entry in (*facets[name].entries, *facets[name].more)}


def test_library_orders_by_date_with_undated_last(held, visitor, vera):
    assert titles(visitor) == ["Digest", "Beijing 2008", "Paris", "Undated"]
    assert titles(vera) == ["Members", "Digest", "Beijing 2008", "Paris", "Undated"]
    assert titles(visitor, sort="oldest") == ["Paris", "Beijing 2008", "Digest", "Undated"]
    assert titles(visitor, sort="title") == ["Beijing 2008", "Digest", "Paris", "Undated"]


def test_library_narrows_by_every_facet(held, visitor):
    assert titles(visitor, kind="declaration") == ["Paris", "Undated"]
    assert titles(visitor, party=("russia",)) == ["Digest", "Beijing 2008"]
    assert titles(visitor, year="2008") == ["Beijing 2008", "Paris"]
    assert titles(visitor, year="undated") == ["Undated"]
    assert titles(visitor, language="fr") == ["Paris"]
    assert titles(visitor, topic="space") == ["Beijing 2008"]
    assert titles(visitor, party=("russia",), year="2008") == ["Beijing 2008"]
    assert titles(visitor, year="soon") == []


def test_facets_count_under_every_filter_but_their_own(held, visitor):
    assert facet(visitor, "kind") == {"joint-statement": 1, "digest": 1, "declaration": 2}
    assert facet(visitor, "kind", kind="digest") == {"joint-statement": 1, "digest": 1, "declaration": 2}
    assert facet(visitor, "kind", party=("france",)) == {"declaration": 2}
    assert facet(visitor, "year", party=("france",)) == {"2008": 1, "undated": 1}
    assert facet(visitor, "language") == {"en": 3, "fr": 1}
    assert facet(visitor, "topic") == {"space": 1}
    assert facet(visitor, "party", year="2022") == {"china": 1, "russia": 1}


def test_members_only_statements_are_not_even_counted_for_strangers(held, visitor, vera):
    assert (open_library(visitor, Filters()).held, open_library(vera, Filters()).held) == (4, 5)
    assert "2030" in facet(vera, "year")
    assert "2030" not in facet(visitor, "year")


def test_a_correction_for_members_leaves_strangers_the_edition_before(held, visitor, vera):
    before = edition_of(held)
    after = make_edition(statement=held, text="For members.", members_only=True)

    def shown(user) -> list[int]:
        return [entry.main.pk for entry in open_library(user, Filters()).listed if entry.statement == held]

    assert (shown(visitor), shown(vera)) == ([before.pk], [after.pk])


def test_library_counts_only_notes_one_may_see(held, desk, alice, bob, vera):
    edition = edition_of(held)
    make_annotation(by=alice, on="Cold War", edition=edition)
    make_annotation(by=alice, on="Cold War", edition=edition, team=desk)
    make_annotation(by=alice, on="Outer space", edition=edition, team=desk, visibility=Visibility.ROOM)
    Edition.objects.filter(pk=edition.pk).update(length=200)

    def counted(user) -> tuple[int, int]:
        entries = open_library(User.objects.get(pk=user.pk), Filters()).listed
        entry = next(entry for entry in entries if entry.statement == held)
        return entry.notes, entry.strokes.count("M")

    assert {person: counted(person) for person in (alice, bob, vera)} == {alice: (3, 2), bob: (2, 2), vera: (1, 1)}


def test_library_asks_as_often_for_many_statements_as_for_one(db, visitor):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            open_library(visitor, Filters())
        return len(captured)

    make_statement()
    with_one = queries()
    make_statement()
    make_statement()
    assert (with_one, queries()) == (12, 12)
