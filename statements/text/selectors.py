"""Position and quote together: what an annotation remembers of its passage.

The shape is that of the W3C Web Annotation Data Model (TextPositionSelector and TextQuoteSelector). All positions are
Unicode code points of the edition's text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

CONTEXT = 64


class BadSpan(ValueError):
    """The span is empty or not inside the text."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage: where it stands, its words, and up to `CONTEXT` code points of the text before and after it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def make_selector(text: str, start: int, end: int) -> Selector:
    """The selector of `text[start:end]`. Raises `BadSpan` if that is empty or not wholly inside the text."""
    if not 0 <= start < end <= len(text):
        raise BadSpan(f"No words stand at {start} to {end} of a text of {len(text)} characters.")
    return Selector(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(start - CONTEXT, 0) : start],
        suffix=text[end : end + CONTEXT],
    )


def holds(text: str, selector: Selector) -> bool:
    """Whether the words of the selector stand in `text` at its place. The context is not looked at."""
    return (
        0 <= selector.start < selector.end == selector.start + len(selector.exact)
        and text[selector.start : selector.end] == selector.exact
    )


def locate(
    text: str, exact: str, *, prefix: str = "", suffix: str = "", near: int | None = None
) -> list[tuple[int, int]]:
    """Where a quote that a person typed or pasted stands in `text`: spans of `text`, the best first.

    Any run of white space equals any other and all forms of a quotation mark or apostrophe are one; white space
    around the quote does not count. Otherwise the words must be the same, capitals included. Occurrences may overlap.

    With `prefix` or `suffix` (the words next to it) those come first that agree with the most of them; then those
    that begin nearest to `near`; then in the order of the text. Takes time in proportion to text and quote.
    """
    folded = _Folded(text)
    quote = _Folded(exact).text.strip()
    if not quote:
        return []
    before, after = _Folded(prefix).text[-CONTEXT:], _Folded(suffix).text[:CONTEXT]
    ranked = []
    for place in _occurrences(folded.text, quote):
        start, end = folded.place(place), folded.place(place + len(quote) - 1) + 1
        agreement = _agreement(folded.text, place, place + len(quote), before, after)
        ranked.append((-agreement, 0 if near is None else abs(start - near), start, end))
    return [(start, end) for _, _, start, end in sorted(ranked)]


# All forms become the straight one: double and single, low and high, angle and reversed, and the primes.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞〟＂″", '"') | dict.fromkeys("‘’‚‛‹›ʼ＇′`´", "'"))
_SPACE = re.compile(r"\s+")


class _Folded:
    """A text with quotation marks made alike and white space runs made one space, and the way back to its places."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        # After the folded place `_after[i]`, folded places lag behind those of the text by `_lag[i]`.
        self._after = [0]
        self._lag = [0]
        done = length = 0
        for run in _SPACE.finditer(text):
            if run[0] == " ":
                continue
            pieces += (text[done : run.start()], " ")
            length += run.start() - done + 1
            done = run.end()
            self._after.append(length)
            self._lag.append(done - length)
        pieces.append(text[done:])
        self.text = "".join(pieces).translate(_QUOTES)

    def place(self, folded: int) -> int:
        """The place in the original text of a character of the folded one that is no white space."""
        return folded + self._lag[bisect_right(self._after, folded) - 1]


def _occurrences(text: str, quote: str) -> Iterator[int]:
    """Every place where `quote` stands in `text`, overlapping ones too, in linear time.

    Two occurrences that overlap lie a multiple of the quote's period apart, or overlap by less than one period
    (Fine and Wilf); so after each it is enough to compare one period of text, and else to search on behind it.
    """
    period = _period(quote)
    tail = quote[-period:]
    place = text.find(quote)
    while place >= 0:
        yield place
        end = place + len(quote)
        if period < len(quote) and text.startswith(tail, end):
            place += period
        else:
            place = text.find(quote, place + max(period, len(quote) - period + 1))


def _period(quote: str) -> int:
    """The smallest distance at which `quote` agrees with itself (Knuth, Morris and Pratt)."""
    borders = [0] * len(quote)
    for place in range(1, len(quote)):
        border = borders[place - 1]
        while border and quote[place] != quote[border]:
            border = borders[border - 1]
        borders[place] = border + (quote[place] == quote[border])
    return len(quote) - borders[-1]


def _agreement(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many characters next to the place agree with the context, counted outwards; white space is passed over."""
    agreed = 0
    for here, there in (
        (text[max(start - CONTEXT, 0) : start].rstrip()[::-1], before.rstrip()[::-1]),
        (text[end : end + CONTEXT].lstrip(), after.lstrip()),
    ):
        for one, other in zip(here, there, strict=False):
            if one != other:
                break
            agreed += 1
    return agreed
