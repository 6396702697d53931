"""Taking an edition back."""

import pytest

from statements.models import Edition, Event
from statements.vocabulary import EditionState, Verb
from tests.make import edition_of, make_annotation, make_statement
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return edition_of(make_statement(slug="a-statement"))


HERE = "/statements/a-statement/en/1/"
ADDRESS = f"{HERE}withdraw/"


def test_withdrawing_says_why_and_the_page_answers_410(edith_browser, edition):
    response = edith_browser.post(ADDRESS, {"reason": "Wrong page."})
    assert (response.status_code, response["Location"]) == (303, HERE)
    assert Edition.objects.get().state == EditionState.WITHDRAWN
    page = edith_browser.get(HERE)
    assert page.status_code == 410
    assert "Wrong page." in page.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [*((path, 410) for path in ("", "provenance/", "references/", "print/", "news/", "en/1/cite/")), ("history/", 200)],
)
def test_every_page_of_a_withdrawn_edition_answers_410_but_its_history(edith_browser, browser, edition, path, status):
    edith_browser.post(ADDRESS, {"reason": "Wrong page."})
    assert browser.get(f"/statements/a-statement/{path}").status_code == status


def test_the_form_says_what_becomes_of_the_notes(edith_browser, edition, alice):
    make_annotation(by=alice, edition=edition)
    page = " ".join(edith_browser.get(ADDRESS).content.decode().split())
    assert "1 note stays in its author's notebook" in page.replace("&#x27;", "'")
    assert Edition.objects.get().state == EditionState.PUBLISHED


def test_no_reason_is_422_and_changes_nothing(edith_browser, edition):
    response = edith_browser.post(ADDRESS, {"reason": "  "})
    assert response.status_code == 422
    assert Edition.objects.get().state == EditionState.PUBLISHED
    assert Event.objects.count() == 0


def test_sent_twice_it_is_done_once(edith_browser, edition):
    edith_browser.post(ADDRESS, {"reason": "Wrong page."})
    assert edith_browser.post(ADDRESS, {"reason": "Again."}).status_code == 303
    assert Edition.objects.get().withdrawn_reason == "Wrong page."
    assert Event.objects.filter(verb=Verb.WITHDREW).count() == 1


@pytest.mark.parametrize("name", ["alice", "lena", "rita", "vera"])
def test_only_editors_withdraw(name, request, edition):
    browser = signed_in(request.getfixturevalue(name))
    assert browser.get(ADDRESS).status_code == 403
    assert browser.post(ADDRESS, {"reason": "Mine."}).status_code == 403
    assert Edition.objects.get().state == EditionState.PUBLISHED


def test_a_stranger_is_sent_to_sign_in(browser, edition):
    assert browser.post(ADDRESS, {"reason": "Mine."}).status_code == 302
    assert Edition.objects.get().state == EditionState.PUBLISHED


def test_what_is_not_there_is_404(edith_browser):
    assert edith_browser.get(ADDRESS).status_code == 404
