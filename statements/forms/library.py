"""The library's filters as they come in an address."""

from __future__ import annotations

from django.http import QueryDict

from statements.queries.library import NAMES, Filters

LONGEST = 200  # characters of one value; longer ones name nothing


def read_filters(query: QueryDict) -> Filters:
    """The filters named in a query string; whatever is too long to name anything is left out."""
    values = {name: query.get(name, "") for name in (*NAMES, "sort")}
    return Filters(**{name: value for name, value in values.items() if len(value) <= LONGEST})
