"""Commands about people: the first operator, a password link, opening the notes."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from statements.models import Annotation, Event, Room, User
from statements.queries.room import notes_strangers_would_see
from statements.vocabulary import RoomRole, Verb, Visibility
from tests.make import make_annotation, make_edition, make_user


def said(name: str, *args: str) -> str:
    out = io.StringIO()
    call_command(name, *args, stdout=out, stderr=io.StringIO())
    return out.getvalue()


# reset_link


def test_reset_link_is_absolute_and_works_once(browser, vera, settings):
    settings.READING_ROOM_URL = "https://room.example.org"
    link = said("reset_link", "vera").strip()
    assert link.startswith("https://room.example.org/accounts/password/reset/key/")
    path = link.removeprefix("https://room.example.org")
    form = browser.get(path, follow=True)
    assert form.status_code == 200
    new = {"password1": "a reading lamp", "password2": "a reading lamp"}
    done = browser.post(form.request["PATH_INFO"], new)
    assert (done.status_code, done.url) == (303, "/accounts/password/reset/key/done/")
    assert browser.get(done.url).status_code == 200
    assert browser.post("/accounts/login/", {"login": "vera", "password": "a reading lamp"}).status_code == 303
    assert browser.get(path).status_code == 410


def test_reset_link_is_in_the_log_for_operators_and_the_person_alone(vera, oscar, edith, visitor):
    said("reset_link", "vera")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.person) == (Verb.PASSWORD_LINK, None, vera)
    seen = [list(Event.objects.visible_to(person)) for person in (vera, oscar, edith, visitor)]
    assert seen == [[event], [event], [], []]


def test_reset_link_runs_out(browser, vera, settings):
    path = said("reset_link", "vera").strip().removeprefix(settings.READING_ROOM_URL)
    assert browser.get(path).status_code == 302
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert browser.get(path).status_code == 410


def test_reset_link_tampered_with_is_refused(browser, vera, settings):
    path = said("reset_link", "vera").strip().removeprefix(settings.READING_ROOM_URL)
    assert browser.get(path[:-2] + ("a/" if path[-2] != "a" else "b/")).status_code == 410


def test_reset_link_finds_people_by_mail_address(db):
    make_user("mara", email="mara@example.org")
    assert said("reset_link", "Mara@example.org").startswith("http")


@pytest.mark.parametrize("fields", [None, {"is_active": False}])
def test_reset_link_says_for_whom_there_is_none(db, fields):
    if fields:
        make_user("nora", **fields)
    with pytest.raises(CommandError, match="“nora”"):
        said("reset_link", "nora")


# The first operator


def test_createsuperuser_makes_an_operator(db, monkeypatch, browser):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a reading lamp")
    said("createsuperuser", "--noinput", "--username", "olga", "--name", "Olga Sund")
    olga = User.objects.get()
    assert (olga.username, olga.name, olga.role) == ("olga", "Olga Sund", RoomRole.OPERATOR)
    assert browser.post("/accounts/login/", {"login": "olga", "password": "a reading lamp"}).status_code == 303
    assert browser.get("/admin/").status_code == 200


# open_notes


@pytest.fixture
def notes(alice, desk):
    edition = make_edition()
    for visibility in (Visibility.ROOM, Visibility.ROOM, Visibility.TEAM):
        make_annotation(by=alice, edition=edition, on="Outer space", team=desk, visibility=visibility)
    make_annotation(by=alice, edition=edition, on="Outer space")
    hidden = make_edition(members_only=True)
    make_annotation(by=alice, edition=hidden, on="Outer space", team=desk, visibility=Visibility.ROOM)


def test_open_notes_says_how_many_and_changes_nothing(notes):
    assert said("open_notes") == (
        "2 notes for the whole room would become public. Nothing was changed; add --confirm to open them.\n"
    )
    assert not Room.objects.filter(notes_opened_at__isnull=False).exists()


def test_open_notes_confirmed_opens_just_as_many(notes, settings):
    settings.READING_ROOM_PUBLIC = "texts+notes"
    visitor = AnonymousUser()
    assert Annotation.objects.visible_to(visitor).count() == 0
    expected = notes_strangers_would_see()
    assert said("open_notes", "--confirm") == "2 notes for the whole room can be seen by everyone now.\n"
    assert Annotation.objects.visible_to(visitor).count() == expected == 2
    assert Event.objects.latest("number").verb == Verb.OPENED_NOTES


def test_open_notes_says_when_the_setting_is_missing(notes):
    assert "once READING_ROOM_PUBLIC is “texts+notes”; it is not now." in said("open_notes", "--confirm")
    assert Annotation.objects.visible_to(AnonymousUser()).count() == 0


def test_open_notes_twice_is_once(db):
    said("open_notes", "--confirm")
    first = Room.objects.get().notes_opened_at
    assert said("open_notes", "--confirm") == "That was confirmed before. Nothing was changed.\n"
    assert Room.objects.get().notes_opened_at == first
    assert Event.objects.filter(verb=Verb.OPENED_NOTES).count() == 1
