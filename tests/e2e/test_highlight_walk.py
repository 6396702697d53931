"""A highlight and a note from the first press to undo: with the mouse, without scripts, and by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from statements.models import Annotation, Reply
from tests.e2e.hands import bar, card, form, marks, open_text, path_of, press_in_bar, press_mark, ready, select, tab_to
from tests.make import make_annotation, make_edition, make_theme

SAID = "Said **where**?"


@pytest.fixture
def edition(live_server):
    return make_edition(text="The two sides oppose the Cold War mentality. They support peace.\n\nA second paragraph.")


@pytest.fixture
def note(alice, bob, desk, edition):
    """A note of alice's, which her team sees."""
    return make_annotation(by=alice, on="Cold War", edition=edition, team=desk, body="Whose words?")


def test_sign_in_leads_to_the_text_where_words_are_highlighted_in_one_press(new_page, alice, edition):
    page = new_page()
    open_text(page, edition)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("User name").fill("alice")
    page.get_by_label("Password", exact=True).fill("secret")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{path_of(edition)}")
    ready(page)
    select(page, "Cold War mentality")
    press_in_bar(page, "Highlight")
    expect(page.locator("mark")).to_have_text("Cold War mentality")
    expect(bar(page)).to_be_hidden()
    highlight = Annotation.objects.get()
    assert (highlight.author, highlight.motivation, highlight.body) == (alice, "highlighting", "")
    assert highlight.targets.get().exact == "Cold War mentality"
    expect(card(page, highlight.pk)).to_contain_text("Alice")


def test_highlight_needs_no_second_press_from_someone_without_a_team(new_page, vera, edition):
    page = new_page(vera)
    open_text(page, edition)
    select(page, "support peace")
    press_in_bar(page, "Highlight")
    expect(page.locator("mark")).to_have_text("support peace")
    assert Annotation.objects.get().visibility == "private"


def test_note_is_written_beside_its_words_and_stands_level_with_them(new_page, alice, bob, desk, edition):
    make_theme("Cold War mentality")
    page = new_page(alice)
    open_text(page, edition)
    select(page, "Cold War mentality")
    press_in_bar(page, "Note")
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()
    expect(form(page).locator("q.lemma")).to_have_text("Cold War mentality")
    assert_beside(page, form(page), page.locator("#p1 .words"))
    assert_unblurred(page)
    form(page).get_by_label("Note", exact=True).fill(SAID)
    choose_theme(page, "cold", "Cold War mentality")
    expect(form(page).get_by_label("Desk, 2 people")).to_be_checked()
    form(page).get_by_role("button", name="Preview").click()
    expect(form(page).locator(".preview strong")).to_have_text("where")
    form(page).get_by_role("button", name="Save note").click()
    expect(form(page)).to_have_count(0)
    note = Annotation.objects.get()
    assert (note.body, note.visibility, note.team, note.motivation) == (SAID, "team", desk, "commenting")
    assert [theme.name for theme in note.themes.all()] == ["Cold War mentality"]
    expect(card(page, note.pk).locator(".body strong")).to_have_text("where")
    assert marks(page, note.pk) == "Cold War mentality"
    assert_level(page, note.pk)


def choose_theme(page: Page, typed: str, name: str) -> None:
    field = form(page).get_by_role("combobox", name="Themes")
    field.press_sequentially(typed)
    expect(page.get_by_role("option", name=name)).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value(f"{name}, ")


def assert_beside(page: Page, editor, words) -> None:
    """Nothing of the text is covered by the form, and their lines meet."""
    one, other = editor.bounding_box(), words.bounding_box()
    assert one["x"] >= other["x"] + other["width"]
    assert one["y"] < other["y"] + other["height"]


def assert_unblurred(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.querySelector('#p1 .words')).filter") == "none"


def assert_level(page: Page, key: int) -> None:
    """The card begins at the line of its words, give or take one line."""
    expect(card(page, key)).to_be_visible()
    top, other = card(page, key).bounding_box()["y"], page.locator(f'mark[data-a~="{key}"]').first.bounding_box()["y"]
    assert abs(top - other) < 32


def test_note_of_a_team_is_seen_by_a_team_mate_and_by_nobody_else(new_page, bob, carol, edition, note):
    mate, other = new_page(bob), new_page(carol)
    open_text(mate, edition)
    expect(card(mate, note.pk)).to_contain_text("Whose words?")
    assert marks(mate, note.pk) == "Cold War"
    open_text(other, edition)
    expect(other.locator("#p1 .words")).to_be_visible()
    expect(other.locator("mark")).to_have_count(0)
    assert "Whose words?" not in other.content()


def test_team_mate_answers_resolves_and_opens_again(new_page, bob, edition, note):
    page = new_page(bob)
    open_text(page, edition)
    press_mark(page, note.pk)
    reply = card(page, note.pk).get_by_label("Reply")
    reply.fill("Of the authors.")
    card(page, note.pk).get_by_role("button", name="Send reply").click()
    expect(card(page, note.pk).locator(".thread")).to_contain_text("Of the authors.")
    assert Reply.objects.get().body == "Of the authors."
    card(page, note.pk).get_by_role("button", name="Resolve").click()
    expect(card(page, note.pk).get_by_role("button", name="Open again")).to_be_visible()
    assert Annotation.objects.get().state == "resolved"
    card(page, note.pk).get_by_role("button", name="Open again").click()
    expect(card(page, note.pk).get_by_role("button", name="Resolve")).to_be_visible()
    assert Annotation.objects.get().state == "open"


def test_author_rewords_deletes_and_takes_it_back(new_page, alice, edition, note):
    page = new_page(alice)
    open_text(page, edition)
    press_mark(page, note.pk)
    card(page, note.pk).get_by_role("link", name="Edit").click()
    card(page, note.pk).get_by_label("Note", exact=True).fill("The *authors'* words?")
    card(page, note.pk).get_by_role("button", name="Save note").click()
    expect(card(page, note.pk).locator(".body em")).to_have_text("authors'")
    assert Annotation.objects.get().revisions.count() == 2
    card(page, note.pk).get_by_role("link", name="Delete").click()
    expect(page.locator("mark")).to_have_count(0)
    expect(card(page, note.pk)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("mark")).to_have_text("Cold War")
    expect(card(page, note.pk)).to_contain_text("authors'")
    assert Annotation.objects.get().deleted_at is None


def test_note_is_written_without_scripts(new_page, alice, bob, edition):
    make_theme("Sovereignty")
    page = new_page(alice, java_script_enabled=False)
    page.goto(path_of(edition))
    expect(bar(page)).to_be_hidden()
    page.get_by_label("Links and notes for paragraph 1").click()
    page.get_by_role("link", name="Write a note on 1, sentence 2").click()
    expect(page.locator("blockquote.passage")).to_have_text("They support peace.")
    page.get_by_label("Note", exact=True).fill(SAID)
    page.get_by_label("Themes").fill("sovereignty")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview strong")).to_have_text("where")
    page.go_back()
    expect(page.get_by_label("Note", exact=True)).to_have_value(SAID)
    page.get_by_role("button", name="Save note").click()
    note = Annotation.objects.get()
    assert page.url.endswith(f"{path_of(edition)}?at=1#p1")
    assert (note.body, note.targets.get().exact) == (SAID, "They support peace.")
    assert [theme.name for theme in note.themes.all()] == ["Sovereignty"]
    assert marks(page, note.pk) == "They support peace."
    expect(card(page, note.pk).locator(".body strong")).to_have_text("where")


def test_highlight_of_quoted_words_without_scripts(new_page, alice, edition):
    page = new_page(alice, java_script_enabled=False)
    page.goto(path_of(edition))
    page.get_by_label("Links and notes for paragraph 1").click()
    page.get_by_role("link", name="Write a note on this paragraph").click()
    page.get_by_text("Only some of these words").click()
    page.get_by_label("Only these words of it").fill("Cold  War")
    page.get_by_role("button", name="Only highlight").click()
    expect(page.locator("mark")).to_have_text("Cold War")
    assert Annotation.objects.get().motivation == "highlighting"


def test_thread_without_scripts(new_page, alice, edition, note):
    page = new_page(alice, java_script_enabled=False)
    page.goto(path_of(edition))
    card(page, note.pk).get_by_role("link", name="Reply").click()
    page.get_by_label("Reply").fill("Theirs.")
    page.get_by_role("button", name="Send reply").click()
    expect(page.locator(".thread")).to_contain_text("Theirs.")
    page.goto(f"/annotations/{note.uuid}/")
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_role("button", name="Open again")).to_be_visible()
    card(page, note.pk).locator(".deeds").get_by_role("link", name="Edit").click()
    page.get_by_label("Note", exact=True).fill("Whose, then?")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".note .body").first).to_have_text("Whose, then?")
    card(page, note.pk).locator(".deeds").get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete note").click()
    expect(page.get_by_role("status").get_by_text("Note deleted.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("mark")).to_have_text("Cold War")
    note.refresh_from_db()
    assert (note.deleted_at, note.body, note.state) == (None, "Whose, then?", "resolved")


def test_note_by_the_keyboard_alone(new_page, alice, edition):
    page = new_page(alice, caret=True)
    open_text(page, edition, "#p1")
    page.keyboard.press("ArrowRight")
    walk_caret_to(page, "The two sides")
    for _word in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    chosen = page.evaluate("getSelection().toString()").strip()
    expect(bar(page)).to_be_visible()
    page.keyboard.press("a")
    expect(bar(page).get_by_role("button").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.type("By keys.")
    page.keyboard.press("Control+Enter")
    expect(form(page)).to_have_count(0)
    note = Annotation.objects.get()
    assert (note.body, note.targets.get().exact) == ("By keys.", chosen)
    assert chosen == "The two sides"
    expect(card(page, note.pk)).to_contain_text("By keys.")
    assert marks(page, note.pk) == chosen
    assert page.evaluate("key => document.activeElement.closest('.note')?.id === key", f"n{note.pk}")


def walk_caret_to(page: Page, words: str) -> None:
    """Move the caret down to where `words` begin."""
    where = "() => { const s = getSelection(); return s.focusNode?.textContent.slice(s.focusOffset) ?? ''; }"
    for _line in range(40):
        if page.evaluate(where).startswith(words):
            return
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Home")
    raise AssertionError(f"The caret does not come to “{words}”.")


@pytest.mark.parametrize("scripts", [True, False])
def test_note_by_tab_and_enter_alone(new_page, alice, edition, scripts):
    page = new_page(alice, java_script_enabled=scripts)
    open_text(page, edition)
    tab_to(page, "Links and notes for paragraph 1")
    page.keyboard.press("Enter")
    tab_to(page, "Write a note on 1, sentence 1")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.type("By tab.")
    tab_to(page, "Save note")
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_text("The two sides oppose the Cold War mentality.")
    assert Annotation.objects.get().body == "By tab."
