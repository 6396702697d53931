"""Words for the library's facets and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django import template
from django.utils.translation import gettext_lazy as _

from statements.queries.library import Filters

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()

FACETS = {
    "kind": _("Kind"),
    "party": _("Party"),
    "year": _("Year"),
    "language": _("Language"),
    "topic": _("Topic"),
}
SORTS = {"": _("Newest"), "oldest": _("Oldest"), "title": _("Title"), "added": _("Added")}


class SortLink(NamedTuple):
    label: _StrPromise
    query: str
    chosen: bool


@register.filter
def facet_label(name: str) -> _StrPromise:
    return FACETS[name]


@register.simple_tag
def sort_links(filters: Filters) -> list[SortLink]:
    return [SortLink(label, filters.query(sort=sort), filters.sort == sort) for sort, label in SORTS.items()]
