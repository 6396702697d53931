"""What an address names, as far as the one who asks may see it; 404 otherwise."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from statements.models import Annotation, Edition, Reply
from statements.queries.edition import find_edition


def edition_or_404(request: HttpRequest, slug: str, language: str = "", number: int | None = None) -> Edition:
    try:
        return find_edition(request.user, slug, language, number)
    except Edition.DoesNotExist as missing:
        raise Http404 from missing


def note_or_404(request: HttpRequest, uuid: Any) -> Annotation:
    """Deleted notes too: what is left of them, and undo, is the view's question.

    A stranger is asked to sign in whether there is such a note or not: links to notes survive signing in.
    """
    visible = Annotation.objects.visible_to(request.user).select_related("team", "author")
    note = visible.filter(uuid=uuid).first()
    if note is None and not request.user.is_authenticated:
        raise PermissionDenied
    if note is None:
        raise Http404
    return note


def note_by_key_or_404(request: HttpRequest, key: str) -> Annotation:
    """The note with this integer key, as marks name it; it may have been deleted."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return get_object_or_404(Annotation.objects.visible_to(request.user), pk=int(key))


def reply_or_404(request: HttpRequest, uuid: Any) -> Reply:
    """An answer in a thread this person may see."""
    visible = Annotation.objects.visible_to(request.user)
    answers = Reply.objects.filter(annotation__in=visible).select_related("annotation__team", "author")
    return get_object_or_404(answers, uuid=uuid)
