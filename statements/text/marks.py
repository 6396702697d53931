"""Paragraphs drawn as HTML: flat `<mark>` segments that know all their annotations.

One of the two places where HTML is made by hand. Whatever comes from outside is either escaped (words, addresses,
patterns, class names) or formatted as a whole number (keys, hues, anchor numbers), which refuses anything else.

A *segment* is a piece of a paragraph between two borders; borders are the beginnings and ends of marks and of
sentences. Segments never nest, so any number of passages may cross. Positions are Unicode code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

LANES = 3
ANCHORS = 40


class Mark(NamedTuple):
    """A passage of one annotation: `start` and `end` count in the text of the whole edition.

    `hue` is 1 to 12, or 0 for an annotation without a theme; `pattern` is a word of `vocabulary.Pattern`.
    A tuple and no dataclass, because a page may need ten thousand of them (a frozen dataclass takes three times as
    long to make); a row of the database in this order serves as well.
    """

    key: int
    start: int
    end: int
    hue: int
    pattern: str


@dataclass(frozen=True, slots=True)
class DrawnParagraph:
    """A paragraph's HTML, the annotations that touch it in reading order, and where the card of each belongs."""

    html: SafeString
    keys: list[int]
    anchors: dict[int, int]


# A mark cut to its paragraph: start, key, end, hue, pattern; so they sort as they are read, older annotations first.
_Passage = tuple[int, int, int, int, str]


def draw_paragraph(
    text: str,
    *,
    start: int,
    address: str,
    sentences: Sequence[tuple[int, int]],
    marks: Sequence[Mark],
    active: int | None = None,
) -> DrawnParagraph:
    """Draw the characters of `text`, and nothing else, inside sentence spans and flat marks.

    `start` is the place of the paragraph in the edition's text; `sentences` are spans inside `text`, in order and not
    overlapping, as `sentence_borders` gives them. Marks may begin before the paragraph and end after it; those that do
    not touch it are ignored. Each segment carries in `data-a` the keys of all its annotations, in reading order.

    An annotation keeps one of three lanes (`data-h1 data-l1` … `data-h3 data-l3`) for its whole passage; the first
    lane that is free where the passage begins. A passage that finds none is in `data-a` only. The first segment of an
    annotation carries `data-anchor`, numbered in this paragraph; after the fortieth no further segment is numbered and
    the cards join the fortieth. Segments of the annotation `active` have the class `active`.
    """
    size = len(text)
    passages = _passages(marks, start, size)
    begins, ends = _begins_and_ends(passages)
    anchors, anchor_at = _anchors(passages)
    tag_at = _sentence_tags(address, sentences)
    style_at = _lane_styles(passages)
    plain = escape(text, quote=False) == text
    live: dict[int, str] = {}
    style = ""
    out: list[str] = []
    # One turn for every segment of a page, thousands of them: what can be made before the loop is.
    for left, right in pairwise(sorted({0, size, *begins, *ends, *tag_at})):
        if left in tag_at:
            out.append(tag_at[left])
        for key in ends.get(left, ()):
            del live[key]
        for key in begins.get(left, ()):
            live[key] = f"{key:d}"
        if left in style_at:
            style = style_at[left]
        words = text[left:right] if plain else escape(text[left:right], quote=False)
        if live:
            more = anchor_at.get(left, "") + (' class="active"' if active in live else "")
            words = f'<mark data-a="{" ".join(live.values())}"{style}{more}>{words}</mark>'
        out.append(words)
    out.append(tag_at.get(size, ""))
    return DrawnParagraph(html=mark_safe("".join(out)), keys=list(anchors), anchors=anchors)


def draw_plain(text: str, *, address: str, sentences: Sequence[tuple[int, int]]) -> SafeString:
    """Draw a paragraph with its sentence spans and no marks."""
    return draw_paragraph(text, start=0, address=address, sentences=sentences, marks=()).html


def draw_found(text: str, spans: Sequence[tuple[int, int]], *, css_class: str = "found") -> SafeString:
    """Draw an excerpt with the words found in it marked: `<mark class="found">`.

    `spans` are code points of `text` in any order; spans that touch or overlap become one mark.
    """
    opening = f'<mark class="{escape(css_class)}">'
    out: list[str] = []
    done = 0
    for start, end in _joined(spans, len(text)):
        out += (escape(text[done:start], quote=False), opening, escape(text[start:end], quote=False), "</mark>")
        done = end
    out.append(escape(text[done:], quote=False))
    return mark_safe("".join(out))


# How a comparison tells words: only here (of the old or the new side), in both, in other words, not compared.
WORDING_TAGS = {
    "gone": ("<del>", "</del>"),
    "come": ("<ins>", "</ins>"),
    "same": ('<span class="same">', "</span>"),
    "alike": ('<span class="alike">', "</span>"),
    "outside": ('<span class="outside">', "</span>"),
}


def draw_wording(text: str, pieces: Sequence[tuple[int, int, str]]) -> SafeString:
    """Draw one side of a comparison: `pieces` are spans of `text` in order, not overlapping, each with a word of
    `WORDING_TAGS`; what no piece covers stands as it is. Any other word is a KeyError.
    """
    out: list[str] = []
    done = 0
    for start, end, how in pieces:
        opening, closing = WORDING_TAGS[how]
        out += (escape(text[done:start], quote=False), opening, escape(text[start:end], quote=False), closing)
        done = end
    out.append(escape(text[done:], quote=False))
    return mark_safe("".join(out))


def _passages(marks: Sequence[Mark], start: int, size: int) -> list[_Passage]:
    """The marks cut to the paragraph, in reading order. Passages of one annotation that touch are one passage."""
    if not size:
        return []
    stop = start + size
    passages = sorted(
        (first - start if first > start else 0, key, last - start if last < stop else size, hue, pattern)
        for key, first, last, hue, pattern in marks
        if first < stop and last > start and first < last
    )
    if len({passage[1] for passage in passages}) < len(passages):
        passages = _united(passages)
    return passages


def _united(passages: Iterable[_Passage]) -> list[_Passage]:
    """A note may have several passages in one paragraph; a segment names it once, so overlapping ones are joined."""
    whole: list[_Passage] = []
    latest: dict[int, int] = {}
    for passage in passages:
        before = latest.get(passage[1])
        if before is not None and passage[0] <= whole[before][2]:
            start, key, end, hue, pattern = whole[before]
            whole[before] = (start, key, max(end, passage[2]), hue, pattern)
        else:
            latest[passage[1]] = len(whole)
            whole.append(passage)
    return whole


def _begins_and_ends(passages: Iterable[_Passage]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The annotations that begin and those that end at a position."""
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for start, key, end, _hue, _pattern in passages:
        begins.setdefault(start, []).append(key)
        ends.setdefault(end, []).append(key)
    return begins, ends


def _anchors(passages: Iterable[_Passage]) -> tuple[dict[int, int], dict[int, str]]:
    """The anchor number of each annotation, and the attribute of the segment that begins at a position."""
    anchors: dict[int, int] = {}
    attributes: dict[int, str] = {}
    last, number = -1, 0
    for start, key, _end, _hue, _pattern in passages:
        if key in anchors:
            continue
        if start != last:
            last, number = start, number + 1
            if number <= ANCHORS:
                attributes[start] = f' data-anchor="{number}"'
        anchors[key] = min(number, ANCHORS)
    return anchors, attributes


def _lane_styles(passages: Iterable[_Passage]) -> dict[int, str]:
    """Lanes allocated like intervals: the attributes of all lanes from each position where one of them changes."""
    changes: dict[int, list[tuple[int, str]]] = {}
    free_from = [0] * LANES
    for start, _key, end, hue, pattern in passages:
        for lane, free in enumerate(free_from):
            if free <= start:
                changes.setdefault(start, []).append((lane, _lane_attributes(lane + 1, hue, pattern)))
                changes.setdefault(end, []).append((lane, ""))
                free_from[lane] = end
                break
    drawn = [""] * LANES
    styles: dict[int, str] = {}
    for position in sorted(changes):
        # Where one passage ends and the next takes its lane, the end was noted first.
        for lane, attributes in changes[position]:
            drawn[lane] = attributes
        styles[position] = "".join(drawn)
    return styles


@lru_cache(maxsize=1024)
def _lane_attributes(number: int, hue: int, pattern: str) -> str:
    return f' data-h{number}="{hue:d}" data-l{number}="{escape(pattern)}"'


def _sentence_tags(address: str, sentences: Iterable[tuple[int, int]]) -> dict[int, str]:
    name = escape(address)
    tags: dict[int, str] = {}
    for number, (start, end) in enumerate(sentences, 1):
        tags[start] = tags.get(start, "") + f'<span id="p{name}s{number}">'
        tags[end] = "</span>"
    return tags


def _joined(spans: Iterable[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    whole: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, size)) for start, end in spans):
        if start >= end:
            continue
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole
