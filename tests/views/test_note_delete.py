"""Taking a note back, and bringing it back."""

import pytest

from statements.models import Annotation
from tests.make import make_annotation, make_reply
from tests.people import signed_in
from tests.views.note_paths import edition_page, note_page

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def note(alice, desk):
    return make_annotation(by=alice, on="Cold War", body="Regret this.", team=desk)


def test_asking_comes_first_without_a_script(alice_browser, note):
    page = alice_browser.get(note_page(note, "delete/"))
    assert "Delete this note?" in page.text
    note.refresh_from_db()
    assert note.deleted_at is None


def test_deleted_note_is_gone_everywhere_and_can_be_undone(alice_browser, bob_browser, note):
    edition = note.targets.get().edition
    assert "Regret this." in bob_browser.get(edition_page(edition)).text
    answer = alice_browser.post(note_page(note, "delete/"))
    assert answer.status_code == 303
    page = alice_browser.get(answer["Location"]).text
    assert f'action="{note_page(note, "restore/")}"' in page
    for address in (
        edition_page(edition),
        note_page(note),
        f"{edition_page(edition)}notes/",
        note_page(note, "history/"),
    ):
        assert "Regret this." not in bob_browser.get(address).text, address
    assert bob_browser.get(note_page(note)).status_code == 410
    assert alice_browser.post(note_page(note, "restore/")).status_code == 303
    assert "Regret this." in bob_browser.get(edition_page(edition)).text


def test_deleted_note_with_replies_leaves_a_stub_with_its_passage(alice_browser, bob_browser, bob, note):
    make_reply(note, by=bob, body="My answer stays.")
    alice_browser.post(note_page(note, "delete/"))
    edition = note.targets.get().edition
    page = bob_browser.get(edition_page(edition)).text
    assert 'class="note gone"' in page
    assert f'data-a="{note.pk}"' in page
    assert "Regret this." not in page
    thread = bob_browser.get(note_page(note))
    assert thread.status_code == 200
    assert "My answer stays." in thread.text
    assert "Regret this." not in thread.text
    assert bob_browser.get(note_page(note, "reply/")).status_code == 410
    late = bob_browser.post(note_page(note, "reply/"), {"body": "Too late."})
    assert late.status_code == 409
    assert "Too late." in late.text


def test_script_gets_the_paragraph_and_an_undo(alice_browser, note):
    edition = note.targets.get().edition
    headers = {**SCRIPT, "Referer": f"http://testserver{edition_page(edition)}"}
    answer = alice_browser.post(note_page(note, "delete/"), headers=headers)
    assert '<div class="row' in answer.text
    assert "data-a=" not in answer.text
    assert f'action="{note_page(note, "restore/")}"' in answer.text
    back = alice_browser.post(note_page(note, "restore/"), headers=headers).text
    assert f'data-a="{note.pk}"' in back


def test_deleting_twice_is_deleting_once(alice_browser, note):
    for _ in range(2):
        assert alice_browser.post(note_page(note, "delete/")).status_code == 303


@pytest.mark.parametrize(
    ("who", "status"), [("bob", 403), ("rita", 403), ("carol", 404), ("edith", 404), ("oscar", 404)]
)
def test_others_may_not_delete_or_restore(request, note, who, status):
    browser = signed_in(request.getfixturevalue(who))
    for deed in ("delete/", "restore/"):
        assert browser.post(note_page(note, deed)).status_code == status
    note.refresh_from_db()
    assert note.deleted_at is None


def test_restore_is_no_get(alice_browser, note):
    alice_browser.post(note_page(note, "delete/"))
    assert alice_browser.get(note_page(note, "restore/")).status_code == 405
    assert not Annotation.objects.alive().exists()


def test_stranger_signs_in_first(browser, note):
    assert browser.post(note_page(note, "delete/")).status_code == 302
    assert browser.post(note_page(note, "delete/"), headers=SCRIPT).status_code == 401
    note.refresh_from_db()
    assert note.deleted_at is None
