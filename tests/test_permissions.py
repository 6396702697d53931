"""Every address with every person; notes nobody else may see, in every outlet; and the rules beside the filters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver

from statements import permissions
from statements import urls as room_urls
from statements.actions.annotation import delete_annotation, edit_annotation
from statements.actions.invitation import invite
from statements.actions.room import open_notes
from statements.actions.statement import correct_metadata
from statements.actions.theme import propose_theme
from statements.admin import staff_screens
from statements.models import Annotation, Edition, Event, User
from statements.vocabulary import Visibility
from tests.make import make_annotation, make_edition, make_reply, make_statement
from tests.permission_table import COLUMNS, PEOPLE, ROOMS, SIGN_IN, TABLE, Row
from tests.world import World, make_world

SIGN_IN_NAMES = {row.name for row in SIGN_IN}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(browser: Client, row: Row, world: World, **headers: str) -> Any:
    data = {name: world.values.get(value, value) for name, value in row.data.items()}
    send = browser.post if row.method == "POST" else browser.get
    cookies = deepcopy(browser.cookies)
    with undone():
        answer = send(world.places[row.place], data or None, headers=headers)
    browser.cookies = cookies
    return answer


def expected(row: Row, column: str) -> int:
    return row.statuses[COLUMNS.index(column)]


# The table


def names_of(patterns: list[Any]) -> set[str]:
    names = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= names_of(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names.add(pattern.name)
    return names


def test_every_address_has_a_row():
    screens = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in staff_screens._registry
    }
    every = names_of(room_urls.urlpatterns) | screens | {"admin:index"}
    assert every == {row.name for row in TABLE}


@pytest.mark.parametrize("column", COLUMNS)
def test_every_address_answers_as_the_table_says(world, settings, column):
    browser = world.browser(column, settings)
    answers = [(row, ask(browser, row, world).status_code, expected(row, column)) for row in TABLE]
    assert [differing for differing in answers if differing[1] != differing[2]] == []


@pytest.mark.parametrize("column", ROOMS)
def test_strangers_scripts_get_401_where_their_pages_lead_to_sign_in(world, settings, column):
    browser = world.browser(column, settings)
    rows = [row for row in TABLE if row.name not in SIGN_IN_NAMES]
    answers = [
        (row, ask(browser, row, world, **{"X-Requested-With": "fetch"}).status_code, expected(row, column))
        for row in rows
    ]
    assert [(row, got) for row, got, page in answers if got != (401 if page == 302 else page)] == []


@pytest.mark.parametrize("column", ["texts", "vera", "oscar"])
def test_addresses_of_deeds_change_nothing_on_get(world, settings, column):
    """GET of every address, deeds included: not one row of the database differs afterwards."""
    browser = world.browser(column, settings)
    before = rows_of_the_room()
    for row in TABLE:
        if row.name != "account_reset_password_from_key":  # keeps its key in the session, as allauth does
            browser.get(world.places[row.place])
    assert rows_of_the_room() == before


def rows_of_the_room() -> dict[str, list[Any]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("statements").get_models()
    }


# Private notes

SECRET_WORD = "suspicion"
SECRET = f"Unutterable {SECRET_WORD}"
WORDS_ALONE = "the Cold War mentality. They support"


def keep_a_secret(world: World) -> Annotation:
    """A private note of alice with everything that hangs on one: a theme, another wording, an answer, a resolved state;
    and a second one, deleted.
    """
    alice = world.people["alice"]
    note = make_annotation(
        by=alice, edition=world.edition, on=WORDS_ALONE, body=f"{SECRET}, first wording.", themes=["Peace"]
    )
    edit_annotation(
        annotation=note,
        by=alice,
        wording=1,
        body=f"{SECRET} in second wording.",
        motivation=note.motivation,
        themes=["Peace"],
        visibility=Visibility.PRIVATE,
        team=None,
    )
    make_reply(note, by=alice, body=f"{SECRET} in an answer.")
    gone = make_annotation(by=alice, edition=world.edition, on="Outer space", body=f"{SECRET}, deleted.")
    delete_annotation(annotation=gone, by=alice)
    call_command("work_once", verbosity=0)
    return note


@pytest.fixture
def searched_world(world: World) -> World:
    """With the texts in the index, so that searching for a note's words differs by the note alone."""
    call_command("work_once", verbosity=0)
    return world


OUTLETS = {
    "edition": "",
    "statement": "",
    "layers": "?theme=peace&state=open",
    "at a paragraph": "?at=1",
    "edition_notes": "?at=1",
    "statement_print": "",
    "statement_news": "",
    "library": "",
    "theme_list": "",
    "theme": "",
    "search": "?q=unutterable",
    "search for the words": "?q=cold+war",
    "notebook": "",
    "edition_cite": "?at=1",
    "statement_history": "",
    "team": "",
}
PLACE_OF = {"layers": "edition", "at a paragraph": "edition", "search for the words": "search"}
SHOWS_ITS_AUTHOR = {
    *("edition", "statement", "layers", "at a paragraph", "edition_notes", "statement_print", "theme", "theme_list"),
    *("search", "notebook"),
}


def outlet(browser: Client, world: World, name: str, **headers: str) -> str:
    path = world.places[PLACE_OF.get(name, name)]
    return settled(browser.get(f"{path.partition('?')[0]}{OUTLETS[name] or ''}", headers=headers).content.decode())


def settled(html: str) -> str:
    """The answer without what differs between any two: tokens, and the keys that new forms carry."""
    html = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", html)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "uuid", html)


def test_private_note_could_leak_in_these_outlets(searched_world, settings):
    """First that each outlet shows such a note at all: to its author."""
    alice = searched_world.browser("alice", settings)
    before = {name: outlet(alice, searched_world, name) for name in OUTLETS}
    keep_a_secret(searched_world)
    after = {name: outlet(alice, searched_world, name) for name in OUTLETS}
    assert {name for name in OUTLETS if before[name] != after[name]} >= SHOWS_ITS_AUTHOR
    assert {name for name in OUTLETS if SECRET_WORD in after[name]} >= {"edition", "notebook", "search", "theme"}


@pytest.mark.parametrize(
    ("column", "headers"),
    [(column, {}) for column in COLUMNS if column != "alice"]
    + [(column, {"X-Requested-With": "fetch"}) for column in ("confirmed", "bob", "oscar")],
)
def test_private_note_leaves_no_trace_for_anyone_else(searched_world, settings, column, headers):
    """Operators and team mates included: not a word, not a mark, not a number differs in any outlet."""
    browser = searched_world.browser(column, settings)
    before = {name: outlet(browser, searched_world, name, **headers) for name in OUTLETS}
    note = keep_a_secret(searched_world)
    after = {name: outlet(browser, searched_world, name, **headers) for name in OUTLETS}
    assert {name for name in OUTLETS if before[name] != after[name]} == set()
    assert {name for name in OUTLETS if SECRET_WORD in after[name]} == set()
    status = 404 if column in PEOPLE else 401 if headers else 302
    own = [f"/annotations/{note.uuid}/{deed}" for deed in ("", "history/", "edit/", "reply/", "resolve/", "delete/")]
    assert [browser.get(path, headers=headers).status_code for path in own] == [status] * 6


@pytest.mark.parametrize("column", ["bob", "oscar", "confirmed"])
def test_private_note_does_not_change_the_tag_of_a_poll(world, settings, column):
    """An ETag that moves tells that something was written."""

    def tag(browser: Client) -> tuple[int, str]:
        answer = browser.get(world.places["statement_news"], headers={"X-Requested-With": "fetch"})
        return answer.status_code, answer.headers.get("ETag", "")

    others, own = world.browser(column, settings), world.browser("alice", settings)
    before, before_own = tag(others), tag(own)
    keep_a_secret(world)
    assert tag(others) == before
    assert tag(own) != before_own


def test_events_of_a_private_note_are_its_authors_alone(world):
    before = {name: Event.objects.visible_to(person).count() for name, person in world.people.items()}
    keep_a_secret(world)
    after = {name: Event.objects.visible_to(person).count() for name, person in world.people.items()}
    assert {name for name in PEOPLE if after[name] != before[name]} == {"alice"}


def test_strangers_are_told_only_what_happens_on_editions_they_may_read(world, settings):
    settings.READING_ROOM_PUBLIC = "texts+notes"
    open_notes(by=None)
    alice, desk = world.people["alice"], world.people["alice"].teams.get()
    told = set(Event.objects.visible_to(AnonymousUser()).values_list("number", flat=True))
    make_annotation(by=alice, edition=world.edition, on="Outer space", team=desk, visibility=Visibility.ROOM)
    public = Event.objects.latest("number").number
    make_annotation(by=alice, edition=edition_for_members(), on="Outer space", team=desk, visibility=Visibility.ROOM)
    invite(by=world.people["oscar"], key=uuid.uuid4())
    propose_theme(name="Unheard of", by=alice)
    correct_metadata(statement=edition_for_members().statement, by=world.people["edith"], place="Elsewhere")
    now_told = set(Event.objects.visible_to(AnonymousUser()).values_list("number", flat=True))
    assert now_told - told == {public}
    assert Event.objects.visible_to(fresh(world.people["oscar"])).filter(number__gt=public).count() == 4


# The rules for one note, and the filters for many, say the same


def every_kind_of_note(world: World) -> list[Annotation]:
    people, desk = world.people, world.people["alice"].teams.get()
    other = world.people["carol"].teams.get()
    editions = [world.edition, make_edition(members_only=True)]
    for edition, (author, team), visibility in product(
        editions, ((people["alice"], desk), (people["bob"], desk), (people["carol"], other)), Visibility
    ):
        note = make_annotation(
            by=author,
            edition=edition,
            on="Outer space",
            visibility=visibility,
            team=None if visibility == Visibility.PRIVATE else team,
        )
        if edition is editions[0]:
            gone = make_annotation(
                by=author, edition=edition, visibility=visibility, team=note.team, on="peaceful uses"
            )
            delete_annotation(annotation=gone, by=author)
    return list(Annotation.objects.all())


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("name", PEOPLE)
def test_rule_for_a_note_agrees_with_the_filter(world, name):
    notes = every_kind_of_note(world)
    person = fresh(world.people[name])
    listed = set(Annotation.objects.visible_to(person).values_list("pk", flat=True))
    assert listed == {note.pk for note in notes if permissions.may_see_annotation(person, note)}
    assert len(notes) > len(listed) > 0


def test_somebody_shut_out_sees_nothing(world):
    notes = every_kind_of_note(world)
    alice = fresh(world.people["alice"])
    alice.is_active = False
    assert Annotation.objects.visible_to(alice).count() == 0
    assert [note for note in notes if permissions.may_see_annotation(alice, note)] == []


@pytest.mark.parametrize(("public", "confirmed"), list(product(["no", "texts", "texts+notes"], [False, True])))
def test_strangers_see_room_notes_only_where_setting_and_database_agree(world, settings, public, confirmed):
    notes = every_kind_of_note(world)
    settings.READING_ROOM_PUBLIC = public
    if confirmed:
        open_notes(by=None)
    seen = set(Annotation.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))
    meant = {
        note.pk
        for note in notes
        if note.visibility == Visibility.ROOM and not note.targets.filter(edition__members_only=True).exists()
    }
    assert seen == (meant if public == "texts+notes" and confirmed else set())
    assert meant


def test_note_with_one_foot_in_a_members_only_edition_is_hidden_from_strangers(world, settings):
    settings.READING_ROOM_PUBLIC = "texts+notes"
    open_notes(by=None)
    alice, desk = world.people["alice"], world.people["alice"].teams.get()
    hidden = edition_for_members()
    note = make_annotation(
        by=alice,
        edition=world.edition,
        on="Outer space",
        and_on="Cold War",
        and_edition=hidden,
        team=desk,
        visibility=Visibility.ROOM,
    )
    assert Annotation.objects.visible_to(alice).filter(pk=note.pk).exists()
    assert not Annotation.objects.visible_to(AnonymousUser()).filter(pk=note.pk).exists()


def edition_for_members() -> Edition:
    return make_statement(edition={"members_only": True}).editions.get()


def test_editions_strangers_read_are_those_of_the_rule(world, settings):
    make_edition(members_only=True)
    editions = list(Edition.objects.all())
    for settings.READING_ROOM_PUBLIC, person in product(
        ("no", "texts", "texts+notes"), (AnonymousUser(), fresh(world.people["vera"]))
    ):
        listed = set(Edition.objects.visible_to(person))
        assert listed == {edition for edition in editions if permissions.may_read_edition(person, edition)}


def test_unknown_deed_is_neither_allowed_nor_refused(world):
    with pytest.raises(KeyError):
        permissions.can(world.people["oscar"], "fly")
