"""Before a corrected text is published: what shall become of one note, decided by who may."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from statements import permissions
from statements.actions.carrying import NothingProposed
from statements.actions.deciding import DraftChanged, decide_place, take_decision_back
from statements.actions.edition import addresses_after, carrying_of
from statements.actions.passage import NoWords, Passage, WordsDiffer
from statements.forms.correcting import DecisionForm
from statements.forms.passage import NotThere, passage_in
from statements.ingest.parsed import ParsedStatement
from statements.models import Annotation, Upload
from statements.queries.carrying import Carrying, Placed
from statements.queries.dry_run import note_in_dry_run
from statements.queries.sides import Text
from statements.text.numbers import whole_number
from statements.views.found import note_or_404
from statements.views.responses import for_deed, page, signed_in


@for_deed("publish")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_place(request: HttpRequest, pk: int, uuid: str) -> HttpResponse:
    """Where a passage of a note (`?passage=`) shall stand in the text of a draft: GET asks, POST decides."""
    upload = get_object_or_404(Upload.objects.select_related("edition__statement"), pk=pk)
    permissions.require(request.user, "publish", upload)
    note = note_or_404(request, uuid)
    permissions.require(request.user, "place_annotation", note)
    carrying = carrying_of(upload) if upload.edition is None else None
    if carrying is None:
        messages.info(request, _("This text waits for nobody's decision any more. Nothing was changed."))
        return HttpResponseRedirect(reverse("upload_dry_run", args=[pk]), status=303)
    asked = request.POST if request.method == "POST" else request.GET
    placed = _placed(carrying, note, whole_number(asked.get("passage", "")) or 1)
    seen = carrying.seen_of(placed)
    if request.method != "POST":
        return _ask(request, upload, carrying, placed, DecisionForm.for_passage(placed.origin.passage, seen))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        said = _("Choose what should become of the note.")
        return _ask(request, upload, carrying, placed, form, problem=said, status=422)
    try:
        _decide(request, upload, carrying, placed, form)
    except NotThere as nowhere:
        form.places = nowhere.places
        return _ask(request, upload, carrying, placed, form, problem=str(nowhere), status=422)
    except (NoWords, WordsDiffer):
        said = _("At this place stand other words than those you chose. Nothing was changed: choose again.")
        return _ask(request, upload, carrying, placed, form, problem=said, status=422)
    except NothingProposed:
        said = _("There is no proposal to confirm. Choose a place, or leave the note behind.")
        return _ask(request, upload, carrying, placed, form, problem=said, status=422)
    except DraftChanged:
        return _meanwhile(request, upload, note, placed.origin.passage)
    messages.success(request, _said(form.cleaned_data["deed"]))
    return HttpResponseRedirect(f"{reverse('upload_dry_run', args=[pk])}#n{note.pk}", status=303)


def _placed(carrying: Carrying, note: Annotation, passage: int) -> Placed:
    """What becomes of the passage now. A note on the whole statement has no place to decide about."""
    for placed in carrying.placed:
        if placed.origin.annotation == note.pk and placed.origin.passage == passage and placed.origin.start is not None:
            return placed
    raise Http404


def _decide(request: HttpRequest, upload: Upload, carrying: Carrying, placed: Placed, form: DecisionForm) -> None:
    given = form.cleaned_data
    common: dict[str, Any] = {"upload": upload, "carrying": carrying, "placed": placed, "by": signed_in(request)}
    common["seen"] = given["seen"]
    if given["deed"] == "back":
        take_decision_back(**common)
        return
    deed, passage = given["deed"], None
    if deed == "second":
        if not placed.runner_up:
            raise NothingProposed
        deed, passage = "choose", Passage(int(placed.runner_up[0]), int(placed.runner_up[1]))
    elif deed == "choose":
        passage = passage_in(_new_text(upload, carrying), given)
    decide_place(**common, deed=deed, passage=passage)


def _new_text(upload: Upload, carrying: Carrying) -> Text:
    parsed = ParsedStatement.from_json(upload.draft or {})
    return Text(addresses_after(carrying, parsed), carrying.new)


def _ask(
    request: HttpRequest,
    upload: Upload,
    carrying: Carrying,
    placed: Placed,
    form: DecisionForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    text = _new_text(upload, carrying)
    note = note_in_dry_run(request.user, carrying, text.addresses, placed.origin.annotation)
    if note is None:
        raise Http404
    context = {
        "upload": upload,
        "edition": carrying.current,
        "note": note,
        "place": next(place for place in note.places if place.passage == placed.origin.passage),
        "form": form,
        "rows": list(zip(text.addresses, text.starts, carrying.new, strict=True)),
        "problem": problem,
    }
    return page(request, "correcting/decide.html", context, status=status)


def _meanwhile(request: HttpRequest, upload: Upload, note: Annotation, passage: int) -> HttpResponse:
    """409: the page as things are now."""
    upload.refresh_from_db()
    carrying = carrying_of(upload) if upload.edition is None else None
    if carrying is None:
        return HttpResponseRedirect(reverse("upload_dry_run", args=[upload.pk]), status=303)
    said = _("The draft, or what was decided about this note, changed after you opened the page. Here it is as it is.")
    placed = _placed(carrying, note, passage)
    form = DecisionForm.for_passage(passage, carrying.seen_of(placed))
    return _ask(request, upload, carrying, placed, form, problem=said, status=409)


def _said(deed: str) -> str:
    if deed == "back":
        return _("Taken back. What the room proposes counts again.")
    if deed == "leave":
        return _("It will be left behind: it stays on the edition before, and in its tray.")
    return _("Kept for publishing: the note will stand there.")
