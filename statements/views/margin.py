"""What answers a deed on a note: the touched paragraphs with their cards for a script, the passage for a page."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _

from statements.forms.layers import read_layers
from statements.models import Annotation, Edition, Target
from statements.queries.cards import card_of_new
from statements.queries.edition import find_edition
from statements.queries.notes import IN_PAGE, rows_with_cards, stirred_rows
from statements.queries.reading import FRONT_KINDS, Row
from statements.queries.shelf import shelf_of
from statements.views.responses import wants_fragment
from statements.vocabulary import EditionState, Motivation

Span = tuple[int | None, int | None]
READING_PAGES = ("statement", "statement_language", "edition")


def done(
    request: HttpRequest, note: Annotation, *, said: str, undo: str = "", in_hand: bool = False, stay: bool = False
) -> HttpResponse:
    """The deed is done. A page goes to the passage (to the note itself with `stay`), and says so; on a reading page a
    script gets the paragraphs the note touches, drawn anew, with `in_hand` the note opened there. `undo` is the address
    that takes the deed back.
    """
    if not wants_fragment(request):
        messages.success(request, said, extra_tags=undo)
        return HttpResponseRedirect(note_address(note) if stay else passage_address(note), status=303)
    edition = edition_in_view(request)
    addresses = _touched(edition, note.targets.filter(edition=edition).values_list("start", "end")) if edition else []
    if edition is None or not 0 < len(addresses) <= IN_PAGE:
        messages.success(request, said, extra_tags=undo)
        return _elsewhere(note_address(note) if edition is None else passage_address(note))
    layers = read_layers(QueryDict(_current(request).query))
    rows = rows_with_cards(request.user, edition, addresses, layers, active=note.pk if in_hand else None)
    return _changed(request, edition, [(row, False) for row in rows], said=said, undo=undo)


def stored(request: HttpRequest, note: Annotation, edition: Edition) -> HttpResponse:
    """As `done`, for a note just stored: on a reading page only what is new is drawn."""
    brief = note.motivation == Motivation.HIGHLIGHTING
    said = _("Highlight saved.") if brief else _("Note saved.")
    undo = reverse("annotation_delete", args=[note.uuid]) if brief else ""
    if not wants_fragment(request) or not _stands_on(request, edition):
        return done(request, note, said=said, undo=undo)
    target, *others = note.targets.all()
    addresses = [] if others else _touched(edition, [(target.start, target.end)])
    if not 0 < len(addresses) <= IN_PAGE:
        return done(request, note, said=said, undo=undo)
    fresh = card_of_new(request.user, note, edition, target)
    rows = stirred_rows(request.user, edition, addresses, read_layers(QueryDict(_current(request).query)), fresh=fresh)
    if not any(note.pk in row.anchors for row, _busy in rows):
        said = _("Saved. The layers you chose hide it.")
    return _changed(request, edition, rows, said=said, undo=undo)


def _changed(
    request: HttpRequest, edition: Edition, rows: list[tuple[Row, bool]], *, said: str, undo: str = ""
) -> HttpResponse:
    messages.success(request, said, extra_tags=undo)
    layers = read_layers(QueryDict(_current(request).query))
    changed = [(row, [row], busy) for row, busy in rows]
    context = {"changed": changed, "edition": edition, "layers_query": layers.query()}
    return render(request, "annotations/_changed.html", context)


def note_address(note: Annotation) -> str:
    return reverse("annotation", args=[note.uuid])


def passage_address(note: Annotation) -> str:
    """The reading page at the first passage of a note, in its fixed edition, with the note in the margin."""
    places = Target.objects.placed().filter(annotation=note, edition__state=EditionState.PUBLISHED)
    target = places.select_related("edition__statement").order_by("passage", "-pk").first()
    if target is None:
        return note_address(note)
    edition = target.edition
    address = reverse("edition", args=[edition.statement.slug, edition.language, edition.number])
    held_by = (
        edition.paragraphs.filter(start__lte=target.start).order_by("-start") if target.start is not None else None
    )
    paragraph = held_by.first() if held_by is not None else None
    if paragraph is None or paragraph.kind in FRONT_KINDS:
        return f"{address}#n{note.pk}"
    return f"{address}?at={paragraph.address}#p{paragraph.address}"


def edition_in_view(request: HttpRequest) -> Edition | None:
    """The edition whose reading page the script stands on; None where it stands on another page."""
    match = _match(request)
    try:
        return find_edition(request.user, **match.kwargs) if match else None
    except Edition.DoesNotExist:
        return None


def _stands_on(request: HttpRequest, edition: Edition) -> bool:
    """Whether the script's page shows this edition, without asking the database where its address says so itself."""
    match = _match(request)
    if match is None or match.kwargs["slug"] != edition.statement.slug:
        return False
    if match.url_name == "edition":
        return bool(match.kwargs["language"] == edition.language and match.kwargs["number"] == edition.number)
    return edition_in_view(request) == edition


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        match = resolve(_current(request).path)
    except Resolver404:
        return None
    return match if match.url_name in READING_PAGES else None


def _current(request: HttpRequest) -> SplitResult:
    """Where the script stands, as it says; what is no address of a page of ours is the start page."""
    said = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    try:
        return urlsplit("/" if "%00" in said else said)
    except ValueError:
        return urlsplit("/")


def _touched(edition: Edition, spans: Iterable[Span]) -> list[str]:
    """Addresses of the paragraphs the passages touch; none when one of them is no row of the text (a title)."""
    placed = [(start, end) for start, end in spans if start is not None and end is not None]
    touched = [
        paragraph
        for paragraph in shelf_of(edition).paragraphs
        if any(start < paragraph.end and end > paragraph.start for start, end in placed)
    ]
    return [] if any(p.kind in FRONT_KINDS for p in touched) else [p.address for p in touched]


def _elsewhere(address: str) -> HttpResponse:
    """Scripts go there as a page."""
    response = HttpResponse(status=200)
    response["HX-Redirect"] = address
    return response
