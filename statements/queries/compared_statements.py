"""Two statements of one language: the passages that say alike, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from statements.models import Edition, Paragraph
from statements.queries.comparison_rows import LINE, Cell, Ignored, Row, shortened
from statements.queries.shelf import shelf_of
from statements.text.diff import OpKind, word_diff
from statements.text.marks import draw_wording
from statements.text.passages import SAID, Passage, ReadText, read_text
from statements.text.reuse import Pair, pair_passages
from statements.text.shared_words import pair_pieces, without_far_words
from statements.vocabulary import ParallelKind, RowKind

_SUREST_FIRST = list(ParallelKind)
Paragraphs = tuple[Paragraph, ...]


def rows_of_statements(a: Edition, b: Edition) -> list[Row]:
    """One row for each two paragraphs that have passages alike, in the order of `a`; then what stands in one alone."""
    text_a, text_b = text_of(a), text_of(b)
    ours, theirs = ({one.address: one for one in shelf_of(edition).paragraphs} for edition in (a, b))
    grouped: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs_of(a, b):
        grouped.setdefault((pair.a.address, pair.b.address), []).append(pair)
    rows = [_row(found, ours[one], theirs[other], text_a, text_b) for (one, other), found in grouped.items()]
    rows.sort(key=lambda row: (ours[row.a[0].address].order, theirs[row.b[0].address].order))
    paired_a, paired_b = {one for one, _other in grouped}, {other for _one, other in grouped}
    alone_a = [one for one in ours.values() if one.kind in SAID and one.address not in paired_a]
    alone_b = [one for one in theirs.values() if one.kind in SAID and one.address not in paired_b]
    rows += [
        Row(RowKind.ONLY_A, [_plain(one)], [], shortened(one.text), line=shortened(one.text, LINE)) for one in alone_a
    ]
    rows += [
        Row(RowKind.ONLY_B, [], [_plain(one)], "", shortened(one.text), line=shortened(one.text, LINE))
        for one in alone_b
    ]
    return rows


def chosen_row(a: Paragraph, b: Paragraph, ignored: Ignored) -> Row:
    """Two paragraphs somebody put side by side, alike or not: word for word."""
    ops = word_diff(a.text, b.text, fold_case=ignored.case, skip_punctuation=ignored.punctuation)
    changed = [op for op in ops if op.kind is not OpKind.EQUAL]
    gone = [(*op.old, "gone") for op in changed if op.old[0] < op.old[1]]
    come = [(*op.new, "come") for op in changed if op.new[0] < op.new[1]]
    cells = (
        Cell(one.address, one.marker, draw_wording(one.text, pieces), len(one.text))
        for one, pieces in ((a, gone), (b, come))
    )
    ours, theirs = ([cell] for cell in cells)
    return Row(RowKind.CHOSEN, ours, theirs, shortened(a.text), shortened(b.text))


def pairs_of(a: Edition, b: Edition) -> Sequence[Pair]:
    """The pairs of two editions, worked out once: editions do not change."""
    return _pairs(
        shelf_of(a).paragraphs, a.language, a.published_at, shelf_of(b).paragraphs, b.language, b.published_at
    )


def text_of(edition: Edition) -> ReadText:
    return _text(shelf_of(edition).paragraphs, edition.language, edition.published_at)


@lru_cache(maxsize=64)
def _text(paragraphs: Paragraphs, language: str, _published_at: datetime) -> ReadText:
    return read_text([Passage(p.address, p.kind, p.start, p.text, p.sentences) for p in paragraphs], language)


@lru_cache(maxsize=64)
def _pairs(
    a: Paragraphs, language_a: str, published_a: datetime, b: Paragraphs, language_b: str, published_b: datetime
) -> Sequence[Pair]:
    return tuple(pair_passages(_text(a, language_a, published_a), _text(b, language_b, published_b)))


def _row(pairs: Sequence[Pair], a: Paragraph, b: Paragraph, text_a: ReadText, text_b: ReadText) -> Row:
    pieces_a, pieces_b = pair_pieces(pairs, text_a, text_b)
    surest = min(pairs, key=lambda pair: _SUREST_FIRST.index(pair.kind))
    return Row(
        kind=RowKind(surest.kind.value),
        a=[Cell(a.address, a.marker, draw_wording(*without_far_words(a.text, pieces_a)), len(a.text))],
        b=[Cell(b.address, b.marker, draw_wording(*without_far_words(b.text, pieces_b)), len(b.text))],
        words_a=shortened(", ".join(surest.shared)),
    )


def _plain(paragraph: Paragraph) -> Cell:
    return Cell(paragraph.address, paragraph.marker, draw_wording(paragraph.text, ()), len(paragraph.text))
