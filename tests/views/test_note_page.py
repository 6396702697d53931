"""One note at its own address, and lists of notes."""

import re

import pytest

from statements.vocabulary import EditionState
from tests.make import make_annotation, make_edition, make_reply
from tests.people import signed_in
from tests.views.note_paths import edition_page, note_page

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def edition(db):
    return make_edition()


def test_page_shows_the_passage_in_its_paragraph_and_the_thread(alice, bob, bob_browser, desk, edition):
    note = make_annotation(by=alice, edition=edition, on="Cold War", body="Why?", team=desk)
    make_reply(note, by=bob, body="Because.")
    page = bob_browser.get(note_page(note)).text
    assert 'oppose the <mark class="selected">Cold War</mark> mentality' in page
    assert "Because." in page


def test_bodies_cannot_act(alice, alice_browser, edition):
    note = make_annotation(
        by=alice,
        edition=edition,
        on="Cold War",
        body='<img src=x onerror=alert(1)> [x](javascript:alert(1)) "><script>',
    )
    for address in (note_page(note), edition_page(edition), note_page(note, "edit/"), note_page(note, "history/")):
        page = alice_browser.get(address).text
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
        assert '"><script>' not in page


def test_private_note_is_seen_at_no_address_by_others(alice, request, edition):
    note = make_annotation(by=alice, edition=edition, on="Cold War", body="Secret.")
    addresses = [note_page(note), note_page(note, "history/"), f"{edition_page(edition)}notes/", edition_page(edition)]
    assert all("Secret." in signed_in(alice).get(address).text for address in addresses)
    for who in ("bob", "carol", "edith", "oscar"):
        browser = signed_in(request.getfixturevalue(who))
        answers = [browser.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [404, 404, 200, 200]
        assert not any("Secret." in answer.text for answer in answers)


def test_note_on_a_withdrawn_edition_stays_in_the_notebook_of_its_author(
    alice, alice_browser, bob_browser, desk, edition
):
    note = make_annotation(by=alice, edition=edition, on="Cold War", body="Mine to keep.", team=desk)
    type(edition).objects.update(state=EditionState.WITHDRAWN, withdrawn_at="2026-01-01T00:00Z")
    assert "Mine to keep." in alice_browser.get("/notebook/").text
    assert "Withdrawn edition" in alice_browser.get("/notebook/").text
    assert alice_browser.get(note_page(note)).status_code == 200
    assert bob_browser.get(note_page(note)).status_code == 410


def test_margin_of_paragraphs_as_a_fragment(alice, alice_browser, edition):
    first = make_annotation(by=alice, edition=edition, on="Cold War")
    second = make_annotation(by=alice, edition=edition, on="Outer space")
    third = make_annotation(by=alice, edition=edition, on="security of others.\n\nOuter")
    answer = alice_browser.get(f"{edition_page(edition)}notes/?at=1&at=3", headers=SCRIPT).text
    assert [f'id="n{note.pk}"' in answer for note in (first, second, third)] == [True, True, False]
    assert answer.count("<aside") == 2


def test_layers_hold_in_the_fragment(alice, bob, alice_browser, desk, edition):
    make_annotation(by=alice, edition=edition, on="Cold War", body="Mine.")
    make_annotation(by=bob, edition=edition, on="Cold War", body="His.", team=desk)
    assert "His." in alice_browser.get(f"{edition_page(edition)}notes/?at=1", headers=SCRIPT).text
    only_mine = alice_browser.get(f"{edition_page(edition)}notes/?at=1&mine=1", headers=SCRIPT).text
    assert ("Mine." in only_mine, "His." in only_mine) == (True, False)


def test_many_notes_are_all_reachable(alice, alice_browser, edition):
    notes = [make_annotation(by=alice, edition=edition, on="Cold War", body=f"Number {n}.") for n in range(45)]
    margin = alice_browser.get(f"{edition_page(edition)}notes/?at=1", headers=SCRIPT).text
    assert margin.count("<li") == 40
    assert "5 more notes here" in margin
    pages = "".join(alice_browser.get(f"{edition_page(edition)}notes/?at=1&page={n}").text for n in (1, 2))
    assert all(f'id="n{note.pk}"' in pages for note in notes)


@pytest.mark.parametrize("count", [1, 3])
def test_margin_takes_the_same_few_queries(alice, bob, alice_browser, desk, edition, django_assert_num_queries, count):
    for number in range(count):
        note = make_annotation(by=alice, edition=edition, on="Cold War", body=f"{number}", themes=["A", "B"])
        shared = make_annotation(by=bob, edition=edition, on="Outer space", team=desk, and_on="Cold War")
        make_reply(shared, by=bob)
        make_reply(note, by=alice)
    address = f"{edition_page(edition)}notes/?at=1&at=3"
    alice_browser.get(address, headers=SCRIPT)
    with django_assert_num_queries(10):
        alice_browser.get(address, headers=SCRIPT)


def test_preview_renders_and_stores_nothing(alice_browser, browser):
    answer = alice_browser.post("/notes/preview/", {"body": "**Bold** <b>no</b>"}, headers=SCRIPT)
    assert "<strong>Bold</strong> &lt;b&gt;no&lt;/b&gt;" in answer.text
    assert "<html" not in answer.text
    assert "<html" in alice_browser.post("/notes/preview/", {"body": "x"}).text
    assert alice_browser.post("/notes/preview/", {"body": "x" * 10_001}).status_code == 422
    assert alice_browser.get("/notes/preview/").status_code == 405
    assert browser.post("/notes/preview/", {"body": "x"}).status_code == 302


def test_preview_as_a_page_carries_the_form_on(alice_browser, alice):
    edition = make_edition()
    form = f"{edition_page(edition)}notes/new/"
    sent = {"body": "**Bold**", "at": "2", "visibility": "private", "motivation": "commenting", "themes": "A, B"}
    preview = alice_browser.post("/notes/preview/", sent, headers={"Referer": f"http://testserver{form}?at=2"})
    assert f'action="{form}"' in preview.text
    kept = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', preview.text.split("preview-body")[0])
    )
    kept.pop("csrfmiddlewaretoken", None)
    assert {name: kept[name] for name in ("at", "visibility", "motivation", "form")} == {
        **{"at": "2", "visibility": "private", "motivation": "commenting"},
        "form": form,
    }
    foreign = alice_browser.post("/notes/preview/", sent, headers={"Referer": "https://elsewhere.example/uploads/"})
    assert "Go back one page to go on writing" in foreign.text
