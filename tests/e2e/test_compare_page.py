"""The compare page in a browser: keys walk the changes; without scripts links do, and the form finds the texts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import ready
from tests.make import make_edition, make_statement

OLD = ["Rivers are wet.", "Forests are counted each spring by two commissions.", "Bridges are painted green."]
NEW = ["Rivers are deep.", "Forests are counted each spring by two commissions.", "Bridges are painted blue.", "Done."]


@pytest.fixture
def statement(live_server):
    statement = make_statement(title="River charter", paragraphs=OLD)
    make_edition(statement=statement, paragraphs=NEW)
    return statement


def test_keys_walk_the_changes_round_and_back(new_page, statement):
    page = new_page()
    page.goto(f"/compare/?a={statement.slug}/en/1&b={statement.slug}/en/2")
    ready(page)
    page.mouse.move(200, 200)
    current = page.locator(".changes [aria-current]")
    walked = []
    for key in "jjjjk":
        page.keyboard.press(key)
        expect(current).to_have_count(1)
        walked.append(page.evaluate("location.hash"))
    assert walked == ["#c1", "#c3", "#c_4", "#c1", "#c_4"]
    expect(page.locator(".pair-row:target")).to_contain_text("Done.")


def test_without_scripts_the_form_finds_texts_and_links_walk(new_page, statement):
    page = new_page(java_script_enabled=False)
    page.goto("/compare/")
    page.get_by_label("The first text").fill("river charter")
    page.get_by_role("button", name="Compare").click()
    page.get_by_label(re.compile("River charter")).check()
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("link", name="Edition 1, English").click()
    page.get_by_role("link", name="next change").first.click()
    expect(page).to_have_url(re.compile(r"#c3$"))
    page.get_by_role("link", name="Show only what changed").click()
    expect(page.locator("main")).to_contain_text("1 paragraph is the same.")
    expect(page.locator(".pair-row")).to_have_count(3)
