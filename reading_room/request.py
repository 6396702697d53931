"""Requests as the room reads them: as UTF-8, whatever they say of themselves."""

from __future__ import annotations

from typing import Any

from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

UNREADABLE = "unreadable"  # in the place of a charset's name


class _ReadAsUtf8:
    """Django takes any codec of Python's that a Content-Type names, and stops without an answer at some that are no
    charsets ("hex"). Here the name is only noted; the middleware `refuse_charset` answers.
    """

    content_type: str | None
    content_params: dict[str, str] | None

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            self.content_type, self.content_params = "", {"charset": UNREADABLE}


class Utf8Request(_ReadAsUtf8, WSGIRequest):
    """For WSGI servers."""


class Utf8AsyncRequest(_ReadAsUtf8, ASGIRequest):
    """For ASGI servers."""


class Utf8Handler(WSGIHandler):
    request_class = Utf8Request


class Utf8AsyncHandler(ASGIHandler):
    request_class = Utf8AsyncRequest
