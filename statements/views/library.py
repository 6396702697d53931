"""The library, and the pairs of parties in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from statements.forms.library import read_filters
from statements.queries.activity import lately
from statements.queries.library import open_library
from statements.queries.pairs import open_pairs
from statements.queries.timeline import timeline_of
from statements.text.numbers import whole_number
from statements.views.responses import in_room, page


@in_room
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    found = open_library(request.user, read_filters(request.GET), _number(request))
    context = {"library": found, "timeline": timeline_of(found.narrowed), "deeds": lately(request.user)}
    return page(request, "library/library.html", context)


@in_room
@require_safe
def party_pairs(request: HttpRequest) -> HttpResponse:
    """Who made statements with whom, under the library's filters."""
    return page(
        request, "library/pairs.html", {"pairs": open_pairs(request.user, read_filters(request.GET), _number(request))}
    )


def _number(request: HttpRequest) -> int:
    return whole_number(request.GET.get("page")) or 1
