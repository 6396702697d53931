"""Answers keep every wording, like notes."""

import uuid

import pytest

from statements.actions.annotation import delete_annotation
from statements.actions.reply import ThreadGone, delete_reply, edit_reply, reply, restore_reply
from statements.actions.wording import EditedMeanwhile, NothingToSay
from statements.models import Event, Reply
from tests.make import make_annotation, make_reply


@pytest.fixture
def note(alice, desk):
    return make_annotation(by=alice, on="Cold War", team=desk)


def test_reply_is_rendered_and_told(note, bob):
    answer = make_reply(note, by=bob, body="*Both* sides.")
    assert answer.body_html == "<p><em>Both</em> sides.</p>"
    assert answer.revisions.get().body == "*Both* sides."
    event = Event.objects.latest("number")
    assert (event.verb, event.reply, event.annotation, event.team) == ("replied", answer, note, note.team)


def test_reply_sent_twice_is_one(note, bob):
    key = uuid.uuid4()
    assert make_reply(note, by=bob, uuid=key) == make_reply(note, by=bob, uuid=key)
    assert Reply.objects.count() == 1


def test_blank_reply_is_refused(note, bob):
    with pytest.raises(NothingToSay):
        reply(annotation=note, by=bob, body=" \n")


def test_reply_to_a_deleted_note_is_refused(note, alice, bob):
    delete_annotation(annotation=note, by=alice)
    with pytest.raises(ThreadGone):
        make_reply(note, by=bob)


def test_edit_of_a_stale_wording_gives_both(note, bob):
    answer = make_reply(note, by=bob, body="First.")
    edit_reply(reply=answer, by=bob, wording=1, body="Second.")
    with pytest.raises(EditedMeanwhile) as refusal:
        edit_reply(reply=answer, by=bob, wording=1, body="Third.")
    assert (refusal.value.ours, refusal.value.theirs, refusal.value.wording) == ("Second.", "Third.", 2)
    assert list(answer.revisions.values_list("body", flat=True)) == ["Second.", "First."]


def test_delete_and_restore_reply(note, bob):
    answer = make_reply(note, by=bob)
    delete_reply(reply=answer, by=bob)
    assert not Reply.objects.alive().exists()
    restore_reply(reply=answer, by=bob)
    assert Reply.objects.alive().get() == answer
