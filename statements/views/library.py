"""The library."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from statements.forms.library import read_filters
from statements.queries.activity import lately
from statements.queries.library import open_library
from statements.text.numbers import whole_number
from statements.views.responses import in_room, page


@in_room
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    found = open_library(request.user, read_filters(request.GET), whole_number(request.GET.get("page")) or 1)
    return page(request, "library/library.html", {"library": found, "deeds": lately(request.user)})
