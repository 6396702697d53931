"""Thousands of digits, and signs that only look like digits, are no server error wherever a number is expected."""

import pytest

from tests.make import make_edition, make_statement
from tests.make_upload import make_draft

LONG = "9" * 5_000
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [LONG, "9" * 4_000, "²", "-1"])
def test_library_opens_at_its_first_page(browser, number):
    make_statement(title="The only one")
    answer = browser.get("/", {"page": number})
    assert answer.status_code == 200
    assert "The only one" in answer.text


@pytest.mark.parametrize("number", [LONG, "²"])
def test_desk_takes_them_as_nothing(edith_browser, edith, number):
    upload = make_draft(by=edith)
    script = {"X-Requested-With": "fetch"}
    assert (
        edith_browser.get(f"/uploads/{upload.pk}/", {"line": number, "page": number}, headers=script).status_code == 200
    )
    answer = edith_browser.post(f"/uploads/{upload.pk}/publish/", {"turn": number})
    assert answer.status_code == 422


@pytest.mark.parametrize("number", [LONG, "9" * 4_000, "²", "-1"])
def test_addresses_of_an_edition_take_them_as_nothing(browser, number):
    edition = make_edition()
    slug = edition.statement.slug
    assert browser.get(f"/statements/{slug}/provenance/", {"edition": number}).status_code == 200
    for query in ({"start": number, "end": "5"}, {"start": "0", "end": number}, {"at": f"1s{number}"}):
        assert browser.get(f"/statements/{slug}/en/1/cite/", query).status_code == 404


@pytest.mark.parametrize("key", ["note/²/whole", "note/" + "9" * 200 + "/whole", "note/1/²-²"])
def test_notebook_lists_other_drafts_all_the_same(alice_browser, key):
    make_edition()
    alice_browser.post("/drafts/", {"key": key, "body": "Half"})
    assert alice_browser.get("/notebook/").status_code == 200
