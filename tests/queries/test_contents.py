"""Sections of an edition, whatever its blocks are."""

from __future__ import annotations

import pytest

from statements.models import Paragraph
from statements.queries.contents import sections, with_notes
from statements.vocabulary import BlockKind


def blocks(*given: tuple[str, str, str, str]) -> list[Paragraph]:
    made, start = [], 0
    for kind, address, marker, text in given:
        made.append(Paragraph(kind=kind, address=address, marker=marker, text=text, start=start))
        start += len(text) + 2
    return made


def listed(paragraphs: list[Paragraph], self_name: str = "") -> list[tuple[str, str, str]]:
    return [(s.address, s.number, s.incipit) for s in sections(paragraphs, self_name)]


def test_numbered_items_open_sections_and_lose_the_name_of_the_parties():
    found = listed(
        blocks(
            (BlockKind.TITLE, "title", "", "Joint Statement"),
            (BlockKind.PREAMBLE, "pre.1", "", "Recalling the Charter,"),
            (BlockKind.FORMULA, "pre.2", "", "The two sides state:"),
            (BlockKind.ITEM, "1.1", "1.", "The two sides support dialogue."),
            (BlockKind.PARAGRAPH, "1.2", "", "They continue."),
            (BlockKind.ITEM, "2.1", "二、", "Trade is free."),
            (BlockKind.SIGNATURE, "sig.1", "", "A. Name"),
            (BlockKind.SIGNATURE, "sig.2", "", "B. Name"),
        ),
        "the two sides",
    )
    assert found == [
        ("pre.1", "", "Preamble"),
        ("1.1", "1", "support dialogue."),
        ("2.1", "二", "Trade is free."),
        ("sig.1", "", "Signatures"),
    ]


def test_headings_rule_where_there_are_any():
    found = listed(
        blocks(
            (BlockKind.HEADING, "1", "", "Peace"),
            (BlockKind.BULLET, "1.1", "•", "One"),
            (BlockKind.HEADING, "h.2", "", "Trade"),
            (BlockKind.ITEM, "5.1", "5.", "Five"),
        )
    )
    assert found == [("1", "1", "Peace"), ("h.2", "", "Trade")]


def test_plain_paragraphs_stand_for_themselves():
    assert listed(blocks((BlockKind.PARAGRAPH, "1", "", "We met."), (BlockKind.PARAGRAPH, "2", "", "We agreed."))) == [
        ("1", "", "We met."),
        ("2", "", "We agreed."),
    ]


@pytest.mark.parametrize("passages", [[], [(0, True)], [(3, False), (3, True), (10_000, True)]])
def test_strokes_stay_inside_their_section(passages):
    paragraphs = blocks((BlockKind.PARAGRAPH, "1", "", "We met."), (BlockKind.PARAGRAPH, "2", "", "We agreed."))
    drawn = with_notes(sections(paragraphs), passages)
    assert sum(section.notes for section in drawn) == len([place for place, _open in passages if place < 100])


def test_an_edition_without_text_has_no_contents():
    assert with_notes(sections([]), []) == []
