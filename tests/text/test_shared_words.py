"""How the words of a pair are told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statements.text.marks import WORDING_TAGS, draw_wording
from statements.text.passages import Passage, ReadText, read_text
from statements.text.reuse import pair_passages
from statements.text.sentences import sentence_borders
from statements.text.shared_words import pair_pieces, without_far_words


def read(text: str) -> ReadText:
    return read_text([Passage("1", "paragraph", 0, text, sentence_borders(text, "en"))], "en")


def told(a: str, b: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    one, other = read(a), read(b)
    pieces = pair_pieces(pair_passages(one, other), one, other)
    return tuple(
        [(how, text[start:end]) for start, end, how in side] for side, text in zip(pieces, (a, b), strict=True)
    )


def test_pieces_tell_same_alike_alone_and_outside():
    ours, theirs = told(
        "Trees matter. Weapons must not be placed in outer space at the cost of orchards.",
        "Outer space must stay free of the deployment of weapons at the expense of orchards. Cats sleep.",
    )
    assert ("outside", "Trees matter. ") in ours
    assert ("same", "orchards") in ours
    assert ("alike", "cost") in ours
    assert ("alike", "deployment of weapons at the expense") in theirs
    assert theirs[-1] == ("outside", ". Cats sleep.")


def test_far_words_are_cut_at_words():
    text = "far " * 100 + "near the passage" + " back" * 100
    pieces = [(0, 400, "outside"), (400, 416, "same"), (416, len(text), "outside")]
    shorter, moved = without_far_words(text, pieces)
    assert shorter.startswith("… far far")
    assert shorter.endswith("back …")
    assert [shorter[start:end] for start, end, how in moved if how == "same"] == ["near the passage"]
    assert " far near the passage back" in shorter


def test_near_words_are_all_kept():
    text = "A short beginning, then the passage, then its end."
    assert without_far_words(text, [(0, 19, "outside"), (19, 35, "same")]) == (
        text,
        [(0, 19, "outside"), (19, 35, "same")],
    )


def test_drawing_escapes_and_marks():
    drawn = draw_wording("<b> & 'old' words", [(0, 3, "gone"), (6, 11, "same"), (12, 17, "come")])
    assert drawn == "<del>&lt;b&gt;</del> &amp; <span class=\"same\">'old'</span> <ins>words</ins>"


@given(st.text("ab<&>\"' ", max_size=30), st.data())
def test_drawing_keeps_every_character(text, data):
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    hows = st.sampled_from(sorted(WORDING_TAGS))
    pieces = [(one, other, data.draw(hows)) for one, other in zip(places[::2], places[1::2], strict=False)]
    drawn = draw_wording(text, pieces)
    for opening, closing in WORDING_TAGS.values():
        drawn = drawn.replace(opening, "").replace(closing, "")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        drawn = drawn.replace(entity, sign)
    assert drawn == text
