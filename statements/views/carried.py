"""After a correction: the queue and the tray of notes, one passage to decide about, and the inbox."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from statements import permissions
from statements.actions.carrying import (
    DecidedMeanwhile,
    EditionReplaced,
    NothingProposed,
    choose_place,
    confirm_place,
    leave_behind,
    place_seen,
)
from statements.actions.notice import mark_read
from statements.actions.passage import EditionWithdrawn, NoWords, Passage, WordsDiffer
from statements.forms.correcting import PlaceForm
from statements.forms.passage import NotThere, first_passage
from statements.models import Annotation, Target
from statements.queries.carried import asked_about, open_carried
from statements.queries.inbox import open_inbox
from statements.queries.shelf import drawn_plain
from statements.text.numbers import whole_number
from statements.views.found import edition_or_404, note_or_404
from statements.views.responses import for_deed, page, signed_in
from statements.vocabulary import EditionState


@for_deed("keep_account")
@require_safe
def carried(request: HttpRequest, slug: str, language: str, number: int) -> HttpResponse:
    """What became, in this edition, of the notes this person decides about: four tabs."""
    edition = edition_or_404(request, slug, language, number)
    if not edition.is_published:
        return page(request, "reading/withdrawn.html", {"edition": edition}, status=410)
    shown = open_carried(request.user, edition, show=request.GET.get("show", ""), page=request.GET.get("page", "1"))
    rows = [(asked, place_seen(asked.target)) for asked in shown.asked]
    return page(request, "correcting/carried.html", {"edition": edition, "carried": shown, "rows": rows})


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_place(request: HttpRequest, uuid: str) -> HttpResponse:
    """Where a passage of a note (`?passage=`) stands in the corrected text: GET asks, POST decides."""
    note = note_or_404(request, uuid)
    permissions.require(request.user, "place_annotation", note)
    asked = request.POST if request.method == "POST" else request.GET
    target = _target(note, whole_number(asked.get("passage", "")))
    if request.method != "POST":
        form = PlaceForm.for_target(target, seen=place_seen(target), back=request.GET.get("back", ""))
        return _ask(request, note, target, form)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _ask(request, note, target, form, problem=_("Choose what should become of the note."), status=422)
    try:
        decided = _decide(request, target, form)
    except NotThere as nowhere:
        form.places = nowhere.places
        return _ask(request, note, target, form, problem=str(nowhere), status=422)
    except (NoWords, WordsDiffer):
        said = _("At this place stand other words than those you chose. Nothing was changed: choose again.")
        return _ask(request, note, target, form, problem=said, status=422)
    except NothingProposed:
        said = _("There is no proposal to confirm. Choose a place, or leave the note behind.")
        return _ask(request, note, target, form, problem=said, status=422)
    except (DecidedMeanwhile, EditionReplaced, EditionWithdrawn) as meanwhile:
        return _decided_meanwhile(request, note, meanwhile)
    messages.success(request, _said(decided))
    return HttpResponseRedirect(_next(decided, form), status=303)


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """What this person was told, newest first; POST marks all of it read."""
    if request.method == "POST":
        mark_read(by=signed_in(request))
        return HttpResponseRedirect(reverse("inbox"), status=303)
    return page(request, "correcting/inbox.html", {"inbox": open_inbox(request.user, request.GET.get("page", "1"))})


def _target(note: Annotation, passage: int | None) -> Target:
    """The passage in the newest published edition it was carried to."""
    carried_ones = note.targets.filter(
        passage=passage or 1, carried_from__isnull=False, edition__state=EditionState.PUBLISHED
    )
    carried_ones = carried_ones.select_related(
        "annotation__team", "annotation__author", "edition__statement", "carried_from__edition__statement"
    )
    target = carried_ones.order_by("-edition__number").first()
    if target is None:
        raise Http404
    return target


def _decide(request: HttpRequest, target: Target, form: PlaceForm) -> Target:
    given = form.cleaned_data
    common = {"target": target, "by": signed_in(request), "seen": given["seen"]}
    if given["deed"] == "confirm":
        return confirm_place(**common)
    if given["deed"] == "leave":
        return leave_behind(**common)
    if given["deed"] == "second":
        if not target.runner_up:
            raise NothingProposed
        return choose_place(**common, passage=Passage(int(target.runner_up[0]), int(target.runner_up[1])))
    passage = first_passage(target.edition, given)
    if passage.start is None:
        raise NotThere(_("Select the words in the text below, or copy them into the field."))
    return choose_place(**common, passage=passage)


def _ask(
    request: HttpRequest, note: Annotation, target: Target, form: PlaceForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "note": note,
        "target": target,
        "asked": asked_about(request.user, target),
        "seen": place_seen(target),
        "form": form,
        "edition": target.edition,
        "rows": drawn_plain(target.edition),
        "problem": problem,
    }
    return page(request, "correcting/place.html", context, status=status)


def _decided_meanwhile(request: HttpRequest, note: Annotation, meanwhile: Exception) -> HttpResponse:
    """409: the page as things are now."""
    said = _("Someone decided about this note after you opened the page. Nothing was changed; here it is as it stands.")
    if isinstance(meanwhile, EditionReplaced):
        said = _("A newer edition was published meanwhile. Nothing was changed; this is the note in the newest one.")
    target = _target(note, whole_number(request.POST.get("passage", "")))
    form = PlaceForm.for_target(target, seen=place_seen(target), back=request.POST.get("back", "")[:10])
    return _ask(request, note, target, form, problem=said, status=409)


def _said(target: Target) -> str:
    if target.start is None:
        return _("Left behind. The note stays on the edition before, and in this tray.")
    return _("The note stands at its place now.")


def _next(target: Target, form: PlaceForm) -> str:
    edition = target.edition
    if form.cleaned_data["back"] == "queue":
        return reverse("edition_carried", args=[edition.statement.slug, edition.language, edition.number])
    return reverse("annotation", args=[target.annotation.uuid])
