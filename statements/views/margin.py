"""What answers a deed on a note: the touched paragraphs with their cards for a script, the passage for a page."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from statements.forms.layers import read_layers
from statements.models import Annotation, Edition, Target
from statements.queries.edition import find_edition
from statements.queries.notes import IN_PAGE, rows_with_cards
from statements.queries.reading import FRONT_KINDS
from statements.views.responses import wants_fragment

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
    targets = list(note.targets.filter(edition=edition)) if edition else []
    addresses = _touched(edition, targets) if edition else []
    if edition is None or not addresses or len(addresses) > IN_PAGE:
        messages.success(request, said, extra_tags=undo)
        return _elsewhere(note_address(note) if edition is None else passage_address(note))
    layers = read_layers(QueryDict(_current(request).query))
    rows = rows_with_cards(request.user, edition, addresses, layers, active=note.pk if in_hand else None)
    messages.success(request, said, extra_tags=undo)
    changed = [(row.address, [row]) for row in rows]
    context = {"changed": changed, "edition": edition, "layers_query": layers.query()}
    return render(request, "annotations/_changed.html", context)


def note_address(note: Annotation) -> str:
    return reverse("annotation", args=[note.uuid])


def passage_address(note: Annotation) -> str:
    """The reading page at the first passage of a note, in its fixed edition, with the note in the margin."""
    target = note.targets.select_related("edition__statement").order_by("passage", "-pk").first()
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
    try:
        match = resolve(_current(request).path)
        if match.url_name not in READING_PAGES:
            return None
        return find_edition(request.user, **match.kwargs)
    except (Resolver404, Edition.DoesNotExist):
        return None


def _current(request: HttpRequest) -> SplitResult:
    return urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/")


def _touched(edition: Edition, targets: list[Target]) -> list[str]:
    """Addresses of the paragraphs the passages touch; none when one of them is no row of the text (a title)."""
    spans = [(target.start, target.end) for target in targets if target.start is not None and target.end is not None]
    if not spans:
        return []
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    paragraphs = edition.paragraphs.filter(start__lt=last).only("address", "start", "text", "kind")
    touched = [p for p in paragraphs if p.end > first and any(s < p.end and e > p.start for s, e in spans)]
    return [] if any(p.kind in FRONT_KINDS for p in touched) else [p.address for p in touched]


def _elsewhere(address: str) -> HttpResponse:
    """Scripts go there as a page."""
    response = HttpResponse(status=200)
    response["HX-Redirect"] = address
    return response
