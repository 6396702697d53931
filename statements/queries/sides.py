"""A passage as it was and as it is: two sides level with each other, the words they do not share marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from statements.models import Edition, Paragraph
from statements.queries.shelf import shelf_of
from statements.text.diff import differing_spans
from statements.text.excerpt import excerpt
from statements.text.marks import draw_wording

AROUND = 90  # code points of the text shown before and after a passage
LONGEST = 900  # code points of a passage shown at once


@dataclass(frozen=True, slots=True)
class Side:
    """One wording of a passage with the words around it; `html` marks those the other side has not. `place` is
    "start-end" in its text.
    """

    address: str
    html: SafeString
    place: str


class Text:
    """A text with the addresses of its paragraphs, of a draft or of an edition."""

    def __init__(self, addresses: Sequence[str], texts: Sequence[str]) -> None:
        self.addresses = addresses
        self.text = Paragraph.SEPARATOR.join(texts)
        self.starts: list[int] = []
        start = 0
        for text in texts:
            self.starts.append(start)
            start += len(text) + len(Paragraph.SEPARATOR)

    @classmethod
    def of(cls, edition: Edition) -> Text:
        paragraphs = shelf_of(edition).paragraphs
        return cls([paragraph.address for paragraph in paragraphs], [paragraph.text for paragraph in paragraphs])

    def address_at(self, start: int) -> str:
        """The address of the paragraph that holds a position."""
        place = bisect_right(self.starts, start) - 1
        return self.addresses[place] if 0 <= place < len(self.addresses) else ""

    def span_of(self, address: str) -> tuple[int, int] | None:
        """Where a paragraph begins and ends."""
        if address not in self.addresses:
            return None
        place = list(self.addresses).index(address)
        last = place + 1 == len(self.starts)
        end = len(self.text) if last else self.starts[place + 1] - len(Paragraph.SEPARATOR)
        return self.starts[place], end

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a place in its own paragraphs."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        begin = self.starts[first] if first >= 0 else 0
        stop = self.starts[last + 1] - len(Paragraph.SEPARATOR) if last + 1 < len(self.starts) else len(self.text)
        before, after = self.text[max(start - AROUND, begin) : start], self.text[end : min(end + AROUND, stop)]
        if start - AROUND > begin:
            before = "… " + before.partition(" ")[2]
        if end + AROUND < stop:
            after = after.rpartition(" ")[0] + " …"
        return before, after


Place = tuple[int, int]


def side_by_side(old: Text, was: Place, new: Text | None = None, now: Place | None = None) -> tuple[Side, Side | None]:
    """A place of the old text beside one of the new; without the latter the passage has no place there."""
    words = old.text[was[0] : was[1]]
    if new is None or now is None:
        return _side(old, was, [], "gone"), None
    gone, come = differing_spans(words, new.text[now[0] : now[1]])
    return _side(old, was, gone, "gone"), _side(new, now, come, "come")


def _side(text: Text, place: Place, spans: Sequence[tuple[int, int]], how: str) -> Side:
    before, after = text.around(*place)
    words = text.text[place[0] : place[1]]
    if len(words) > LONGEST:
        piece = excerpt(words, spans, size=LONGEST)
        words, spans = piece.text, piece.spans
    begin, end = len(before), len(before) + len(words)
    pieces = [(begin + start, begin + stop, how) for start, stop in sorted(spans)]
    around = [(0, begin, "outside"), *pieces, (end, end + len(after), "outside")]
    html = draw_wording(before + words + after, [piece for piece in around if piece[0] < piece[1]])
    return Side(text.address_at(place[0]), html, f"{place[0]}-{place[1]}")
