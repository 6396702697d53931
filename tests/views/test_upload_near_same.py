"""The question at the desk: the same text, a new edition of it, or a new statement?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from statements.actions.correcting import begin_correction
from statements.actions.edition import publish_upload
from statements.actions.upload import discard
from tests.make_upload import make_draft

pytestmark = pytest.mark.django_db

TEXT = (
    "Rivers must not be poisoned by mining waste. Upstream quarries shall publish their discharge tables monthly, and "
    "fishermen of both banks may read them. The commission meets in spring and in autumn, hears complaints in three "
    "languages, and reports to both parliaments before the end of each year."
)


@pytest.fixture
def held(edith):
    return publish_upload(upload=make_draft(by=edith, text=TEXT, title="River charter"), by=edith)


@pytest.fixture
def again(held, edith):
    return make_draft(by=edith, text=TEXT.replace("autumn", "winter"), title="River charter, again")


def test_question_shows_the_words_that_differ(client, edith, held, again):
    client.force_login(edith)
    answer = client.get(reverse("upload_near_same", args=[again.pk]))
    assert answer.status_code == 200
    assert "<del>autumn</del>" in answer.text
    assert "<ins>winter</ins>" in answer.text
    assert "River charter" in answer.text


def test_publishing_asks_first(client, edith, held, again):
    client.force_login(edith)
    shown = client.get(reverse("upload", args=[again.pk]))
    assert shown.text.count('id="near-same"') == 1
    form = {field.name: field.value() for field in shown.context["form"] if field.value() not in (None, False)}
    answer = client.post(reverse("upload_publish", args=[again.pk]), {**form, "turn": again.turn})
    assert answer.status_code == 422
    assert "The room holds nearly this text already: “River charter”." in answer.text
    assert answer.text.count('id="near-same"') == 1
    again.refresh_from_db()
    assert again.edition is None


def test_same_text_is_set_aside_and_leads_to_the_statement(client, edith, held, again):
    client.force_login(edith)
    answer = client.post(reverse("upload_near_same", args=[again.pk]), {"deed": "same", "edition": held.pk})
    assert (answer.status_code, answer["Location"]) == (303, reverse("statement", args=[held.statement.slug]))
    again.refresh_from_db()
    assert again.state == "discarded"


def test_new_edition_is_remembered(client, edith, held, again):
    client.force_login(edith)
    answer = client.post(reverse("upload_near_same", args=[again.pk]), {"deed": "edition", "edition": held.pk})
    assert (answer.status_code, answer["Location"]) == (303, reverse("upload", args=[again.pk]))
    again.refresh_from_db()
    assert again.about["statement"] == held.statement.slug


def test_new_edition_is_refused_while_another_correction_waits(client, edith, held, again):
    other = begin_correction(edition=held, by=edith)
    client.force_login(edith)
    answer = client.post(reverse("upload_near_same", args=[again.pk]), {"deed": "edition", "edition": held.pk})
    assert answer.status_code == 422
    assert "A correction of this text is at the desk already" in answer.text
    again.refresh_from_db()
    assert again.about["statement"] == ""
    discard(upload=other, by=edith)
    answer = client.post(reverse("upload_near_same", args=[again.pk]), {"deed": "edition", "edition": held.pk})
    assert answer.status_code == 303


def test_new_statement_is_remembered(client, edith, held, again):
    client.force_login(edith)
    client.post(reverse("upload_near_same", args=[again.pk]), {"deed": "new"})
    again.refresh_from_db()
    assert again.other_than == [held.pk]
    assert publish_upload(upload=again, by=edith).statement != held.statement


def test_no_answer_asks_again(client, edith, held, again):
    client.force_login(edith)
    for data in ({}, {"deed": "same"}, {"deed": "edition", "edition": "999999"}, {"deed": "eat", "edition": held.pk}):
        answer = client.post(reverse("upload_near_same", args=[again.pk]), data)
        assert (answer.status_code, "Press one of the answers." in answer.text) == (422, True)
    again.refresh_from_db()
    assert (again.state, again.other_than, again.about["statement"]) == ("draft", [], "")


def test_readers_are_refused_and_strangers_sign_in(client, vera, held, again):
    address = reverse("upload_near_same", args=[again.pk])
    assert client.post(address, {"deed": "new"}).status_code == 302
    client.force_login(vera)
    assert client.post(address, {"deed": "new"}).status_code == 403
    again.refresh_from_db()
    assert again.other_than == []


def test_paragraph_that_one_side_lacks_says_so_in_its_column(client, edith, held):
    longer = make_draft(by=edith, text=TEXT, title="River charter, again")
    longer.draft["blocks"].append({**longer.draft["blocks"][0], "address": "2", "text": "Fish is counted."})
    longer.save()
    client.force_login(edith)
    page = client.get(reverse("upload_near_same", args=[longer.pk])).text
    assert page.count("Not in the text held") == 1
    assert page.index("Not in the text held") < page.index("Fish is counted")


def test_desk_of_a_new_edition_names_the_one_it_replaces_and_asks_no_more(client, edith, held, again):
    client.force_login(edith)
    client.post(reverse("upload_near_same", args=[again.pk]), {"deed": "edition", "edition": held.pk})
    page = client.get(reverse("upload", args=[again.pk])).text
    assert page.count("Held already?") == 0
    assert page.count("This text will take the place of edition 1 of") == 1
