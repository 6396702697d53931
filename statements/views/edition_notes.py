"""Notes as a list, and what Markdown makes of a body."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST, require_safe

from statements.forms.layers import read_layers
from statements.queries.notes import IN_PAGE, listed_cards, rows_with_cards
from statements.text import markdown
from statements.views.found import edition_or_404, note_by_key_or_404
from statements.views.responses import for_deed, in_room, page, wants_fragment
from statements.views.thread import annotation

WRITING_PAGES = ("note_new", "annotation_edit", "annotation_reply", "reply_edit")


@for_deed("keep_account")
@require_POST
def note_preview(request: HttpRequest) -> HttpResponse:
    """What Markdown makes of a body; nothing is stored. As a page it carries the form on, so that it can be sent from
    here as well.
    """
    body = request.POST.get("body", "").replace("\r\n", "\n")
    try:
        html = markdown.render(body)
    except markdown.TooLong as error:
        return page(request, "annotations/_preview.html", {"problem": str(error)}, status=422)
    template = "annotations/_preview.html" if wants_fragment(request) else "annotations/preview.html"
    kept = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
    return page(request, template, {"html": html, "body": body, "kept": kept, "action": _form_behind(request)})


def _form_behind(request: HttpRequest) -> str:
    """The address of the form the preview was asked from, "" where it is none of ours."""
    try:
        path = urlsplit(request.POST.get("form") or request.headers.get("Referer", "")).path
        match = resolve(path)
    except (ValueError, Resolver404):
        return ""
    return path if match.url_name in WRITING_PAGES else ""


@in_room
@require_safe
def edition_notes(request: HttpRequest, slug: str, language: str, number: int) -> HttpResponse:
    """The notes of an edition, or of some of its paragraphs (`?at=`), or on the whole statement (`?whole=1`): cards for
    the margin as a fragment, at most `IN_PAGE`; as a page all of them, `IN_PAGE` at a time. As a fragment `?key=` is
    the one note with this key (scripts know notes by the keys in the marks), in hand.
    """
    edition = edition_or_404(request, slug, language, number)
    if not edition.is_published:
        return page(request, "reading/withdrawn.html", {"edition": edition}, status=410)
    layers = read_layers(request.GET)
    addresses = request.GET.getlist("at")[:IN_PAGE]
    if wants_fragment(request):
        if key := request.GET.get("key", ""):
            return annotation(request, str(note_by_key_or_404(request, key).uuid))
        rows = rows_with_cards(request.user, edition, addresses, layers)
        return page(request, "annotations/_asides.html", {"rows": rows, "edition": edition})
    listed, cards = listed_cards(
        request.user, edition, layers, at=addresses, whole="whole" in request.GET, page=request.GET.get("page", "1")
    )
    return page(request, "annotations/list.html", {"edition": edition, "page": listed, "cards": cards, "at": addresses})
