"""Words that were typed are there again: after a reload, a closed tab, an ended session, a lost network, two tabs."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from statements.models import Annotation, Draft
from tests.e2e.hands import card, form, open_text, path_of, press_in_bar, press_mark, ready, select
from tests.make import make_annotation, make_edition

TYPED = "Whose words are these? 谁的话？"


@pytest.fixture
def edition(live_server):
    return make_edition(text="The two sides oppose the Cold War mentality. They support peace.\n\nA second paragraph.")


@pytest.fixture
def note(alice, desk, edition):
    return make_annotation(by=alice, on="Cold War", edition=edition, team=desk, body="First wording.")


def body(page: Page):
    return form(page).get_by_label("Note", exact=True)


def begin_note(page: Page, edition) -> None:
    open_text(page, edition)
    select(page, "Cold War mentality")
    press_in_bar(page, "Note")
    expect(body(page)).to_be_focused()
    page.keyboard.insert_text(TYPED)
    # Nobody closes a tab within the few milliseconds in which the form's own script comes to life.
    page.wait_for_function("words => Object.values(localStorage).some((kept) => kept.includes(words))", arg=TYPED[:12])


def save(page: Page) -> None:
    form(page).get_by_role("button", name="Save note").click()


def sign_in_again(page: Page) -> None:
    page.get_by_label("User name").fill("alice")
    page.get_by_label("Password", exact=True).fill("secret")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def end_session(page: Page) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def stored_once() -> None:
    note = Annotation.objects.get()
    assert (note.body, note.targets.get().exact) == (TYPED, "Cold War mentality")


def test_reload_while_typing_opens_the_form_again(new_page, alice, edition):
    page = new_page(alice)
    begin_note(page, edition)
    page.reload()
    expect(body(page)).to_have_value(TYPED)
    expect(form(page).locator("q.lemma")).to_have_text("Cold War mentality")
    save(page)
    expect(form(page)).to_have_count(0)
    stored_once()
    page.reload()
    ready(page)
    expect(form(page)).to_have_count(0)


def test_tab_closed_while_typing_is_opened_again_where_it_was(new_page, alice, edition):
    page = new_page(alice)
    begin_note(page, edition)
    page.close()
    again = page.context.new_page()
    open_text(again, edition)
    expect(body(again)).to_have_value(TYPED)
    save(again)
    expect(form(again)).to_have_count(0)
    stored_once()


def test_draft_is_there_in_another_browser(new_page, alice, edition):
    page, other = new_page(alice), new_page(alice)
    begin_note(page, edition)
    page.keyboard.type(" ")
    expect(form(page).locator("[data-kept]")).to_contain_text("Draft kept at")
    assert Draft.objects.get().content["body"].strip() == TYPED
    open_text(other, edition)
    select(other, "Cold War mentality")
    press_in_bar(other, "Note")
    expect(body(other)).to_have_value(f"{TYPED} ")
    save(other)
    expect(form(other)).to_have_count(0)
    stored_once()
    assert not Draft.objects.exists()


def test_form_closed_keeps_its_words_until_they_are_discarded(new_page, alice, edition):
    page = new_page(alice)
    begin_note(page, edition)
    with page.expect_response("**/drafts/"):
        page.keyboard.press("Escape")
    expect(form(page)).to_have_count(0)
    select(page, "Cold War mentality")
    press_in_bar(page, "Note")
    expect(body(page)).to_have_value(TYPED)
    form(page).get_by_role("button", name="Discard").click()
    expect(form(page)).to_contain_text("Draft discarded.")
    expect(body(page)).to_have_value("")
    assert not Draft.objects.exists()
    page.reload()
    ready(page)
    expect(form(page)).to_have_count(0)


def test_words_for_a_note_that_are_discarded_leave_its_wording(new_page, alice, edition, note):
    page = new_page(alice)
    for _time in range(2):
        open_text(page, edition)
        press_mark(page, note.pk)
        card(page, note.pk).get_by_role("link", name="Edit").click()
        expect(editor(page, note)).to_be_visible()
        editor(page, note).press("Control+End")
        page.keyboard.type(" More.")
        with page.expect_response("**/drafts/"):
            page.keyboard.press("Escape")
    card(page, note.pk).get_by_role("link", name="Edit").click()
    expect(editor(page, note)).to_have_value("First wording. More. More.")
    card(page, note.pk).get_by_role("button", name="Discard").click()
    expect(editor(page, note)).to_have_value("First wording.")


def test_session_that_ended_while_typing_costs_no_word(new_page, alice, edition):
    page = new_page(alice)
    begin_note(page, edition)
    end_session(page)
    save(page)
    expect(form(page).get_by_role("link", name="Sign in")).to_be_visible()
    expect(body(page)).to_have_value(TYPED)
    with page.context.expect_page() as opened:
        form(page).get_by_role("link", name="Sign in").click()
    sign_in_again(opened.value)
    expect(opened.value.get_by_role("link", name="your account, Alice")).to_be_visible()
    save(page)
    expect(form(page)).to_have_count(0)
    stored_once()


def test_session_that_ended_while_typing_costs_no_word_without_scripts(new_page, alice, edition):
    page = new_page(alice, java_script_enabled=False)
    page.goto(path_of(edition, "notes/new/?at=1s1"))
    body(page).fill(TYPED)
    end_session(page)
    save(page)
    sign_in_again(page)
    expect(body(page)).to_have_value(TYPED)
    save(page)
    expect(page.locator("mark")).to_have_text("The two sides oppose the Cold War mentality.")
    assert Annotation.objects.get().body == TYPED


def test_form_older_than_every_cookie_gives_the_words_back(new_page, alice, edition):
    page = new_page(alice, java_script_enabled=False)
    page.goto(path_of(edition, "notes/new/?at=1s1"))
    body(page).fill(TYPED)
    page.context.clear_cookies()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("The form was too old to be sent")
    expect(page.get_by_label("What you wrote")).to_have_value(TYPED)
    assert not Annotation.objects.exists()


def test_network_that_was_lost_costs_no_word(new_page, alice, edition):
    page = new_page(alice)
    begin_note(page, edition)
    page.context.set_offline(True)
    save(page)
    expect(form(page).get_by_role("alert")).to_contain_text("The room cannot be reached just now.")
    expect(body(page)).to_have_value(TYPED)
    page.context.set_offline(False)
    save(page)
    expect(form(page)).to_have_count(0)
    stored_once()


def test_note_sent_twice_by_a_double_press_is_stored_once(new_page, alice, edition):
    page = new_page(alice)
    begin_note(page, edition)
    form(page).get_by_role("button", name="Save note").dblclick()
    expect(form(page)).to_have_count(0)
    ready(page)
    stored_once()


def test_note_sent_twice_from_the_same_page_is_stored_once(new_page, alice, edition):
    page = new_page(alice, java_script_enabled=False)
    page.goto("/account/")  # the cookie of the forms' token is there, as it is after signing in
    page.goto(path_of(edition, "notes/new/?at=1s1"))
    body(page).fill(TYPED)
    save(page)
    expect(page.locator("mark")).to_have_count(1)
    page.go_back()
    body(page).fill(TYPED)
    save(page)
    expect(page.locator("mark")).to_have_count(1)
    assert Annotation.objects.get().body == TYPED


WORDINGS = ["First wording.", "Said in the first tab.", "Said in the second tab."]


def test_second_of_two_tabs_is_shown_both_wordings(new_page, alice, edition, note):
    one = new_page(alice)
    other = one.context.new_page()
    for page in (one, other):
        open_text(page, edition)
        press_mark(page, note.pk)
        card(page, note.pk).get_by_role("link", name="Edit").click()
        expect(editor(page, note)).to_have_value("First wording.")
    reword(one, note, WORDINGS[1])
    expect(card(one, note.pk).locator(".body")).to_contain_text(WORDINGS[1])
    reword(other, note, WORDINGS[2])
    expect(other.get_by_role("alert")).to_contain_text("Another wording was saved while you were writing.")
    expect(other.locator(".wordings")).to_contain_text(WORDINGS[1])
    expect(editor(other, note)).to_have_value(WORDINGS[2])
    card(other, note.pk).get_by_role("button", name="Save note").click()
    expect(card(other, note.pk).locator(".body")).to_contain_text(WORDINGS[2])
    assert [one.body for one in note.revisions.order_by("pk")] == WORDINGS


def test_edit_pressed_while_the_note_is_on_its_way_opens_its_form(new_page, alice, edition, note):
    page = new_page(alice)
    open_text(page, edition)
    held = []
    page.route(f"**/annotations/{note.uuid}/?anchor=*", lambda route: held.append(route))
    with page.expect_request(f"**/annotations/{note.uuid}/?anchor=*"):
        press_mark(page, note.pk)
    page.route(f"**/annotations/{note.uuid}/edit/**", lambda route: (held.pop().continue_(), route.continue_()))
    with page.expect_event("requestfinished", lambda request: "?anchor=" in request.url):
        card(page, note.pk).get_by_role("link", name="Edit").click()
    expect(editor(page, note)).to_have_value("First wording.")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(editor(page, note)).to_be_visible()
    assert held == []


def editor(page: Page, note):
    return card(page, note.pk).get_by_label("Note", exact=True)


def reword(page: Page, note, words: str) -> None:
    editor(page, note).fill(words)
    card(page, note.pk).get_by_role("button", name="Save note").click()


def test_second_of_two_tabs_is_shown_both_wordings_without_scripts(new_page, alice, edition, note):
    one = new_page(alice, java_script_enabled=False)
    other = one.context.new_page()
    for page in (one, other):
        page.goto(f"/annotations/{note.uuid}/edit/")
    one.get_by_label("Note", exact=True).fill(WORDINGS[1])
    one.get_by_role("button", name="Save note").click()
    other.get_by_label("Note", exact=True).fill(WORDINGS[2])
    other.get_by_role("button", name="Save note").click()
    expect(other.get_by_role("alert")).to_contain_text("Another wording was saved while you were writing.")
    expect(other.locator(".wordings")).to_contain_text(WORDINGS[1])
    expect(other.get_by_label("Note", exact=True)).to_have_value(WORDINGS[2])
    other.get_by_role("button", name="Save note").click()
    expect(other.locator(".note .body").first).to_have_text(WORDINGS[2])
    assert [one.body for one in note.revisions.order_by("pk")] == WORDINGS
