"""The words a note is about, taken from our text."""

from __future__ import annotations

from typing import NamedTuple

from statements.models import Edition, Paragraph, Target
from statements.queries.shelf import shelf_of
from statements.text.selectors import CONTEXT, BadSpan, Selector, make_selector


class Passage(NamedTuple):
    """Words someone chose: code points of the edition's text, both None for the whole statement. `exact` is what the
    browser took for these words; None where nobody saw any. Without an edition, that of the note is meant.
    """

    start: int | None = None
    end: int | None = None
    exact: str | None = None
    edition: Edition | None = None


class WordsDiffer(Exception):
    """At the place chosen stand other words than those seen (`ours` is the text's wording, `theirs` the browser's)."""

    def __init__(self, *, ours: str, theirs: str) -> None:
        super().__init__(f"“{ours}” stands where “{theirs}” was chosen.")
        self.ours = ours
        self.theirs = theirs


class NoWords(Exception):
    """The place chosen is empty, only white space, or not inside the text."""


class EditionWithdrawn(Exception):
    """A withdrawn edition takes no new notes."""


def target_of(passage: Passage, *, number: int, edition: Edition) -> Target:
    """The passage as an unsaved target of its own edition, else of `edition`.

    Raises WordsDiffer, NoWords and EditionWithdrawn.
    """
    return Target(passage=number, edition=passage.edition or edition, **_selector_fields(passage, edition))


def words_at(edition: Edition, start: int, end: int) -> Selector:
    """The words of an edition's text from `start` to `end` with what stands around them. Raises NoWords."""
    if not 0 <= start < end:
        raise NoWords
    reach = CONTEXT + len(Paragraph.SEPARATOR)
    near = [p for p in shelf_of(edition).paragraphs if p.end > start - reach and p.start < end + reach]
    if not near:
        raise NoWords
    offset = near[0].start
    try:
        found = make_selector(Paragraph.SEPARATOR.join(p.text for p in near), start - offset, end - offset)
    except BadSpan as error:
        raise NoWords from error
    if not found.exact.strip():
        raise NoWords
    return Selector(start=start, end=end, exact=found.exact, prefix=found.prefix, suffix=found.suffix)


def _selector_fields(passage: Passage, edition: Edition) -> dict[str, object]:
    place = passage.edition or edition
    # Asked again: it may have been withdrawn since the form was drawn.
    if not Edition.objects.published().filter(pk=place.pk).exists():
        raise EditionWithdrawn
    if passage.start is None or passage.end is None:
        return {}
    words = words_at(place, passage.start, passage.end)
    if passage.exact is not None and _folded(passage.exact) != _folded(words.exact):
        raise WordsDiffer(ours=words.exact, theirs=passage.exact)
    return {name: getattr(words, name) for name in ("start", "end", "exact", "prefix", "suffix")}


def _folded(words: str) -> str:
    """A browser gives the space between two blocks as one line end, or as none, and ours as a blank line."""
    return "".join(words.split())
