"""Between the look whether a name is free and the deed somebody was quicker: a sentence, no server error."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db.models.signals import pre_save

from statements.actions.invitation import invite
from statements.models import Annotation, Event, Invitation, Team, Theme
from tests.make import make_edition, make_theme
from tests.people import signed_in
from tests.views.note_paths import fields, new_note

pytestmark = pytest.mark.django_db


@contextmanager
def just_before(model: type, deed: Callable[[], object]) -> Iterator[None]:
    """Does `deed` once, when the next row of `model` is about to be stored."""

    def quicker(**_given: object) -> None:
        pre_save.disconnect(quicker, sender=model)
        deed()

    pre_save.connect(quicker, sender=model)
    try:
        yield
    finally:
        pre_save.disconnect(quicker, sender=model)


def theme_named(name: str) -> Callable[[], object]:
    return lambda: Theme.objects.bulk_create([Theme(name=name, slug=f"first-{name.lower()}")])


def test_theme_proposed_by_somebody_quicker_is_refused_in_words(alice_browser):
    with just_before(Theme, theme_named("Peace")):
        answer = alice_browser.post("/themes/propose/", {"name": "Peace"})
    assert answer.status_code == 422
    assert "The codebook has a theme of that name already." in answer.text
    assert not Event.objects.exists()


def test_theme_renamed_to_a_name_just_taken_is_refused_in_words(lena):
    theme = make_theme("War")
    with just_before(Theme, theme_named("Peace")):
        sent = {"name": "Peace", "definition": "", "parent": "", "hue": "1", "pattern": "solid"}
        answer = signed_in(lena).post(f"/themes/{theme.slug}/edit/", sent)
    assert answer.status_code == 422
    assert "The codebook has a theme of that name already." in answer.text
    theme.refresh_from_db()
    assert theme.name == "War"


def test_note_with_a_theme_just_proposed_is_stored(alice_browser):
    edition = make_edition()
    with just_before(Theme, theme_named("Peace")):
        answer = alice_browser.post(new_note(edition), fields(edition, "Cold War", themes="Peace"))
    assert answer.status_code == 303
    assert [row.tag.name for row in Annotation.objects.get().themed.all()] == ["Peace"]


def test_team_founded_by_somebody_quicker_is_refused_in_words(oscar_browser):
    with just_before(Team, lambda: Team.objects.bulk_create([Team(name="Far East", slug="first")])):
        answer = oscar_browser.post("/teams/", {"name": "Far East"})
    assert answer.status_code == 422
    assert "There is a team of that name already." in answer.text
    assert not Event.objects.exists()


def test_invitation_form_of_another_operator_is_refused_in_words(oscar_browser, oscar, edith):
    key = uuid.uuid4()
    invite(by=edith, key=key)
    answer = oscar_browser.post(
        "/invitations/new/", {"key": key, "name": "", "team": "", "team_role": "", "role": "reader"}
    )
    assert answer.status_code == 422
    assert "This form was used before, by somebody else." in answer.text
    assert Invitation.objects.get().invited_by == edith
