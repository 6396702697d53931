"""From an address people use (`5.4`, `5.4s2`) to a place in the text, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statements.models import Edition, Paragraph

SENTENCE = re.compile(r"(?P<paragraph>.+?)s(?P<sentence>\d+)")


class NoSuchPlace(Exception):
    """The edition has no such paragraph, sentence or position."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an edition: code points of its text, the address to cite them by, and the words themselves."""

    address: str
    start: int
    end: int
    exact: str


def place_at(edition: Edition, at: str) -> Place:
    """The paragraph or sentence of an address. Raises NoSuchPlace."""
    paragraph = edition.paragraphs.filter(address=at).first()
    if paragraph:
        return Place(at, paragraph.start, paragraph.end, paragraph.text)
    named = SENTENCE.fullmatch(at)
    paragraph = edition.paragraphs.filter(address=named["paragraph"]).first() if named else None
    if not named or not paragraph or not 1 <= int(named["sentence"]) <= len(paragraph.sentences):
        raise NoSuchPlace(at)
    start, end = paragraph.sentences[int(named["sentence"]) - 1]
    return Place(at, paragraph.start + start, paragraph.start + end, paragraph.text[start:end])


def place_between(edition: Edition, start: int, end: int) -> Place:
    """The words from `start` to `end`, with the shortest address that holds them: a sentence, a paragraph, or the first
    and last paragraph. Raises NoSuchPlace.
    """
    touched = [p for p in edition.paragraphs.filter(start__lt=end) if p.end > start]
    if not touched or start < 0 or end <= start or end > touched[-1].end:
        raise NoSuchPlace(f"{start}-{end}")
    text = Paragraph.SEPARATOR.join(paragraph.text for paragraph in touched)
    first = touched[0]
    words = text[max(start - first.start, 0) : end - first.start]
    if len(touched) > 1:
        return Place(f"{first.address}–{touched[-1].address}", start, end, words)
    for number, (left, right) in enumerate(first.sentences, 1):
        if first.start + left <= start and end <= first.start + right:
            return Place(f"{first.address}s{number}", start, end, words)
    return Place(first.address, start, end, words)


def text_of(edition: Edition) -> str:
    """The text of an edition: its paragraphs' texts joined by one blank line."""
    return Paragraph.SEPARATOR.join(edition.paragraphs.order_by("order").values_list("text", flat=True))
