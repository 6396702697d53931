"""A database that takes nothing: nothing is lost, and nothing is a server error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from statements.models import Annotation
from tests.make import make_annotation, make_edition
from tests.views.note_paths import fields, new_note, note_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition(db):
    return make_edition()


@pytest.fixture
def busy_database(alice, alice_browser, edition) -> Iterator[None]:
    """Somebody else writes for longer than this connection waits."""
    make_annotation(by=alice, edition=edition)
    somebody = connection.copy()
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=20" if sqlite else "SET lock_timeout='20ms'")
    with somebody.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE" if sqlite else "BEGIN")
        if not sqlite:
            cursor.execute("LOCK TABLE statements_room")
    try:
        yield
    finally:
        somebody.close()
        connection.close()


@pytest.mark.usefixtures("busy_database")
def test_note_that_cannot_be_stored_keeps_its_words(alice_browser, edition):
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War", body="Typed <for> long."))
    assert answer.status_code == 503
    assert "The room could not store this just now" in answer.text
    assert "readonly>Typed &lt;for&gt; long.</textarea>" in answer.text
    assert Annotation.objects.count() == 1


@pytest.mark.usefixtures("busy_database")
def test_script_that_cannot_store_is_told_in_its_form(alice_browser, edition):
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War"), headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 503
    assert answer.text.strip().startswith('<div class="banner bad"')
    assert "your words are still in the form" in answer.text


@pytest.mark.usefixtures("busy_database")
@pytest.mark.parametrize("deed", ["edit/", "reply/"])
def test_other_words_on_a_note_are_kept_as_well(alice_browser, deed):
    note = Annotation.objects.get()
    sent = {"body": "Other words.", "wording": "1", "visibility": "private"}
    answer = alice_browser.post(note_page(note, deed), sent)
    assert answer.status_code == 503
    assert "readonly>Other words.</textarea>" in answer.text
