"""From the log to the index: everything is followed once, in order, and no harm comes from doing it twice."""

from __future__ import annotations

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from statements.actions.annotation import delete_annotation, restore_annotation
from statements.actions.event import record
from statements.jobs.follow import follow, follow_from
from statements.jobs.worker import Worker
from statements.models import Event, IndexEntry, Room
from statements.vocabulary import Verb
from tests.make import make_annotation, make_edition, make_reply, make_user

pytestmark = pytest.mark.django_db


def log(verb: Verb, **things) -> Event:
    with transaction.atomic():
        return record(verb=verb, actor=None, **things)


def enqueued() -> list[tuple[str, list[int]]]:
    tasks = DBTaskResult.objects.order_by("enqueued_at")
    return [(task.task_path.rpartition(".")[2], task.args_kwargs["args"]) for task in tasks]


def test_following_an_empty_log_does_nothing() -> None:
    assert follow() == 0
    assert enqueued() == []


def test_publication_and_notes_are_enqueued_once_each_in_order(alice) -> None:
    edition = make_edition()
    note = make_annotation(by=alice, edition=edition)
    Event.objects.all().delete()
    for verb in (Verb.PUBLISHED, Verb.CORRECTED, Verb.WITHDREW):
        log(verb, edition=edition, statement=edition.statement)
    for verb in (Verb.ANNOTATED, Verb.EDITED, Verb.REPLIED, Verb.RESOLVED):
        log(verb, annotation=note)
    last = log(Verb.JOINED)
    assert follow() == 8
    assert enqueued() == [("index_edition", [edition.pk]), ("index_annotation", [note.pk])]
    assert Room.objects.get().followed_to == last.number
    assert follow() == 0
    assert len(enqueued()) == 2


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_can_be_followed(verb) -> None:
    log(verb)
    assert follow() == 1
    assert enqueued() == []


def test_a_long_log_is_followed_in_pieces() -> None:
    for _number in range(5):
        log(Verb.JOINED)
    assert [follow(2), follow(2), follow(2), follow(2)] == [2, 2, 1, 0]


def test_second_worker_that_read_the_same_place_takes_everything_back() -> None:
    event = log(Verb.PUBLISHED, edition=make_edition())
    read_by_both = Room.objects.get()
    assert [follow_from(read_by_both), follow_from(read_by_both)] == [1, 0]
    assert len(enqueued()) == 1
    assert Room.objects.get().followed_to == event.number


def test_what_is_written_is_found_after_one_turn(alice, bob, desk) -> None:
    note = make_annotation(by=alice, on="Cold War", edition=make_edition(), body="zebra", team=desk)
    make_reply(note, by=bob, body="giraffe")
    worker = Worker()
    assert worker.turn() == 1
    assert IndexEntry.objects.filter(annotation=note).count() == 2
    delete_annotation(annotation=note, by=alice)
    assert worker.turn() == 1
    assert IndexEntry.objects.filter(annotation=note).count() == 0
    restore_annotation(annotation=note, by=alice)
    worker.turn()
    assert IndexEntry.objects.filter(annotation=note).count() == 2
    assert Room.objects.get().worker_seen_at is not None


def test_corrected_text_and_note_on_the_old_one_ask_for_what_follows() -> None:
    old = make_edition()
    new = make_edition(statement=old.statement)
    note = make_annotation(by=make_user(), edition=old)
    log(Verb.PUBLISHED, edition=new, statement=new.statement)
    follow()
    told = new.events.get().number
    assert enqueued() == [
        ("index_annotation", [note.pk]),
        ("carry_note", [note.pk]),
        ("index_edition", [new.pk]),
        ("notify_of_edition", [told]),
    ]
