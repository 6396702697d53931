"""An archive from the desk to its table, with scripts and without; the worker is this test."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from statements.jobs.batch import work_on_batches
from tests.make_batch import words, zip_of


@pytest.fixture(autouse=True)
def papers(tmp_path, settings, live_server):
    settings.DATA_FOLDER = tmp_path / "data"
    settings.DATA_FOLDER.mkdir()
    members = {"papers/one.txt": words(2001), "papers/two.txt": words(2002), "../up.txt": b"x", ".DS_Store": b"x"}
    (tmp_path / "papers.zip").write_bytes(zip_of(members))
    return tmp_path / "papers.zip"


@pytest.mark.parametrize("scripts", [True, False])
def test_archive_is_read_while_its_page_is_open(new_page, edith, papers, scripts):
    page = new_page(edith, java_script_enabled=scripts)
    page.goto("/uploads/new/")
    page.get_by_label("A file, or several").set_input_files(papers)
    page.get_by_label("Of several texts, publish at once those that lack nothing").check()
    page.get_by_role("button", name="Hand in and see what is understood").click()
    expect(page.get_by_role("heading", level=1, name="papers.zip")).to_be_visible()
    expect(page.get_by_text("Waiting for the worker")).to_be_visible()
    expect(page.get_by_text("1 of 3 files read")).to_be_visible()
    work_on_batches()
    look_again(page, scripts)
    expect(page.get_by_text("2 of 3 files read")).to_be_visible()
    while work_on_batches():
        pass
    look_again(page, scripts)
    expect(page.get_by_text("3 of 3 files read")).to_be_visible()
    expect(page.get_by_role("row", name="papers/one.txt")).to_contain_text("Published")
    expect(page.get_by_role("row", name="../up.txt")).to_contain_text("Its name leads out of the archive")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    page.get_by_role("link", name="Published 2").click()
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_role("row", name="papers/two.txt").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("of 2002")


def look_again(page, scripts) -> None:
    """With scripts the page does that itself."""
    if not scripts:
        page.get_by_role("link", name="Look again").click()
