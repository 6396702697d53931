"""On the dry run a note's author, and the leads of its team, decide what shall become of it."""

from __future__ import annotations

import re

import pytest

from statements.models import Edition, PlaceDecision
from statements.vocabulary import RoomRole, Visibility
from tests.checked import corrected
from tests.make import edition_of, make_annotation, make_statement
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]

ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."
THREE = "Outer space is for peaceful uses alone and the parties oppose an arms race in it, in any way at all."
NEW = [ONE.replace("3 May", "4 May"), THREE]


@pytest.fixture
def first(db) -> Edition:
    return edition_of(make_statement(paragraphs=[ONE, TWO, THREE], title="Joint Declaration", slug="joint"))


@pytest.fixture
def note(first, edith):
    return make_annotation(by=edith, edition=first, on="on 3 May 2001", body="Was it the third?")


@pytest.fixture
def draft(first, edith, note):
    return corrected(first, by=edith, texts=NEW)


def here_of(draft) -> str:
    return f"/uploads/{draft.pk}/dry-run/"


def seen_in(page: str) -> str:
    return re.search(r'name="passage" value="1"><input type="hidden" name="seen" value="([^"]+)"', page)[1]


def test_proposal_is_confirmed_on_the_dry_run_and_taken_back(draft, note, edith_browser):
    here, place = here_of(draft), f"{here_of(draft)}{note.uuid}/"
    page = edith_browser.get(here).text
    assert "Keep it there" in page
    response = edith_browser.post(place, {"deed": "confirm", "passage": "1", "seen": seen_in(page)})
    assert (response.status_code, response["Location"]) == (303, f"{here}#n{note.pk}")
    page = edith_browser.get(here).text
    assert "Confirmed, Edith. It takes effect when the text is published." in page
    assert '<td class="n">1</td><td>Decided by hand</td>' in page
    edith_browser.post(place, {"deed": "back", "passage": "1", "seen": seen_in(page)})
    assert PlaceDecision.objects.count() == 0
    assert "Decided by hand" not in edith_browser.get(here).text


def test_another_place_is_found_by_its_words(draft, note, edith_browser):
    place = f"{here_of(draft)}{note.uuid}/"
    page = edith_browser.get(f"{place}?passage=1").text
    assert "in any way at all" in page
    given = {"deed": "choose", "passage": "1", "seen": seen_in(page)}
    nowhere = edith_browser.post(place, {**given, "quote": "words that are not there"})
    assert (nowhere.status_code, "do not stand in the text" in nowhere.text) == (422, True)
    several = edith_browser.post(place, {**given, "quote": "in"})
    assert several.status_code == 422
    choices = re.findall(r'name="place" value="(\d+-\d+)"', several.text)
    assert len(choices) > 1
    assert edith_browser.post(place, {**given, "quote": "peaceful uses", "at": "99"}).status_code == 422
    assert edith_browser.post(place, given).status_code == 422
    assert edith_browser.post(place, {**given, "start": "0", "end": "3", "exact": "Two"}).status_code == 422
    assert edith_browser.post(place, {**given, "deed": "explode"}).status_code == 422
    assert PlaceDecision.objects.count() == 0
    assert edith_browser.post(place, {**given, "quote": "in", "place": choices[-1]}).status_code == 303
    assert PlaceDecision.objects.get().exact == "in"
    stale = edith_browser.post(place, {**given, "quote": "peaceful uses"})
    assert (stale.status_code, "changed after you opened the page" in stale.text) == (409, True)


def test_selected_words_are_taken_at_their_place(draft, note, edith_browser):
    place = f"{here_of(draft)}{note.uuid}/"
    start = NEW[0].index("4 May 2001")
    given = {"deed": "choose", "passage": "1", "seen": seen_in(edith_browser.get(place).text)}
    edith_browser.post(place, {**given, "start": start, "end": start + 10, "exact": "4 May 2001"})
    made = PlaceDecision.objects.get()
    assert (made.exact, made.start) == ("4 May 2001", start)


def test_a_decision_that_fell_says_so(draft, note, edith_browser):
    place = f"{here_of(draft)}{note.uuid}/"
    page = edith_browser.get(here_of(draft)).text
    edith_browser.post(place, {"deed": "confirm", "passage": "1", "seen": seen_in(page)})
    draft.draft["blocks"][0]["text"] = ONE.replace("3 May", "5 May")
    draft.turn += 1
    draft.save()
    page = edith_browser.get(here_of(draft)).text
    assert "Edith had decided about this note; the draft was changed where those words stood" in page
    assert "Keep it there" in page


def test_others_see_numbers_or_words_and_decide_nothing(first, draft, note, alice, bob, desk, edith_browser):
    private = make_annotation(by=alice, edition=first, on="in Moscow", visibility=Visibility.PRIVATE)
    shared = make_annotation(by=bob, edition=first, on="3 May", team=desk, visibility=Visibility.ROOM)
    page = edith_browser.get(here_of(draft)).text
    assert page.count('class="decide"') == 1
    seen = seen_in(page)
    for other, status in ((private, 404), (shared, 403)):
        place = f"{here_of(draft)}{other.uuid}/"
        assert edith_browser.get(place).status_code == status
        assert edith_browser.post(place, {"deed": "leave", "passage": "1", "seen": seen}).status_code == status
    alice.role = RoomRole.EDITOR
    alice.save()
    assert signed_in(alice).get(f"{here_of(draft)}{private.uuid}/").status_code == 200
    assert signed_in(alice).get(f"{here_of(draft)}{shared.uuid}/").status_code == 403
    assert PlaceDecision.objects.count() == 0


def test_a_lead_who_is_an_editor_decides_for_the_team(first, draft, bob, lena, desk):
    shared = make_annotation(by=bob, edition=first, on="3 May", team=desk)
    lena.role = RoomRole.EDITOR
    lena.save()
    browser = signed_in(lena)
    place = f"{here_of(draft)}{shared.uuid}/"
    given = {"deed": "leave", "passage": "1", "seen": seen_in(browser.get(place).text)}
    assert browser.post(place, given).status_code == 303
    assert PlaceDecision.objects.get().by == lena


@pytest.mark.parametrize("name", ["alice", "vera"])
def test_only_editors_decide_before_publishing(name, request, draft, note):
    place = f"{here_of(draft)}{note.uuid}/"
    assert signed_in(request.getfixturevalue(name)).get(place).status_code == 403


def test_whole_statement_other_passages_and_published_drafts_have_nothing_to_decide(
    first, draft, note, edith, edith_browser
):
    whole = make_annotation(by=edith, edition=first)
    assert edith_browser.get(f"{here_of(draft)}{whole.uuid}/").status_code == 404
    assert edith_browser.get(f"{here_of(draft)}{note.uuid}/?passage=2").status_code == 404
    page = edith_browser.get(here_of(draft)).text
    stamp = re.findall(r'name="seen" value="([^"]+)"', page)[-1]
    assert edith_browser.post(here_of(draft), {"seen": stamp, "reason": "A date."}).status_code == 303
    assert edith_browser.get(f"{here_of(draft)}{note.uuid}/").status_code == 303
