"""Excerpts show the words found, whole and in their place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from statements.text.excerpt import SIZE, WHOLE, excerpt

FILLER = "Ordinary words of a long paragraph that say nothing. "


def spans_of(text: str, *words: str) -> list[tuple[int, int]]:
    return sorted((text.index(word), text.index(word) + len(word)) for word in words)


def shown(text: str, *words: str) -> list[str]:
    piece = excerpt(text, spans_of(text, *words))
    return [piece.text[start:end] for start, end in piece.spans]


def test_short_text_is_shown_whole_in_one_line() -> None:
    assert excerpt("Name\tOffice\nHu", [(0, 4)]) == ("Name Office Hu", [(0, 4)])


def test_long_text_is_cut_between_words_with_dots() -> None:
    text = FILLER * 6 + "Here stands security at last. " + FILLER * 6
    piece = excerpt(text, spans_of(text, "security"))
    assert piece.text.startswith("… ")
    assert piece.text.endswith(" …")
    inner = piece.text.removeprefix("… ").removesuffix(" …")
    assert inner in text
    assert text[text.index(inner) - 1] == " "
    assert len(piece.text) <= SIZE + 4
    assert [piece.text[a:b] for a, b in piece.spans] == ["security"]


def test_beginning_and_end_get_no_dots() -> None:
    assert excerpt("Security " + FILLER * 9, [(0, 8)]).text.startswith("Security Ordinary")
    text = FILLER * 9 + "the end"
    assert excerpt(text, spans_of(text, "the end")).text.endswith("the end")


def test_words_far_apart_get_two_stretches() -> None:
    text = FILLER * 4 + "first the cold one. " + FILLER * 12 + "Then security as well. " + FILLER * 4
    assert shown(text, "cold", "security") == ["cold", "security"]
    assert excerpt(text, spans_of(text, "cold", "security")).text.count("…") == 3


def test_the_stretch_with_most_different_words_is_chosen() -> None:
    text = "cold cold cold cold " + FILLER * 10 + "cold security here. " + FILLER * 5
    starts = [place for place in range(len(text)) if text.startswith("cold", place)]
    spans = sorted([*((at, at + 4) for at in starts), *spans_of(text, "security")])
    piece = excerpt(text, spans)
    assert [piece.text[a:b] for a, b in piece.spans] == ["cold", "security"]


def test_chinese_is_cut_anywhere() -> None:
    text = "和平" * 300 + "外空" + "和平" * 300
    assert shown(text, "外空") == ["外空"]
    assert len(excerpt(text, spans_of(text, "外空")).text) <= SIZE + 4


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab \n外🕊", min_size=WHOLE, max_size=900), st.data())
def test_every_span_shown_holds_the_words_it_had(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=6, unique=True))
    spans = sorted((start, min(start + 3, len(text))) for start in starts)
    piece = excerpt(text, spans)
    line = text.replace("\n", " ")
    words = {line[start:end] for start, end in spans}
    assert {piece.text[start:end] for start, end in piece.spans} <= words
    assert len(piece.text) <= max(WHOLE, SIZE + 10)
