"""One's own notes, and nobody else's."""

import pytest

from statements.actions.annotation import delete_annotation
from tests.make import make_annotation, make_edition


@pytest.fixture
def notes(alice, bob, desk):
    edition = make_edition()
    return {
        "private": make_annotation(by=alice, edition=edition, on="Cold War", body="Alone with it."),
        "team": make_annotation(by=alice, edition=edition, on="Outer space", body="With the team.", team=desk),
        "his": make_annotation(by=bob, edition=edition, on="Outer space", body="His own.", team=desk),
    }


@pytest.mark.parametrize(
    ("query", "private", "team"),
    [
        ("", True, True),
        ("?words=alone", True, False),
        ("?words=outer+SPACE", False, True),
        ("?visibility=team", False, True),
        ("?state=resolved", False, False),
        ("?visibility=nonsense&page=77", True, True),
    ],
)
def test_notebook_holds_one_s_own_notes(alice_browser, notes, query, private, team):
    page = alice_browser.get(f"/notebook/{query}")
    assert page.status_code == 200
    found = [words in page.text for words in ("Alone with it.", "With the team.", "His own.")]
    assert found == [private, team, False]


def test_deleted_notes_can_be_found_and_brought_back(alice_browser, alice, notes):
    delete_annotation(annotation=notes["private"], by=alice)
    assert "Alone with it." not in alice_browser.get("/notebook/").text
    page = alice_browser.get("/notebook/?kept=deleted").text
    assert "Bring it back" in page
    assert f"/annotations/{notes['private'].uuid}/" in page
    assert "Bring it back" in alice_browser.get(f"/annotations/{notes['private'].uuid}/").text


def test_empty_notebook_names_the_next_deed(vera_browser):
    assert "Go to the library" in vera_browser.get("/notebook/").text


def test_stranger_signs_in_first(browser):
    assert browser.get("/notebook/").status_code == 302


def test_form_that_is_too_old_gives_the_words_back(alice):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = strict.post("/notes/preview/", {"body": "Do not lose me."})
    assert answer.status_code == 403
    assert "Do not lose me.</textarea>" in answer.text
