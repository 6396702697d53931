"""What a search finds, counts and says, for each person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from statements.models import Annotation, Edition, Room
from statements.models.index import index_annotation, index_edition
from statements.queries.collection import UNDATED, Narrowing
from statements.queries.search import MANY, Search, index_is_waiting, search
from statements.text.query import Match, Remark
from statements.vocabulary import StatementKind, Visibility
from tests.make import edition_of, make_annotation, make_edition, make_reply, make_statement

pytestmark = pytest.mark.django_db


def held(title: str, *paragraphs: str, language: str = "en", edition: dict | None = None, **fields) -> Edition:
    """An indexed text. Fields are those of the statement."""
    fields = {"title": title, "language": language, **fields}
    statement = make_statement(paragraphs=paragraphs, edition={"language": language, **(edition or {})}, **fields)
    made = edition_of(statement)
    index_edition(made.pk)
    return made


@pytest.fixture
def shelf() -> dict[str, Edition]:
    return {
        "old": held(
            "Old",
            "Indivisible security for all.",
            "No words.",
            parties=["China", "Russia"],
            date_signed=date(2008, 5, 23),
        ),
        "new": held(
            "New",
            "Security first.",
            "A secure world needs security, and security needs trust.",
            parties=["China"],
            date_signed=date(2022, 2, 4),
            kind=StatementKind.COMMUNIQUE,
        ),
        "digest": held("Digest", "On security.", kind=StatementKind.DIGEST, date_published=date(2022, 2, 7)),
        "chinese": held("Chinese", "安全是不可分割的。", language="zh", parties=["China"]),
        "silent": held("Silent", "Nothing of the kind.", date_signed=date(1997, 1, 1), parties=["Russia"]),
    }


def titles(result) -> list[str]:
    return [found.text.title for found in result.shown]


def counts(result, name: str) -> dict[str, int]:
    facet = next(facet for facet in result.facets if facet.name == name)
    return {option.value: option.count for option in (*facet.options, *facet.more)}


def test_search_groups_places_by_text_newest_first(shelf, vera) -> None:
    result = search(vera, Search("security"))
    assert titles(result) == ["Digest", "New", "Old"]
    assert (result.places, result.more_places, result.texts, result.statements) == (4, False, 3, 3)
    new = result.shown[1]
    assert [(passage.address, passage.href) for passage in new.passages] == [
        ("1", "/statements/" + new.text.slug + "/#p1"),
        ("2", "/statements/" + new.text.slug + "/#p2"),
    ]
    assert new.passages[0].html == '<mark class="found">Security</mark> first.'
    assert new.passages[1].html == (
        'A <mark class="found">secure</mark> world needs <mark class="found">security</mark>, '
        'and <mark class="found">security</mark> needs trust.'
    )


def test_search_says_where_it_looked(shelf, vera) -> None:
    coverage = search(vera, Search("security")).coverage
    assert (coverage.looked_at, coverage.without) == (5, 2)
    assert (coverage.first_year, coverage.last_year, coverage.undated) == (1997, 2022, 1)
    assert coverage.gaps == [(1998, 2007), (2009, 2021)]
    assert [text.title for text in coverage.absent] == ["Silent", "Chinese"]


def test_search_that_finds_nothing_still_says_where_it_looked(shelf, vera) -> None:
    result = search(vera, Search("neutrino"))
    assert (result.places, result.texts, titles(result)) == (0, 0, [])
    assert (result.coverage.looked_at, result.coverage.without) == (5, 5)


def test_facets_count_statements_and_ignore_their_own_choice(shelf, vera) -> None:
    everything = search(vera, Search("security OR 安全"))
    assert counts(everything, "party") == {"china": 3, "russia": 1}
    assert counts(everything, "year") == {"2022": 2, "2008": 1, UNDATED: 1}
    assert counts(everything, "kind") == {"joint-statement": 2, "communique": 1, "digest": 1}
    assert counts(everything, "language") == {"en": 3, "zh": 1}
    narrow = search(vera, Search("security OR 安全", narrowing=Narrowing(party=("china",), year=("2022",))))
    assert titles(narrow) == ["New"]
    assert counts(narrow, "party") == {"china": 1}
    assert counts(narrow, "year") == {"2022": 1, "2008": 1, UNDATED: 1}
    assert counts(narrow, "kind") == {"communique": 1}
    assert (narrow.coverage.looked_at, narrow.coverage.without) == (1, 0)


def test_facet_choices_of_one_facet_are_alternatives(shelf, vera) -> None:
    result = search(vera, Search("security", narrowing=Narrowing(year=("2008", "2022"))))
    assert titles(result) == ["Digest", "New", "Old"]


def test_facet_keeps_a_choice_that_has_nothing_left(shelf, vera) -> None:
    result = search(vera, Search("indivisible", narrowing=Narrowing(kind=(StatementKind.DIGEST,))))
    assert titles(result) == []
    assert counts(result, "kind") == {"joint-statement": 1, "digest": 0}


def test_statement_in_two_languages_counts_once(vera) -> None:
    english = held("Both", "Security.", parties=["China"])
    index_edition(make_edition(statement=english.statement, language="fr", paragraphs=["Security."]).pk)
    result = search(vera, Search("security"))
    assert (result.texts, result.statements) == (2, 1)
    assert counts(result, "party") == {"china": 1}
    assert [found.href for found in result.shown] == [
        f"/statements/{english.statement.slug}/",
        f"/statements/{english.statement.slug}/fr/",
    ]


def test_search_looks_at_current_editions_until_asked_for_all(vera) -> None:
    first = held("Twice", "Security.")
    second = make_edition(statement=first.statement, paragraphs=["Stability."])
    index_edition(second.pk)
    assert titles(search(vera, Search("security"))) == []
    (found,) = search(vera, Search("security", every_edition=True)).shown
    assert found.href == f"/statements/{first.statement.slug}/en/1/"


def test_members_only_texts_are_found_by_people_signed_in_alone(shelf, vera, visitor) -> None:
    held("Secret", "Security of the house.", parties=["Utopia"], edition={"members_only": True})
    assert titles(search(vera, Search("security"))) == ["Digest", "New", "Old", "Secret"]
    seen = search(visitor, Search("security"))
    assert titles(seen) == ["Digest", "New", "Old"]
    assert (seen.texts, seen.coverage.looked_at) == (3, 5)
    assert "utopia" not in counts(seen, "party")


def test_a_correction_for_members_leaves_strangers_the_edition_before(vera, visitor) -> None:
    first = held("Twice", "Security.")
    index_edition(make_edition(statement=first.statement, paragraphs=["Stability."], members_only=True).pk)
    found = {user: [search(user, Search(word)).texts for word in ("security", "stability")] for user in (visitor, vera)}
    assert found == {visitor: [1, 0], vera: [0, 1]}
    (shown,) = search(visitor, Search("security")).shown
    assert shown.href == f"/statements/{first.statement.slug}/"


def test_closed_room_tells_strangers_nothing(shelf, visitor, settings) -> None:
    settings.READING_ROOM_PUBLIC = "no"
    result = search(visitor, Search("security"))
    assert (result.texts, result.coverage.looked_at, list(result.facets[0].options)) == (0, 0, [])


def test_search_pages_its_texts(vera) -> None:
    for day in range(12):
        held(f"Text {day:02}", "Security.", date_signed=date(2020, 1, 1) + timedelta(days=day))
    first, second = search(vera, Search("security")), search(vera, Search("security", page=2))
    assert titles(first) == [f"Text {day:02}" for day in range(11, 1, -1)]
    assert titles(second) == ["Text 01", "Text 00"]
    assert titles(search(vera, Search("security", page=99))) == titles(second)


def test_search_shows_three_places_of_a_text_until_asked_for_it_alone(shelf, vera) -> None:
    long = held("Long", *["Security."] * 5, date_signed=date(2023, 1, 1))
    found = search(vera, Search("security")).shown[0]
    assert (found.places, len(found.passages), found.rest) == (5, 3, 2)
    alone = search(vera, Search("security", inside=long.statement.slug))
    assert titles(alone) == ["Long"]
    assert [passage.address for passage in alone.shown[0].passages] == ["1", "2", "3", "4", "5"]
    assert alone.coverage.looked_at == 1


def test_search_ranks_the_densest_text_first(shelf, vera) -> None:
    result = search(vera, Search("security trust OR indivisible", by_rank=True))
    assert result.ranked == 2
    assert titles(search(vera, Search("first OR trust OR indivisible", by_rank=True)))[-1] == "Old"
    held("Dense", "Trust trust trust.", date_signed=date(1990, 1, 1))
    held(
        "Thin",
        "Among many other words here stands trust, once and far away from the end.",
        date_signed=date(2024, 1, 1),
    )
    assert titles(search(vera, Search("trust", by_rank=True)))[0] == "Dense"
    assert titles(search(vera, Search("trust")))[0] == "Thin"


def test_more_than_ten_thousand_places_are_counted_on_request(vera, monkeypatch) -> None:
    monkeypatch.setattr("statements.queries.search.MANY", 3)
    held("Long", *["Security."] * 5)
    assert MANY == 10_000
    rough, exact = search(vera, Search("security")), search(vera, Search("security", exact=True))
    assert (rough.places, rough.more_places) == (3, True)
    assert (exact.places, exact.more_places) == (5, False)


def test_search_repeats_what_it_could_not_take_as_typed(shelf, vera) -> None:
    assert search(vera, Search('"security')).remarks == (Remark.OPEN_QUOTE,)
    assert search(vera, Search("OR security … OR")).remarks == (Remark.LONELY_OR, Remark.NO_WORDS_IN)


def test_search_matches_in_order_or_any(shelf, vera) -> None:
    assert titles(search(vera, Search("security first", match=Match.PHRASE))) == ["New"]
    assert titles(search(vera, Search("first kind", match=Match.ANY))) == ["New", "Silent"]


# Notes


@pytest.fixture
def notes(alice, bob, carol, desk, other_team) -> dict[str, Annotation]:
    edition = held("Text", "The words of the text stand here.")
    made = {
        "private": make_annotation(by=alice, on="words", edition=edition, body="zebra private"),
        "desk": make_annotation(by=alice, on="text", edition=edition, body="zebra *desk*", team=desk),
        "other": make_annotation(by=carol, on="text", edition=edition, body="zebra other", team=other_team),
        "room": make_annotation(
            by=bob, on="stand", edition=edition, body="zebra room", team=desk, visibility=Visibility.ROOM
        ),
        "reply": make_annotation(by=bob, on="here", edition=edition, body="nothing here", team=desk),
        "deleted": make_annotation(by=alice, on="here", edition=edition, body="zebra deleted"),
    }
    make_reply(made["reply"], by=alice, body="zebra in the reply")
    Annotation.objects.filter(pk=made["deleted"].pk).update(deleted_at=timezone.now())
    for note in Annotation.objects.all():
        index_annotation(note.pk)
    return made


SEEN = {
    "alice": {"private", "desk", "room", "reply"},
    "bob": {"desk", "room", "reply"},
    "rita": {"desk", "room", "reply"},
    "carol": {"other", "room"},
    "vera": {"room"},
    "edith": {"room"},
    "oscar": {"room"},
}


@pytest.mark.parametrize("name", SEEN)
def test_search_finds_the_notes_one_may_see_and_no_other(name, notes, request) -> None:
    result = search(request.getfixturevalue(name), Search("zebra"))
    names = {note.uuid: key for key, note in notes.items()}
    assert {names[note.uuid] for note in result.notes} == SEEN[name]
    assert result.note_count == len(SEEN[name])
    told = " ".join(note.html for note in result.notes)
    assert ("private" in told) == (name == "alice")
    assert ("other" in told) == (name == "carol")
    assert (result.places, [option for facet in result.facets for option in facet.options if option.count]) == (0, [])


def test_stranger_finds_room_notes_only_once_they_are_open(notes, visitor, settings) -> None:
    assert search(visitor, Search("zebra")).note_count == 0
    settings.READING_ROOM_PUBLIC = "texts+notes"
    assert search(visitor, Search("zebra")).note_count == 0
    Room.objects.update_or_create(pk=Room.KEY, defaults={"notes_opened_at": timezone.now()})
    result = search(visitor, Search("zebra"))
    assert [note.uuid for note in result.notes] == [notes["room"].uuid]
    assert result.note_count == 1


def test_note_is_shown_with_its_words_and_its_passage(notes, carol, alice) -> None:
    (note,) = search(carol, Search("zebra room")).notes
    assert (note.by, note.passage, note.statement, note.in_reply) == ("Bob", "stand", "Text", False)
    assert note.html == '<mark class="found">zebra</mark> <mark class="found">room</mark>'
    assert note.href == f"/annotations/{notes['room'].uuid}/"
    (answer,) = search(alice, Search("reply")).notes
    assert (answer.by, answer.in_reply) == ("Alice", True)
    assert answer.html == 'zebra in the <mark class="found">reply</mark>'
    assert search(alice, Search("desk")).notes[0].html == 'zebra <mark class="found">desk</mark>'


def test_notes_follow_the_narrowing_of_the_texts(notes, alice) -> None:
    assert search(alice, Search("zebra", narrowing=Narrowing(kind=(StatementKind.DIGEST,)))).note_count == 0
    assert search(alice, Search("zebra", narrowing=Narrowing(language=("en",)))).note_count == 4


def test_note_on_a_withdrawn_text_is_found_by_its_author_alone(notes, alice, bob) -> None:
    assert search(bob, Search("zebra")).note_count == 3
    Edition.objects.update(state="withdrawn", withdrawn_at=timezone.now())
    assert search(bob, Search("zebra")).note_count == 2
    assert search(alice, Search("zebra")).note_count == 2


@pytest.mark.parametrize("n", [1, 3])
def test_search_asks_the_database_a_constant_number_of_times(n, alice, desk, django_assert_num_queries) -> None:
    for number in range(n):
        edition = held(f"Text {number}", "Security.", "More security.", parties=["China", f"P{number}"])
        note = make_annotation(by=alice, on="More", edition=edition, body="security", team=desk)
        make_reply(note, by=alice, body="security")
        index_annotation(note.pk)
    asked = Search("security", narrowing=Narrowing(party=("china",)))
    alice.team_roles  # noqa: B018  read once per request, by whatever asks first
    with django_assert_num_queries(9):
        assert search(alice, asked).texts == n


# The worker


def test_search_waits_for_the_worker_only_while_it_is_silent_and_behind(db) -> None:
    assert index_is_waiting() is False
    room = Room.objects.create(pk=Room.KEY, last_event=5, followed_to=4)
    assert index_is_waiting() is True
    Room.objects.update(worker_seen_at=timezone.now() - timedelta(seconds=10))
    assert index_is_waiting() is False
    Room.objects.update(worker_seen_at=timezone.now() - timedelta(seconds=40))
    assert index_is_waiting() is True
    Room.objects.update(followed_to=room.last_event)
    assert index_is_waiting() is False
