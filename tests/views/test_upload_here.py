"""Two editors at one desk see each other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from statements.actions.edition import publish_upload
from statements.models import Event, Presence
from tests.make_upload import make_draft
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(edith):
    return make_draft(by=edith)


def beat(browser, draft, turn=0):
    return " ".join(browser.post(f"/uploads/{draft.pk}/here/", {"turn": turn}).content.decode().split())


def test_each_is_told_of_the_other(edith_browser, oscar_browser, draft):
    assert "is here too" not in beat(edith_browser, draft)
    assert "<b>Edith</b> is here too, no step yet" in beat(oscar_browser, draft)
    assert "<b>Oscar</b> is here too" in beat(edith_browser, draft)
    assert "<b>Oscar</b> is here too" in edith_browser.get(f"/uploads/{draft.pk}/").content.decode()
    assert not Event.objects.exists()


def test_a_page_that_is_behind_is_told_what_was_done(edith_browser, oscar_browser, draft):
    step = {"deed": "kind", "kind": "quotation", "address": "1.2", "turn": 0}
    edith_browser.post(f"/uploads/{draft.pk}/correct/", step)
    said = beat(oscar_browser, draft)
    assert "<b>Edith</b> is here too, last step just now" in said
    assert "<b>Edith</b> changed the kind of 1.2" in said
    assert "Show the draft as it stands now" in said
    assert "Show the draft" not in beat(oscar_browser, draft, turn=1)


def test_who_left_is_not_there_any_more(edith_browser, oscar_browser, draft):
    beat(oscar_browser, draft)
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=3))
    assert "is here too" not in beat(edith_browser, draft)
    Presence.objects.update(seen_at=timezone.now() - timedelta(days=2))
    beat(edith_browser, draft)
    assert [presence.user.username for presence in Presence.objects.all()] == ["edith"]


def test_looking_without_a_script_is_no_sign_of_life(edith_browser, draft):
    edith_browser.get(f"/uploads/{draft.pk}/")
    assert not Presence.objects.exists()


def test_a_text_published_meanwhile_is_said_to_be(edith_browser, edith, draft):
    publish_upload(upload=draft, by=edith)
    assert "published or set aside meanwhile" in beat(edith_browser, draft)
    assert not Presence.objects.exists()


def test_it_answers_no_get_and_nobody_else(edith_browser, browser, alice, draft):
    assert edith_browser.get(f"/uploads/{draft.pk}/here/").status_code == 405
    assert signed_in(alice).post(f"/uploads/{draft.pk}/here/").status_code == 403
    assert browser.post(f"/uploads/{draft.pk}/here/").status_code == 302
    assert edith_browser.post("/uploads/9999/here/").status_code == 404
    assert not Presence.objects.exists()
