"""The room as it is the first time: by the same path as any upload, and once."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from statements.actions.edition import withdraw_edition
from statements.models import (
    Annotation,
    Edition,
    Event,
    Membership,
    Paragraph,
    Reply,
    Room,
    Statement,
    Team,
    Theme,
    Upload,
    User,
)
from statements.vocabulary import EditionState, RoomRole, UploadState
from tests.make import make_user

pytestmark = pytest.mark.django_db

COUNTED = (Annotation, Edition, Event, Membership, Paragraph, Reply, Statement, Team, Theme, Upload, User)


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "originals"


def load(*arguments):
    out = StringIO()
    call_command("load_samples", *arguments, stdout=out)
    return out.getvalue()


def everything():
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_the_two_statements_come_in_with_their_originals(originals):
    load()
    assert sorted(Statement.objects.values_list("kind", flat=True)) == ["digest", "joint-statement"]
    assert set(Upload.objects.values_list("state", flat=True)) == {UploadState.PUBLISHED}
    kept = {path.name for path in originals.rglob("*") if path.is_file()}
    assert kept == set(Edition.objects.values_list("sha256", flat=True))
    assert (User.objects.count(), Annotation.objects.count()) == (1, 0)


def test_the_operator_gets_a_password_that_is_shown_once(client):
    said = load()
    password = re.search(r"operator with the password (\w{16})", said)[1]
    operator = User.objects.get()
    assert (operator.username, operator.role, operator.is_demo) == ("operator", RoomRole.OPERATOR, False)
    assert operator.check_password(password)
    assert "password" not in load()
    assert User.objects.get().check_password(password)


def test_a_room_with_an_operator_keeps_them(oscar):
    assert "password" not in load()
    assert list(User.objects.all()) == [oscar]


def test_demo_brings_people_codebook_and_notes():
    load("--demo")
    demo = User.objects.filter(is_demo=True)
    assert sorted(demo.values_list("username", flat=True)) == ["joaquim", "kaito", "nadia", "ragna", "tamar"]
    assert not any(person.has_usable_password() for person in demo)
    assert dict(Membership.objects.values_list("user__username", "role")) == {
        "nadia": "lead",
        "kaito": "analyst",
        "ragna": "analyst",
        "tamar": "reader",
    }
    assert (Annotation.objects.count(), Reply.objects.count(), Theme.objects.count()) == (34, 24, 13)
    assert Annotation.objects.filter(deleted_at__isnull=False).count() == 1
    assert Annotation.objects.filter(state="resolved").count() == 5
    assert Room.objects.get().notes_opened_at is not None


def test_demo_notes_keep_the_dates_of_the_file():
    load("--demo")
    note = Annotation.objects.get(body__startswith="First of three uses")
    assert note.created_at.isoformat() == "2026-05-08T08:33:00+00:00"
    assert note.edited_at.isoformat() == "2026-05-08T14:00:00+00:00"
    assert note.state_changed_at.isoformat() == "2026-05-08T14:02:00+00:00"
    assert [(row.number, row.at.isoformat()) for row in note.revisions.all()] == [
        (2, "2026-05-08T14:00:00+00:00"),
        (1, "2026-05-08T08:33:00+00:00"),
    ]
    assert [str(event.at)[:16] for event in note.events.order_by("number")] == [
        "2026-05-08 08:33",
        "2026-05-08 12:40",
        "2026-05-08 14:00",
        "2026-05-08 14:01",
        "2026-05-08 14:02",
    ]


def test_demo_notes_stand_on_their_words():
    load("--demo")
    for note in Annotation.objects.prefetch_related("targets__edition__paragraphs"):
        for target in note.targets.all():
            text = Paragraph.SEPARATOR.join(row.text for row in target.edition.paragraphs.all())
            assert text[target.start : target.end] == target.exact
    assert Annotation.objects.exclude(relation="").count() == 2


@pytest.mark.parametrize("arguments", [(), ("--demo",)])
def test_loading_twice_changes_nothing(arguments):
    load(*arguments)
    before = everything()
    stamps = list(Annotation.objects.order_by("pk").values_list("edited_at", "wording", "state"))
    load(*arguments)
    assert everything() == before
    assert list(Annotation.objects.order_by("pk").values_list("edited_at", "wording", "state")) == stamps


def test_demo_may_come_after_the_statements():
    load()
    load("--demo")
    assert (Statement.objects.count(), Annotation.objects.count()) == (2, 34)


def test_a_sample_that_was_withdrawn_stays_withdrawn():
    load()
    edition = Edition.objects.first()
    withdraw_edition(edition=edition, by=User.objects.get(), reason="Not needed here.")
    load()
    assert Edition.objects.count() == 2
    assert Edition.objects.get(pk=edition.pk).state == EditionState.WITHDRAWN


def test_a_person_of_the_same_name_is_not_made_a_demo_person():
    make_user("nadia")
    with pytest.raises(CommandError, match="already has a person “nadia”"):
        load("--demo")
    assert (User.objects.filter(is_demo=True).count(), Annotation.objects.count()) == (0, 0)
