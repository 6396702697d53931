"""Correcting a draft step by step."""

import pytest

from statements.actions.edition import publish_upload
from statements.models import Upload
from tests.make_upload import make_draft
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(edith):
    return make_draft(by=edith)


def step(browser, draft, deed, turn=0, **details):
    headers = details.pop("headers", {})
    given = {"deed": deed, "turn": turn, **details}
    return browser.post(f"/uploads/{draft.pk}/correct/", given, headers=headers)


def kinds(draft):
    return {block["address"]: block["kind"] for block in Upload.objects.get(pk=draft.pk).draft["blocks"]}


def sentence_of(response):
    return " ".join(response.content.decode().split()).replace("&#x27;", "'")


def test_a_step_is_taken_and_leads_back_to_its_line(edith_browser, draft):
    response = step(edith_browser, draft, "kind", address="1.2", kind="quotation", line=5, page=1)
    assert (response.status_code, response["Location"]) == (303, f"/uploads/{draft.pk}/?page=1#l5")
    assert kinds(draft)["1.2"] == "quotation"
    assert Upload.objects.get().turn == 1


def test_our_scripts_get_the_changed_parts(edith_browser, draft):
    response = step(edith_browser, draft, "kind", address="1.2", kind="quotation", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('id="columns"') == page.count('id="to-look-at"') == 1
    assert 'hx-swap-oob="true"' in page
    assert "<html" not in page
    assert 'name="turn" value="1"' in page


def test_undo_takes_the_last_step_back(edith_browser, draft):
    before = draft.draft
    step(edith_browser, draft, "kind", address="1.2", kind="quotation")
    step(edith_browser, draft, "kind", turn=1, address="1.1", kind="paragraph")
    assert step(edith_browser, draft, "undo", turn=2).status_code == 303
    assert (kinds(draft)["1.2"], kinds(draft)["1.1"]) == ("quotation", "item")
    step(edith_browser, draft, "undo", turn=3)
    assert Upload.objects.get().draft == {**before, "settled": []}
    assert step(edith_browser, draft, "undo", turn=4).status_code == 422


def test_a_warning_is_settled_once_seen(edith_browser, draft):
    assert step(edith_browser, draft, "settle", place=0).status_code == 303
    assert Upload.objects.get().draft["warnings"] == []
    assert step(edith_browser, draft, "settle", turn=1, place=0).status_code == 422


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(edith_browser, oscar_browser, draft):
    assert step(edith_browser, draft, "kind", address="1.2", kind="quotation").status_code == 303
    response = step(oscar_browser, draft, "kind", address="1.1", kind="heading")
    assert response.status_code == 409
    assert "This draft was changed after you opened the page" in sentence_of(response)
    assert (kinds(draft)["1.2"], kinds(draft)["1.1"]) == ("quotation", "item")


def test_the_form_sent_twice_is_taken_once(edith_browser, draft):
    step(edith_browser, draft, "settle", place=0)
    assert step(edith_browser, draft, "settle", place=0).status_code == 409
    assert Upload.objects.get().turn == 1


@pytest.mark.parametrize(
    "given",
    [
        {"deed": "explode"},
        {"deed": "kind", "address": "1.2"},
        {"deed": "kind", "address": "1.2", "kind": "poem"},
        {"deed": "kind", "address": "99", "kind": "quotation"},
        {"deed": "split-before", "address": "1.2", "words": "words that are not there"},
        {"deed": "merge"},
        {"deed": "restore", "place": "99"},
        {"deed": "settle", "place": "-1"},
        {"deed": "kind", "address": "1.2\0", "kind": "quotation"},
        {"deed": "kind", "address": "1.2", "kind": "quotation", "turn": "never"},
    ],
)
def test_a_step_that_makes_no_sense_is_refused_with_a_sentence(edith_browser, draft, given):
    response = edith_browser.post(f"/uploads/{draft.pk}/correct/", {"turn": "0", **given})
    assert response.status_code == 422
    assert 'role="alert" id="problem"' in response.content.decode()
    assert Upload.objects.get().draft == draft.draft


def test_what_was_published_meanwhile_is_not_corrected(edith_browser, edith, draft):
    publish_upload(upload=draft, by=edith)
    response = step(edith_browser, draft, "kind", address="1.2", kind="quotation")
    assert response.status_code == 409
    assert "no longer waits at the desk" in sentence_of(response)


def test_looking_takes_no_step(edith_browser, draft):
    assert edith_browser.get(f"/uploads/{draft.pk}/correct/").status_code == 405


@pytest.mark.parametrize("name", ["alice", "lena", "rita", "vera"])
def test_only_editors_correct(name, request, draft):
    response = step(signed_in(request.getfixturevalue(name)), draft, "settle", place=0)
    assert response.status_code == 403
    assert Upload.objects.get().draft == draft.draft


def test_a_stranger_is_sent_to_sign_in_and_a_fragment_gets_401(browser, draft):
    assert step(browser, draft, "settle", place=0).status_code == 302
    assert step(browser, draft, "settle", place=0, headers={"HX-Request": "true"}).status_code == 401
    assert Upload.objects.get().draft == draft.draft


def test_split_merge_drop_and_restore_lose_no_words(edith_browser, draft):
    words = "".join(block["text"] for block in draft.draft["blocks"])

    def texts():
        return [block["text"] for block in Upload.objects.get().draft["blocks"]]

    step(edith_browser, draft, "split-before", address="1.1", words="They  say “peace")
    assert texts()[1:3] == ["The sides recall the Charter of Friendship of 1 May 1999.", "They say “peace … first”."]
    step(edith_browser, draft, "merge", turn=1, address="1.1")
    assert "".join(texts()) == words
    step(edith_browser, draft, "drop", turn=2, address="1.2")
    assert "They stand ready." not in texts()
    dropped = Upload.objects.get().draft["dropped"]
    place = next(number for number, entry in enumerate(dropped) if entry["text"] == "They stand ready.")
    step(edith_browser, draft, "restore", turn=3, place=place)
    assert "".join(texts()) == words


def test_a_settled_warning_does_not_come_back_with_the_next_step(edith_browser, edith):
    draft = make_draft(by=edith, text="They call for the the end of it. They stand ready.")
    step(edith_browser, draft, "split-before", address="1", words="They stand")
    found = Upload.objects.get().draft["warnings"]
    assert [warning["code"] for warning in found] == ["doubled-word"]
    step(edith_browser, draft, "settle", turn=1, place=0)
    step(edith_browser, draft, "merge", turn=2, address=Upload.objects.get().draft["blocks"][0]["address"])
    assert Upload.objects.get().turn == 3
    assert Upload.objects.get().draft["warnings"] == []
