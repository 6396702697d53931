"""Answering, rewording an answer, taking it back."""

import uuid

import pytest

from statements.models import Reply
from tests.make import make_annotation, make_reply
from tests.people import signed_in
from tests.views.note_paths import edition_page, note_page

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def note(alice, desk):
    return make_annotation(by=alice, on="Cold War", body="Who says so?", team=desk)


def reply_page(answer, deed):
    return f"/replies/{answer.uuid}/{deed}"


def test_reply_is_stored_and_seen_by_the_team(bob_browser, alice_browser, note):
    assert "Who says so?" in bob_browser.get(note_page(note, "reply/")).text
    answer = bob_browser.post(note_page(note, "reply/"), {"body": "*They* do."})
    assert (answer.status_code, answer["Location"]) == (303, note_page(note))
    assert "<em>They</em> do." in alice_browser.get(note_page(note)).text
    assert "1 reply" in alice_browser.get(edition_page(note.targets.get().edition)).text


def test_script_gets_the_thread_in_hand(bob_browser, note):
    headers = {**SCRIPT, "Referer": f"http://testserver{edition_page(note.targets.get().edition)}"}
    answer = bob_browser.post(note_page(note, "reply/"), {"body": "They do."}, headers=headers).text
    assert f'class="note in-hand" id="n{note.pk}" data-at="1"' in answer
    assert "They do." in answer


def test_reply_sent_twice_is_one(bob_browser, note):
    sent = {"body": "Once.", "uuid": str(uuid.uuid4())}
    for _ in range(2):
        assert bob_browser.post(note_page(note, "reply/"), sent).status_code == 303
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 10_001])
def test_bad_input_is_refused_with_the_form(bob_browser, note, body):
    answer = bob_browser.post(note_page(note, "reply/"), {"body": body})
    assert answer.status_code == 422
    assert "autofocus" in answer.text
    assert not Reply.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("rita", 403), ("carol", 404), ("vera", 404), ("edith", 404)])
def test_those_who_do_not_write_here_may_not_reply(request, note, who, status):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get(note_page(note, "reply/")).status_code == status
    assert browser.post(note_page(note, "reply/"), {"body": "Me too."}).status_code == status
    assert not Reply.objects.exists()


def test_stranger_signs_in_first_and_finds_the_words_again(browser, bob, note):
    assert browser.post(note_page(note, "reply/"), {"body": "Typed before.", "writer": bob.pk}).status_code == 302
    browser.force_login(bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Typed before.</textarea>" in browser.get(note_page(note, "reply/")).text


def test_reply_is_reworded_and_stale_wordings_meet(bob_browser, bob, note):
    answer = make_reply(note, by=bob, body="First.")
    assert "First.</textarea>" in bob_browser.get(reply_page(answer, "edit/")).text
    assert bob_browser.post(reply_page(answer, "edit/"), {"body": "Second.", "wording": 1}).status_code == 303
    stale = bob_browser.post(reply_page(answer, "edit/"), {"body": "Third.", "wording": 1})
    assert stale.status_code == 409
    assert "Third.</textarea>" in stale.text
    assert '<mark class="found">Second</mark>' in stale.text
    assert bob_browser.post(reply_page(answer, "edit/"), {"body": "Third.", "wording": 2}).status_code == 303
    assert list(answer.revisions.values_list("body", flat=True)) == ["Third.", "Second.", "First."]


def test_reply_is_deleted_and_brought_back(bob_browser, alice_browser, bob, note):
    answer = make_reply(note, by=bob, body="Never mind.")
    assert "Delete this reply?" in bob_browser.get(reply_page(answer, "delete/")).text
    assert "Never mind." in alice_browser.get(note_page(note)).text
    bob_browser.post(reply_page(answer, "delete/"))
    assert "Never mind." not in alice_browser.get(note_page(note)).text
    assert bob_browser.get(reply_page(answer, "restore/")).status_code == 405
    bob_browser.post(reply_page(answer, "restore/"))
    assert "Never mind." in alice_browser.get(note_page(note)).text


@pytest.mark.parametrize(("who", "status"), [("alice", 403), ("rita", 403), ("carol", 404), ("oscar", 404)])
@pytest.mark.parametrize("deed", ["edit/", "delete/", "restore/"])
def test_replies_of_others_are_theirs(request, bob, note, who, status, deed):
    answer = make_reply(note, by=bob, body="Mine.")
    browser = signed_in(request.getfixturevalue(who))
    assert browser.post(reply_page(answer, deed), {"body": "Yours.", "wording": 1}).status_code == status
    answer.refresh_from_db()
    assert (answer.body, answer.deleted_at) == ("Mine.", None)
