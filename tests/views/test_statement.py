"""The pages about an edition, as a browser gets them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.utils import timezone

from statements.models import Edition, Instrument, Reference, Statement, StatementRedirect
from statements.vocabulary import EditionState, Visibility
from tests.make import TEXT, edition_of, make_annotation, make_edition, make_statement


@pytest.fixture
def statement(db):
    return make_statement(title="Beijing", slug="beijing", edition={"title": "Beijing"})


def words(html: str) -> list[str]:
    """The characters of every paragraph's text element, tags taken away."""
    elements = re.findall(r'<p class="para words"[^>]*>(.*?)</p>', html, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", element)) for element in elements]


def test_the_text_element_holds_the_words_and_nothing_else(client, statement, desk, alice):
    make_annotation(by=alice, on="Cold War mentality. They", edition=edition_of(statement), team=desk)
    assert words(client.get("/statements/beijing/").content.decode()) == list(TEXT)


@pytest.mark.parametrize("address", ["/statements/beijing/", "/statements/beijing/en/", "/statements/beijing/en/1/"])
def test_every_address_of_the_text_answers(client, statement, address):
    response = client.get(address)
    assert (response.status_code, words(response.content.decode())) == (200, list(TEXT))


@pytest.mark.parametrize("path", ["history", "provenance", "references", "print"])
def test_the_pages_about_a_statement_answer(client, statement, path):
    assert client.get(f"/statements/beijing/{path}/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/statements/paris/", "/statements/beijing/fr/", "/statements/beijing/en/2/", "/statements/beijing/x/"]
)
def test_what_is_not_there_is_404(client, statement, address):
    assert client.get(address).status_code == 404


def test_the_statement_page_shows_the_newest_edition_and_the_old_one_keeps_its_address(client, statement):
    make_edition(statement=statement, text="New words.")
    assert words(client.get("/statements/beijing/").content.decode()) == ["New words."]
    assert words(client.get("/statements/beijing/en/1/").content.decode()) == list(TEXT)


def test_a_renamed_statement_is_found_at_its_old_address(client, statement):
    StatementRedirect.objects.create(slug="peking", statement=statement)
    response = client.get("/statements/peking/en/1/?at=2")
    assert (response.status_code, response["Location"]) == (301, "/statements/beijing/en/1/?at=2")


def test_a_withdrawn_edition_is_gone_and_says_why(client, statement, edith):
    Edition.objects.update(
        state=EditionState.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_by=edith, withdrawn_reason="Wrong file."
    )
    response = client.get("/statements/beijing/en/1/")
    page = response.content.decode()
    assert response.status_code == 410
    assert ("Wrong file." in page, "Edith" in page, TEXT[1] in page) == (True, True, False)


def test_a_members_only_edition_is_not_there_for_strangers(client, statement, vera):
    Edition.objects.update(members_only=True)
    assert client.get("/statements/beijing/").status_code == 404
    client.force_login(vera)
    assert client.get("/statements/beijing/").status_code == 200


def test_references_and_digests_do_not_tell_strangers_of_a_members_only_statement(client, statement, vera):
    secret = make_statement(title="Hidden words", slug="hidden-words", edition={"members_only": True})
    named = Instrument.objects.create(title="Joint Statement", slug="named", statement=secret)
    edition = edition_of(statement)
    Reference.objects.create(edition=edition, instrument=named, start=0, end=5, exact="Joint", state="linked")
    Statement.objects.filter(pk=statement.pk).update(digest_of=named)

    def told() -> list[bool]:
        pages = ("", "print/", "references/")
        return ["hidden-words" in client.get(f"/statements/beijing/{page}").content.decode() for page in pages]

    assert told() == [False, False, False]
    assert "Held here" not in client.get("/statements/beijing/references/").content.decode()
    client.force_login(vera)
    assert told() == [True, True, True]
    client.logout()
    assert told() == [False, False, False]


def test_a_closed_room_sends_strangers_to_sign_in_whether_the_text_exists_or_not(client, statement, settings):
    settings.READING_ROOM_PUBLIC = "no"
    for slug in ("beijing", "paris"):
        response = client.get(f"/statements/{slug}/?at=2")
        expected = f"/accounts/login/?next=/statements/{slug}/%3Fat%3D2"
        assert (response.status_code, response["Location"]) == (302, expected)


def test_a_teams_note_is_on_its_members_page_and_not_on_anothers(client, statement, desk, alice, bob, carol):
    note = make_annotation(by=alice, on="Outer space", edition=edition_of(statement), body="Watch this.", team=desk)
    shown = {}
    for person in (bob, carol):
        client.force_login(person)
        page = client.get("/statements/beijing/").content.decode()
        shown[person] = ("Watch this." in page, f'data-a="{note.pk}"' in page)
    assert shown == {bob: (True, True), carol: (False, False)}


def test_layers_in_the_address_narrow_the_page(client, statement, desk, alice):
    make_annotation(by=alice, on="Outer space", edition=edition_of(statement), team=desk, visibility=Visibility.ROOM)
    client.force_login(alice)
    assert client.get("/statements/beijing/?state=open").content.count(b"<mark") == 1
    assert client.get("/statements/beijing/?state=resolved").content.count(b"<mark") == 0
    assert client.get("/statements/beijing/?state=nonsense&since=x&theme=").content.count(b"<mark") == 1


def test_print_draws_every_note(client, statement, desk, alice):
    for number in range(15):
        make_annotation(by=alice, on="Outer space", edition=edition_of(statement), body=f"Remark {number}.", team=desk)
    client.force_login(alice)
    page = client.get("/statements/beijing/print/").content.decode()
    assert [number for number in range(15) if f"Remark {number}." in page] == list(range(15))


def test_cite_gives_a_page_or_one_form(client, statement):
    assert client.get("/statements/beijing/en/1/cite/?at=2").status_code == 200
    plain = client.get("/statements/beijing/en/1/cite/?at=1s1&format=plain")
    assert plain["Content-Type"] == "text/plain; charset=utf-8"
    assert plain.content.decode().startswith("“The two sides oppose the Cold War mentality.” (Beijing")
    ris = client.get("/statements/beijing/en/1/cite/?start=0&end=3&format=ris").content.decode()
    assert "N1  - The\r\n" in ris


@pytest.mark.parametrize(
    "query", ["at=9", "at=1s9", "at=", "start=0&end=0", "start=x&end=2", "start=5", "start=0&end=999"]
)
def test_citing_a_passage_that_is_not_there_is_404(client, statement, query):
    assert client.get(f"/statements/beijing/en/1/cite/?{query}").status_code == 404


def test_news_says_what_others_did_and_nothing_of_what_one_may_not_see(client, statement, desk, alice, bob, carol):
    edition = edition_of(statement)
    make_annotation(by=alice, on="Outer space", edition=edition, team=desk)
    asked = {}
    for person in (alice, bob, carol):
        client.force_login(person)
        asked[person] = client.get("/statements/beijing/news/?language=en&edition=1&after=0&notes=0")
    assert {person: answer.status_code for person, answer in asked.items()} == {alice: 200, bob: 200, carol: 204}
    assert "1 new" in asked[bob].content.decode()
    assert "1 new" not in asked[alice].content.decode()
    client.force_login(bob)
    again = client.get(
        "/statements/beijing/news/?language=en&edition=1&after=0", headers={"If-None-Match": asked[bob]["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["", "history/", "provenance/", "references/", "print/", "news/", "en/1/cite/"])
def test_reading_pages_refuse_posts(client, statement, path):
    assert client.post(f"/statements/beijing/{path}").status_code == 405


def test_numbers_of_printed_notes_run_on_through_the_text(client, statement, desk, alice):
    edition = edition_of(statement)
    for words in ("Cold War", "role of the", "must not rest on the security of others.\n\nOuter", "peaceful"):
        make_annotation(by=alice, on=words, edition=edition, team=desk)
    client.force_login(alice)
    page = client.get("/statements/beijing/print/").content.decode()
    # The third passage goes on into the third paragraph, where its second place is the fourth of the text.
    assert re.findall(r'data-n="(\d+)"', page) == ["1", "2", "3", "5"]
    assert len(re.findall(r"data-anchor=", page)) == 5
