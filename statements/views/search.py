"""The search page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from statements.forms.search import read_search, remark, why_not
from statements.queries.search import Search, held_count, index_is_waiting, search
from statements.text.query import CannotAsk, Match
from statements.views.responses import in_room, page


@require_safe
@in_room
def search_page(request: HttpRequest) -> HttpResponse:
    """Answers 200 with what was found or why nothing was asked, 422 for what cannot be asked. GET changes nothing."""
    asked = read_search(request.GET)
    context = {"asked": asked, "matches": _matches(asked), "waiting": index_is_waiting()}
    if not asked.text:
        return page(request, "search/search.html", {**context, "held": held_count(request.user)})
    try:
        result = search(request.user, asked)
    except CannotAsk as problem:
        return page(request, "search/search.html", {**context, "problem": why_not(problem, asked.text)}, status=422)
    remarks = [remark(word) for word in result.remarks]
    return page(request, "search/search.html", {**context, "result": result, "remarks": remarks})


def _matches(asked: Search) -> dict[str, Any]:
    return {match.value: asked.match is match for match in Match}
