"""What the stages say: each sentence names the lines, and how to undo it."""

from __future__ import annotations

from statements.ingest.report import lines_named
from statements.ingest.understand import understand
from tests.ingest.texts import TEXTS, understood


def test_lines_are_named_in_ranges_and_not_all_of_many() -> None:
    assert lines_named([3]) == "line 3"
    assert lines_named([4, 3, 2, 9]) == "lines 2–4 and 9"
    assert lines_named([1, 3, 5]) == "lines 1, 3 and 5"
    assert lines_named(range(1, 41, 2)) == "lines 1, 3, 5, 7, 9, 11, 13, 15 and 12 more"


def test_every_stage_names_its_lines_and_how_to_undo_it() -> None:
    said = {stage.name: stage.sentence for stage in understood(TEXTS / "saved-page.html").stages}
    assert said["clean"] == (
        "Left out 8 entries: title of the web page, read as metadata (line 3); code of the page, never text (lines "
        "4–5); page navigation (line 8); language switcher (line 9); hidden on the page (line 21); page footer (line "
        "24). Each stands in the list of dropped lines and can be restored there."
    )
    assert said["join"] == (
        "Joined 1 wrapped line to the line before (lines 13–14). Split a block where two were made one."
    )
    assert said["blocks"].startswith("Found 9 blocks: 1 title (line 11); 1 dateline (line 12);")
    assert said["metadata"] == (
        "Found: title (line 11), place, signing date (line 12), kind, language, parties. Not found: page date. Correct "
        "or fill them in among the details."
    )
    assert said["quotations"] == "Found 1 quotation (line 17)."


def test_a_letterhead_is_named_among_what_was_left_out() -> None:
    text = b"Ministry of Foreign Affairs\n\nJoint Statement of Norway and Finland\n\nThe sides met and agreed on ice.\n"
    clean = next(stage for stage in understand(text, filename="a.txt").stages if stage.name == "clean")
    assert "letterhead above the title (line 1)" in clean.sentence
