"""Queries worked out once: the same rows as Django's own, whoever asks and however long the lists are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from statements.models import Annotation, Target
from statements.models.annotation import seen_by
from statements.models.prepared import prepared
from statements.vocabulary import Visibility
from tests.make import make_annotation, make_edition

COLUMNS = ("pk", "uuid", "body", "created_at", "deleted_at", "author__name", "team__name")


def notes(seen: models.Q, keys: list[int], author: str = "alice") -> models.QuerySet[Annotation, Any]:
    return Annotation.objects.filter(seen, pk__in=keys, author__username=author).order_by("pk").values_list(*COLUMNS)


def touching(edition: int, start: int, end: int) -> models.QuerySet[Target, Any]:
    return Target.objects.filter(edition=edition, start__lt=end, end__gt=start).order_by("pk").values_list("exact")


@pytest.fixture
def edition(db):
    return make_edition()


def test_prepared_gives_the_rows_of_the_query_for_lists_of_every_length(edition, alice):
    keys = [make_annotation(by=alice, on="Cold War", edition=edition, body=f"the {n}.").pk for n in range(6)]
    rows = prepared(notes)
    for size in range(1, 7):
        wanted = list(notes(seen_by(alice), keys[:size]))
        assert rows(seen_by(alice), keys[:size], "alice") == wanted
        assert len(wanted) == size


def test_prepared_gives_nothing_for_an_empty_list_or_an_empty_condition(edition, alice):
    key = make_annotation(by=alice, on="Cold War", edition=edition).pk
    assert prepared(notes)(seen_by(alice), [], "alice") == []
    assert prepared(notes)(models.Q(pk__in=[]), [key], "alice") == []


def test_prepared_never_answers_one_person_with_the_query_of_another(edition, desk, alice, bob, carol, visitor):
    private = make_annotation(by=alice, on="Cold War", edition=edition).pk
    shared = make_annotation(by=alice, on="Cold War", edition=edition, team=desk).pk
    open_to_all = make_annotation(by=alice, on="Cold War", edition=edition, team=desk, visibility=Visibility.ROOM).pk
    keys = [private, shared, open_to_all]
    rows = prepared(notes)
    for _turn in range(2):
        seen = {
            person: [row[0] for row in rows(seen_by(person), keys, "alice")] for person in (alice, bob, carol, visitor)
        }
        assert seen == {alice: keys, bob: [shared, open_to_all], carol: [open_to_all], visitor: []}


def test_prepared_fills_in_numbers_and_words_anew(edition, alice):
    for words in ("Cold War", "Outer space"):
        make_annotation(by=alice, on=words, edition=edition)
    rows = prepared(touching)
    assert rows(edition.pk, 0, 100_000) == [("Cold War",), ("Outer space",)]
    place = Target.objects.get(exact="Outer space")
    assert rows(edition.pk, place.start, place.start + 1) == [("Outer space",)]
    assert rows(edition.pk + 1, 0, 100_000) == []
    keys = list(Annotation.objects.values_list("pk", flat=True))
    by_author = prepared(notes)
    assert [len(by_author(seen_by(alice), keys, name)) for name in ("alice", "bob", "alice")] == [2, 0, 2]


def test_prepared_asks_once(edition, alice):
    rows = prepared(touching)
    with CaptureQueriesContext(connection) as captured:
        rows(edition.pk, 0, 1)
        rows(edition.pk, 0, 2)
    assert len(captured) == 2


def test_prepared_refuses_a_query_that_does_not_use_its_values_as_they_are(db):
    @prepared
    def doubled(key: int) -> models.QuerySet[Annotation, Any]:
        return Annotation.objects.filter(pk=key * 2).values_list("pk")

    with pytest.raises(ValueError, match="is not in list"):
        doubled(1)
