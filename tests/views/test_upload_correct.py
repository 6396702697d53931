"""Correcting a draft step by step."""

import re

import pytest

from statements.actions.edition import publish_upload
from statements.ingest.parsed import Warning
from statements.models import Upload
from tests.make_upload import make_draft
from tests.people import signed_in

pytestmark = pytest.mark.django_db
SEEN = Warning("doubled-word", "“the the” may be a doubled word.", 3).key


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
    response = step(edith_browser, draft, "kind", address="1.2", hand="1.2", kind="quotation", page=1)
    assert (response.status_code, response["Location"]) == (303, f"/uploads/{draft.pk}/?at=1.2#r1.2")
    assert kinds(draft)["1.2"] == "quotation"
    assert Upload.objects.get().turn == 1


def test_our_scripts_get_the_changed_rows(edith_browser, draft):
    fetch = {"X-Requested-With": "fetch"}
    given = {"address": "1.2", "hand": "1.2", "page": 1, "count": 4}
    step(edith_browser, draft, "settle", warning=SEEN)
    response = step(edith_browser, draft, "kind", turn=1, kind="quotation", headers=fetch, **given)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'data-start="2" data-stop="3" data-hand="1.2" data-turn="2"' in page
    assert page.count('<li class="line') == page.count('id="r1.2"') == 1
    assert page.count('id="turns"') == page.count('id="to-look-at"') == page.count('id="steps-taken"') == 1
    assert "<html" not in page
    response = step(edith_browser, draft, "undo", turn=2, headers=fetch, page=2, count=0)
    assert f'data-elsewhere="/uploads/{draft.pk}/?at=1.2#r1.2"' in response.content.decode()


def test_undo_takes_the_last_step_back(edith_browser, draft):
    before = draft.draft
    step(edith_browser, draft, "kind", address="1.2", kind="quotation")
    step(edith_browser, draft, "kind", turn=1, address="1.1", kind="paragraph")
    assert step(edith_browser, draft, "undo", turn=2).status_code == 303
    assert (kinds(draft)["1.2"], kinds(draft)["1.1"]) == ("quotation", "item")
    step(edith_browser, draft, "undo", turn=3)
    assert Upload.objects.get().draft == {**before, "settled": [], "by_hand": {}}
    assert step(edith_browser, draft, "undo", turn=4).status_code == 422


def test_what_was_undone_can_be_done_again_until_another_step_is_taken(edith_browser, draft):
    step(edith_browser, draft, "split", address="1.1", words="They say")
    step(edith_browser, draft, "kind", turn=1, address="1.2", kind="quotation")
    done = Upload.objects.get().draft
    step(edith_browser, draft, "undo", turn=2)
    step(edith_browser, draft, "undo", turn=3)
    assert [block["address"] for block in Upload.objects.get().draft["blocks"]] == ["title", "1.1", "1.2"]
    step(edith_browser, draft, "redo", turn=4)
    step(edith_browser, draft, "redo", turn=5)
    assert Upload.objects.get().draft == done
    assert step(edith_browser, draft, "redo", turn=6).status_code == 422
    step(edith_browser, draft, "undo", turn=6)
    step(edith_browser, draft, "drop", turn=7, address="1.3")
    assert step(edith_browser, draft, "redo", turn=8).status_code == 422


def test_a_warning_is_settled_once_seen(edith_browser, draft):
    before = draft.draft["warnings"]
    response = step(edith_browser, draft, "settle", warning=SEEN)
    assert response.status_code == 303
    assert Upload.objects.get().draft["warnings"] == []
    assert step(edith_browser, draft, "settle", turn=1, warning=SEEN).status_code == 422
    page = edith_browser.get(f"/uploads/{draft.pk}/").content.decode()
    assert "1 seen" in page
    assert f'name="unsettle" value="{SEEN}"' in page
    assert before == [{"code": "doubled-word", "message": "“the the” may be a doubled word.", "first_line": 3}]


def test_a_warning_seen_is_looked_at_again(edith_browser, edith):
    draft = make_draft(by=edith, text="They call for the the end of it. They stand ready.")
    step(edith_browser, draft, "split", address="1", words="They stand")
    (found,) = Upload.objects.get().draft["warnings"]
    key = Warning(**found).key
    edith_browser.post(f"/uploads/{draft.pk}/correct/", {"settle": key, "turn": 1})
    assert Upload.objects.get().draft["warnings"] == []
    edith_browser.post(f"/uploads/{draft.pk}/correct/", {"unsettle": key, "turn": 2})
    assert Upload.objects.get().draft["warnings"] == [found]


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(edith_browser, oscar_browser, draft):
    assert step(edith_browser, draft, "kind", address="1.2", kind="quotation").status_code == 303
    response = step(oscar_browser, draft, "drop", address="1.1", hand="1.1")
    assert response.status_code == 409
    said = sentence_of(response)
    assert "This draft was changed after you opened the page" in said
    assert "<b>Edith</b> changed the kind of 1.2" in said
    assert "Your step was: dropped 1.1." in said
    assert kinds(draft) == {"title": "title", "1.1": "item", "1.2": "quotation"}
    again = dict(hidden_fields(response, "again"))
    assert again == {"turn": "1", "page": "1", "hand": "1.1", "deed": "drop", "address": "1.1"}
    assert oscar_browser.post(f"/uploads/{draft.pk}/correct/", again).status_code == 303
    left = [block["text"] for block in Upload.objects.get().draft["blocks"]]
    assert left == ["Joint Declaration", "They stand ready."]


def hidden_fields(response, css_class):
    form = response.content.decode().split(f'<form class="{css_class}"')[1].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return [pair for pair in found if pair[0] != "csrfmiddlewaretoken"]


def test_scripts_of_the_second_editor_get_the_columns_as_they_stand_now(edith_browser, oscar_browser, draft):
    step(edith_browser, draft, "kind", address="1.2", kind="quotation")
    response = step(oscar_browser, draft, "drop", address="1.1", headers={"X-Requested-With": "fetch"})
    page = response.content.decode()
    assert response.status_code == 409
    assert page.count('id="columns"') == page.count('id="problem"') == 1
    assert "<html" not in page


def test_the_form_sent_twice_is_taken_once(edith_browser, draft):
    step(edith_browser, draft, "settle", warning=SEEN)
    assert step(edith_browser, draft, "settle", warning=SEEN).status_code == 409
    assert Upload.objects.get().turn == 1


@pytest.mark.parametrize(
    "given",
    [
        {"deed": "explode"},
        {"deed": "kind", "address": "1.2"},
        {"deed": "kind", "address": "1.2", "kind": "poem"},
        {"deed": "kind", "address": "99", "kind": "quotation"},
        {"deed": "split", "address": "1.2", "words": "words that are not there"},
        {"deed": "split", "address": "1.2"},
        {"deed": "split", "address": "1.2", "at": "-1"},
        {"deed": "give", "address": "1.2", "at": "3"},
        {"deed": "take", "address": "1.2", "words": "ready"},
        {"deed": "merge"},
        {"deed": "merge", "address": "1.2"},
        {"deed": "up", "address": "title"},
        {"deed": "restore", "entry": "99"},
        {"deed": "restore", "entry": "7.1"},
        {"restore": "seven"},
        {"deed": "settle", "warning": "none"},
        {"deed": "unsettle", "warning": "none"},
        {"deed": "address", "address": "1.2", "to": "1.1"},
        {"deed": "address", "address": "1.2", "to": "Ünsinn"},
        {"deed": "quote", "address": "1.2", "at": "3"},
        {"deed": "quote", "address": "1.2", "at": "9", "end": "2"},
        {"deed": "unquote", "address": "1.2", "at": "0"},
        {"deed": "redo"},
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
    response = step(signed_in(request.getfixturevalue(name)), draft, "settle", warning=SEEN)
    assert response.status_code == 403
    assert Upload.objects.get().draft == draft.draft


def test_a_stranger_is_sent_to_sign_in_and_a_fragment_gets_401(browser, draft):
    assert step(browser, draft, "settle", warning=SEEN).status_code == 302
    assert step(browser, draft, "settle", warning=SEEN, headers={"HX-Request": "true"}).status_code == 401
    assert Upload.objects.get().draft == draft.draft


def test_split_merge_drop_and_restore_lose_no_words(edith_browser, draft):
    words = "".join(block["text"] for block in draft.draft["blocks"])

    def texts():
        return [block["text"] for block in Upload.objects.get().draft["blocks"]]

    step(edith_browser, draft, "split", address="1.1", words="They  say “peace")
    assert texts()[1:3] == ["The sides recall the Charter of Friendship of 1 May 1999.", "They say “peace … first”."]
    step(edith_browser, draft, "give", turn=1, address="1.1", words="of Friendship of 1 May 1999.")
    assert texts()[1:3] == ["The sides recall the Charter", "of Friendship of 1 May 1999. They say “peace … first”."]
    step(edith_browser, draft, "take", turn=2, address="1.1", words="of Friendship of 1 May 1999.")
    assert texts()[1:3] == ["The sides recall the Charter of Friendship of 1 May 1999.", "They say “peace … first”."]
    step(edith_browser, draft, "merge", turn=3, address="1.1")
    assert "".join(texts()) == words
    step(edith_browser, draft, "down", turn=4, address="1.1")
    assert texts()[1] == "They stand ready."
    step(edith_browser, draft, "undo", turn=5)
    response = step(edith_browser, draft, "drop", turn=6, address="1.2", hand="1.2")
    assert response["Location"] == f"/uploads/{draft.pk}/?at=-5#r-5"
    assert "They stand ready." not in texts()
    response = edith_browser.post(f"/uploads/{draft.pk}/correct/", {"restore": "5", "turn": 7})
    assert response["Location"] == f"/uploads/{draft.pk}/?at=1.2#r1.2"
    assert "".join(texts()) == words


def test_addresses_and_quotations_are_corrected(edith_browser, draft):
    step(edith_browser, draft, "address", address="1.2", to="annex.1")
    step(edith_browser, draft, "quote", turn=1, address="annex.1", words="stand ready")
    step(edith_browser, draft, "kind", turn=2, address="1.1", kind="paragraph")
    stored = Upload.objects.get().draft
    assert [block["address"] for block in stored["blocks"]] == ["title", "1", "annex.1"]
    assert [(row["address"], row["exact"]) for row in stored["quotations"]] == [
        ("1", "peace … first"),
        ("annex.1", "stand ready"),
    ]
    edith_browser.post(
        f"/uploads/{draft.pk}/correct/", {"unquote": stored["quotations"][0]["start"], "address": "1", "turn": 3}
    )
    assert [row["exact"] for row in Upload.objects.get().draft["quotations"]] == ["stand ready"]
    page = edith_browser.get(f"/uploads/{draft.pk}/").content.decode()
    assert "address by hand" in page
    assert page.count('<mark class="qt">') == 1
    assert "<b>Edith</b> unmarked a quotation in 1," in page


def test_what_was_corrected_is_what_is_published(edith_browser, edith, draft):
    step(edith_browser, draft, "address", address="1.2", to="annex.1")
    step(edith_browser, draft, "quote", turn=1, address="annex.1", words="stand ready")
    edition = publish_upload(upload=Upload.objects.get(), by=edith)
    last = edition.paragraphs.get(address="annex.1")
    assert [last.text[row["start"] : row["end"]] for row in last.quotations] == ["stand ready"]


def test_a_settled_warning_does_not_come_back_with_the_next_step(edith_browser, edith):
    draft = make_draft(by=edith, text="They call for the the end of it. They stand ready.")
    step(edith_browser, draft, "split", address="1", words="They stand")
    (found,) = Upload.objects.get().draft["warnings"]
    step(edith_browser, draft, "settle", turn=1, warning=Warning(**found).key)
    step(edith_browser, draft, "merge", turn=2, address=Upload.objects.get().draft["blocks"][0]["address"])
    assert Upload.objects.get().turn == 3
    assert Upload.objects.get().draft["warnings"] == []
