"""The queue, the tray, and deciding where one note stands."""

from __future__ import annotations

import pytest

from statements.actions.carrying import place_seen
from statements.actions.notice import mark_read, notify_of_carried
from statements.models import Edition, Event, Notice, Placing, Target
from statements.vocabulary import TargetState, Verb
from tests.checked import correct
from tests.make import edition_of, make_annotation, make_statement, place_of
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]

ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."
THREE = "Outer space is for peaceful uses alone and the parties oppose an arms race in it by any state."


@pytest.fixture
def second(alice, bob, edith, desk) -> Edition:
    first = edition_of(make_statement(paragraphs=[ONE, TWO, THREE], title="Joint Declaration", slug="joint"))
    make_annotation(by=alice, edition=first, on="in Moscow on 3 May 2001", body="Alice asks", team=desk)
    make_annotation(by=alice, edition=first, on="central role", body="Alice alone")
    make_annotation(by=bob, edition=first, on="peaceful uses", body="Bob says", team=desk)
    return correct(first, by=edith, texts=[ONE.replace("3 May", "4 May"), THREE])


def waiting(second: Edition) -> Target:
    return second.targets.get(state=TargetState.NEEDS_A_LOOK)


def post(browser, target: Target, deed: str, **fields):
    fields = {"deed": deed, "passage": target.passage, "seen": place_seen(target), **fields}
    return browser.post(f"/annotations/{target.annotation.uuid}/place/", fields)


def test_queue_shows_authors_and_leads_what_waits_and_nobody_else(second, alice_browser, bob_browser, lena):
    page = alice_browser.get("/statements/joint/en/2/carried/").text
    assert "Alice asks" in page
    assert "<del>3</del>" in page
    assert "<ins>4</ins>" in page
    assert "Alice asks" in signed_in(lena).get("/statements/joint/en/2/carried/").text
    assert "Alice alone" in alice_browser.get("/statements/joint/en/2/carried/?show=behind").text
    assert "Alice alone" not in signed_in(lena).get("/statements/joint/en/2/carried/?show=behind").text
    assert "Alice" not in bob_browser.get("/statements/joint/en/2/carried/?show=look").text


def test_confirming_keeps_the_place_and_says_by_whom(second, alice_browser):
    target = waiting(second)
    assert alice_browser.get(f"/annotations/{target.annotation.uuid}/place/").status_code == 200
    response = post(alice_browser, target, "confirm", back="queue")
    assert (response.status_code, response["Location"]) == (303, "/statements/joint/en/2/carried/")
    target.refresh_from_db()
    assert (target.state, target.exact) == (TargetState.CARRIED_FORWARD, "in Moscow on 4 May 2001")
    history = alice_browser.get(f"/annotations/{target.annotation.uuid}/history/").text
    assert "Where it stood" in history
    assert history.count("in Moscow on 4 May 2001") == 3  # proposed, confirmed, and in its paragraph
    assert "Confirmed" in history


def test_choosing_by_words_by_position_and_among_several(second, alice_browser):
    target = waiting(second)
    assert post(alice_browser, target, "choose", quote="no such words").status_code == 422
    several = post(alice_browser, target, "choose", quote="in")
    assert several.status_code == 422
    assert 'name="place"' in several.text
    assert post(alice_browser, target, "choose").status_code == 422
    assert post(alice_browser, target, "choose", quote="peaceful uses").status_code == 303
    target.refresh_from_db()
    assert target.exact == "peaceful uses"
    start, end = place_of(second, "arms race")
    assert post(alice_browser, target, "choose", start=start, end=end, exact="cold race").status_code == 422
    assert post(alice_browser, target, "choose", start=start, end=end, exact="arms race").status_code == 303
    target.refresh_from_db()
    assert (target.exact, Placing.objects.count()) == ("arms race", 2)


def test_leaving_behind_is_no_loss_and_can_be_taken_back(second, lena, alice_browser):
    target = waiting(second)
    assert post(signed_in(lena), target, "leave").status_code == 303
    assert "Alice asks" in alice_browser.get("/statements/joint/en/2/carried/?show=behind").text
    assert "Alice asks" not in alice_browser.get("/statements/joint/en/2/").text
    assert "Alice asks" in alice_browser.get("/statements/joint/en/1/").text
    target.refresh_from_db()
    assert post(alice_browser, target, "confirm").status_code == 422
    assert post(alice_browser, target, "choose", quote="4 May 2001").status_code == 303
    assert "Alice asks" in alice_browser.get("/statements/joint/en/2/").text


def test_second_of_two_deciding_sees_what_was_decided(second, lena, alice_browser):
    target = waiting(second)
    seen = place_seen(target)
    assert post(signed_in(lena), target, "leave").status_code == 303
    response = post(alice_browser, target, "confirm", seen=seen)
    assert response.status_code == 409
    target.refresh_from_db()
    assert target.state == TargetState.LEFT_BEHIND


def test_only_author_and_lead_decide(second, bob_browser, carol_browser, rita_browser, edith_browser, browser):
    target = waiting(second)
    statuses = [
        post(one, target, "leave").status_code for one in (bob_browser, carol_browser, rita_browser, edith_browser)
    ]
    assert statuses == [403, 404, 403, 404]
    assert post(browser, target, "leave").status_code == 302
    target.refresh_from_db()
    assert target.state == TargetState.NEEDS_A_LOOK


def test_card_on_the_new_edition_says_that_it_needs_a_look(second, alice_browser):
    page = alice_browser.get("/statements/joint/en/2/").text
    assert page.count("Words changed: needs a look") == 1
    post(alice_browser, waiting(second), "confirm")
    assert "Words changed" not in alice_browser.get("/statements/joint/en/2/").text


def test_people_are_told_once_and_count_goes_when_they_have_read(second, alice, lena, bob, alice_browser):
    event = Event.objects.get(verb=Verb.PUBLISHED, edition=second)
    assert (notify_of_carried(event=event), notify_of_carried(event=event)) == (2, 0)
    assert sorted(Notice.objects.values_list("person__username", flat=True)) == ["alice", "lena"]
    page = alice_browser.get("/inbox/").text
    assert "1 note of yours needs a look" in page
    assert "1 was left behind" in page
    assert "Inbox, 1 unread" in page
    assert alice_browser.post("/inbox/").status_code == 303
    assert "unread" not in alice_browser.get("/inbox/").text
    assert "1 note needs a look." in alice_browser.get("/notebook/").text
    alice.refresh_from_db()
    assert (alice.unread, mark_read(by=alice)) == (0, 0)
