"""The reading page: links that lead to a passage, walking the notes, finding words, layers, and room at every width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import card, open_text, path_of, ready
from tests.make import make_annotation, make_edition

WIDTHS = (320, 375, 768, 1440, 1600)
PARAGRAPHS = [
    (
        f"{section}.{n}",
        f"Sentence one of {section}.{n} speaks of peace. Sentence two of {section}.{n} is longer than it.",
    )
    for section in range(1, 13)
    for n in range(1, 6)
]


@pytest.fixture
def edition(live_server):
    return make_edition(paragraphs=PARAGRAPHS)


@pytest.fixture
def notes(alice, desk, edition):
    """A note on each first sentence, two on some."""
    made = [
        make_annotation(by=alice, on=f"one of {address} speaks", edition=edition, team=desk, body=f"On {address}: so?")
        for address, _text in PARAGRAPHS[:25]
    ]
    made += [
        make_annotation(by=alice, on=f"two of {address} is", edition=edition, team=desk, body="And again. " * 12)
        for address, _text in PARAGRAPHS[:25:3]
    ]
    return made


def in_view(page: Page, selector: str) -> bool:
    return page.evaluate(
        """selector => {
          const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }""",
        selector,
    )


@pytest.mark.parametrize("fragment", ["p5.4", "p5.4s2"])
def test_link_to_a_passage_shows_it(new_page, edition, fragment):
    page = new_page()
    open_text(page, edition, f"#{fragment}")
    assert in_view(page, f'[id="{fragment}"]')
    assert page.evaluate("() => document.querySelector(':target').id") == fragment


def test_link_to_a_note_takes_it_in_hand(new_page, alice, edition, notes):
    note = notes[20]
    page = new_page(alice)
    open_text(page, edition, f"#n{note.pk}")
    expect(card(page, note.pk)).to_contain_text("On 5.1: so?")
    expect(card(page, note.pk)).to_have_class(re.compile("in-hand"))
    assert in_view(page, f'mark[data-a~="{note.pk}"]')
    expect(page.locator("mark.active")).to_have_text("one of 5.1 speaks")


def test_signing_in_leads_back_to_the_passage(new_page, alice, edition):
    page = new_page()
    open_text(page, edition, "#p5.4")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("User name").fill("alice")
    page.get_by_label("Password", exact=True).fill("secret")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{path_of(edition)}#p5.4")
    ready(page)
    assert in_view(page, '[id="p5.4"]')


def test_keys_walk_every_note_in_the_order_of_the_text(new_page, alice, edition, notes):
    page = new_page(alice)
    open_text(page, edition)
    order = page.evaluate(
        """() => {
          const keys = Array.from(document.querySelectorAll("mark[data-a]"), (one) => one.dataset.a.split(" ")).flat();
          return [...new Set(keys)];
        }"""
    )
    assert len(order) == len(notes)
    for key in order:
        page.keyboard.press("j")
        page.wait_for_function("key => location.hash === `#n${key}`", arg=key)
    expect(card(page, int(order[-1]))).to_be_visible()
    for key in reversed(order[:-1]):
        page.keyboard.press("k")
        page.wait_for_function("key => location.hash === `#n${key}`", arg=key)


def test_words_are_found_in_the_text(new_page, edition):
    page = new_page()
    open_text(page, edition)
    page.keyboard.press("f")
    field = page.get_by_label("Words to find in this text")
    expect(field).to_be_focused()
    field.fill("SPEAKS of")
    expect(page.locator("#find-box output")).to_have_text("1 of 60")
    field.press("Enter")
    expect(page.locator("#find-box output")).to_have_text("2 of 60")
    field.press("Shift+Enter")
    field.press("Shift+Enter")
    expect(page.locator("#find-box output")).to_have_text("60 of 60")
    field.fill("nowhere at all")
    expect(page.locator("#find-box output")).to_have_text("not found")
    field.press("Escape")
    expect(page.locator("#find-box")).to_be_hidden()


def test_layers_filter_text_and_margin_alike(new_page, alice, bob, desk, edition):
    mine = make_annotation(by=alice, on="one of 1.1", edition=edition, team=desk, body="Mine.")
    theirs = make_annotation(by=bob, on="two of 1.1", edition=edition, team=desk, body="Theirs.")
    page = new_page(alice)
    open_text(page, edition)
    expect(page.locator("mark")).to_have_count(2)
    page.get_by_role("link", name="Desk 2").click()
    page.wait_for_url("**?mine=1&room=1*")
    expect(page.locator("mark")).to_have_text("one of 1.1")
    expect(card(page, mine.pk)).to_be_visible()
    expect(card(page, theirs.pk)).to_have_count(0)
    expect(page.locator("#layers")).to_contain_text("1 of 2")


def test_notes_rise_from_below_on_a_narrow_screen(new_page, alice, edition, notes):
    page = new_page(alice, viewport={"width": 375, "height": 700}, has_touch=True)
    open_text(page, edition)
    expect(card(page, notes[0].pk)).to_be_hidden()
    page.locator('[id="p1.1"] .count').tap()
    expect(card(page, notes[0].pk)).to_be_visible()
    sheet = page.locator('[id="notes-1.1"]').bounding_box()
    assert sheet["x"] >= 0
    assert sheet["width"] <= 375
    assert sheet["y"] + sheet["height"] == pytest.approx(700, abs=1)
    page.locator('[id="notes-1.1"]').get_by_label("Close").tap()
    expect(card(page, notes[0].pk)).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(new_page, alice, edition, notes, width):
    page = new_page(alice, viewport={"width": width, "height": 800})
    note = f"/annotations/{notes[0].uuid}/"
    writing = path_of(edition, "notes/new/?at=1.1")
    too_wide = {}
    rooms = ["/", "/search/?q=peace", "/themes/", "/notebook/", "/account/", "/help/"]
    for path in [path_of(edition), writing, note, *rooms]:
        page.goto(path)
        spare = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if spare > 0:
            too_wide[path] = spare
    assert too_wide == {}


OVERLAPS = """
() => {
  const notes = Array.from(document.querySelectorAll("#text .notes > .note"));
  const boxes = notes.map((one) => [one.id, one.getBoundingClientRect()]).filter(([, box]) => box.height);
  const pairs = [];
  for (const [at, [id, one]] of boxes.entries()) {
    for (const [other, two] of boxes.slice(at + 1)) {
      const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
      const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      if (down > 1 && across > 1) pairs.push([id, other, Math.round(down)]);
    }
  }
  return { pairs, count: boxes.length };
}
"""


@pytest.mark.parametrize("width", [1100, 1280, 1440, 1600])
def test_notes_never_lie_over_each_other(new_page, alice, edition, notes, width):
    page = new_page(alice, viewport={"width": width, "height": 900})
    open_text(page, edition)
    found = page.evaluate(OVERLAPS)
    assert found["count"] >= 10
    assert found["pairs"] == []
    page.keyboard.press("j")
    expect(page.locator(".note.in-hand .deeds")).to_be_visible()
    assert page.evaluate(OVERLAPS)["pairs"] == []


def test_at_most_forty_cards_are_in_the_page_while_scrolling(new_page, alice, desk, edition):
    for address, _text in PARAGRAPHS:
        for word in ("Sentence one", "of", "speaks", "peace", "two"):
            on = f"{word} of {address}" if word in ("Sentence one", "two") else f"{address} speaks of peace"
            make_annotation(by=alice, on=on, edition=edition, team=desk, body=f"{word}?")
    page = new_page(alice)
    open_text(page, edition)
    assert page.locator("mark").count() >= 120
    seen = set()
    for address, _text in PARAGRAPHS[::4]:
        page.locator(f'[id="p{address}"]').evaluate("row => row.scrollIntoView({ block: 'center' })")
        expect(page.locator(f'[id="notes-{address}"] .note').first).to_be_visible()
        cards = page.locator("#text [data-key]")
        assert cards.count() <= 40
        seen.update(cards.evaluate_all("all => all.map((one) => one.dataset.key)"))
    assert len(seen) > 60


def test_print_page_lists_every_note_under_the_number_of_its_words(new_page, alice, edition, notes):
    page = new_page(alice)
    page.goto(path_of(edition).replace("/en/1/", "/print/"))
    expect(page.locator("article.note")).to_have_count(len(notes))
    lost = page.locator("article.note").evaluate_all(
        """all => all
          .filter((note) => !note.closest(".row").querySelector(`mark[data-anchor="${note.dataset.at}"]`))
          .map((note) => note.id)"""
    )
    assert lost == []


def test_scheme_is_switched_and_kept(new_page, edition):
    page = new_page(color_scheme="light")
    open_text(page, edition)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    switch = page.get_by_role("button", name="Light, dark or as the system")
    switch.click()
    switch.click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    assert page.evaluate(paper) != light
