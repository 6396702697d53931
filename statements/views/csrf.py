"""A form whose token is too old to be trusted: nothing is done, and what was typed is given back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from statements.views.kept_words import typed_words
from statements.views.responses import wants_fragment


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403. Scripts keep what was typed in their form; they get a sentence."""
    if wants_fragment(request):
        said = _("The form was too old to be sent. Nothing was saved; load the page again and send it once more.")
        return HttpResponse(said, status=403, content_type="text/plain; charset=utf-8")
    return render(request, "403_csrf.html", {"typed": typed_words(request)}, status=403)
