"""What every request passes: refusal of what no page reads, safety headers, compression. No word of the room in it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import brotli
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponseBase]

BROTLI_QUALITY = 3  # 4 makes pages of marks 4 % smaller and takes twice as long
GZIP_LEVEL = 6
SMALLEST_WORTH_COMPRESSING = 600  # bytes; below it the answer fits one packet anyway
COMPRESSIBLE = re.compile(r"text/|application/(?:[\w.+-]+\+)?(?:json|xml|javascript)\b|image/svg\+xml")
MEGABYTE = 1024 * 1024
ROOM_FOR_FIELDS = 64 * 1024  # bytes of a form beside the text or file it hands in
FRAGMENT_HEADERS = ("HX-Request", "X-Requested-With")  # by which scripts ask for a fragment
ERRORS = 400  # the first status of an answer that is none
UTF_8 = ("utf-8", "utf8")
NUL_IN_COOKIE = "\\000"  # how a quoted cookie spells it

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def refuse_too_large(get_response: Handler) -> Handler:
    """Answers 413, with the page of the house, when a request says that it is larger than anything a page may send.

    Before anything is read: Django's own limit of forms does not hold for files, which would fill the disk first.
    Bodies without a length are empty to Django. A little above the limits the forms answer, with a sentence of theirs.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        most = max(settings.BATCH_LIMIT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE) + ROOM_FOR_FIELDS
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and (len(length) > len(str(most)) or int(length) > most):
            return _too_large(request)
        return get_response(request)

    return answer


def _too_large(request: HttpRequest) -> HttpResponse:
    limits = {"megabytes": settings.UPLOAD_LIMIT // MEGABYTE, "together": settings.BATCH_LIMIT // MEGABYTE}
    return render(request, "413.html", limits, status=413)


def refuse_nul(get_response: Handler) -> Handler:
    """Answers 400, with the page of the house, when a NUL stands in the address or a cookie.

    PostgreSQL cannot store or compare one, so it would end as a server error deep inside. Form fields refuse NULs
    themselves, with a sentence beside the field.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        if (
            "%00" in meta.get("QUERY_STRING", "")
            or "\0" in request.path_info
            or NUL_IN_COOKIE in meta.get("HTTP_COOKIE", "")
        ):
            raise BadRequest("a NUL in the address or a cookie")
        return get_response(request)

    return answer


def refuse_charset(get_response: Handler) -> Handler:
    """Answers 400 when a request names another charset than UTF-8, the only one our pages send.

    It has been read as UTF-8 (request.py), so what is in it is not what was meant. By other codecs of Python's it might
    even hold halves of characters, which no database stores ("raw_unicode_escape").
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in UTF_8:
            raise BadRequest("a charset other than UTF-8")
        return get_response(request)

    return answer


def security_headers(get_response: Handler) -> Handler:
    """Adds the policy of `SECURE_CSP` to every answer."""
    headers = {
        "Content-Security-Policy": "; ".join(
            f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items()
        ),
        "Permissions-Policy": PERMISSIONS_POLICY,
    }

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def keep_out_of_search_engines(get_response: Handler) -> Handler:
    """Says to search engines which answers they must not list: all of a closed room; elsewhere what is one of many
    views of a thing (an address with a query, pages of a list excepted), one person's, under an address of
    `UNLISTED`, or no page at all. The frame of a page says the same (`request.robots`).
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        wanted = _robots(request)
        request.robots = wanted  # type: ignore[attr-defined]
        response = get_response(request)
        if wanted or response.status_code >= ERRORS:
            response.headers.setdefault("X-Robots-Tag", wanted or "noindex")
        return response

    return answer


def _robots(request: HttpRequest) -> str:
    if settings.READING_ROOM_PUBLIC == "no":
        return "noindex, nofollow"
    asked = {part.partition("=")[0] for part in request.META.get("QUERY_STRING", "").split("&") if part}
    one_persons = settings.SESSION_COOKIE_NAME in request.COOKIES
    return "noindex" if one_persons or asked - {"page"} or request.path.startswith(settings.UNLISTED) else ""


def say_whose(get_response: Handler) -> Handler:
    """Tells caches what they must not mix up: an answer to somebody with a session is theirs alone and to be asked for
    again each time; a page and the fragment at one address are two answers.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, FRAGMENT_HEADERS)
        return response

    return answer


def compress_pages(get_response: Handler) -> Handler:
    """Compresses text answers once, with brotli where the browser takes it, else gzip.

    Streamed answers pass untouched. Secrets in pages are Django's CSRF tokens, which are masked anew for each page, so
    that sizes of compressed pages tell nothing about them.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        assert isinstance(response, HttpResponse)
        if len(response.content) < SMALLEST_WORTH_COMPRESSING:
            return response
        if not COMPRESSIBLE.match(response.headers.get("Content-Type", "")):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        encoding = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding:
            _compress(response, encoding)
        return response

    return answer


def accepted_encoding(header: str) -> str:
    """The best of `br` and `gzip` that an Accept-Encoding header takes, or an empty string."""
    taken = set()
    for offer in header.lower().split(","):
        name, _semicolon, parameter = offer.partition(";")
        weight = parameter.strip().removeprefix("q=").strip()
        if not weight or weight.strip("0.") != "":
            taken.add(name.strip())
    return "br" if "br" in taken else "gzip" if "gzip" in taken else ""


def _compress(response: HttpResponse, encoding: str) -> None:
    if encoding == "br":
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    else:
        packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)  # 31: with the gzip header, whose time stays zero
        response.content = packer.compress(response.content) + packer.flush()
    response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):  # the bytes differ between encodings, so the tag can only be a weak one
        response.headers["ETag"] = f"W/{etag}"
