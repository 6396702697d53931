"""The help page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from statements.views.responses import in_room, page


@in_room
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return page(request, "help/help.html")
