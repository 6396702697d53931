"""Writing a note: by the page, by the script, and every way in which it can go wrong."""

import uuid

import pytest

from statements.models import Annotation, Draft, Event, Revision, Theme
from statements.vocabulary import EditionState
from tests.make import make_annotation, make_edition, make_theme, place_of
from tests.people import signed_in
from tests.views.note_paths import edition_page, fields, new_note

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def edition(db):
    return make_edition()


def on_page(edition):
    return {**SCRIPT, "Referer": f"http://testserver{edition_page(edition)}"}


def test_note_is_stored_and_leads_to_its_passage(alice_browser, alice, edition):
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War"))
    assert (answer.status_code, answer["Location"]) == (303, f"{edition_page(edition)}?at=1#p1")
    note = Annotation.objects.get()
    assert (note.author, note.body, note.visibility) == (alice, "Whose words?", "private")
    assert note.targets.get().exact == "Cold War"


@pytest.mark.parametrize(
    ("query", "words"),
    [("?at=2", "The security of one state must not rest on the security of others."), ("?at=1s1", None)],
)
def test_form_names_its_passage(alice_browser, edition, query, words):
    answer = alice_browser.get(new_note(edition, query))
    assert answer.status_code == 200
    assert (words or "The two sides oppose the Cold War mentality.") in answer.text
    assert not Annotation.objects.exists()


def test_note_by_address_alone_covers_the_sentence(alice_browser, edition):
    alice_browser.post(new_note(edition), {"at": "1s2", "body": "Yes.", "visibility": "private"})
    assert Annotation.objects.get().targets.get().exact == "They support the role of the United Nations."


def test_note_without_a_place_is_on_the_whole_statement(alice_browser, edition):
    answer = alice_browser.post(new_note(edition), {"body": "Long.", "visibility": "private"})
    assert answer.status_code == 303
    assert Annotation.objects.get().targets.get().start is None


def test_quoted_words_are_found(alice_browser, edition):
    sent = {"quote": "security   of one\nstate", "body": "Whose?", "visibility": "private"}
    assert alice_browser.post(new_note(edition), sent).status_code == 303
    assert Annotation.objects.get().targets.get().exact == "security of one state"


def test_quoted_words_in_several_places_are_offered(alice_browser, edition):
    sent = {"quote": "The security", "body": "Whose?", "visibility": "private"}
    edition = make_edition(text="The security of A. The security of B.")
    answer = alice_browser.post(new_note(edition), sent)
    assert answer.status_code == 422
    assert 'value="0-12"' in answer.text
    assert 'value="19-31"' in answer.text
    assert "Whose?" in answer.text
    assert not Annotation.objects.exists()
    alice_browser.post(new_note(edition), {**sent, "place": "19-31"})
    assert Annotation.objects.get().targets.get().start == 19


def test_quoted_words_that_are_nowhere_are_kept(alice_browser, edition):
    sent = {"quote": "never said", "body": "My words.", "visibility": "private"}
    answer = alice_browser.post(new_note(edition), sent)
    assert answer.status_code == 422
    assert "These words do not stand in the text." in answer.text
    assert "My words." in answer.text
    assert "never said" in answer.text


def test_highlight_alone_is_one_action(alice_browser, edition):
    sent = fields(edition, "Cold War", body="", motivation="highlighting")
    assert alice_browser.post(new_note(edition), sent).status_code == 303
    assert Annotation.objects.get().motivation == "highlighting"
    assert not Revision.objects.exists()


def test_script_gets_the_paragraph_with_its_card(alice_browser, edition):
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War"), headers=on_page(edition))
    note = Annotation.objects.get()
    assert answer.status_code == 200
    assert answer.text.count('<div class="row') == 1
    assert f'data-a="{note.pk}"' in answer.text
    assert f'id="n{note.pk}" data-at="1"' in answer.text
    assert "<html" not in answer.text


def test_script_gets_every_paragraph_the_note_touches(alice_browser, edition):
    words = "Nations.\n\nThe security"
    answer = alice_browser.post(
        new_note(edition), fields(edition, words, exact="Nations.\nThe security"), headers=on_page(edition)
    )
    note = Annotation.objects.get()
    assert answer.text.count(f'data-a="{note.pk}"') == 2
    assert answer.text.count(f'id="n{note.pk}"') == 1


def test_script_on_another_page_is_led_to_the_note(alice_browser, edition):
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War"), headers=SCRIPT)
    assert answer["HX-Redirect"] == f"/annotations/{Annotation.objects.get().uuid}/"


@pytest.mark.parametrize(
    "words", ["😀", "𠮷野", "sides met in 𠮷", "One 😀\n\nTwo"], ids=["emoji", "rare Han", "over both", "across"]
)
def test_positions_are_code_points_end_to_end(alice_browser, words):
    edition = make_edition(paragraphs=["The 😀 sides met in 𠮷野 today. One 😀", "Two: 外空."])
    alice_browser.post(new_note(edition), fields(edition, words))
    target = Annotation.objects.get().targets.get()
    assert (target.start, target.end) == place_of(edition, words)
    page = alice_browser.get(edition_page(edition)).text
    marked = "".join(piece.partition("<")[0] for piece in page.split('">')[1:] if piece)
    assert words.replace("\n\n", "") in marked.replace("\n", "")


def test_identical_and_crossing_notes_all_stand(alice_browser, edition):
    for words in ("Cold War", "Cold War", "War mentality. They"):
        alice_browser.post(new_note(edition), fields(edition, words))
    first, second, third = Annotation.objects.order_by("pk").values_list("pk", flat=True)
    page = alice_browser.get(edition_page(edition)).text
    assert f'data-a="{first} {second} {third}"' in page
    assert all(f'id="n{key}"' in page for key in (first, second, third))


def test_form_sent_twice_is_one_note(alice_browser, edition):
    sent = fields(edition, "Cold War", uuid=str(uuid.uuid4()))
    for _ in range(2):
        assert alice_browser.post(new_note(edition), sent).status_code == 303
    assert Annotation.objects.count() == Event.objects.count() == 1


def test_selection_that_no_longer_matches_keeps_what_was_typed(alice_browser, edition):
    sent = fields(edition, "Cold War", exact="Warm peace", body="Keep **me**.")
    answer = alice_browser.post(new_note(edition), sent)
    assert answer.status_code == 409
    for said in ("other words stand at this place", "Warm peace", "Cold War", "Keep **me**."):
        assert said in answer.text
    assert not Annotation.objects.exists()


def test_form_for_words_that_changed_says_so_at_once(alice_browser, edition):
    answer = alice_browser.get(new_note(edition, "?start=25&end=33&exact=Warm+air"))
    assert answer.status_code == 409
    assert "other words stand at this place" in answer.text


@pytest.mark.parametrize(
    "query", ["?at=99.9", "?at=1s77", "?start=900000&end=900001", "?start=x&end=y", "?start=5&end=5"]
)
def test_link_to_a_passage_that_is_gone_says_so(alice_browser, edition, query):
    answer = alice_browser.get(new_note(edition, query))
    assert answer.status_code == 404
    assert "This passage is not there" in answer.text


def test_withdrawn_edition_takes_no_note(alice_browser, edition):
    type(edition).objects.update(state=EditionState.WITHDRAWN, withdrawn_at="2026-01-01T00:00Z")
    assert alice_browser.get(new_note(edition, "?at=1")).status_code == 410
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War", body="Kept words."))
    assert answer.status_code == 409
    assert "withdrawn" in answer.text
    assert "Kept words." in answer.text
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"body": ""},
        {"body": "x" * 10_001},
        {"start": "9999999", "end": "99999999"},
        {"start": "-1"},
        {"start": "zwölf"},
        {"visibility": "everyone"},
        {"motivation": "gossip"},
        {"themes": "a" * 101},
        {"second": "99.9"},
        {"second": "https://elsewhere.example/page"},
        {"second_quote": "loose words"},
    ],
)
def test_bad_input_is_refused_with_the_form(alice_browser, edition, bad):
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War", **bad))
    assert answer.status_code == 422
    assert 'id="new-note"' in answer.text
    hidden = {"start", "end", "motivation", "visibility"} & set(bad)
    assert ("autofocus" in answer.text) == (not hidden)
    assert not Annotation.objects.exists()
    assert not Event.objects.exists()


def test_themes_in_any_script_are_taken_in_order(alice_browser, edition):
    make_theme("Sovereignty")
    alice_browser.post(new_note(edition), fields(edition, "Cold War", themes="外空、 sovereignty, Новая"))
    note = Annotation.objects.get()
    assert [row.tag.name for row in note.themed.order_by("pk")] == ["外空", "Sovereignty", "Новая"]
    assert Theme.objects.filter(state="proposed").count() == 2


def test_new_theme_of_a_reader_is_refused_in_words(rita_browser, edition):
    answer = rita_browser.post(new_note(edition), fields(edition, "Cold War", themes="Brand new"))
    assert answer.status_code == 422
    assert "“Brand new” is not in the codebook" in answer.text.replace("&#x27;", "'")
    assert not Theme.objects.exists()


def test_second_passage_of_another_statement(alice_browser, edition):
    other = make_edition(text="Space stays peaceful. It always was.")
    link = f"http://testserver{edition_page(other)}#p1s1"
    answer = alice_browser.post(
        new_note(edition), fields(edition, "Outer space", second=link, relation="softened", body="")
    )
    assert answer.status_code == 303
    note = Annotation.objects.get()
    assert [target.exact for target in note.targets.all()] == ["Outer space", "Space stays peaceful."]
    page = alice_browser.get(edition_page(edition)).text
    assert "Softened" in page
    assert "Space stays peaceful." in page


def test_team_mate_sees_a_team_note_and_others_do_not(alice_browser, bob_browser, carol_browser, browser, edition):
    sent = fields(edition, "Cold War", visibility="team", team="desk", body="Among us.")
    assert alice_browser.post(new_note(edition), sent).status_code == 303
    page = edition_page(edition)
    assert "Among us." in bob_browser.get(page).text
    assert "Among us." not in carol_browser.get(page).text
    assert "Among us." not in browser.get(page).text


def test_private_note_is_seen_by_its_author_alone(alice, edition, request):
    make_annotation(by=alice, edition=edition, on="Cold War", body="Secret thought.")
    for who in ("alice", "bob", "carol", "edith", "oscar", "rita", "vera"):
        page = signed_in(request.getfixturevalue(who)).get(edition_page(edition)).text
        assert ("Secret thought." in page) == (who == "alice"), who


@pytest.mark.parametrize(("who", "team"), [("rita", "desk"), ("vera", ""), ("carol", "desk")])
def test_team_note_of_someone_who_does_not_write_there_is_refused(request, desk, edition, who, team):
    browser = signed_in(request.getfixturevalue(who))
    sent = fields(edition, "Cold War", visibility="team", team=team)
    assert browser.post(new_note(edition), sent).status_code in (403, 422)
    assert not Annotation.objects.exists()
    assert browser.post(new_note(edition), fields(edition, "Cold War")).status_code == 303


def test_reader_of_the_team_is_refused_with_403(rita_browser, edition):
    sent = fields(edition, "Cold War", visibility="team", team="desk")
    assert rita_browser.post(new_note(edition), sent).status_code == 403


def test_stranger_signs_in_first_and_finds_the_words_again(browser, alice, edition):
    typed = fields(edition, "Cold War", body="Typed before.", writer=alice.pk)
    answer = browser.post(new_note(edition), typed)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert not Annotation.objects.exists()
    browser.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    form = browser.get(new_note(edition)).text
    assert "Typed before." in form
    assert 'value="25"' in form
    browser.post(new_note(edition), fields(edition, "Cold War", body="Typed before."))
    assert "Typed before." not in browser.get(new_note(edition)).text


@pytest.mark.parametrize("writer", ["alice", ""])
def test_words_of_an_ended_session_are_not_for_the_next_person(request, browser, bob, edition, writer):
    drawn_for = {"writer": request.getfixturevalue(writer).pk} if writer else {}
    browser.post(new_note(edition), fields(edition, "Cold War", body="Typed before.", **drawn_for))
    browser.force_login(bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Typed before." not in browser.get(new_note(edition)).text


def test_form_says_for_whom_it_was_drawn(alice_browser, alice, edition):
    assert (
        f'<input type="hidden" name="writer" value="{alice.pk}">' in alice_browser.get(new_note(edition, "?at=1")).text
    )
    alice_browser.post("/drafts/", {"key": "k", "body": "Half", "writer": alice.pk})
    assert Draft.objects.get().content == {"body": "Half"}


def test_script_of_a_stranger_gets_401(browser, edition):
    answer = browser.post(new_note(edition), fields(edition, "Cold War"), headers=SCRIPT)
    assert answer.status_code == 401
    assert "your words are still in the form" in answer.text


def test_draft_fills_the_form_and_goes_when_sent(alice_browser, alice, edition):
    key = f"note/{edition.pk}/25-33"
    alice_browser.post("/drafts/", {"key": key, "body": "Half a thou", "visibility": "private"})
    form = alice_browser.get(new_note(edition, "?start=25&end=33"))
    assert "Half a thou" in form.text
    assert f'value="{key}"' in form.text
    alice_browser.post(new_note(edition), fields(edition, "Cold War", draft=key))
    assert not Draft.objects.exists()


def test_get_changes_nothing(alice_browser, edition):
    alice_browser.get(new_note(edition, "?start=25&end=33&exact=Cold+War&motivation=highlighting"))
    assert Annotation.objects.count() == Event.objects.count() == Draft.objects.count() == 0


@pytest.mark.parametrize("already", [8, 24])
def test_storing_beside_many_notes_draws_one_card(alice, alice_browser, edition, django_assert_num_queries, already):
    for _ in range(already):
        make_annotation(by=alice, edition=edition, on="mentality", themes=["Blocs"])
    alice_browser.get(edition_page(edition))
    sent = fields(edition, "Cold War", themes="Blocs", uuid=str(uuid.uuid4()))
    with django_assert_num_queries(19):
        answer = alice_browser.post(new_note(edition), sent, headers=on_page(edition))
    assert answer.text.count("<article") == 1
    assert answer.text.count('data-behaviour="settle"') == 1
    assert answer.text.count("<hx-partial") == 4


@pytest.mark.parametrize("where", ["http://[", "http://[/x", "//["])
@pytest.mark.parametrize("header", ["Referer", "HX-Current-URL"])
def test_page_at_no_address_is_another_page(alice_browser, edition, header, where):
    headers = {**SCRIPT, header: where}
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War"), headers=headers)
    note = Annotation.objects.get()
    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"/annotations/{note.uuid}/")
    assert alice_browser.get(f"/annotations/{note.uuid}/", headers=headers).status_code == 200


@pytest.mark.parametrize("second", ["//[", "http://[/x", "/statements/a%00b/", "/statements/%00/en/1/#p1"])
def test_second_passage_at_no_address_is_refused_in_words(alice_browser, edition, second):
    answer = alice_browser.post(new_note(edition), fields(edition, "Cold War", second=second))
    assert answer.status_code == 422
    assert "This is no link to a statement of this room." in answer.text
    assert "Whose words?" in answer.text


def test_nul_beside_the_words_does_no_harm(alice_browser, edition):
    headers = {**SCRIPT, "Referer": f"http://testserver{edition_page(edition)}?themes=%00&by=%00"}
    sent = fields(edition, "Cold War", draft="note/1\0")
    assert alice_browser.post(new_note(edition), sent, headers=headers).status_code == 200
    assert Annotation.objects.get().body == "Whose words?"
