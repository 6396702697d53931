"""The library's filters as they come in an address."""

from __future__ import annotations

from django.http import QueryDict

from statements.queries.library import FACETS, MOST_PARTIES, SORTS, Filters

LONGEST = 200  # characters of one value; longer ones name nothing


def read_filters(query: QueryDict) -> Filters:
    """The filters named in a query string; whatever is too long to name anything is left out, and so is an order that
    there is not. `party` may stand there several times.
    """
    values = {name: query.get(name, "") for name in FACETS if name != "party"}
    named = {name: value for name, value in values.items() if len(value) <= LONGEST}
    parties = [party for party in dict.fromkeys(query.getlist("party")) if 0 < len(party) <= LONGEST]
    sort = query.get("sort", "")
    return Filters(**named, party=tuple(parties[:MOST_PARTIES]), sort=sort if sort in SORTS else "")
