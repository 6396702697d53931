"""With scripts off everything is a link or a form: search, layers, citations, wordings, invitations, pages of notes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from statements.actions.annotation import edit_annotation
from statements.jobs.worker import Worker
from statements.models import User
from statements.models.index import index_edition
from tests.e2e.hands import card, path_of
from tests.make import make_annotation, make_edition


@pytest.fixture
def edition(live_server):
    return make_edition(text="The two sides oppose the Cold War mentality. They support peace.\n\nA second paragraph.")


@pytest.fixture
def page(new_page, alice):
    return new_page(alice, java_script_enabled=False)


def test_search_finds_texts_and_notes_and_leads_to_the_passage(page, alice, edition):
    make_annotation(by=alice, on="Cold War", edition=edition, body="A mentality of blocs.")
    index_edition(edition.pk)
    Worker().turn()
    page.goto("/")
    page.get_by_label("Search all statements").fill("mentality")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_contain_text("1 place in 1 text.")
    expect(page.locator(".hit mark").first).to_have_text("mentality")
    expect(page.locator("main")).to_contain_text("of blocs")
    page.locator(".hit blockquote a").first.click()
    expect(page).to_have_url(re.compile(r"#p1"))
    expect(page.locator("#p1 .words")).to_contain_text("Cold War mentality")


def test_layers_are_links_that_stay_in_the_address(page, alice, bob, desk, edition):
    mine = make_annotation(by=alice, on="Cold War", edition=edition, team=desk, body="Mine.")
    theirs = make_annotation(by=bob, on="support peace", edition=edition, team=desk, body="Theirs.")
    page.goto(path_of(edition))
    expect(card(page, theirs.pk)).to_be_visible()
    page.get_by_role("link", name="Desk 2").click()
    expect(page).to_have_url(re.compile(r"\?mine=1&room=1"))
    expect(card(page, mine.pk)).to_be_visible()
    expect(page.locator("mark")).to_have_text("Cold War")
    page.get_by_role("link", name="All notes").click()
    expect(page.locator("mark")).to_have_count(2)


def test_citation_is_a_page_with_files(page, edition):
    page.goto(path_of(edition))
    page.get_by_label("Links and notes for paragraph 1").click()
    page.get_by_role("link", name="Cite this paragraph").click()
    plain = page.get_by_label("Quotation, source and link").input_value()
    assert "The two sides oppose the Cold War mentality." in plain
    assert f"{path_of(edition)}#p1" in plain
    with page.expect_download() as download:
        page.get_by_role("link", name="As a file").first.click()
    assert "@" in download.value.path().read_text(encoding="utf-8")


def test_earlier_wording_is_made_the_newest_again(page, alice, edition):
    note = make_annotation(by=alice, on="Cold War", edition=edition, body="First wording.")
    edit_annotation(
        annotation=note,
        by=alice,
        wording=note.wording,
        body="Second wording.",
        motivation=note.motivation,
        themes=[],
        visibility="private",
        team=None,
    )
    page.goto(f"/annotations/{note.uuid}/history/")
    page.get_by_role("button", name="Make this the newest").click()
    note.refresh_from_db()
    assert note.body == "First wording."
    assert note.revisions.count() == 3


def test_invitation_is_made_and_taken_up(new_page, lena, oscar, desk):
    operator = new_page(oscar, java_script_enabled=False)
    operator.goto("/invitations/new/")
    operator.get_by_label("Team", exact=True).select_option(label=desk.name)
    operator.get_by_label("Team role").select_option("analyst")
    operator.get_by_role("button", name="Make the link").click()
    link = operator.get_by_label("Link of the invitation").input_value()
    guest = new_page(java_script_enabled=False)
    guest.goto(link[link.index("/invitations/") :])
    guest.get_by_label("User name").fill("nova")
    guest.get_by_label("Your name").fill("Nova")
    for field in guest.locator("input[type=password]").all():
        field.fill("a long phrase about rivers")
    guest.get_by_role("button", name="Come in").click()
    expect(guest.get_by_role("link", name="your account, Nova")).to_be_visible()
    assert User.objects.get(username="nova").memberships.get().team == desk


def test_cards_of_a_busy_text_page_by_paragraph(page, alice, edition):
    for n in range(30):
        make_annotation(by=alice, on="Cold War", edition=edition, body=f"Remark {n}.")
    last = make_annotation(by=alice, on="second paragraph", edition=edition, body="The last one.")
    page.goto(path_of(edition))
    assert page.locator("[data-key]").count() <= 40
    page.get_by_label("1 notes on 2").click()
    expect(card(page, last.pk)).to_contain_text("The last one.")


def test_team_role_decides_what_is_offered(new_page, rita, desk, edition):
    reader = new_page(rita, java_script_enabled=False)
    reader.goto(path_of(edition))
    reader.get_by_label("Links and notes for paragraph 1").click()
    reader.get_by_role("link", name="Write a note on this paragraph").click()
    expect(reader.get_by_label("Only you")).to_be_checked()
    expect(reader.locator("input[name=visibility]")).to_have_count(1)
