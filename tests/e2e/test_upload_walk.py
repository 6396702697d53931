"""A text from the desk to the reading page in a real browser: with scripts, without, and by the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from statements.models import Edition, Upload
from tests.make_upload import make_draft

TEXT = """Go to home page

Joint Declaration

Moscow, 16 July 2001

1. The two sides support the central role of the United Nations. They stand ready to work for it.
2. They stand ready to work together for for peace and for the development of all countries.
3. Printed from the web.

Back to top
"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Joint Declaration</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<h1>Joint Declaration</h1><p>Moscow, 16 July 2001</p>
<p>1. The two sides support the central role of the United Nations &amp; its Charter.</p>
<p>2. They stand ready to work together for peace and for the development of all countries.</p>
<script>document.title = "changed"</script></body></html>"""


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path


def addresses(page: Page) -> list[str]:
    return page.locator(".line:not(.dropped) .ad").all_inner_texts()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus; a page on which that never happens fails."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_pasted_text_is_corrected_and_published_by_keyboard_alone(new_page, edith, scripts):
    page = new_page(edith, java_script_enabled=scripts)
    page.goto("/uploads/")
    tab_to(page, 'a[href="/uploads/new/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/uploads/new/")
    tab_to(page, "#id_words")
    page.keyboard.insert_text(TEXT)
    tab_to(page, ".hand-in button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    assert addresses(page) == ["title", "dateline", "1.1", "2.1", "3.1"]

    tab_to(page, '[id="drop-3.1"]')
    page.keyboard.press("Enter")
    expect(page.locator(".line.dropped", has_text="left out by the editor")).to_be_visible()
    tab_to(page, "#undo")
    page.keyboard.press("Enter")
    expect(page.locator('[id="drop-3.1"]')).to_be_visible()
    tab_to(page, '[id="fix-1.1"]')
    page.keyboard.press("Enter")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.insert_text("They stand ready to work for")
    page.keyboard.press("Enter")
    expect(page.locator('[id="kind-1.2"]')).to_be_visible()
    assert addresses(page) == ["title", "dateline", "1.1", "1.2", "2.1", "3.1"]

    tab_to(page, "#settle-0")
    page.keyboard.press("Enter")
    expect(page.locator(".warnings")).to_have_count(0)
    tab_to(page, ".publish button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/2001-07-16-joint-declaration/en/1/")
    expect(page.locator('[id="p1.2"]')).to_contain_text("They stand ready to work for it.")


def test_a_saved_web_page_is_handed_in_looked_at_and_published(new_page, edith, browser):
    page = new_page(edith)
    page.goto("/uploads/new/")
    page.get_by_label("A file").set_input_files(
        {"name": "declaration.html", "mimeType": "text/html", "buffer": PAGE.encode()}
    )
    page.get_by_role("button", name="Hand in and see what is understood").click()
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    assert addresses(page) == ["title", "dateline", "1.1", "2.1"]
    page.get_by_role("link", name="Preview").click()
    expect(page.locator('[id="p1.1"]')).to_contain_text("the United Nations & its Charter.")
    page.get_by_role("link", name="To publishing").click()
    page.get_by_label("Place").fill("Moscow, Kremlin")
    page.get_by_role("button", name="Save and publish").click()
    page.wait_for_url("**/statements/**")
    edition = Edition.objects.get()
    assert edition.statement.place == "Moscow, Kremlin"
    assert browser.get(f"/statements/{edition.statement.slug}/").status_code == 200


def test_a_correction_keeps_what_is_being_typed_beside_it(new_page, edith):
    draft = make_draft(by=edith)
    page = new_page(edith)
    page.goto(f"/uploads/{draft.pk}/")
    page.get_by_label("Place").fill("Not saved yet")
    page.locator('[id="kind-1.2"]').select_option("quotation")
    expect(page.locator("#undo")).to_be_visible()
    assert Upload.objects.get().draft["blocks"][2]["kind"] == "quotation"
    expect(page.get_by_label("Place")).to_have_value("Not saved yet")
    page.get_by_role("button", name="Save and publish").click()
    page.wait_for_url("**/statements/**")
    assert Edition.objects.get().statement.place == "Not saved yet"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_desk_has_no_serious_fault(new_page, serious_faults, edith, scheme):
    draft = make_draft(by=edith)
    page = new_page(edith, color_scheme=scheme)
    for address in ("", "new/", f"{draft.pk}/?fix=1.1", f"{draft.pk}/about/", f"{draft.pk}/preview/"):
        page.goto(f"/uploads/{address}")
        assert serious_faults(page) == []


def test_desk_fits_a_phone(new_page, edith):
    draft = make_draft(by=edith)
    page = new_page(edith, viewport={"width": 320, "height": 700})
    for address in ("", "new/", f"{draft.pk}/?fix=1.1", f"{draft.pk}/about/", f"{draft.pk}/preview/"):
        page.goto(f"/uploads/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
