"""Where the passage of a note is: positions a script saw, an address, words that someone pasted, or a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from statements.actions.passage import Passage
from statements.models import Edition
from statements.queries.edition import find_edition
from statements.queries.places import NoSuchPlace, Place, place_at, place_between, text_of
from statements.queries.sides import Text
from statements.text.selectors import locate

CHOICES = 20  # places offered when a quote stands in several
PASSAGE_LINK = re.compile(r"^/statements/(?P<slug>[^/]+)/(?:(?P<language>[a-z0-9-]+)/)?(?:(?P<number>\d{1,6})/)?$")


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One of several places where a quote stands: its value in the form, its address, and the words around it."""

    value: str
    address: str
    before: str
    words: str
    after: str


class NotThere(Exception):
    """A sentence for the form; `places` are those to choose from when the words stand in several."""

    def __init__(self, said: str, places: list[PlaceChoice] | None = None) -> None:
        super().__init__(said)
        self.places = places or []


def first_passage(edition: Edition, data: dict[str, Any]) -> Passage:
    """From cleaned `quote` (with `at`, `place`), else `start` and `end` (with `exact`), else `at`; without any of them
    the whole statement. Raises NotThere.
    """
    if data.get("quote"):
        return _quoted(edition, data["quote"], data.get("at", ""), chosen=data.get("place", ""))
    start, end = data.get("start"), data.get("end")
    if start is not None and end is not None:
        return Passage(start, end, data.get("exact") or None)
    if data.get("at"):
        place = _place(edition, data["at"])
        return Passage(place.start, place.end)
    return Passage()


def passage_in(text: Text, data: dict[str, Any]) -> Passage:
    """As `first_passage`, in a text that is no edition yet; `at` is the address of a paragraph. Raises NotThere; also
    where nothing names a place.
    """
    start, end = data.get("start"), data.get("end")
    if data.get("quote"):
        within = text.span_of(data["at"]) if data.get("at") else None
        if data.get("at") and within is None:
            raise NotThere(_("The text has no paragraph or sentence “{at}”.").format(at=data["at"]))

        def choice(start: int, end: int) -> PlaceChoice:
            return _choice_of(text.text, text.address_at(start), start, end)

        return _one_of(text.text, data["quote"], within, data.get("place", ""), choice)
    if start is None or end is None:
        raise NotThere(_("Select the words in the text below, or copy them into the field."))
    return Passage(start, end, data.get("exact") or None)


def second_passage(user: Any, edition: Edition, where: str, quote: str) -> Passage:
    """`where` is an address of this edition or the link of a passage; `quote` names words there. Raises NotThere."""
    other, at = _meant(user, edition, where.strip())
    if quote:
        return _quoted(other, quote, at)._replace(edition=other)
    if not at:
        raise NotThere(_("This leads to a whole statement; add the words, or take the link of a paragraph."))
    place = _place(other, at)
    return Passage(place.start, place.end, edition=other)


def _meant(user: Any, edition: Edition, where: str) -> tuple[Edition, str]:
    try:
        parts = urlsplit(where)
    except ValueError as damaged:
        raise NotThere(_no_link()) from damaged
    if "/" not in parts.path:
        return edition, (parts.fragment or parts.path).removeprefix("p")
    named = PASSAGE_LINK.match(unquote(parts.path))
    if not named or "\0" in named[0]:
        raise NotThere(_no_link())
    number = int(named["number"] or 0) or None
    try:
        other = find_edition(user, named["slug"], named["language"] or "", number)
    except Edition.DoesNotExist as missing:
        raise NotThere(_("No statement of this room stands at this link.")) from missing
    return other, unquote(parts.fragment).removeprefix("p")


def _no_link() -> str:
    return _("This is no link to a statement of this room.")


def _quoted(edition: Edition, quote: str, at: str, *, chosen: str = "") -> Passage:
    """The one place where a quote stands, inside the paragraph or sentence `at` if it is there at all."""
    text = text_of(edition)
    place = _place(edition, at) if at else None

    def choice(start: int, end: int) -> PlaceChoice:
        return _choice_of(text, place_between(edition, start, end).address, start, end)

    return _one_of(text, quote, (place.start, place.end) if place else None, chosen, choice)


def _one_of(
    text: str,
    quote: str,
    within: tuple[int, int] | None,
    chosen: str,
    choice: Callable[[int, int], PlaceChoice],
) -> Passage:
    """The one place of a quote; inside `within` if it stands there at all, that named `chosen` where it is one."""
    spans = locate(text, quote)
    if within:
        spans = [span for span in spans if within[0] <= span[0] and span[1] <= within[1]] or spans
    if chosen:
        spans = [span for span in spans if f"{span[0]}-{span[1]}" == chosen] or spans
    if not spans:
        raise NotThere(_("These words do not stand in the text. They are kept here; copy them once more."))
    if len(spans) > 1:
        places = [choice(start, end) for start, end in spans[:CHOICES]]
        raise NotThere(_("These words stand in several places. Choose one below, or add a word."), places)
    start, end = spans[0]
    return Passage(start, end, text[start:end])


def _place(edition: Edition, at: str) -> Place:
    try:
        return place_at(edition, at)
    except NoSuchPlace as missing:
        raise NotThere(_("The text has no paragraph or sentence “{at}”.").format(at=at)) from missing


def _choice_of(text: str, address: str, start: int, end: int) -> PlaceChoice:
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    around = [" ".join(words.split()) for words in (before, text[start:end], after)]
    return PlaceChoice(f"{start}-{end}", address, *around)
