"""Words sent by someone who is no longer signed in: kept in the session until they have come back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

KEY = "kept_words"
MAX_LENGTH = 60_000  # characters of all fields together
KEPT_FOR = 3600  # seconds
NOT_KEPT = ("csrfmiddlewaretoken", "writer")
TYPED = ("body", "text")


def keep_words(request: HttpRequest) -> bool:
    """Keep the fields of a form with a body, or of what is known about an upload (its field `seen`), under its address,
    for the person its field `writer` says it was drawn for.

    False when it is no such form, or when it is too large.
    """
    fields = {name: value for name, value in request.POST.items() if name not in NOT_KEPT}
    writer = request.POST.get("writer", "")
    if not writer or not {"body", "seen"} & fields.keys() or sum(map(len, fields.values())) > MAX_LENGTH:
        return False
    if not request.session.session_key:
        request.session.set_expiry(KEPT_FOR)
    request.session[KEY] = {"path": request.path, "writer": writer, "fields": fields}
    return True


def kept_words(request: HttpRequest) -> dict[str, Any]:
    """The fields kept for the address of this request and for whoever asks; empty when there are none.

    Browsers are shared: someone else who signs in next must not find them.
    """
    kept = request.session.get(KEY) or {}
    theirs = kept.get("path") == request.path and kept.get("writer") == str(request.user.pk)
    return dict(kept["fields"]) if theirs else {}


def forget_kept_words(request: HttpRequest) -> None:
    if kept_words(request):
        del request.session[KEY]


def typed_words(request: HttpRequest) -> str:
    """What the form that was sent holds of someone's own words, to be shown on a page that could not take them."""
    return "\n\n".join(request.POST[name] for name in TYPED if request.POST.get(name))
