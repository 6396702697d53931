"""The reading page and the pages about an edition."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.exchange.citations import cite
from statements.forms.layers import read_layers
from statements.models import Edition, Upload
from statements.queries import notes, reading
from statements.queries.carried import left_behind_count
from statements.queries.edition import (
    chains,
    find_edition,
    hide_digested,
    parties_of,
    references_with_addresses,
    said_of,
)
from statements.queries.news import news_since
from statements.queries.places import NoSuchPlace, Place, place_at, place_between
from statements.queries.shelf import shelf_of
from statements.text.numbers import whole_number
from statements.views.responses import in_room, page, wants_fragment

CITATION_TYPES = {"plain": "text/plain", "bibtex": "application/x-bibtex", "ris": "application/x-research-info-systems"}


@in_room
@require_safe
def statement(request: HttpRequest, slug: str, language: str = "", number: int | None = None) -> HttpResponse:
    """The text with the notes this person may see; the layers and the paragraph in hand are in the query. A script that
    has changed something asks for the counts and the contents alone.
    """
    edition = _edition_or_404(request, slug, language, number)
    if edition.statement.slug != slug:
        return HttpResponsePermanentRedirect(_renamed(request, slug, edition.statement.slug))
    if not edition.is_published:
        return _withdrawn(request, edition)
    shown = reading.open_reading(request.user, edition, read_layers(request.GET))
    if wants_fragment(request):
        return page(request, "reading/_frame.html", {"reading": shown, **_frame(request, edition)})
    at = request.GET.get("at", "")
    notes.lay_out(request.user, shown, at=at)
    context = {"reading": shown, "at": at, **_frame(request, edition)}
    if edition.replaces and not edition.replaced_by:
        context["behind"] = left_behind_count(request.user, edition)
    return page(request, "reading/statement.html", context)


@in_room
@require_safe
def print_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every note shown, numbered, beside its words; layers choose which."""
    edition = _edition_or_404(request, slug, request.GET.get("language", ""), _number(request))
    if not edition.is_published:
        return _withdrawn(request, edition)
    shown = reading.open_reading(request.user, edition, read_layers(request.GET))
    notes.lay_out_all(request.user, shown)
    return page(request, "reading/print.html", {"reading": shown, **_frame(request, edition)})


@in_room
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _edition_or_404(request, slug)
    editions = chains(request.user, edition.statement)
    return page(request, "reading/history.html", {"edition": edition, "editions": editions})


@in_room
@require_safe
def provenance(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _edition_or_404(request, slug, request.GET.get("language", ""), _number(request))
    if not edition.is_published:
        return _withdrawn(request, edition)
    upload = Upload.objects.filter(edition=edition).select_related("handed_in_by", "purged_by").first()
    return page(request, "reading/provenance.html", {"upload": upload, **_frame(request, edition)})


@in_room
@require_safe
def references(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _edition_or_404(request, slug, request.GET.get("language", ""), _number(request))
    if not edition.is_published:
        return _withdrawn(request, edition)
    rows = references_with_addresses(request.user, edition)
    return page(request, "reading/references.html", {"references": rows, **_frame(request, edition)})


@in_room
@require_safe
def news(request: HttpRequest, slug: str) -> HttpResponse:
    """What our script asks every few seconds: 304 or 204 when there is nothing to say, else the words "3 new"."""
    edition = _edition_or_404(request, slug, request.GET.get("language", ""), _number(request))
    if not edition.is_published:
        return _withdrawn(request, edition)
    found = news_since(request.user, edition, whole_number(request.GET.get("after", "")) or 0)
    known = whole_number(request.GET.get("notes", ""))
    if request.headers.get("If-None-Match") == found.etag:
        response = HttpResponse(status=304)
    elif not found.new and known in (None, found.notes):
        response = HttpResponse(status=204)
    else:
        response = page(request, "reading/_news.html", {"news": found, "edition": edition})
    response["ETag"] = found.etag
    response["Cache-Control"] = "private, no-cache"
    return response


@in_room
@require_safe
def citation(request: HttpRequest, slug: str, language: str, number: int) -> HttpResponse:
    """`?at=5.4s2` or `?start=&end=`; with `format=bibtex|ris|plain` the bare citation, else a page with all three."""
    edition = _edition_or_404(request, slug, language, number)
    if not edition.is_published:
        return _withdrawn(request, edition)
    try:
        place = _place(request, edition)
    except (NoSuchPlace, ValueError) as missing:
        raise Http404(str(missing)) from missing
    address = reverse("edition", args=[edition.statement.slug, edition.language, edition.number])
    anchor = f"#p{place.address.partition('–')[0]}" if place else ""
    made = cite(edition, f"{settings.READING_ROOM_URL}{address}{anchor}", place)
    wanted = request.GET.get("format", "")
    if wanted in CITATION_TYPES:
        return HttpResponse(getattr(made, wanted), content_type=f"{CITATION_TYPES[wanted]}; charset=utf-8")
    template = "reading/_citation.html" if wants_fragment(request) else "reading/citation.html"
    return page(
        request, template, {"citation": made, "place": place, "query": request.GET.urlencode(), "edition": edition}
    )


def _edition_or_404(request: HttpRequest, slug: str, language: str = "", number: int | None = None) -> Edition:
    try:
        return find_edition(request.user, slug, language, number)
    except Edition.DoesNotExist as missing:
        raise Http404(str(missing)) from missing


def _number(request: HttpRequest) -> int | None:
    return whole_number(request.GET.get("edition", ""))


def _place(request: HttpRequest, edition: Edition) -> Place | None:
    if "at" in request.GET:
        return place_at(edition, request.GET["at"])
    if "start" in request.GET:
        return place_between(edition, int(request.GET["start"]), int(request.GET.get("end", "")))
    return None


def _frame(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """What every page about one edition says of it; `said` is all of it as one key, by which parts of it are kept."""
    shelf = shelf_of(edition)
    parties = parties_of(edition.statement)
    hide_digested(request.user, edition.statement)
    return {
        "edition": edition,
        "statement": edition.statement,
        "parties": parties,
        "signatories": shelf.signatories,
        "citations": shelf.references,
        "said": repr((parties, said_of(edition))),
    }


def _renamed(request: HttpRequest, old: str, new: str) -> str:
    path = urlsplit(request.get_full_path())
    query = f"?{path.query}" if path.query else ""
    return path.path.replace(f"/statements/{old}/", f"/statements/{new}/", 1) + query


def _withdrawn(request: HttpRequest, edition: Edition) -> HttpResponse:
    """410 with who, when and why."""
    return page(request, "reading/withdrawn.html", {"edition": edition}, status=410)
