"""Handing a text in, by file or by pasting."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from statements.actions.edition import publish_upload
from statements.actions.original import hash_of
from statements.models import Upload
from statements.vocabulary import UploadState
from tests.make_upload import make_draft
from tests.people import signed_in

pytestmark = pytest.mark.django_db

TEXT = (
    "Joint Declaration\n\nMoscow, 16 July 2001\n\n1. The two sides support the United Nations.\n2. They stand ready.\n"
)
ADDRESS = "/uploads/new/"


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "originals"


def stored(originals):
    return [path for path in originals.rglob("*") if path.is_file()]


def a_file(data=b"", name="declaration.txt"):
    return SimpleUploadedFile(name, data or TEXT.encode(), content_type="text/html")


def sentence_of(response):
    return " ".join(response.content.decode().split())


def test_a_file_is_kept_understood_and_leads_to_the_desk(edith_browser, edith, originals):
    given = {
        "file": a_file(),
        "source_url": "https://example.org/a",
        "retrieved_on": "2026-05-04",
        "profile": "statement",
    }
    response = edith_browser.post(ADDRESS, given)
    upload = Upload.objects.get()
    assert (response.status_code, response["Location"]) == (303, reverse("upload", args=[upload.pk]))
    assert (upload.state, upload.filename, upload.handed_in_by) == (UploadState.DRAFT, "declaration.txt", edith)
    assert (upload.source_url, upload.retrieved_on.isoformat()) == ("https://example.org/a", "2026-05-04")
    assert [path.read_bytes() for path in stored(originals)] == [TEXT.encode()]


def test_pasted_text_is_kept_as_utf8(edith_browser, originals):
    words = "联合声明\r\n\r\n双方认为……𠮷"
    assert edith_browser.post(ADDRESS, {"words": words}).status_code == 303
    assert [path.read_bytes() for path in stored(originals)] == [words.replace("\r\n", "\n").encode()]
    assert str(Upload.objects.get()).startswith("Pasted text")


def test_the_form_sent_twice_makes_one_upload(edith_browser):
    first = edith_browser.post(ADDRESS, {"words": TEXT})
    second = edith_browser.post(ADDRESS, {"words": TEXT}, follow=True)
    assert Upload.objects.count() == 1
    assert second.redirect_chain == [(first["Location"], 303)]
    assert "already at the desk" in sentence_of(second)


def test_bytes_already_published_lead_to_the_statement(edith_browser, edith):
    upload = make_draft(by=edith)
    edition = publish_upload(upload=upload, by=edith)
    Upload.objects.filter(pk=upload.pk).update(sha256=hash_of(TEXT.encode()))
    response = edith_browser.post(ADDRESS, {"file": a_file()}, follow=True)
    assert response.redirect_chain == [(f"/statements/{edition.statement.slug}/en/1/", 303)]
    assert "already holds these very bytes" in sentence_of(response)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose a file or paste a text. Nothing was stored."),
        ({"words": " \n "}, "Choose a file or paste a text. Nothing was stored."),
        ({"file": SimpleUploadedFile("empty.txt", b"")}, "There is nothing in it"),
        ({"file": a_file(), "words": TEXT}, "hand in one of them"),
        ({"words": "No\0body"}, "The text holds NUL characters"),
        ({"words": TEXT, "source_url": "not an address"}, "Enter a valid URL."),
        ({"words": TEXT, "retrieved_on": "yesterday"}, "Enter a valid date."),
    ],
    ids=["nothing", "spaces", "empty-file", "both", "nul", "address", "date"],
)
def test_bad_input_says_what_is_wrong_and_stores_nothing(edith_browser, originals, given, words):
    if "file" in given:
        given["file"].seek(0)
    response = edith_browser.post(ADDRESS, given)
    assert response.status_code == 422
    assert words in sentence_of(response)
    assert (Upload.objects.count(), stored(originals)) == (0, [])


def test_what_was_pasted_is_still_there_after_bad_input(edith_browser):
    response = edith_browser.post(ADDRESS, {"words": "Kept <b>words</b>", "retrieved_on": "yesterday"})
    assert "Kept &lt;b&gt;words&lt;/b&gt;</textarea>" in response.content.decode()


def test_a_file_too_large_is_refused_before_anything_is_stored(edith_browser, originals, settings):
    settings.UPLOAD_LIMIT = 3 * 1024 * 1024
    response = edith_browser.post(ADDRESS, {"file": a_file(b"x" * (settings.UPLOAD_LIMIT + 1))})
    assert response.status_code == 413
    assert "at most 3 megabytes" in sentence_of(response)
    assert (Upload.objects.count(), stored(originals)) == (0, [])


def test_fifty_megabytes_pasted_are_refused_with_a_sentence(edith_browser, originals):
    response = edith_browser.post(ADDRESS, {"words": "word " * 10_000_000})
    assert response.status_code == 413
    assert "larger than the room takes" in sentence_of(response)
    assert (Upload.objects.count(), stored(originals)) == (0, [])


def test_a_binary_file_becomes_an_upload_that_says_why(edith_browser):
    response = edith_browser.post(ADDRESS, {"file": a_file(b"\x89PNG\r\n\x1a\n\0\0\0", "photo.txt")}, follow=True)
    assert response.status_code == 200
    assert "This is an image, which the room cannot read yet." in sentence_of(response)
    assert "Paste the text" in sentence_of(response)


def test_a_full_disk_says_so_and_stores_nothing(edith_browser, originals, settings):
    settings.DATA_FOLDER = settings.DATA_FOLDER / "file"
    settings.DATA_FOLDER.write_text("in the way")
    response = edith_browser.post(ADDRESS, {"words": TEXT})
    assert response.status_code == 507
    assert "its disk is full or cannot be written to" in sentence_of(response)
    assert Upload.objects.count() == 0


def test_posting_needs_the_token(edith):
    browser = signed_in(edith)
    browser.handler.enforce_csrf_checks = True
    assert browser.post(ADDRESS, {"words": TEXT}).status_code == 403
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("name", ["alice", "rita", "vera"])
def test_only_editors_hand_in(name, request, originals):
    browser = signed_in(request.getfixturevalue(name))
    assert browser.get(ADDRESS).status_code == 403
    assert browser.post(ADDRESS, {"words": TEXT}).status_code == 403
    assert (Upload.objects.count(), stored(originals)) == (0, [])


def test_a_stranger_is_sent_to_sign_in(browser):
    assert browser.get(ADDRESS)["Location"] == f"/accounts/login/?next={ADDRESS}"
    assert browser.post(ADDRESS, {"words": TEXT}).status_code == 302
    assert Upload.objects.count() == 0


def test_reading_the_form_changes_nothing(edith_browser):
    assert edith_browser.get(ADDRESS).status_code == 200
    assert Upload.objects.count() == 0
