"""From draft to edition."""

import pytest

from statements.models import Edition, Statement, Upload
from statements.vocabulary import UploadState
from tests.make_upload import make_draft
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]


@pytest.fixture
def draft(edith):
    return make_draft(by=edith)


def fields_of(browser, draft):
    form = browser.get(f"/uploads/{draft.pk}/").context["form"]
    return {field.name: field.value() for field in form if field.value() not in (None, False)}


def publish(browser, draft, **changed):
    return browser.post(f"/uploads/{draft.pk}/publish/", {**fields_of(browser, draft), "turn": 0, **changed})


def test_publishing_saves_the_form_and_leads_to_the_statement(edith_browser, draft):
    response = publish(edith_browser, draft, title="Moscow Declaration", note="Checked.")
    edition = Edition.objects.get()
    assert (response.status_code, response["Location"]) == (303, "/statements/2001-07-16-moscow-declaration/en/1/")
    assert (edition.title, edition.note, edition.statement.title) == (
        "Moscow Declaration",
        "Checked.",
        "Moscow Declaration",
    )
    page = edith_browser.get(response["Location"])
    assert page.status_code == 200
    assert "Published. This wording stays as it is" in page.content.decode()


def test_published_text_is_open_to_readers(edith_browser, browser, draft):
    address = publish(edith_browser, draft)["Location"]
    assert browser.get(address).status_code == 200


def test_members_only_text_is_not(edith_browser, browser, vera_browser, draft):
    address = publish(edith_browser, draft, members_only="on")["Location"]
    assert browser.get(address).status_code != 200
    assert vera_browser.get(address).status_code == 200


def test_an_edition_of_a_held_statement(edith_browser, edith, draft):
    publish(edith_browser, draft)
    second = make_draft(by=edith, text="Declaration, corrected")
    response = publish(edith_browser, second, statement="/statements/2001-07-16-joint-declaration/")
    assert response["Location"] == f"/uploads/{second.pk}/dry-run/"  # tests/views/test_correct_text.py goes on
    assert (Statement.objects.count(), Edition.objects.count()) == (1, 1)


def test_sent_twice_it_is_published_once(edith_browser, draft):
    fields = {**fields_of(edith_browser, draft), "turn": 0}
    first = edith_browser.post(f"/uploads/{draft.pk}/publish/", fields)
    second = edith_browser.post(f"/uploads/{draft.pk}/publish/", fields)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert Edition.objects.count() == 1


def test_bad_metadata_is_422_and_nothing_is_published(edith_browser, draft):
    response = publish(edith_browser, draft, title="", note="Kept words")
    assert response.status_code == 422
    assert "Kept words" in response.content.decode()
    assert (Edition.objects.count(), Upload.objects.get().state) == (0, UploadState.DRAFT)


def test_a_draft_changed_meanwhile_is_not_published_unseen(edith_browser, draft):
    edith_browser.post(f"/uploads/{draft.pk}/correct/", {"deed": "drop", "turn": 0, "address": "1.2"})
    response = publish(edith_browser, draft, turn=0)
    assert response.status_code == 409
    assert Edition.objects.count() == 0
    assert publish(edith_browser, draft, turn=1).status_code == 303


def test_a_draft_without_text_says_so(edith_browser, draft):
    Upload.objects.filter(pk=draft.pk).update(draft={**draft.draft, "blocks": [], "quotations": [], "references": []})
    response = publish(edith_browser, draft)
    assert response.status_code == 422
    assert "There is no text left to publish" in response.content.decode()


def test_looking_publishes_nothing(edith_browser, draft):
    assert edith_browser.get(f"/uploads/{draft.pk}/publish/").status_code == 200
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("name", ["alice", "lena", "rita", "vera"])
def test_only_editors_publish(name, request, draft, edith_browser):
    fields = fields_of(edith_browser, draft)
    browser = signed_in(request.getfixturevalue(name))
    assert browser.post(f"/uploads/{draft.pk}/publish/", fields).status_code == 403
    assert Edition.objects.count() == 0
