"""The list of the upload desk."""

import pytest

from statements.actions.edition import publish_upload
from statements.models import Upload
from statements.vocabulary import UploadState
from tests.make_upload import make_draft
from tests.people import signed_in

pytestmark = pytest.mark.django_db


def titles(response):
    return [str(upload.about.get("title", upload)) for upload in response.context["uploads"]]


def test_the_desk_lists_what_waits(edith_browser, edith):
    publish_upload(upload=make_draft(by=edith, text="One", title="Published one"), by=edith)
    make_draft(by=edith, text="Two", title="Waiting one")
    failed = make_draft(by=edith, text="Three", title="Failed one")
    Upload.objects.filter(pk=failed.pk).update(state=UploadState.FAILED, problem="This is an image.")
    waiting = edith_browser.get("/uploads/")
    assert titles(waiting) == ["Failed one", "Waiting one"]
    assert "This is an image." in waiting.content.decode()
    assert titles(edith_browser.get("/uploads/?all=1")) == ["Failed one", "Waiting one", "Published one"]


def test_an_empty_desk_names_the_next_deed(edith_browser):
    page = edith_browser.get("/uploads/").content.decode()
    assert "The desk is clear." in page
    assert 'href="/uploads/new/"' in page


def test_the_number_of_queries_does_not_grow(edith_browser, edith, django_assert_num_queries):
    make_draft(by=edith, text="One")
    edith_browser.get("/uploads/")
    with django_assert_num_queries(5):
        edith_browser.get("/uploads/")
    for text in ("Two", "Three", "Four"):
        make_draft(by=edith, text=text)
    with django_assert_num_queries(5):
        edith_browser.get("/uploads/")


@pytest.mark.parametrize("name", ["alice", "lena", "rita", "carol", "vera"])
def test_only_editors_see_the_desk(name, request):
    assert signed_in(request.getfixturevalue(name)).get("/uploads/").status_code == 403


def test_operators_are_editors_too(oscar_browser):
    assert oscar_browser.get("/uploads/").status_code == 200


def test_a_stranger_is_sent_to_sign_in(browser):
    assert browser.get("/uploads/")["Location"] == "/accounts/login/?next=/uploads/"
