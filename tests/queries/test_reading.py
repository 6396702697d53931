"""The reading page's query: who sees which marks, what the layers count, and what it costs."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statements.actions.annotation import delete_annotation, set_state
from statements.models import Edition, User
from statements.queries.layers import Layers
from statements.queries.reading import open_reading, redraw_rows
from statements.vocabulary import AnnotationState, Visibility
from tests.make import make_annotation, make_edition, make_reply, make_theme


def fresh(user: User) -> User:
    """As a new request would have it."""
    return User.objects.get(pk=user.pk)


def marked(page) -> dict[str, int]:
    return {row.address: len(row.keys) for row in page.rows}


@pytest.fixture
def edition(db) -> Edition:
    return make_edition()


def test_reading_shows_each_person_what_they_may_see(edition, desk, alice, bob, carol, edith, visitor):
    make_annotation(by=alice, on="Cold War", edition=edition)
    make_annotation(by=alice, on="United Nations", edition=edition, team=desk)
    make_annotation(by=alice, on="Outer space", edition=edition, team=desk, visibility=Visibility.ROOM)
    seen = {person: open_reading(fresh(person), edition).total for person in (alice, bob, carol, edith)}
    assert seen == {alice: 3, bob: 2, carol: 1, edith: 1}
    assert open_reading(visitor, edition).total == 0


def test_reading_draws_a_passage_in_every_paragraph_it_touches(edition, alice):
    note = make_annotation(
        by=alice,
        edition=edition,
        on="United Nations.\n\nThe security of one state must not rest on the security of others.\n\nOuter space",
    )
    page = open_reading(fresh(alice), edition)
    assert [row.keys for row in page.rows] == [[note.pk], [note.pk], [note.pk]]
    assert "<mark" in page.rows[1].html


def test_reading_keeps_whole_statement_notes_apart(edition, alice):
    note = make_annotation(by=alice, edition=edition)
    page = open_reading(fresh(alice), edition)
    assert (page.whole, marked(page)) == ([note.pk], {"1": 0, "2": 0, "3": 0})


def test_reading_drops_a_deleted_note_unless_someone_answered(edition, desk, alice, bob):
    lonely = make_annotation(by=alice, on="Cold War", edition=edition, team=desk)
    answered = make_annotation(by=alice, on="Outer space", edition=edition, team=desk)
    make_reply(answered, by=bob)
    assert open_reading(fresh(alice), edition).total == 2
    for note in (lonely, answered):
        delete_annotation(annotation=note, by=alice)
    assert marked(open_reading(fresh(alice), edition)) == {"1": 0, "2": 0, "3": 1}


def test_layers_filter_text_and_counts_alike(edition, desk, alice, bob):
    make_theme("Space")
    make_annotation(by=alice, on="Cold War", edition=edition)
    make_annotation(by=alice, on="security of one", edition=edition, team=desk)
    open_note = make_annotation(by=bob, on="Outer space", edition=edition, team=desk, themes=["Space"])
    set_state(annotation=open_note, by=bob, state=AnnotationState.RESOLVED)

    def shown(**layers) -> dict[str, int]:
        return marked(open_reading(fresh(alice), edition, Layers(**layers)))

    assert shown() == {"1": 1, "2": 1, "3": 1}
    assert shown(mine=True) == {"1": 1, "2": 1, "3": 0}
    assert shown(teams=("desk",)) == {"1": 0, "2": 1, "3": 1}
    assert shown(mine=True, teams=("desk",)) == {"1": 1, "2": 1, "3": 1}
    assert shown(room=True) == {"1": 0, "2": 0, "3": 0}
    assert shown(person="bob") == {"1": 0, "2": 0, "3": 1}
    assert shown(theme="space") == {"1": 0, "2": 0, "3": 1}
    assert shown(state="open") == {"1": 1, "2": 1, "3": 0}
    assert shown(motivation="questioning") == {"1": 0, "2": 0, "3": 0}
    assert shown(since=date(2999, 1, 1)) == {"1": 0, "2": 0, "3": 0}


def test_layers_count_each_menu_as_if_nothing_were_chosen_in_it(edition, desk, alice, bob):
    make_annotation(by=alice, on="Cold War", edition=edition)
    make_annotation(by=alice, on="security of one", edition=edition, team=desk)
    make_annotation(by=bob, on="Outer space", edition=edition, team=desk)
    sieve = open_reading(fresh(alice), edition, Layers(person="bob", mine=True)).sieve
    assert [(choice.name, choice.count, choice.chosen) for choice in sieve.audiences()] == [
        ("mine", 0, True),
        ("team", 1, False),
        ("room", 0, False),
    ]
    assert [(choice.value, choice.count) for choice in sieve.persons()] == [("alice", 2)]
    assert (sieve.total_shown, sieve.total) == (0, 3)


def test_layers_query_is_steady_and_can_be_changed():
    layers = Layers(mine=True, teams=("b", "a"), state="open", since=date(2026, 5, 1))
    assert layers.query() == "mine=1&team=b&team=a&state=open&since=2026-05-01"
    assert layers.query(state="", mine=False) == "team=b&team=a&since=2026-05-01"


def test_contents_list_sections_with_strokes_where_notes_begin(edition, alice):
    make_annotation(by=alice, on="Outer space", edition=edition)
    contents = open_reading(fresh(alice), edition).contents
    assert [section.address for section in contents] == ["1", "2", "3"]
    assert [section.notes for section in contents] == [0, 0, 1]
    assert [section.open_strokes for section in contents] == ["", "", "M0 0v8"]
    assert contents[0].bar == "M0 4h180"


def test_redrawn_rows_equal_those_of_the_page(edition, desk, alice, bob):
    make_theme("Space")
    make_annotation(by=alice, on="Cold War mentality. They support", edition=edition, team=desk, themes=["Space"])
    make_annotation(by=bob, on="mentality", edition=edition, team=desk)
    page = open_reading(fresh(alice), edition)
    again = redraw_rows(fresh(alice), edition, ["1", "3"])
    assert [(row.address, row.html, row.anchors) for row in again] == [
        (row.address, row.html, row.anchors) for row in page.rows if row.address in ("1", "3")
    ]


def test_reading_asks_as_often_for_three_notes_as_for_one(edition, desk, alice):
    def queries() -> int:
        reader = fresh(alice)
        with CaptureQueriesContext(connection) as captured:
            open_reading(reader, edition)
        return len(captured)

    open_reading(fresh(alice), edition)  # the shelf is read once in a process
    make_annotation(by=alice, on="Cold War", edition=edition, team=desk)
    with_one = queries()
    make_annotation(by=alice, on="Outer space", edition=edition, team=desk)
    make_annotation(by=alice, on="security of one", edition=edition)
    assert (with_one, queries()) == (5, 5)


def test_audiences_are_all_on_until_one_is_pressed_away(edition, desk, alice):
    def pressed(layers: Layers) -> list[tuple[str, bool, str]]:
        choices = open_reading(fresh(alice), edition, layers).sieve.audiences()
        return [(choice.name, choice.chosen, choice.query) for choice in choices]

    assert pressed(Layers()) == [
        ("mine", True, "team=desk&room=1"),
        ("team", True, "mine=1&room=1"),
        ("room", True, "mine=1&team=desk"),
    ]
    assert pressed(Layers(teams=("desk",), room=True)) == [
        ("mine", False, ""),
        ("team", True, "room=1"),
        ("room", True, "team=desk"),
    ]
    assert pressed(Layers(room=True))[2] == ("room", True, "")
