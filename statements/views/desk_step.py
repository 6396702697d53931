"""Steps of an editor at the desk: a correction, undo, what is done to an upload as a whole; and who else is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from statements import permissions
from statements.actions.correction import NothingToUndo, correct, redo, undo
from statements.actions.original import OriginalMissing
from statements.actions.presence import be_at_desk
from statements.actions.upload import CorrectedMeanwhile, NotWaiting, discard, purge, understand
from statements.forms.correction import CorrectionForm
from statements.ingest.errors import CannotCorrect
from statements.models import Upload
from statements.queries.desk import ROWS_OF_A_PAGE, every_row, hand_after
from statements.queries.desk_people import WORDS, colleagues, steps_of
from statements.queries.desk_rows import Row, draw_rows, stretch_that_differs
from statements.text.numbers import whole_number
from statements.views.desk import desk_context, draw_closed, draw_desk, find_upload, person
from statements.views.responses import for_deed, page, wants_fragment
from statements.vocabulary import UploadState

TURNS = {"undo": undo, "redo": redo}
NOT_SENT_AGAIN = ("csrfmiddlewaretoken", "turn", "hand", "page")


@for_deed("upload")
@require_POST
def take_step(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction, or undo, or what is done to the upload as a whole: again, discard, purge."""
    upload = find_upload(pk)
    whole = WHOLE.get(request.POST.get("deed", ""))
    if whole:
        return whole(request, upload)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        problem = next(iter(form.errors.values()))[0]
        return _refused(request, upload, str(problem))
    deed, turn = form.cleaned_data["deed"], form.cleaned_data["turn"]
    be_at_desk(upload=upload, by=person(request))
    try:
        if deed in TURNS:
            after = TURNS[deed](upload=upload, by=person(request), turn=turn)
        else:
            after = correct(upload=upload, by=person(request), turn=turn, deed=deed, **form.details)
    except CannotCorrect as refused:
        return _refused(request, upload, refused.sentence)
    except NothingToUndo:
        return _refused(request, upload, _("There is nothing left in this direction. Nothing was changed."))
    except CorrectedMeanwhile as meanwhile:
        return _meanwhile(request, meanwhile, form)
    except NotWaiting as closed:
        return draw_closed(request, upload, closed)
    return _taken(request, upload, after, form)


@for_deed("upload")
@require_POST
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of someone at the desk says that it is open; it is told who else is there, and what they have changed
    since `turn`.
    """
    upload = find_upload(pk)
    if upload.state == UploadState.DRAFT:
        be_at_desk(upload=upload, by=person(request))
    turn = whole_number(request.POST.get("turn"))
    context = {
        "upload": upload,
        "colleagues": colleagues(upload, of=person(request)),
        "since": steps_of(upload, since=turn) if turn is not None and turn < upload.turn else [],
        "is_stale": turn is not None and turn != upload.turn,
    }
    return page(request, "uploads/_others.html", context)


def _taken(request: HttpRequest, upload: Upload, after: Upload, form: CorrectionForm) -> HttpResponse:
    """The step was taken: the rows it changed for our scripts, else the desk at the row it was about."""
    given = form.cleaned_data
    before, now = every_row(upload), every_row(after)
    start, stop, end = stretch_that_differs(before, now)
    hand = _in_hand(before, now, given, start)
    if not wants_fragment(request):
        return HttpResponseRedirect(f"{reverse('upload', args=[upload.pk])}?at={hand}#r{hand}", status=303)
    first = ((given["page"] or 1) - 1) * ROWS_OF_A_PAGE
    beyond = first + (given["count"] or ROWS_OF_A_PAGE)
    context: dict[str, Any] = {**desk_context(request, after, at=hand, draw=False), "in_hand": hand}
    if first <= start <= beyond:
        # Rows that move past the end of the page are left to the page they move to.
        if stop > beyond:
            stop = end = beyond
        changed = now[start:end]
        draw_rows(changed, context["desk"].parsed)
        context |= {"changed": changed, "start": start - first, "stop": stop - first}
    else:
        context["elsewhere"] = f"{context['here']}?at={hand}#r{hand}"
    return page(request, "uploads/_stepped.html", context)


def _in_hand(before: list[Row], now: list[Row], given: dict[str, Any], start: int) -> str:
    """The key of the row an editor goes on with: that of the step, or the first that undoing has changed."""
    if given["deed"] in TURNS:
        return now[min(start, len(now) - 1)].key if now else ""
    acted = f"-{given['entry']}" if given["deed"] == "restore" else given["hand"] or given["address"]
    return hand_after(before, now, acted)


def _refused(request: HttpRequest, upload: Upload, problem: str) -> HttpResponse:
    """422: what is wrong with the step, in the row it was about."""
    if wants_fragment(request):
        return page(request, "uploads/_problem.html", {"problem": problem}, status=422)
    return draw_desk(request, upload, problem=problem, status=422)


def _meanwhile(request: HttpRequest, meanwhile: CorrectedMeanwhile, form: CorrectionForm) -> HttpResponse:
    """409: the draft as it stands now, what others did to it, and the step once more for whoever still wants it."""
    upload = meanwhile.upload
    given = form.cleaned_data
    on = given["address"] or given["entry"]
    words = WORDS.get(given["deed"])
    more = {
        "problem": str(meanwhile),
        "since": steps_of(upload, since=given["turn"]),
        "again": [pair for pair in request.POST.items() if pair[0] not in NOT_SENT_AGAIN] if words else [],
        "again_words": str(words).format(on=on) if words else "",
        "now_reads": next((row["text"] for row in (upload.draft or {})["blocks"] if row["address"] == on), ""),
    }
    if wants_fragment(request):
        return page(request, "uploads/_columns.html", {**desk_context(request, upload), **more}, status=409)
    return draw_desk(request, upload, status=409, **more)


def _again(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        understand(upload=upload)
    except OriginalMissing:
        messages.error(request, _("The original is not in the data folder, so it cannot be read. Tell the operator."))
    return _back_to_desk(upload)


def _discard(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        discard(upload=upload, by=person(request))
    except NotWaiting as closed:
        return draw_closed(request, upload, closed)
    messages.success(request, _("Set aside. The original is kept; hand the same text in again to start anew."))
    return HttpResponseRedirect(reverse("uploads"), status=303)


def _purge(request: HttpRequest, upload: Upload) -> HttpResponse:
    permissions.require(request.user, "purge", upload)
    purge(upload=upload, by=person(request))
    messages.success(request, _("Purged. The date and the hash remain."))
    return HttpResponseRedirect(reverse("uploads"), status=303)


WHOLE: dict[str, Callable[[HttpRequest, Upload], HttpResponse]] = {
    "again": _again,
    "discard": _discard,
    "purge": _purge,
}


def _back_to_desk(upload: Upload) -> HttpResponse:
    return HttpResponseRedirect(reverse("upload", args=[upload.pk]), status=303)
