"""A text is corrected after people have annotated it, and brought back: no note is lost or silently moved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from statements.models import Annotation, Edition
from tests.e2e.hands import path_of, ready, select
from tests.make import edition_of, make_annotation, make_statement

ONE = "The two sides met in Harbourg on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the common commission in the affairs of all their rivers and lakes."
THREE = "The waters of the rivers are for peaceful uses alone and the parties oppose any diversion of them by force."
FOUR = "The prosperity of one party must not rest on the loss of the other, whoever it may be, now or ever after."
FIVE = "Both parties will inform each other of floods without delay and share what their stations have measured."
NEW = "\n\n".join([ONE.replace("3 May", "4 May"), FOUR, FIVE, THREE])


@pytest.fixture(autouse=True)
def originals(tmp_path, settings, live_server):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def first(live_server) -> Edition:
    return edition_of(make_statement(paragraphs=[ONE, TWO, THREE, FOUR, FIVE], title="Declaration", slug="rivers"))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.usefixtures("proven_room")
def test_annotated_text_is_corrected_looked_at_published_and_brought_back(
    new_page, first, alice, edith, scripts, serious_faults
):
    page = new_page(alice, java_script_enabled=scripts)
    date = annotate(page, first, at="1", words="on 3 May 2001", body="Was it the third?")
    for words, body in (("central role", "Gone soon"), ("peaceful uses", "It moves"), ("without delay", "It stays")):
        make_annotation(by=alice, edition=first, on=words, body=body)
    make_annotation(by=edith, edition=first, on="3 May 2001", body="The press office says the fourth.")

    desk = new_page(edith, java_script_enabled=scripts)
    hand_in_correction(desk, first)
    assert not scripts or serious_faults(desk) == []
    fix_by_hand_and_publish(desk, scripts, serious_faults)
    second = Edition.objects.get(number=2)
    fixed = second.targets.get(annotation__author=edith)
    assert (fixed.exact, fixed.method, fixed.state, fixed.confirmed_by) == (
        "4 May 2001 and signed this declaration",
        "chosen",
        "carried_forward",
        edith,
    )

    place_by_hand(page, second, scripts)
    assert date.targets.get(edition=second).exact == "4 May 2001 and signed"
    read_both(page, first, second)
    if scripts:
        for address in (path_of(second, "carried/"), f"/annotations/{date.uuid}/place/", "/inbox/", path_of(second)):
            page.goto(address)
            assert (address, serious_faults(page)) == (address, [])

    bring_back(desk, first)
    third = Edition.objects.get(number=3)
    page.goto(path_of(third))
    expect(page.locator("mark")).to_have_text(["on 3 May 2001", "central role", "peaceful uses", "without delay"])
    page.goto(f"/annotations/{date.uuid}/history/")
    expect(page.locator(".places .tag")).to_have_text(
        ["In its place", "Needs a look", "Carried forward", "Carried forward"]
    )


def annotate(page: Page, edition: Edition, *, at: str, words: str, body: str) -> Annotation:
    page.goto(path_of(edition, f"notes/new/?at={at}"))
    page.get_by_text("Only some of these words").click()
    page.get_by_label("Only these words of it").fill(words)
    page.get_by_label("Note", exact=True).fill(body)
    page.get_by_role("button", name="Save note").click()
    expect(page.locator("mark", has_text=words)).to_be_visible()
    return Annotation.objects.get()


def hand_in_correction(page: Page, edition: Edition) -> None:
    page.goto(f"/statements/{edition.statement.slug}/provenance/")
    page.get_by_role("link", name="Correct this text").click()
    page.get_by_label("Or the whole text, pasted").fill(NEW)
    page.get_by_role("button", name="Hand in and compare").click()
    expect(page.get_by_label("Edition of a statement held here")).to_have_value("rivers")
    page.get_by_role("button", name="Save and look at what happens").click()
    expect(page.get_by_role("heading", level=1, name="What becomes of the notes")).to_be_visible()


def fix_by_hand_and_publish(page: Page, scripts: bool, serious_faults) -> None:
    numbers = page.locator(".dry-run .carry .n")
    expect(numbers).to_have_text(["1", "1", "2", "1"])
    expect(page.get_by_text("4 notes that you may not see are counted and not listed")).to_be_visible()
    expect(page.get_by_text("Was it the third?")).to_have_count(0)
    page.get_by_role("button", name="Keep it there").click()
    expect(page.get_by_text("Confirmed, Edith. It takes effect when the text is published.")).to_be_visible()
    expect(numbers).to_have_text(["1", "1", "1", "1", "1"])
    page.get_by_role("button", name="Take it back").click()
    expect(numbers).to_have_text(["1", "1", "2", "1"])
    page.get_by_role("link", name="Choose another place").click()
    if scripts:
        ready(page)
        assert serious_faults(page) == []
        select(page, "4 May 2001 and signed this declaration")
        expect(page.locator(".chosen")).to_have_text("4 May 2001 and signed this declaration")
    else:
        page.get_by_label("Its words in the new text").fill("4 May 2001 and signed this declaration")
    page.get_by_role("button", name="The note stands there").click()
    expect(page.get_by_text("Chosen by hand, Edith. It takes effect when the text is published.")).to_be_visible()
    assert not scripts or serious_faults(page) == []
    page.get_by_label("What was corrected, and why").fill("The date in 1; one paragraph was not in the original.")
    page.get_by_role("button", name="Publish the new edition").click()
    expect(page.locator(".succession")).to_contain_text("The date in 1; one paragraph was not in the original.")


def place_by_hand(page: Page, edition: Edition, scripts: bool) -> None:
    page.goto("/notebook/")
    page.get_by_role("link", name="Look at them").click()
    expect(page.locator(".sides del")).to_have_text("3")
    expect(page.locator(".sides ins")).to_have_text("4")
    page.get_by_role("link", name="Choose another place").click()
    if scripts:
        ready(page)
        select(page, "4 May 2001 and signed")
        expect(page.locator(".chosen")).to_have_text("4 May 2001 and signed")
    else:
        page.get_by_label("Its words in the new text").fill("4 May 2001 and signed")
    page.get_by_role("button", name="The note stands there").click()
    expect(page).to_have_url(path_of_end(edition, "carried/"))
    page.goto(path_of(edition, "carried/?show=behind"))
    expect(page.locator(".carry-note")).to_have_count(1)
    expect(page.locator(".carry-note")).to_contain_text("Gone soon")


def read_both(page: Page, first: Edition, second: Edition) -> None:
    page.goto(path_of(second))
    expect(page.locator("mark")).to_have_text(["4 May 2001 and signed", "without delay", "peaceful uses"])
    expect(page.get_by_text("1 note left behind")).to_be_visible()
    page.goto(path_of(first))
    expect(page.locator(".succession.old")).to_contain_text("replaced on")
    expect(page.locator("mark")).to_have_text(["on 3 May 2001", "central role", "peaceful uses", "without delay"])


def bring_back(page: Page, edition: Edition) -> None:
    page.goto(f"/statements/{edition.statement.slug}/history/")
    page.get_by_role("link", name="Bring this wording back").click()
    page.get_by_label("What was corrected, and why").fill("The paragraph was in the original after all.")
    page.get_by_role("button", name="Bring it back as a new edition").click()
    expect(page).to_have_url(path_of_end(edition, "", number=3))


def path_of_end(edition: Edition, rest: str, number: int = 0):
    return re.compile(re.escape(f"/rivers/en/{number or edition.number}/{rest}") + "$")
