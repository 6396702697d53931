"""The original as it came: for saving, never for showing."""

import pytest

from statements.actions.upload import keep_original, purge
from tests.people import signed_in

pytestmark = pytest.mark.django_db

PAGE = b"<!doctype html><script>alert(1)</script><p>Joint Declaration"


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def upload(edith):
    return keep_original(data=PAGE, filename="declaration é.html", by=edith)


def test_the_bytes_come_as_an_attachment_of_no_type(edith_browser, upload):
    response = edith_browser.get(f"/uploads/{upload.pk}/original/")
    assert (response.status_code, response.content) == (200, PAGE)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''declaration%20%C3%A9.html"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_purged_original_is_gone(edith_browser, upload, oscar):
    purge(upload=upload, by=oscar)
    response = edith_browser.get(f"/uploads/{upload.pk}/original/")
    assert response.status_code == 410
    assert "Purged on" in response.content.decode()


@pytest.mark.parametrize("name", ["alice", "rita", "vera"])
def test_only_editors_get_it(name, request, upload):
    assert signed_in(request.getfixturevalue(name)).get(f"/uploads/{upload.pk}/original/").status_code == 403


def test_a_stranger_is_sent_to_sign_in_whether_it_exists_or_not(browser, upload):
    assert browser.get(f"/uploads/{upload.pk}/original/").status_code == 302
    assert browser.get("/uploads/9999/original/").status_code == 302


def test_what_is_not_there_is_404(edith_browser):
    assert edith_browser.get("/uploads/9999/original/").status_code == 404
