"""Rewording a note, also when another tab was faster."""

import pytest

from statements.models import Annotation, Event
from tests.make import make_annotation, make_edition, make_team, make_theme
from tests.people import signed_in
from tests.views.note_paths import edition_page, note_page

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def note(alice, desk):
    return make_annotation(by=alice, on="Cold War", body="First.", team=desk, themes=["Blocs"])


def words(note, **others):
    given = {"body": "Second.", "wording": note.wording, "motivation": "commenting", "themes": "Blocs"}
    return {**given, "visibility": "team", "team": "desk", **others}


def test_form_holds_the_note(alice_browser, note):
    form = alice_browser.get(note_page(note, "edit/"))
    assert form.status_code == 200
    assert all(held in form.text for held in ("First.", "Blocs", 'name="wording" value="1"', "Cold War"))


def test_edit_is_stored_and_leads_back(alice_browser, note):
    answer = alice_browser.post(note_page(note, "edit/"), words(note))
    assert (answer.status_code, answer["Location"]) == (303, note_page(note))
    note.refresh_from_db()
    assert (note.body, note.wording, note.revisions.count()) == ("Second.", 2, 2)
    page = alice_browser.get(note_page(note)).text
    assert "Second." in page
    assert "Earlier wordings are kept." in page


def test_script_gets_the_note_in_hand(alice_browser, note):
    edition = note.targets.get().edition
    headers = {**SCRIPT, "Referer": f"http://testserver{edition_page(edition)}"}
    form = alice_browser.get(note_page(note, "edit/?anchor=3"), headers=headers).text
    assert f'id="n{note.pk}" data-at="3"' in form
    assert "<html" not in form
    answer = alice_browser.post(note_page(note, "edit/"), words(note), headers=headers).text
    assert f'class="note in-hand" id="n{note.pk}"' in answer
    assert "Second." in answer


def test_two_tabs_see_both_wordings_and_lose_nothing(alice_browser, note):
    alice_browser.post(note_page(note, "edit/"), words(note, body="From the first tab."))
    answer = alice_browser.post(note_page(note, "edit/"), words(note, body="From the second tab."))
    assert answer.status_code == 409
    assert "From the second tab.</textarea>" in answer.text
    assert 'From the <mark class="found">first</mark> tab.' in answer.text
    assert 'name="wording" value="2"' in answer.text
    note.refresh_from_db()
    assert note.body == "From the first tab."
    again = alice_browser.post(note_page(note, "edit/"), words(note, body="From the second tab.", wording=2))
    assert again.status_code == 303
    assert list(note.revisions.values_list("body", flat=True)) == [
        "From the second tab.",
        "From the first tab.",
        "First.",
    ]


@pytest.mark.parametrize("bad", [{"body": "", "themes": ""}, {"body": "x" * 10_001}, {"visibility": "all"}])
def test_bad_input_is_refused_with_the_form(alice_browser, note, bad):
    answer = alice_browser.post(note_page(note, "edit/"), words(note, **bad))
    assert answer.status_code == 422
    note.refresh_from_db()
    assert (note.body, note.wording) == ("First.", 1)


def test_change_of_audience_is_said_in_words(alice_browser, bob_browser, note):
    assert bob_browser.get(note_page(note)).status_code == 200
    alice_browser.post(note_page(note, "edit/"), words(note, visibility="private"))
    page = alice_browser.get(note_page(note)).text
    assert "Now only you see this note; “Desk” no longer sees it" in page
    assert bob_browser.get(note_page(note)).status_code == 404
    alice_browser.post(note_page(note, "edit/"), words(note, visibility="room"))
    assert "Now seen by “Everyone in the room”; until now by “Only you”." in alice_browser.get(note_page(note)).text
    assert bob_browser.get(note_page(note)).status_code == 200


def test_themes_are_replaced(alice_browser, note):
    make_theme("Space")
    alice_browser.post(note_page(note, "edit/"), words(note, themes="space"))
    note.refresh_from_db()
    assert [theme.name for theme in note.themes.all()] == ["Space"]
    assert note.drawn_theme.name == "Space"


@pytest.mark.parametrize(
    ("who", "status"), [("bob", 403), ("rita", 403), ("carol", 404), ("vera", 404), ("oscar", 404)]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_may_not_edit(request, note, who, status, method):
    browser = signed_in(request.getfixturevalue(who))
    events = Event.objects.count()
    assert getattr(browser, method)(note_page(note, "edit/"), words(note)).status_code == status
    note.refresh_from_db()
    assert (note.body, Event.objects.count()) == ("First.", events)


def test_stranger_signs_in_first_and_finds_the_words_again(browser, alice, note):
    answer = browser.post(note_page(note, "edit/"), words(note, body="Typed before.", writer=alice.pk))
    assert answer.status_code == 302
    browser.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Typed before.</textarea>" in browser.get(note_page(note, "edit/")).text


def test_note_cannot_be_moved_into_a_team_one_does_not_write_for(alice_browser, note):
    make_team("third")
    assert alice_browser.post(note_page(note, "edit/"), words(note, team="third")).status_code == 422
    note.refresh_from_db()
    assert note.team.slug == "desk"


def test_author_who_left_the_team_keeps_reading_rights_only_as_the_team_gives_them(alice, note):
    alice.memberships.all().delete()
    browser = signed_in(type(alice).objects.get(pk=alice.pk))
    assert browser.get(note_page(note, "edit/")).status_code == 404
    assert Annotation.objects.get().body == "First."


def test_edit_on_an_edition_with_emoji_keeps_the_passage(alice_browser, alice):
    edition = make_edition(text="😀 words 𠮷 here")
    note = make_annotation(by=alice, edition=edition, on="𠮷")
    alice_browser.post(
        note_page(note, "edit/"), {"body": "New.", "wording": 1, "visibility": "private", "motivation": "questioning"}
    )
    target = note.targets.get()
    assert (target.start, target.end, target.exact) == (8, 9, "𠮷")


def test_a_second_tab_does_not_widen_sight_without_anyone_s_wish(alice_browser, note):
    assert 'name="began" value="team desk"' in alice_browser.get(note_page(note, "edit/")).text
    narrowed = words(note, visibility="private", body="First.", began="team desk")
    assert alice_browser.post(note_page(note, "edit/"), narrowed).status_code == 303
    late = words(note, began="team desk", body="First.", themes="Blocs")
    answer = alice_browser.post(note_page(note, "edit/"), late)
    note.refresh_from_db()
    assert (answer.status_code, note.visibility) == (409, "private")
    assert "changed meanwhile" in answer.text
    assert 'name="began" value="private"' in answer.text
    again = alice_browser.post(note_page(note, "edit/"), {**late, "began": "private"})
    note.refresh_from_db()
    assert (again.status_code, note.visibility) == (303, "team")
