"""The page that says where a text comes from."""

from __future__ import annotations

from datetime import date

import lxml.html
import pytest
from django.urls import reverse

from statements.actions.edition import publish_upload
from statements.actions.upload import purge
from statements.ingest import IMPORTER_VERSION
from statements.models import Upload
from tests.make import make_statement
from tests.make_upload import make_draft


@pytest.fixture
def upload(edith) -> Upload:
    draft = make_draft(by=edith)
    Upload.objects.filter(pk=draft.pk).update(
        source_url="https://ministry.example/joint-statement",
        retrieved_on=date(2024, 3, 1),
        sha256="ab" * 32,
        about={**draft.about, "publisher": "Ministry", "rights_note": "Free to quote.", "members_only": False},
    )
    draft.refresh_from_db()
    publish_upload(upload=draft, by=edith, note="Checked against the print.")
    draft.refresh_from_db()
    return draft


def rows_of(browser, slug: str) -> dict[str, str]:
    page = page_of(browser, slug)
    cells = {" ".join(row[0].text_content().split()): row[1] for row in page.xpath("//main//table//tr")}
    return {name: " ".join(cell.text_content().split()) for name, cell in cells.items()}


def page_of(browser, slug: str) -> lxml.html.HtmlElement:
    answer = browser.get(reverse("statement_provenance", args=[slug]))
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def test_provenance_says_all_that_is_known(upload, browser):
    rows = rows_of(browser, upload.edition.statement.slug)
    assert {name: rows[name] for name in ("Publisher", "Address of the original", "Retrieved", "Rights")} == {
        "Publisher": "Ministry",
        "Address of the original": "https://ministry.example/joint-statement",
        "Retrieved": "1 March 2024, Edith",
        "Rights": "Free to quote.",
    }
    assert rows["Handed in"].endswith(", Edith")
    assert rows["SHA-256 of the original"] == "ab" * 32
    assert rows["Importer"] == IMPORTER_VERSION
    assert rows["Readers"] == "as the room allows"
    assert rows["Published here"].endswith(", Edith. Checked against the print.")


def test_provenance_says_what_is_not_known(db, vera_browser):
    statement = make_statement(edition={"members_only": True})
    rows = rows_of(vera_browser, statement.slug)
    unknown = ("Publisher", "Based on", "Address of the original", "Retrieved", "Translation", "Rights")
    assert [rows[name] for name in unknown] == [
        *("not named in the file", "not stated", "not given", "not recorded", "kind not stated", "not stated"),
    ]
    assert rows["Readers"] == "only people who are signed in"


def test_original_is_offered_to_editors_alone(upload, browser, vera_browser, edith_browser):
    slug, address = upload.edition.statement.slug, reverse("upload_original", args=[upload.pk])
    offered = [
        address in page_of(person, slug).xpath("//main//a/@href") for person in (browser, vera_browser, edith_browser)
    ]
    assert offered == [False, False, True]


def test_purged_original_leaves_a_dated_stub(upload, browser, edith_browser, oscar):
    purge(upload=upload, by=oscar)
    upload.refresh_from_db()
    slug = upload.edition.statement.slug
    for person in (browser, edith_browser):
        (stub,) = page_of(person, slug).xpath("//main//div[contains(@class, 'banner')]")
        day = f"{upload.purged_at.day} {upload.purged_at:%B %Y}"
        assert f"purged on {day} by Oscar" in " ".join(stub.text_content().split())
        assert rows_of(person, slug)["SHA-256 of the original"] == "ab" * 32
        assert not page_of(person, slug).xpath("//main//a[contains(@href, '/original/')]")
