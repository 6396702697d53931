"""What every request passes: refused NULs, safety headers, compression."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from reading_room import middleware
from reading_room.wsgi import application

WORDS = "The two sides call upon all States to abandon the Cold War mentality. " * 40
ALL = "gzip, deflate, br"


def answering(response: HttpResponseBase) -> Callable[[HttpRequest], HttpResponseBase]:
    return lambda request: response


def compressed(response: HttpResponseBase, accept: str = ALL) -> HttpResponseBase:
    return middleware.compress_pages(answering(response))(
        RequestFactory().get("/", headers={"accept-encoding": accept})
    )


def test_page_is_compressed_with_brotli_where_the_browser_takes_it() -> None:
    response = compressed(HttpResponse(WORDS))
    assert isinstance(response, HttpResponse)
    assert response["Content-Encoding"] == "br"
    assert response["Content-Length"] == str(len(response.content))
    assert response["Vary"] == "Accept-Encoding"
    assert brotli.decompress(response.content).decode() == WORDS


def test_page_is_compressed_with_gzip_otherwise() -> None:
    response = compressed(HttpResponse(WORDS), "gzip, br;q=0")
    assert isinstance(response, HttpResponse)
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == WORDS


def test_same_page_is_compressed_to_the_same_bytes() -> None:
    assert compressed(HttpResponse(WORDS), "gzip").content == compressed(HttpResponse(WORDS), "gzip").content  # type: ignore[attr-defined]


def test_etag_of_compressed_page_is_weak() -> None:
    response = compressed(HttpResponse(WORDS, headers={"ETag": '"7"'}))
    assert response["ETag"] == 'W/"7"'


@pytest.mark.parametrize(
    ("response", "accept"),
    [
        (HttpResponse("short"), ALL),
        (HttpResponse(WORDS, content_type="image/png"), ALL),
        (HttpResponse(WORDS, headers={"Content-Encoding": "identity"}), ALL),
        (HttpResponse(WORDS), ""),
        (HttpResponse(WORDS), "identity;q=1, *;q=0"),
    ],
)
def test_answer_that_gains_nothing_stays_as_it_is(response: HttpResponse, accept: str) -> None:
    before = response.content
    after = compressed(response, accept)
    assert isinstance(after, HttpResponse)
    assert after.content == before
    assert after.get("Content-Encoding") in (None, "identity")


def test_streamed_answer_is_untouched() -> None:
    response = compressed(StreamingHttpResponse(iter([b"a", b"b"])))
    assert isinstance(response, StreamingHttpResponse)
    assert b"".join(response) == b"ab"
    assert not response.has_header("Content-Encoding")


@pytest.mark.parametrize(
    ("header", "best"),
    [
        ("br", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=0.5, br;q=0.1", "br"),
        ("br;q=0.0, gzip ; q=1", "gzip"),
        ("gzip;q=0", ""),
        ("deflate", ""),
        ("", ""),
    ],
)
def test_accepted_encoding_follows_the_header(header: str, best: str) -> None:
    assert middleware.accepted_encoding(header) == best


def test_every_answer_carries_the_strict_policy(settings: Settings) -> None:
    settings.READING_ROOM_PUBLIC = "texts"
    response = middleware.security_headers(answering(HttpResponse()))(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response["Permissions-Policy"].startswith("camera=()")
    assert not response.has_header("X-Robots-Tag")


def robots_of(request: HttpRequest, status: int = 200) -> str | None:
    response = middleware.keep_out_of_search_engines(answering(HttpResponse(status=status)))(request)
    return response.headers.get("X-Robots-Tag")


def test_closed_room_is_kept_out_of_search_engines(settings: Settings) -> None:
    settings.READING_ROOM_PUBLIC = "no"
    assert robots_of(RequestFactory().get("/")) == "noindex, nofollow"


@pytest.mark.parametrize("address", ["/", "/?page=3", "/statements/a/", "/pairs/", "/help/"])
def test_pages_of_an_open_room_may_be_listed(settings: Settings, address: str) -> None:
    settings.READING_ROOM_PUBLIC = "texts"
    assert robots_of(RequestFactory().get(address)) is None


@pytest.mark.parametrize(
    "address",
    ["/?kind=treaty", "/statements/a/?at=5", "/?page=2&sort=title", "/search/", "/uploads/", "/accounts/login/"],
)
def test_views_of_a_thing_are_not_to_be_listed(settings: Settings, address: str) -> None:
    settings.READING_ROOM_PUBLIC = "texts"
    assert robots_of(RequestFactory().get(address)) == "noindex"


def test_what_is_one_persons_or_no_page_is_not_to_be_listed(settings: Settings) -> None:
    settings.READING_ROOM_PUBLIC = "texts"
    assert robots_of(RequestFactory().get("/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}=abc"})) == "noindex"
    assert robots_of(RequestFactory().get("/"), status=404) == "noindex"


@pytest.mark.parametrize("address", ["/search/?q=a%00b", "/statements/a%00b/", "/%00"])
def test_nul_in_address_gets_the_page_of_the_house(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")


def test_nul_in_cookie_gets_the_page_of_the_house(client: Client) -> None:
    assert client.get("/", headers={"cookie": 'sessionid="a\\000b"'}).status_code == 400


def test_address_without_nul_passes() -> None:
    request = RequestFactory().get("/search/?q=%E5%A4%96%E7%A9%BA", headers={"cookie": "sessionid=abc"})
    response = middleware.refuse_nul(answering(HttpResponse("reached")))(request)
    assert isinstance(response, HttpResponse)
    assert response.content == b"reached"


@pytest.mark.parametrize(
    "charset",
    ["=hex", "=rot13", "=idna", "=raw_unicode_escape", "=utf-16", "=no-such", '="hex"', "*=hex''%41", "*=a'b'%00"],
)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"])
def test_charset_other_than_utf_8_gets_the_page_of_the_house(charset: str, kind: str) -> None:
    assert served(b"login=a", f"{kind}; charset{charset}") == (400, True)


def served(body: bytes, content_type: str) -> tuple[int, bool]:
    """What the server's own door answers to a form: the status, and whether the page is the house's for 400."""
    request = RequestFactory().generic("POST", "/accounts/login/?q=%41", body, "text/plain")
    request.environ["CONTENT_TYPE"] = content_type
    response = application.get_response(application.request_class(request.environ))
    return response.status_code, b"The room could not understand this request" in response.content


@pytest.mark.parametrize("kind", ["text/plain", "text/plain; charset=UTF-8", 'text/plain; charset="utf8"', ""])
def test_utf_8_passes(kind: str) -> None:
    request = RequestFactory().generic("POST", "/", b"x", content_type=kind)
    response = middleware.refuse_charset(answering(HttpResponse("reached")))(request)
    assert isinstance(response, HttpResponse)
    assert response.content == b"reached"


class NeverRead:
    """A body that must not be looked at."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "text/plain"])
@pytest.mark.parametrize("too_much", ["1", "9" * 30])
def test_request_beyond_every_limit_is_refused_unread(settings: Settings, kind: str, too_much: str) -> None:
    settings.UPLOAD_LIMIT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024, 1024 * 1024
    settings.BATCH_LIMIT = settings.UPLOAD_LIMIT
    request = RequestFactory().generic("POST", "/uploads/new/", b"", kind)
    request.environ |= {
        "CONTENT_LENGTH": str(settings.UPLOAD_LIMIT + 65_536 + int(too_much)),
        "wsgi.input": NeverRead(),
    }
    response = application.get_response(application.request_class(request.environ))
    assert response.status_code == 413
    assert b"A file may have 2 megabytes." in response.content
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")


@pytest.mark.parametrize("length", ["", "0", "2162688"])
def test_request_within_the_limits_passes(settings: Settings, length: str) -> None:
    settings.UPLOAD_LIMIT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024, 1024 * 1024
    settings.BATCH_LIMIT = settings.UPLOAD_LIMIT
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = length
    response = middleware.refuse_too_large(answering(HttpResponse("reached")))(request)
    assert isinstance(response, HttpResponse)
    assert response.content == b"reached"


def test_page_with_a_session_is_private_and_asked_for_again(alice_browser: Client) -> None:
    response = alice_browser.get("/")
    assert response["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "HX-Request", "X-Requested-With"} <= set(response["Vary"].split(", "))


def test_page_of_a_stranger_says_what_it_depends_on(db: None, client: Client) -> None:
    response = client.get("/")
    assert not response.has_header("Cache-Control")
    assert {"HX-Request", "X-Requested-With"} <= set(response["Vary"].split(", "))


def test_answer_that_says_itself_how_it_may_be_kept_is_left_alone() -> None:
    request = RequestFactory().get("/", headers={"cookie": "sessionid=x"})
    response = middleware.say_whose(answering(HttpResponse(headers={"Cache-Control": "no-store"})))(request)
    assert response["Cache-Control"] == "no-store"
