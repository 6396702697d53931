"""Every wording can be read and brought back."""

import re

import pytest

from statements.actions.annotation import delete_annotation, edit_annotation
from statements.queries.thread import WORDINGS
from tests.make import make_annotation
from tests.people import signed_in
from tests.views.note_paths import note_page


@pytest.fixture
def note(alice, desk):
    note = make_annotation(by=alice, on="Cold War", body="The old words.", team=desk)
    return edit_annotation(
        annotation=note,
        by=alice,
        wording=1,
        body="The new words.",
        motivation="commenting",
        themes=[],
        visibility="team",
        team=desk,
    )


def test_wordings_are_listed_with_what_changed(bob_browser, note):
    page = bob_browser.get(note_page(note, "history/")).text
    assert 'The <mark class="found">new</mark> words.' in page
    assert "The old words." in page
    assert "Make this the newest" not in page


def test_earlier_wording_is_brought_back(alice_browser, note):
    assert "Make this the newest" in alice_browser.get(note_page(note, "history/")).text
    assert alice_browser.post(note_page(note, "history/"), {"number": 1, "wording": 2}).status_code == 303
    note.refresh_from_db()
    assert (note.body, note.wording, note.revisions.count()) == ("The old words.", 3, 3)


@pytest.mark.parametrize(
    ("sent", "status"), [({"number": 9, "wording": 2}, 422), ({}, 422), ({"number": 1, "wording": 1}, 409)]
)
def test_bad_input_changes_nothing(alice_browser, note, sent, status):
    assert alice_browser.post(note_page(note, "history/"), sent).status_code == status
    note.refresh_from_db()
    assert note.body == "The new words."


@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("rita", 403), ("carol", 404)])
def test_others_may_not_bring_back(request, note, who, status):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.post(note_page(note, "history/"), {"number": 1, "wording": 2}).status_code == status


def test_wordings_of_a_deleted_note_are_its_author_s_alone(alice_browser, bob_browser, alice, note):
    delete_annotation(annotation=note, by=alice)
    gone = bob_browser.get(note_page(note, "history/"))
    assert gone.status_code == 410
    assert "words." not in gone.text.replace("your own organisation", "")
    assert "The old words." in alice_browser.get(note_page(note, "history/")).text


@pytest.mark.parametrize("who, sees", [("alice_browser", True), ("bob_browser", False), ("carol_browser", False)])
def test_opening_a_note_to_more_people_does_not_open_what_was_said_before(request, alice, desk, who, sees):
    note = make_annotation(by=alice, on="Cold War", body="Between us: this is a climbdown.")
    edit_annotation(
        annotation=note,
        by=alice,
        wording=1,
        body="Softer than before.",
        motivation="commenting",
        themes=[],
        visibility="room",
        team=desk,
    )
    page = request.getfixturevalue(who).get(note_page(note, "history/")).text
    assert ("climbdown" in page, "Softer" in page) == (sees, True)


def test_many_wordings_are_shown_some_at_a_time(alice, alice_browser):
    note = make_annotation(by=alice, on="Cold War", body="Wording number 1.")
    for number in range(2, 2 * WORDINGS + 2):
        note = edit_annotation(
            annotation=note,
            by=alice,
            wording=number - 1,
            body=f"Wording number {number}.",
            motivation="commenting",
            themes=[],
            visibility="private",
            team=None,
        )
    seen, address = [], note_page(note, "history/")
    while address:
        page = alice_browser.get(address).text
        seen.append([int(number) for number in re.findall(r'id="w(\d+)"', page)])
        assert f'<mark class="found">{seen[-1][-1]}</mark>' in page or seen[-1][-1] == 1
        assert ("<span>the newest</span>" in page) == (len(seen) == 1)
        more = re.search(r'href="(\?before=\d+)"', page)
        address = note_page(note, "history/") + more[1] if more else ""
    assert seen == [list(range(21, 11, -1)), list(range(11, 1, -1)), [1]]
