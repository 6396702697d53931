"""A saved web page from the desk of the editor to a note in its margin: with scripts, without, and by keys alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from statements.models import Annotation, Statement, Upload
from tests.e2e.hands import form, press_in_bar, ready, select, tab_to

PAGE = Path(__file__).resolve().parent.parent / "data" / "texts" / "river-declaration.html"
TITLE = "Joint Declaration of the Kingdom of Arvia and the Republic of Borland on Shared Rivers"
SLUG = re.compile(r"/statements/2011-03-15-[a-z-]+/en/1/$")


@pytest.fixture(autouse=True)
def originals(tmp_path, settings, live_server):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "originals"


def row_of(page: Page, address: str):
    """The row of a block on the desk."""
    return page.locator(".line", has=page.locator(f'.ad:text-is("{address}")'))


def words_of(page: Page, address: str):
    return row_of(page, address).locator(".words")


def hand_in(page: Page) -> None:
    page.goto("/uploads/")
    page.get_by_role("link", name="Hand in a text").first.click()
    page.get_by_label("A file").set_input_files(PAGE)
    page.get_by_role("button", name="Hand in and see what is understood").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_saved_page_is_corrected_published_and_annotated(new_page, edith, originals, scripts):
    page = new_page(edith, java_script_enabled=scripts)
    hand_in(page)
    upload = Upload.objects.get()
    assert (originals / upload.sha256[:2] / upload.sha256).read_bytes() == PAGE.read_bytes()
    see_what_was_understood(page)
    correct(page, scripts)
    about_and_preview(page)
    page.get_by_role("button", name="Save and publish").click()
    expect(page).to_have_url(SLUG)
    read(page)
    annotate(page, scripts)
    note = Annotation.objects.get()
    assert (note.author, note.targets.get().exact) == (edith, "They will inform each other of floods without delay.")
    expect(page.locator("mark")).to_have_text("They will inform each other of floods without delay.")


def see_what_was_understood(page: Page) -> None:
    expect(words_of(page, "pre.2")).to_have_text("recalling the Treaty of Good Neighbourliness of 2 June 1998,")
    expect(words_of(page, "1.1")).to_contain_text("The Parties regard the rivers they share")
    expect(page.get_by_text("Left out: page tool")).to_have_count(1)
    expect(page.get_by_label("Signed", exact=True)).to_have_value("2011-03-14")
    expect(page.get_by_label("Place", exact=True)).to_have_value("Harbourg")


def correct(page: Page, scripts: bool) -> None:
    page.get_by_role("button", name="Restore line 20").click()
    restored = page.locator(".block .words", has_text="Read more")
    expect(restored).to_be_visible()
    expect(page.get_by_role("button", name="Restore line 20")).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("button", name="Restore line 20")).to_be_visible()
    take_in_hand(page, "pre.2")
    page.locator("summary", has_text="Preamble clause").click()
    page.get_by_role("button", name="Paragraph", exact=True).click()
    expect(page.locator(".words.paragraph", has_text="recalling the Treaty")).to_be_visible()
    split_by_sentence(page, scripts)
    expect(words_of(page, "1.1")).to_have_text("The Parties regard the rivers they share as a common good.")
    expect(words_of(page, "1.2")).to_have_text(
        "Neither of them will divert the course of a river without the consent of the other."
    )
    expect(words_of(page, "1.3")).to_have_text("They will inform each other of floods without delay.")
    take_in_hand(page, "2.1")
    page.get_by_role("button", name="Join with the next block").click()
    expect(words_of(page, "2.1")).to_have_text(
        "The Parties set up a commission of six members. The commission meets twice a year."
    )


def take_in_hand(page: Page, address: str) -> None:
    row_of(page, address).locator(".ad").click()
    expect(page.locator(".line.in-hand .ad")).to_have_text(address)


def split_by_sentence(page: Page, scripts: bool) -> None:
    """With scripts at the place chosen in the words, without by the panel's list of sentences."""
    take_in_hand(page, "1.1")
    if not scripts:
        page.get_by_role("link", name="Split").click()
        page.get_by_role("button", name="Neither of them will divert").click()
        return
    page.get_by_role("link", name="Split").click()
    expect(page.locator("#choose .says")).to_have_text(
        "The second block begins with “Neither of them will divert the course of …”."
    )
    page.get_by_role("button", name="Do it").click()


def about_and_preview(page: Page) -> None:
    page.get_by_label("Signed", exact=True).fill("2011-03-15")
    page.get_by_label("Parties, in the order of the title").fill("Arvia; Borland")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="Preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator('[id="p1.3"] .words')).to_have_text("They will inform each other of floods without delay.")
    assert not Statement.objects.exists()
    page.get_by_role("link", name="Back to the desk").click()


def read(page: Page) -> None:
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    texts = page.locator("#text .row .words").all_text_contents()
    assert [text.split()[0] for text in texts] == [
        "The", "recalling", "declare", "The", "Neither", "They", "The", "This",
    ]  # fmt: skip
    assert "Read more" not in page.locator("main").inner_text()
    statement = Statement.objects.get()
    assert [(party.name) for party in statement.parties.all()] == ["Arvia", "Borland"]


def annotate(page: Page, scripts: bool) -> None:
    if scripts:
        select(page, "They will inform each other of floods without delay.")
        press_in_bar(page, "Note")
    else:
        page.get_by_label("Links and notes for paragraph 1.3").click()
        page.get_by_role("link", name="Write a note on this paragraph").click()
    form(page).get_by_label("Note", exact=True).fill("Who measures?")
    form(page).get_by_role("button", name="Save note").click()
    expect(page.locator(".note .body")).to_have_text("Who measures?")


TEXT = """Joint Statement of Arvia and Borland

Harbourg, 14 March 2011

1. The Parties agree. They part as friends.

2. They will meet again.
"""


@pytest.mark.parametrize("scripts", [True, False])
def test_pasted_text_is_published_and_annotated_by_keys_alone(new_page, edith, scripts):
    page = new_page(edith, java_script_enabled=scripts)
    page.goto("/uploads/new/")
    tab_to(page, "Or the text itself, pasted")
    page.keyboard.insert_text(TEXT)
    go(page, "Hand in and see what is understood")
    expect(page.get_by_role("heading", level=1, name="Joint Statement of Arvia and Borland")).to_be_visible()
    go(page, "1.1")
    expect(page.locator(".line.in-hand .ad")).to_have_text("1.1")
    go(page, "Split")
    if scripts:
        expect(page.locator("#choose .says")).to_contain_text("“They part as friends.”")
        page.keyboard.press("Enter")
    else:
        expect(page.get_by_label("A place, by its words")).to_be_visible()
        go(page, "They part as friends.")
    expect(words_of(page, "1.2")).to_have_text("They part as friends.")
    if not scripts:
        go(page, "1.1")
    go(page, "Join with the next block")
    expect(words_of(page, "1.2")).to_have_count(0)
    expect(words_of(page, "1.1")).to_have_text("The Parties agree. They part as friends.")
    tab_to(page, "Title")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("On Rivers")
    go(page, "Save and publish")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_url(re.compile(r"/statements/"))
    ready(page)
    go(page, "Links and notes for paragraph 1.1")
    go(page, "Write a note on 1.1, sentence 2")
    expect(page.get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.insert_text("All of them?")
    go(page, "Save note")
    expect(page.locator("mark")).to_have_text("They part as friends.")
    assert Statement.objects.get().title == "On Rivers"


def go(page: Page, name: str) -> None:
    """Tab to what is called `name`, and press it."""
    ready(page)
    tab_to(page, name)
    page.keyboard.press("Enter")


def test_same_page_again_leads_to_the_statement_it_became(new_page, edith):
    page = new_page(edith)
    hand_in(page)
    page.get_by_role("button", name="Save and publish").click()
    page.wait_for_url(re.compile(r"/statements/"))
    page.goto("/uploads/new/")
    page.get_by_label("A file").set_input_files(PAGE)
    page.get_by_role("button", name="Hand in and see what is understood").click()
    page.wait_for_url(re.compile(r"/statements/2011-03-14-"))
    expect(page.get_by_text("The room already holds these very bytes")).to_be_visible()
    assert Upload.objects.count() == 1


def test_page_that_cannot_be_understood_says_why(new_page, edith, tmp_path):
    page = new_page(edith)
    page.goto("/uploads/new/")
    page.get_by_label("A file").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"\0\1\2" * 400})
    page.get_by_role("button", name="Hand in and see what is understood").click()
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    expect(page.locator(".banner.bad")).to_contain_text(Upload.objects.get().problem)
    assert Upload.objects.get().state == "failed"
