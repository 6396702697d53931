"""The search page: for everyone, without a script, and for every odd thing that can be typed."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from statements.models import Annotation, Event, Room
from statements.models.index import index_annotation, index_edition
from statements.vocabulary import Visibility
from tests.make import edition_of, make_annotation, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    made = edition_of(make_statement(title="Held text", paragraphs=["Security of <b>all</b> & each.", "Nothing."]))
    index_edition(made.pk)
    return made


def words_of(response) -> str:
    """What is read on the page, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_page_without_a_question_says_how_to_ask(browser: Client, edition) -> None:
    response = browser.get("/search/")
    assert response.status_code == 200
    assert "A search looks through the 1 text held here" in words_of(response)


def test_page_of_an_empty_room_says_so(browser: Client) -> None:
    assert "Nothing is held yet" in words_of(browser.get("/search/"))
    assert "There is no text here to look in." in words_of(browser.get("/search/?q=security"))


def test_page_shows_places_with_their_address_and_words_marked(browser: Client, edition) -> None:
    response = browser.get("/search/", {"q": "security"})
    assert response.status_code == 200
    html = response.content.decode()
    address = f"/statements/{edition.statement.slug}/"
    assert f'<a href="{address}#p1" translate="no">1</a>' in html
    assert '<mark class="found">Security</mark> of &lt;b&gt;all&lt;/b&gt; &amp; each.' in html
    assert "1 place in 1 text." in words_of(response)


def test_page_with_nothing_found_names_the_next_deed(browser: Client, edition) -> None:
    response = browser.get("/search/", {"q": "neutrino"})
    assert response.status_code == 200
    assert "Not found in 1 text. 1 text looked at." in words_of(response)
    assert 'href="?q=neutrino&amp;match=any"' in response.content.decode()
    assert 'href="?q=neutrino&amp;every=on"' in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ("x" * 10_000, 422, "This search has 10000 characters; it can have 500."),
        ("a " * 200, 422, "These are more words than one search can look for (32)."),
        ("-security", 422, "This says only what must not be there."),
        ('"" ~ …', 422, "There is no word in this search"),
        ("***", 422, "There is no word in this search"),
        ("OR OR OR", 422, "There is no word in this search"),
        ("-", 422, "There is no word in this search"),
        ("🕊", 422, "There is no word in this search"),
        ("   ", 200, "A search looks through"),
        ('"security', 200, "One quotation mark has no partner"),
        ("security OR", 200, "OR needs a word before and after it"),
        ("security …", 200, "Signs without a letter or a figure were left out."),
    ],
)
def test_odd_questions_get_a_sentence(browser: Client, edition, asked: str, status: int, sentence: str) -> None:
    response = browser.get("/search/", {"q": asked})
    assert (response.status_code, sentence in words_of(response)) == (status, True)


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "'",
            "\\",
            "%",
            "_",
            "{words}",
            "words:security",
            "security)",
            "(security",
            "a:b",
            "NOT security",
            "NEAR(a b)",
        ),
        *("^security", "security + nations", "--", "';--", "<script>alert(1)</script>", "security:*", "a & b | !c"),
        *("\u2028security", "\ufeff", "\u0301", "a\u0301*", "ﷺ", "ß*", "\x1b[31m", "\ud7ff", "\U0010ffff", "x*y", "*x"),
    ],
)
def test_signs_of_query_languages_are_harmless(browser: Client, edition, asked: str) -> None:
    for match in ("all", "phrase", "any"):
        response = browser.get("/search/", {"q": asked, "match": match})
        assert response.status_code in (200, 422)
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "rest",
    [
        *(
            "match=none",
            "page=0",
            "page=x",
            "page=99999999999999999999",
            "sort=worst",
            "year=x",
            "year=99999",
            "inside=%3F",
        ),
        *("party=" + "x" * 3000, "language=%F0%9F%95%8A", "kind=&kind=&kind=digest", "exact=maybe", "every=%F0"),
    ],
)
def test_odd_choices_are_left_out_or_find_nothing(browser: Client, edition, rest: str) -> None:
    assert browser.get(f"/search/?q=security&{rest}").status_code == 200


def test_nul_in_a_question_is_refused(browser: Client) -> None:
    assert browser.get("/search/?q=a%00b").status_code == 400


def test_search_is_for_reading_only(browser: Client, edition) -> None:
    assert browser.post("/search/", {"q": "security"}).status_code == 405
    before = (Event.objects.count(), Room.objects.count())
    browser.get("/search/?q=security")
    assert (Event.objects.count(), Room.objects.count()) == before
    assert "sessionid" not in browser.cookies


def test_closed_room_sends_strangers_to_sign_in(browser: Client, edition, settings) -> None:
    settings.READING_ROOM_PUBLIC = "no"
    response = browser.get("/search/?q=security")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/search/%3Fq%3Dsecurity")
    assert browser.get("/search/?q=security", headers={"X-Requested-With": "fetch"}).status_code == 401


def test_choices_of_a_facet_are_links_that_add_and_take_back(browser: Client, edition) -> None:
    html = browser.get("/search/?q=security&page=1&kind=digest").content.decode()
    assert 'href="?q=security&amp;kind=digest&amp;kind=joint-statement"' in html
    assert 'href="?q=security" aria-current="true"' in html


def test_private_note_reaches_nobody_but_its_author(
    alice_browser, bob_browser, browser, alice, edition, settings
) -> None:
    settings.READING_ROOM_PUBLIC = "texts+notes"
    note = make_annotation(by=alice, on="Nothing", edition=edition, body="zebra crossing")
    index_annotation(note.pk)
    seen = alice_browser.get("/search/?q=zebra")
    assert (str(note.uuid) in seen.content.decode(), "crossing" in words_of(seen)) == (True, True)
    for other in (bob_browser, browser):
        told = other.get("/search/?q=zebra")
        assert str(note.uuid) not in told.content.decode()
        assert "crossing" not in words_of(told)
        assert "Not found in 1 text." in words_of(told)


def test_stranger_sees_room_notes_only_when_they_are_open(browser, bob, desk, edition, settings) -> None:
    note = make_annotation(by=bob, edition=edition, body="zebra <i>", team=desk, visibility=Visibility.ROOM)
    index_annotation(note.pk)
    assert str(note.uuid) not in browser.get("/search/?q=zebra").content.decode()
    settings.READING_ROOM_PUBLIC = "texts+notes"
    Room.objects.update_or_create(pk=Room.KEY, defaults={"notes_opened_at": timezone.now()})
    html = browser.get("/search/?q=zebra").content.decode()
    assert str(note.uuid) in html
    assert '<mark class="found">zebra</mark> &lt;i&gt;' in html


def test_page_says_when_it_waits_for_the_worker(browser: Client, edition) -> None:
    sentence = "Waiting for the worker"
    assert sentence not in words_of(browser.get("/search/?q=security"))
    Room.objects.update_or_create(pk=Room.KEY, defaults={"last_event": 3, "followed_to": 2, "worker_seen_at": None})
    assert sentence in words_of(browser.get("/search/?q=security"))
    Room.objects.update(worker_seen_at=timezone.now() - timedelta(seconds=5))
    assert sentence not in words_of(browser.get("/search/?q=security"))


def test_language_of_a_place_is_marked_for_readers_and_fonts(browser: Client) -> None:
    made = edition_of(make_statement(paragraphs=["القانون الدولي"], language="ar", edition={"language": "ar"}))
    index_edition(made.pk)
    html = browser.get("/search/?q=" + quote("القانون")).content.decode()
    assert '<blockquote lang="ar" dir="rtl">' in html


def test_deleted_note_is_found_no_more_even_before_the_worker_knows(alice_browser, alice, edition) -> None:
    note = make_annotation(by=alice, edition=edition, body="zebra")
    index_annotation(note.pk)
    assert "1 note" in words_of(alice_browser.get("/search/?q=zebra"))
    Annotation.objects.update(deleted_at=timezone.now())
    assert "1 note" not in words_of(alice_browser.get("/search/?q=zebra"))
