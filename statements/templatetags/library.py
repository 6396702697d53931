"""Words for the library's facets and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django import template
from django.utils.formats import localize
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from statements.queries.library import SORTS, Filters
from statements.queries.timeline import Timeline, YearRow

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()

MOST_GAPS = 4

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
    words = ngettext("{n} statement", "{n} statements", row.texts).format(n=row.texts)
    if row.digests:
        words += ", " + ngettext("{n} digest", "{n} digests", row.digests).format(n=row.digests)
    return f"{row.year}: {words}"


@register.simple_tag
def timeline_says(timeline: Timeline) -> str:
    """What the whole picture shows, in words: never the years without what is missing between them."""
    if not timeline.rows:
        return gettext("None of these statements has a date, so they have no place in time.")
    span = str(timeline.first) if timeline.first == timeline.last else f"{timeline.first}–{timeline.last}"
    words = ngettext("{n} statement, {span}", "{n} statements, {span}", timeline.found)
    said = [words.format(n=timeline.found, span=span)]
    gaps = [str(row.year) if row.last == row.year else f"{row.year}–{row.last}" for row in timeline.gaps]
    if len(gaps) > MOST_GAPS:
        said.append(gettext("{n} stretches without any").format(n=len(gaps)))
    elif gaps:
        said.append(gettext("nothing held {years}").format(years=", ".join(gaps)))
    return "; ".join(said)


# Filters, because a `blocktranslate` with a plural takes ten times as long and a page has a hundred of them.
@register.filter
def notes_in_words(n: int) -> str:
    return ngettext("{n} note", "{n} notes", n).format(n=n)


@register.filter
def words_in_words(n: int) -> str:
    return ngettext("{n} word", "{n} words", n).format(n=localize(n))


@register.filter
def facet_label(name: str) -> _StrPromise:
    return FACETS[name]


@register.simple_tag
def sort_links(filters: Filters) -> list[SortLink]:
    return [SortLink(SORT_LABELS[sort], filters.query(sort=sort), filters.sort == sort) for sort in SORTS]
