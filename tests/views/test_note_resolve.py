"""Settling a thread and opening it again."""

import pytest

from tests.make import make_annotation
from tests.people import signed_in
from tests.views.note_paths import edition_page, note_page


@pytest.fixture
def note(alice, desk):
    return make_annotation(by=alice, on="Cold War", body="Settled?", team=desk, motivation="questioning")


def test_team_mate_resolves_and_reopens(bob_browser, bob, note):
    assert "Resolve this thread?" in bob_browser.get(note_page(note, "resolve/")).text
    assert bob_browser.post(note_page(note, "resolve/"), {"state": "resolved"}).status_code == 303
    note.refresh_from_db()
    assert (note.is_resolved, note.state_changed_by) == (True, bob)
    assert "Resolved" in bob_browser.get(edition_page(note.targets.get().edition)).text
    bob_browser.post(note_page(note, "resolve/"), {"state": "open"})
    note.refresh_from_db()
    assert not note.is_resolved


def test_state_sent_twice_is_the_same_state(bob_browser, note):
    for _ in range(2):
        bob_browser.post(note_page(note, "resolve/"), {"state": "resolved"})
    note.refresh_from_db()
    assert note.is_resolved


def test_get_changes_nothing_and_an_unknown_state_is_refused(bob_browser, note):
    bob_browser.get(note_page(note, "resolve/"))
    assert bob_browser.post(note_page(note, "resolve/"), {"state": "perhaps"}).status_code == 400
    note.refresh_from_db()
    assert not note.is_resolved


@pytest.mark.parametrize(("who", "status"), [("rita", 403), ("carol", 404), ("vera", 404)])
def test_those_who_do_not_write_here_may_not(request, note, who, status):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.post(note_page(note, "resolve/"), {"state": "resolved"}).status_code == status
    note.refresh_from_db()
    assert not note.is_resolved


def test_stranger_signs_in_first(browser, note):
    assert browser.post(note_page(note, "resolve/")).status_code == 302
