"""check_room finds what is not as it says, and nothing else."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from statements.actions.original import original_path, store_original
from statements.exchange.check import check_room
from statements.models import Alignment, Edition, Event, IndexEntry, Paragraph, Reference, Room, Target, Upload, User
from statements.models.index import index_annotation, index_edition
from tests.checked import correct
from tests.make import edition_of, make_annotation, make_reply, make_statement

pytestmark = pytest.mark.django_db
ONE = "The two sides met in Moscow on 3 May 2001. They signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."


@pytest.fixture
def second(alice, edith) -> Edition:
    first = edition_of(make_statement(paragraphs=[ONE, TWO], slug="joint"))
    note = make_annotation(by=alice, edition=first, on="central role")
    make_reply(note, by=alice)
    edition = correct(first, by=edith, texts=[TWO, ONE, "One more paragraph of the same text."])
    upload = Upload.objects.get(edition=edition)
    sha256 = store_original(b"the corrected original")
    Upload.objects.filter(pk=upload.pk).update(sha256=sha256)
    Edition.objects.filter(pk=edition.pk).update(sha256=sha256)
    for key in Edition.objects.values_list("pk", flat=True):
        index_edition(key)
    index_annotation(note.pk)
    Room.objects.update(followed_to=models.F("last_event"))
    return edition


def kinds() -> list[str]:
    findings, looked = check_room()
    assert looked
    return [finding.check for finding in findings]


def test_room_in_order_has_no_findings_and_is_not_written_to(second, capsys):
    assert kinds() == []
    call_command("check_room")
    assert "Everything stands where it says." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda: Target.objects.filter(edition__number=2).update(start=1, end=13), ["place"]),
        (lambda: Target.objects.filter(edition__number=1).update(prefix="x"), ["place"]),
        (lambda: Paragraph.objects.filter(edition__number=2, order=1).update(start=5), ["edition"]),
        (lambda: Paragraph.objects.filter(edition__number=1, order=0).update(sentences=[[0, 5000]]), ["edition"]),
        (lambda: Edition.objects.filter(number=2).update(length=7), ["edition"]),
        (lambda: Paragraph.objects.filter(edition__number=2, order=0).update(address="1s1"), ["edition"]),
        (lambda: Paragraph.objects.filter(edition__number=1, order=0).update(address="3"), ["address"]),
        (lambda: Target.objects.filter(edition__number=2).delete(), ["carried"]),
        (lambda: Alignment.objects.filter(order=0).delete(), ["carried", "carried", "address"]),
        (lambda: original_path(Upload.objects.get().sha256).unlink(), ["original"]),
        (lambda: Edition.objects.filter(number=2).update(sha256="ab" * 32), ["original"]),
        (lambda: User.objects.filter(username="alice").update(unread=3), ["count"]),
        (lambda: Event.objects.filter(number=1).update(number=99), ["count"]),
        (lambda: IndexEntry.objects.filter(annotation__isnull=True).first().delete(), ["index"]),
        (lambda: IndexEntry.objects.filter(reply__isnull=False).update(words="other"), ["index"]),
    ],
)
def test_each_damage_is_found(second, damage, found):
    damage()
    assert kinds() == found
    with pytest.raises(CommandError):
        call_command("check_room")


def test_reference_that_says_other_words_is_found(second):
    Reference.objects.create(edition=second, start=0, end=4, exact="Them")
    assert kinds() == ["edition"]


def test_index_is_repaired_only_when_told(second):
    IndexEntry.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("check_room")
    assert IndexEntry.objects.count() == 0
    call_command("check_room", "--repair-index")
    assert kinds() == []


def test_index_is_not_judged_while_the_worker_has_events_to_follow(second, capsys):
    IndexEntry.objects.all().delete()
    Room.objects.update(followed_to=0)
    assert check_room() == ([], False)
    call_command("check_room")
    assert "not looked at" in capsys.readouterr().out
