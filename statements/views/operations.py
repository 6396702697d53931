"""What machines ask: the operator's monitoring, and those that collect pages for search engines."""

from __future__ import annotations

import logging
import tempfile
import uuid

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)

VIEWS_OF_LISTS = ("/?", "/pairs/?", "/statements/*?")  # each list narrowed in every way, each text with every layer


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when database and data folder can be read and written, else 503. For machines: open to everyone, one line,
    no translation, and nothing about what is wrong (that is in the log).
    """
    try:
        _write_to_database()
    except DatabaseError:
        log.exception("The database cannot be written to.")
        return _line("database unavailable", 503)
    try:
        _write_to_data_folder()
    except OSError:
        log.exception("The data folder cannot be written to.")
        return _line("data folder unavailable", 503)
    return _line("ok", 200)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is not worth collecting: lists narrowed in every way, search, and pages for people who sign in.

    A closed room forbids nothing here: what may not be asked for cannot say that it is not to be listed.
    """
    if settings.READING_ROOM_PUBLIC == "no":
        return _line("User-agent: *\nDisallow:", 200)
    refused = (f"Disallow: {path}" for path in (*VIEWS_OF_LISTS, *settings.UNLISTED))
    return _line("\n".join(["User-agent: *", "Allow: /?page=", *refused]), 200)


def _write_to_database() -> None:
    """A row that no one else waits for, and that is gone again before anyone could see it."""
    with transaction.atomic():
        row = Session(session_key=f"healthz-{uuid.uuid4().hex}", session_data="", expire_date=timezone.now())
        row.save(force_insert=True)
        transaction.set_rollback(True)


def _write_to_data_folder() -> None:
    with tempfile.TemporaryFile(dir=settings.DATA_FOLDER) as file:
        file.write(b"healthz")
        file.flush()


def _line(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
