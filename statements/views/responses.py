"""Page or fragment, and what a refusal looks like. Decided here and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from statements import permissions
from statements.models import User
from statements.views.kept_words import keep_words, typed_words

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def wants_fragment(request: HttpRequest) -> bool:
    """True for a request our scripts made: it is answered with fragments, never with a page or a redirect to one."""
    return bool(getattr(request, "htmx", False)) or request.headers.get("X-Requested-With") == "fetch"


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    return render(request, template, context, status=status)


def in_room(view: View) -> View:
    """For every page of the room: strangers are let in unless the room is closed to them."""
    return for_deed("enter_room")(view)


def for_deed(deed: str) -> Callable[[View], View]:
    """The view is only for people who may do `deed` at all; asked before anything is looked up, so that a refusal
    never tells whether something exists.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            permissions.require(request.user, deed)
            try:
                return view(request, *args, **kwargs)
            except OperationalError:
                if request.method != "POST":
                    raise
                return not_stored(request)

        return guarded

    return decorate


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that `for_deed` let pass because they are signed in."""
    assert isinstance(request.user, User)
    return request.user


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """A stranger where signing in is needed: 401 for a fragment, else the sign-in page, which leads back here.

    Words that were sent are kept in the session; the form has them again after signing in.
    """
    keep_words(request)
    if wants_fragment(request):
        return render(request, "accounts/_signed_out.html", status=401)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return redirect_to_login(back)


def not_stored(request: HttpRequest) -> HttpResponse:
    """503 when the database took nothing (someone writes for long, the disk is full): what was typed is given back.
    Called while the error is handled; it goes to the log.
    """
    logger.exception("Not stored: %s %s", request.method, request.path)
    if wants_fragment(request):
        return render(request, "_parts/_not_stored.html", status=503)
    return render(request, "503.html", {"typed": typed_words(request)}, status=503)


def refused(request: HttpRequest, exception: PermissionDenied | None = None) -> HttpResponse:
    """handler403: strangers may sign in, people signed in get the house's 403 page."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    return render(request, "403.html", status=403)
