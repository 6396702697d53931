"""Words chosen in the browser are the words stored, in every script and wherever other notes lie over them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from statements.models import Annotation, Paragraph
from tests.e2e.hands import bar, card, marks, open_text, press_in_bar, press_mark, select
from tests.make import make_annotation, make_edition, text_of

SETTLED = 250  # milliseconds after which the bar shows itself

# What stands before the chosen words takes more UTF-16 units than code points: a mistake between the two shows.
CASES = {
    "emoji": ("en", "🕊️🕊 The 🌍 sides 🤝 agree 🚀 here.", "sides 🤝 agree"),
    "joined emoji": ("en", "The family 👩‍👩‍👧‍👦 and the flag 🏳️‍🌈 stand 👍🏽 here today.", "flag 🏳️‍🌈 stand"),
    "rare Han": ("zh", "𠮷野家與𡈽地之約，𠀀𠀁條款：雙方同意𪚥之原則。", "雙方同意𪚥之原則"),
    "combining marks": ("en", "Z͑ͫ̓ and q̣̇ and ṩ stand; the word ñandú̱̈ follows them.", "word ñandú̱̈ follows"),
    "Arabic": ("ar", "يؤكد الجانبان أنّ الأمن 🕊️ لا يتجزّأ، ويدعمان دور الأمم المتحدة.", "ويدعمان دور الأمم"),
    "one character": ("zh", "𠀀雙方同意。", "意"),
}


@pytest.mark.parametrize("name", CASES)
def test_words_stored_are_the_words_chosen(new_page, vera, live_server, name):
    language, text, words = CASES[name]
    edition = make_edition(text=f"🧭 {text}\n\n{text}", language=language)
    page = new_page(vera)
    open_text(page, edition)
    select(page, words)
    press_in_bar(page, "Highlight")
    expect(page.locator("mark")).not_to_have_count(0)
    highlight = Annotation.objects.get()
    target = highlight.targets.get()
    assert target.exact == words
    assert text_of(edition)[target.start : target.end] == words
    assert marks(page, highlight.pk) == words
    page.reload()
    assert marks(page, highlight.pk) == words


@pytest.fixture
def edition(live_server):
    return make_edition(text="🕊 The first paragraph ends here.\n\nThe second one stands alone.\n\nThe third one ends.")


def highlight(page: Page, first: str, last: str = "") -> None:
    """Highlight words, and wait until their marks are there."""
    before = Annotation.objects.count()
    select(page, first, last)
    press_in_bar(page, "Highlight")
    expect(bar(page)).to_be_hidden()
    expect(page.get_by_role("status").get_by_text("Highlight saved.").last).to_be_visible()
    expect(page.locator(f'mark[data-a~="{Annotation.objects.latest("pk").pk}"]')).not_to_have_count(0)
    assert Annotation.objects.count() == before + 1


def test_passage_across_paragraphs(new_page, vera, edition):
    page = new_page(vera)
    open_text(page, edition)
    highlight(page, "ends here.", "The third")
    made = Annotation.objects.get()
    gap = Paragraph.SEPARATOR
    assert made.targets.get().exact == f"ends here.{gap}The second one stands alone.{gap}The third"
    assert marks(page, made.pk) == "ends here.The second one stands alone.The third"


def test_hand_that_rests_while_it_draws_finds_no_bar_in_its_way(new_page, vera, edition):
    page = new_page(vera)
    open_text(page, edition)
    select(page, "The second one", let_go=False)
    page.wait_for_timeout(2 * SETTLED)
    assert page.evaluate("() => getSelection().toString()") == "The second one"
    expect(bar(page)).to_be_hidden()
    page.mouse.up()
    expect(bar(page)).to_be_visible()


def test_passage_over_marks_that_are_there(new_page, vera, edition):
    make_annotation(by=vera, on="first paragraph", edition=edition)
    make_annotation(by=vera, on="paragraph ends", edition=edition)
    page = new_page(vera)
    open_text(page, edition)
    select(page, "The first paragraph ends here")
    press_in_bar(page, "Highlight")
    expect(page.locator("mark", has_text="here")).to_have_count(1)
    made = Annotation.objects.latest("pk")
    assert made.targets.get().exact == "The first paragraph ends here"
    for note in Annotation.objects.all():
        assert marks(page, note.pk) == note.targets.get().exact
    assert page.locator("mark mark").count() == 0
    assert page.locator('[id="p1"] .words').text_content() == "🕊 The first paragraph ends here."


def test_identical_ranges_of_two_people_are_both_reachable(new_page, alice, bob, desk, edition):
    ours = make_annotation(by=bob, on="second one", edition=edition, team=desk, body="Bob's view.")
    page = new_page(alice)
    open_text(page, edition)
    select(page, "second one")
    press_in_bar(page, "Note")
    page.get_by_label("Note", exact=True).fill("Alice's view.")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator("#new-note")).to_have_count(0)
    mine = Annotation.objects.latest("pk")
    for key in (ours.pk, mine.pk):
        assert marks(page, key) == "second one"
    for other in (bob, alice):
        reader = new_page(other)
        open_text(reader, edition)
        press_mark(reader, ours.pk)
        expect(card(reader, ours.pk)).to_contain_text("Bob's view.")
        press_mark(reader, mine.pk)
        expect(card(reader, mine.pk)).to_contain_text("Alice's view.")


def test_selection_of_white_space_alone_offers_nothing(new_page, vera, edition):
    page = new_page(vera)
    open_text(page, edition)
    select(page, "second one")
    expect(bar(page)).to_be_visible()
    page.evaluate(
        """() => {
          const words = document.querySelector('[id="p2"] .words');
          const node = document.createTreeWalker(words, NodeFilter.SHOW_TEXT).nextNode();
          getSelection().setBaseAndExtent(node, 3, node, 4);
        }"""
    )
    expect(bar(page)).to_be_hidden()
