"""Drafts are one's own, kept and dropped by POST alone."""

import pytest

from statements.models import Draft
from tests.make import make_annotation, make_edition


def test_draft_is_kept_given_back_and_dropped(alice_browser):
    kept = alice_browser.post("/drafts/", {"key": "note/1/0-5", "body": "Half 😀", "draft": "x"})
    assert kept.status_code == 200
    answer = alice_browser.get("/drafts/?key=note/1/0-5")
    assert answer.json()["content"] == {"body": "Half 😀"}
    assert answer["Cache-Control"] == "no-store"
    alice_browser.post("/drafts/", {"key": "note/1/0-5", "drop": "1"})
    assert alice_browser.get("/drafts/?key=note/1/0-5").status_code == 404


def test_drafts_of_others_are_not_seen(alice_browser, bob_browser):
    alice_browser.post("/drafts/", {"key": "k", "body": "Secret."})
    assert bob_browser.get("/drafts/?key=k").status_code == 404
    bob_browser.post("/drafts/", {"key": "k", "drop": "1"})
    assert Draft.objects.count() == 1


def test_too_much_is_refused_in_words(alice_browser):
    answer = alice_browser.post("/drafts/", {"key": "k", "body": "x" * 50_000})
    assert answer.status_code == 413
    assert "kept in your browser only" in answer.json()["problem"]
    assert not Draft.objects.exists()


def test_stranger_is_sent_away(browser):
    assert browser.get("/drafts/?key=k").status_code == 302
    assert browser.post("/drafts/", {"key": "k"}, headers={"X-Requested-With": "fetch"}).status_code == 401


def test_notebook_lists_drafts_with_the_way_back(alice_browser, alice):
    edition = make_edition()
    note = make_annotation(by=alice, edition=edition, on="Cold War")
    for key in (f"note/{edition.pk}/25-33", f"reply/{note.uuid}", "note/999/1-2", "nonsense", "edit/" + "z" * 36):
        alice_browser.post("/drafts/", {"key": key, "body": f"Words of {key}"})
    page = alice_browser.get("/notebook/").text
    assert "notes/new/?start=25&amp;end=33" in page
    assert f"/annotations/{note.uuid}/reply/" in page
    assert page.count("Go on writing") == 2
    answer = alice_browser.post("/drafts/", {"key": "nonsense", "drop": "1", "next": "1"})
    assert (answer.status_code, answer["Location"]) == (303, "/notebook/")


@pytest.mark.parametrize("sent", [{"key": "k\0"}, {"body": "Half\0"}, {"bo\0dy": "x"}])
def test_nul_in_a_draft_is_refused_in_words(alice_browser, sent):
    answer = alice_browser.post("/drafts/", {"key": "k", "body": "Half", **sent})
    assert answer.status_code == 422
    assert "kept in your browser only" in answer.json()["problem"]
    assert not Draft.objects.exists()


def test_draft_under_a_key_with_nul_is_dropped_like_any_that_is_not_there(alice_browser):
    assert alice_browser.post("/drafts/", {"key": "k\0", "drop": "1"}).json() == {"kept": None}
