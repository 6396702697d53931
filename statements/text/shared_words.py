"""How the words of two paragraphs that are a pair stand to each other, ready to be drawn (text/marks.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statements.text.passages import ReadText
from statements.text.reuse import Pair, Place
from statements.text.tokens import fold
from statements.text.wording import Item, Rank
from statements.vocabulary import ParallelKind

Piece = tuple[int, int, str]  # start, end (code points of the paragraph), how; see marks.WORDING_TAGS
Span = tuple[int, int]
_FAR = 140  # characters next to a passage that are kept
_LEAST_CUT = 60  # less is not worth an ellipsis
_ALL_THE_SAME = (ParallelKind.VERBATIM, ParallelKind.FORMULA)


def pair_pieces(pairs: Sequence[Pair], a: ReadText, b: ReadText) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the two paragraphs that `pairs` stand in, in order and not overlapping: "same" in both, "alike" in
    other words, "gone" only in `a`, "come" only in `b`, "outside" of what says alike. `pairs` are all of one paragraph
    of each.
    """
    told_a: list[Piece] = []
    told_b: list[Piece] = []
    spans_a, spans_b = [_span(a, pair.a) for pair in pairs], [_span(b, pair.b) for pair in pairs]
    passage_a, passage_b = a.numbers[pairs[0].a.address], b.numbers[pairs[0].b.address]
    text_a, text_b = a.passages[passage_a].text, b.passages[passage_b].text
    for pair, span_a, span_b in zip(pairs, spans_a, spans_b, strict=True):
        if pair.kind in _ALL_THE_SAME:
            told_a.append((*span_a, "same"))
            told_b.append((*span_b, "same"))
            continue
        items_a, items_b = a.items_between(passage_a, *span_a), b.items_between(passage_b, *span_b)
        found_a = _told(text_a, items_a, _wordings(text_b, items_b), "gone")
        found_b = _told(text_b, items_b, _wordings(text_a, items_a), "come")
        # Two passages of one subject need not be two wordings of one thing: only what they share is marked.
        marked = ("same", "alike") if pair.kind is ParallelKind.SAME_TOPIC else ("same", "alike", "gone", "come")
        told_a += [piece for piece in found_a if piece[2] in marked]
        told_b += [piece for piece in found_b if piece[2] in marked]
    return _with_outside(told_a, spans_a, len(text_a)), _with_outside(told_b, spans_b, len(text_b))


def _span(text: ReadText, place: Place) -> Span:
    start = text.passages[text.numbers[place.address]].start
    return place.start - start, place.end - start


def _wordings(text: str, said: Sequence[Item]) -> dict[str, set[str]]:
    """What is said → the words for it."""
    found: dict[str, set[str]] = {}
    for item in said:
        found.setdefault(item.key, set()).add(fold(text[item.start : item.end]))
    return found


def _told(text: str, said: Sequence[Item], there: dict[str, set[str]], alone: str) -> Iterator[Piece]:
    """Every item but function words; neighbours told alike are one piece with the function words between them."""
    last: Piece | None = None
    for item in said:
        if item.rank is Rank.FUNCTION:
            continue
        wordings = there.get(item.key)
        how = alone if wordings is None else "same" if fold(text[item.start : item.end]) in wordings else "alike"
        if last and last[2] == how:
            last = (last[0], item.end, how)
            continue
        if last:
            yield last
        last = (max(item.start, last[1]) if last else item.start, item.end, how)
    if last:
        yield last


def _with_outside(told: Sequence[Piece], spans: Sequence[Span], length: int) -> list[Piece]:
    """The pieces in order without overlaps, and "outside" between the spans of the pairs."""
    pieces = list(told)
    done = 0
    for start, end in [*sorted(spans), (length, length)]:
        if start > done:
            pieces.append((done, start, "outside"))
        done = max(done, end)
    whole: list[Piece] = []
    for start, end, how in sorted(pieces):
        begin = max(start, whole[-1][1] if whole else 0)
        if begin < end:
            whole.append((begin, end, how))
    return whole


def without_far_words(text: str, pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """The same with "…" for what is "outside" and far from every passage; what is left of it begins and ends with a
    word.
    """
    told = ""
    kept: list[Piece] = []
    done = 0
    for start, end, how in pieces:
        told += text[done:start]
        words = text[start:end]
        if how == "outside":
            words = _near_words(words, first=start == 0, last=end == len(text))
        kept.append((len(told), len(told) + len(words), how))
        told += words
        done = end
    return told + text[done:], kept


def _near_words(words: str, *, first: bool, last: bool) -> str:
    """What stands next to passages: of the words before the first the end, of those after the last the beginning."""
    if len(words) <= _FAR * (1 if first or last else 2) + _LEAST_CUT:
        return words
    before = "" if first else (words[:_FAR].rpartition(" ")[0] or words[:_FAR]) + " "
    after = "" if last else " " + (words[-_FAR:].partition(" ")[2] or words[-_FAR:])
    return f"{before}…{after}"
