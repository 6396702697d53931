"""Texts whose blocks are known, written out in many formats: what comes back is what went in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from statements.ingest.understand import understand
from tests.ingest import writing, writing_html, writing_office, writing_pdf
from tests.ingest.frames import FRAMES, Frame, framed
from tests.ingest.genres import genres
from tests.ingest.truth import Score, Truth, read_truths, score

Writer = Callable[[Truth], bytes]

# Each fifth text, so that the tests stay quick; the bench reads them all.
SOME = [*read_truths(), *genres()][::5]
FORMATS: dict[str, tuple[str, Writer]] = {
    "plain": ("a.txt", lambda truth: writing.plain(truth).encode()),
    "tight": ("a.txt", lambda truth: writing.tight(truth).encode()),
    "wrapped": ("a.txt", lambda truth: writing.wrapped(truth).encode()),
    "markdown": ("a.md", lambda truth: writing.markdown(truth).encode()),
    "docx": ("a.docx", writing_office.docx),
    "docx with tracked changes": ("a.docx", lambda truth: writing_office.docx(truth, tracked=True)),
    "odt": ("a.odt", writing_office.odt_of),
    "epub": ("a.epub", writing_office.epub_of),
    **{
        f"html {name}": ("a.html", lambda truth, write=write: write(truth).encode())  # type: ignore[misc]
        for name, write in writing_html.STYLES.items()
    },
}


def total(truths: list[Truth], filename: str, write: Writer, facts: dict[str, str] | None = None) -> Score:
    everything = Score()
    for truth in truths:
        everything.add(score(truth, understand(write(truth), filename=filename), facts))
    return everything


def wrong(result: Score) -> list[str]:
    return [fact for (fact, verdict), count in result.facts.items() if verdict == "wrong" and count]


@pytest.mark.parametrize("name", FORMATS)
def test_every_block_comes_back_once_in_order_and_no_fact_is_wrong(name: str) -> None:
    result = total(SOME, *FORMATS[name])
    assert result.recall >= 0.98, result.faults
    assert result.precision >= 0.98, result.faults
    assert (result.inverted, wrong(result)) == (0, []), result.faults


@pytest.mark.parametrize("look", [{}, {"gap": 0, "indent": 18, "justified": True}, {"columns": 2}])
def test_nine_blocks_of_ten_come_back_from_a_pdf(look: dict[str, float]) -> None:
    fonts = {truth.name: font for truth in SOME[::2] if (font := writing_pdf.font_for(truth))}
    assert len(fonts) >= 5
    truths = [truth for truth in SOME if truth.name in fonts]
    result = total(truths, "a.pdf", lambda truth: writing_pdf.pdf(truth, fonts[truth.name], **look))  # type: ignore[arg-type]
    assert result.recall >= 0.9, result.faults
    assert wrong(result) == [], result.faults


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_the_frame_of_a_page_is_no_part_of_its_text(frame: Frame) -> None:
    undated = [truth for truth in SOME[::3] if not truth.facts["date_published"]]
    facts = {"date_published": frame.date}
    result = total(undated, "saved.html", lambda truth: framed(truth, frame).encode(), facts)
    assert (result.recall, result.precision, wrong(result)) == (1.0, 1.0, []), result.faults
