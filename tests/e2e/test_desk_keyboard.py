"""The desk by keys alone: a saved page handed in, a line restored, a paragraph split, the date set, published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from statements.models import Draft, Edition, Upload
from tests.e2e.hands import ready, tab_to
from tests.make_upload import make_draft

PAGE = Path(__file__).resolve().parent.parent / "data" / "texts" / "river-declaration.html"
SECOND = "Neither of them will divert the course of a river without the consent of the other."


@pytest.fixture(autouse=True)
def originals(tmp_path, settings, live_server):
    settings.DATA_FOLDER = tmp_path


def hand_in_by_keys(page: Page) -> Upload:
    page.goto("/uploads/new/")
    ready(page)
    tab_to(page, "Or the text itself, pasted")
    page.keyboard.insert_text(PAGE.read_text(encoding="utf-8"))
    tab_to(page, "Hand in and see what is understood")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/uploads/\d+/"))
    ready(page)
    return Upload.objects.get()


def hand(page: Page):
    return page.locator(".line.in-hand")


def press_until(page: Page, key: str, row: str) -> None:
    """Press a key until the row with this key is in hand."""
    for _press in range(60):
        if hand(page).get_attribute("data-row") == row:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {row}")


def test_walk_by_keys_alone(new_page, edith):
    page = new_page(edith)
    upload = hand_in_by_keys(page)
    press_until(page, "j", "-20")
    page.keyboard.press("r")
    expect(hand(page).locator(".words")).to_have_text("Read more")
    press_until(page, "k", "1.1")
    page.keyboard.press("s")
    expect(page.locator("#choose .says")).to_contain_text("Neither of them will divert")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator('[id="r1.2"] .words')).to_have_text(SECOND)
    expect(hand(page)).to_be_focused()
    page.keyboard.press("i")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    tab_to(page, "Signed")
    page.keyboard.type("03162011")
    page.keyboard.press("Escape")
    expect(hand(page)).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.insert_text("One line restored, one paragraph split.")
    tab_to(page, "Save and publish")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/statements/2011-03-16-[a-z-]+/en/1/$"))
    edition = Edition.objects.get()
    assert (str(edition.statement.date_signed), edition.note) == (
        "2011-03-16",
        "One line restored, one paragraph split.",
    )
    texts = list(edition.paragraphs.values_list("text", flat=True))
    assert SECOND in texts
    assert "Read more" in texts
    upload.refresh_from_db()
    assert [step["deed"] for step in upload.history] == ["restore", "split"]


def test_walk_without_scripts(new_page, edith):
    page = new_page(edith, java_script_enabled=False)
    page.goto("/uploads/new/")
    page.get_by_label("A file").set_input_files(PAGE)
    page.get_by_role("button", name="Hand in and see what is understood").click()
    page.get_by_role("button", name="Restore line 20").click()
    expect(hand(page).locator(".words")).to_have_text("Read more")
    page.locator('[id="r1.1"] .ad').click()
    page.get_by_role("link", name="Marker, address, places by words").click()
    page.get_by_label("A place, by its words").fill("Neither of them")
    page.get_by_role("button", name="Split before them").click()
    expect(page.locator('[id="r1.2"] .words')).to_have_text(SECOND)
    page.get_by_label("Signed", exact=True).fill("2011-03-16")
    page.get_by_role("button", name="Save and publish").click()
    page.wait_for_url(re.compile(r"/statements/2011-03-16-[a-z-]+/en/1/$"))


def test_every_key_does_its_deed_and_undo_takes_it_back(new_page, edith):
    draft = make_draft(by=edith)
    page = new_page(edith)
    page.goto(f"/uploads/{draft.pk}/?at=1.1")
    ready(page)
    before = draft.draft["blocks"]

    def blocks():
        return Upload.objects.get().draft["blocks"]

    def press(key: str, turn: int) -> None:
        page.keyboard.press(key)
        expect(page.locator("#step [name=turn]")).to_have_value(str(turn))

    press("m", 1)
    assert [block["address"] for block in blocks()] == ["title", "1.1"]
    press("u", 2)
    press("y", 3)
    press("Control+z", 4)
    assert blocks() == before
    press("5", 5)
    expect(hand(page).locator(".words")).to_have_class("words heading")
    press("u", 6)
    press("Alt+ArrowDown", 7)
    assert [block["text"][:10] for block in blocks()] == ["Joint Decl", "They stand", "The sides "]
    press("u", 8)
    press("d", 9)
    expect(hand(page)).to_have_attribute("data-row", "-3")
    press("r", 10)
    assert [block["text"] for block in blocks()][1].startswith("1. The sides")
    press("u", 11)
    press("u", 12)
    page.keyboard.press("b")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#step [name=turn]")).to_have_value("13")
    assert [block["text"] for block in blocks()][2] == "first”. They stand ready."
    press("u", 14)
    assert blocks() == before
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Keys at the upload desk")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_fast_keys_are_done_one_after_the_other(new_page, edith):
    text = "\n\n".join(f"Paragraph number {n} of this text speaks of rivers." for n in range(8))
    draft = make_draft(by=edith, text="x")
    blocks = [
        {"address": str(n), "kind": "paragraph", "marker": None, "text": words, "first_line": n, "last_line": n}
        for n, words in enumerate(text.split("\n\n"), start=1)
    ]
    draft.draft["blocks"] = [{**block, "speaker": None} for block in blocks]
    draft.save()
    page = new_page(edith)
    page.goto(f"/uploads/{draft.pk}/?at=2")
    ready(page)
    for key in ("m", "m", "j", "m"):
        page.keyboard.press(key)
    expect(page.locator("#step [name=turn]")).to_have_value("3")
    sizes = [block["text"].count("Paragraph") for block in Upload.objects.get().draft["blocks"]]
    assert sizes == [1, 3, 2, 1, 1]


def test_second_editor_is_seen_told_and_may_go_on(new_page, edith, oscar):
    draft = make_draft(by=edith)
    one, other = new_page(edith), new_page(oscar)
    for page in (one, other):
        page.goto(f"/uploads/{draft.pk}/?at=1.2")
        ready(page)
    expect(other.locator("#others")).to_contain_text("Edith is here too")
    one.keyboard.press("9")
    expect(one.locator("#step [name=turn]")).to_have_value("1")
    other.locator(".line.in-hand .words").click()
    other.keyboard.press("d")
    expect(other.locator("#problem")).to_contain_text("Edith changed the kind of 1.2")
    expect(other.locator('[id="r1.2"] .words')).to_have_class("words quotation")
    other.get_by_role("button", name="Take my step all the same").click()
    expect(other.locator("#step [name=turn]")).to_have_value("2")
    assert [block["text"] for block in Upload.objects.get().draft["blocks"]][-1].startswith("The sides")


def test_what_is_typed_about_a_text_outlives_the_page(new_page, edith):
    draft = make_draft(by=edith)
    page = new_page(edith)
    page.goto(f"/uploads/{draft.pk}/")
    ready(page)
    page.get_by_label("Place", exact=True).fill("Astana")
    expect(page.locator("[data-kept]")).to_contain_text("Draft kept at")
    assert Draft.objects.get().content["place"] == "Astana"
    page.close()
    page = new_page(edith)
    page.goto(f"/uploads/{draft.pk}/")
    expect(page.get_by_label("Place", exact=True)).to_have_value("Astana")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    ready(page)
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert (Upload.objects.get().about["place"], Draft.objects.count()) == ("Astana", 0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 375), ("dark", 768)])
def test_desk_at_work_has_no_serious_fault(new_page, serious_faults, edith, scheme, width):
    draft = make_draft(by=edith)
    page = new_page(edith, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"/uploads/{draft.pk}/?at=1.1")
    ready(page)
    faults = {}
    for key in ("c", "s", "Escape", "e", "Escape", "x", "9"):
        page.keyboard.press(key)
        ready(page)
        if found := serious_faults(page):
            faults[key] = found
    assert faults == {}
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_border_and_quotation_are_chosen_with_the_pointer_too(new_page, edith):
    draft = make_draft(by=edith)
    page = new_page(edith)
    page.goto(f"/uploads/{draft.pk}/")
    ready(page)
    page.locator('[id="r1.2"] .words').dblclick(position={"x": 60, "y": 10})
    expect(hand(page)).to_have_attribute("data-row", "1.2")
    chosen = page.evaluate("() => getSelection().toString().trim()")
    page.get_by_role("link", name="Mark a quotation").click()
    expect(page.locator("#choose .says")).to_have_text(f"Quotation: “{chosen}”")
    page.get_by_role("button", name="Do it").click()
    expect(page.locator('[id="r1.2"] mark.qt')).to_have_text(chosen)
    page.get_by_role("link", name="Marker, address, places by words").click()
    page.get_by_role("button", name=chosen).click()
    expect(page.locator('[id="r1.2"] mark.qt')).to_have_count(0)
