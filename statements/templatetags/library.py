"""Words for the library's facets and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from statements.queries.library import SORTS, Filters
from statements.queries.timeline import Timeline, YearRow

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()

MOST_GAPS = 4
THOUSAND = 1_000

FACETS = {
    "kind": _("Kind"),
    "party": _("Party"),
    "year": _("Year"),
    "language": _("Language"),
    "topic": _("Topic"),
    "together": _("Together with"),
}
SORT_LABELS = {
    "": _("Newest"),
    "oldest": _("Oldest"),
    "title": _("Title"),
    "added": _("Added last"),
    "longest": _("Longest"),
    "notes": _("Most notes"),
}


class SortLink(NamedTuple):
    label: _StrPromise
    query: str
    chosen: bool


@register.simple_tag
def year_says(row: YearRow) -> str:
    """A year of the picture in words."""
    return f"{row.year}: {_texts_and_digests(row.texts, row.digests)}"


def _texts_and_digests(texts: int, digests: int) -> str:
    """A digest is no source and never counted as one."""
    counted = []
    if texts or not digests:
        counted.append(ngettext("{n} statement", "{n} statements", texts).format(n=grouped(texts)))
    if digests:
        counted.append(ngettext("{n} digest", "{n} digests", digests).format(n=grouped(digests)))
    return ", ".join(counted)


@register.simple_tag
def timeline_says(timeline: Timeline) -> str:
    """What the whole picture shows, in words: never the years without what is missing between them."""
    if not timeline.rows:
        return gettext("None of these statements has a date, so they have no place in time.")
    span = str(timeline.first) if timeline.first == timeline.last else f"{timeline.first}–{timeline.last}"
    said = [f"{_texts_and_digests(timeline.texts, timeline.digests)}, {span}"]
    gaps = [str(row.year) if row.last == row.year else f"{row.year}–{row.last}" for row in timeline.gaps]
    if len(gaps) > MOST_GAPS:
        said.append(gettext("{n} stretches without any").format(n=len(gaps)))
    elif gaps:
        words = gettext("none of these {years}") if timeline.narrowed else gettext("nothing held {years}")
        said.append(words.format(years=", ".join(gaps)))
    return "; ".join(said)


@register.filter
def grouped(n: int) -> str:
    """A number with its thousands told apart."""
    return number_format(n, decimal_pos=0, force_grouping=True) if n >= THOUSAND else str(n)


# Filters, because a `blocktranslate` with a plural takes ten times as long and a page has a hundred of them.
@register.filter
def notes_in_words(n: int) -> str:
    return ngettext("{n} note", "{n} notes", n).format(n=n)


@register.filter
def words_in_words(n: int) -> str:
    return ngettext("{n} word", "{n} words", n).format(n=grouped(n))


@register.filter
def facet_label(name: str) -> _StrPromise:
    return FACETS[name]


@register.simple_tag
def sort_links(filters: Filters) -> list[SortLink]:
    return [SortLink(SORT_LABELS[sort], filters.query(sort=sort), filters.sort == sort) for sort in SORTS]
