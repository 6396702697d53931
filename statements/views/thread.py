"""One note and its thread: the page, resolve and reopen, delete and undo, earlier wordings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from statements import permissions
from statements.actions.annotation import delete_annotation, restore_annotation, restore_wording, set_state
from statements.actions.wording import EditedMeanwhile
from statements.forms.reply import ReplyForm
from statements.models import Annotation, Revision
from statements.queries.cards import cards_for
from statements.queries.carried import places_of
from statements.queries.notes import Group
from statements.queries.thread import in_context, thread_of, wordings_of
from statements.text.numbers import whole_number
from statements.views.found import note_or_404
from statements.views.margin import done, edition_in_view, note_address
from statements.views.responses import for_deed, in_room, page, signed_in, wants_fragment
from statements.vocabulary import AnnotationState


@in_room
@require_safe
def annotation(request: HttpRequest, uuid: str) -> HttpResponse:
    """A note with its passages and its thread; as a fragment the note in hand, to stand at `?anchor=` of its row."""
    note = note_or_404(request, uuid)
    passages = in_context(request.user, note)
    answers = thread_of(request.user, note)
    is_author = note.author_id == request.user.pk
    if note.deleted_at and not answers and not is_author:
        return page(request, "410.html", {"reason": _("This note was deleted by its author.")}, status=410)
    if passages and all(shown.withdrawn for shown in passages) and not is_author:
        reason = _("The edition this note stands on was withdrawn; the note stays in its author's notebook.")
        return page(request, "410.html", {"reason": reason}, status=410)
    card = cards_for(request.user, [note.pk], edition=edition_in_view(request))[note.pk]
    given = request.GET.get("anchor", "")
    card.anchor = int(given) if given.isascii() and given.isdigit() and len(given) < 3 else 0
    context = {
        "group": Group("annotations/_in_hand.html", card.anchor, [card], thread=answers),
        "card": card,
        "passages": passages,
        "note": note,
        "may_restore": bool(note.deleted_at) and permissions.can(request.user, "restore_annotation", note),
    }
    if wants_fragment(request):
        return page(request, "annotations/_in_hand.html", context)
    return page(request, "annotations/note.html", {**context, "reply_form": ReplyForm()})


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_delete(request: HttpRequest, uuid: str) -> HttpResponse:
    note = note_or_404(request, uuid)
    if note.deleted_at is None:
        permissions.require(request.user, "delete_annotation", note)
    else:
        permissions.require(request.user, "restore_annotation", note)
    if request.method != "POST":
        answers = len(thread_of(request.user, note))
        context = {"note": note, "passages": in_context(request.user, note), "answers": answers}
        return page(request, "annotations/delete.html", context)
    deleted = delete_annotation(annotation=note, by=signed_in(request))
    return done(request, deleted, said=_("Note deleted."), undo=f"{note_address(note)}restore/")


@for_deed("keep_account")
@require_POST
def annotation_restore(request: HttpRequest, uuid: str) -> HttpResponse:
    note = note_or_404(request, uuid)
    permissions.require(request.user, "restore_annotation", note)
    return done(request, restore_annotation(annotation=note, by=signed_in(request)), said=_("The note is back."))


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_resolve(request: HttpRequest, uuid: str) -> HttpResponse:
    """POST `state=resolved` or `state=open`; without it, the other one of the two."""
    note = note_or_404(request, uuid)
    permissions.require(request.user, "resolve", note)
    other = AnnotationState.OPEN if note.is_resolved else AnnotationState.RESOLVED
    if request.method != "POST":
        return page(request, "annotations/resolve.html", {"note": note, "passages": in_context(request.user, note)})
    wanted = request.POST.get("state", other)
    if wanted not in {word.value for word in AnnotationState}:
        return page(request, "400.html", status=400)
    changed = set_state(annotation=note, by=signed_in(request), state=wanted)
    said = _("Thread resolved.") if changed.is_resolved else _("Thread open again.")
    return done(request, changed, said=said, in_hand=True, stay=True)


@in_room
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_history(request: HttpRequest, uuid: str) -> HttpResponse:
    """Every wording, newest first. POST `number` makes an earlier one the newest; none is ever lost."""
    note = note_or_404(request, uuid)
    if note.deleted_at and note.author_id != request.user.pk:
        return page(request, "410.html", {"reason": _("This note was deleted by its author.")}, status=410)
    if request.method != "POST":
        return _history(request, note)
    permissions.require(request.user, "edit_annotation", note)
    number, wording = request.POST.get("number", ""), request.POST.get("wording", "")
    if not (number.isascii() and number.isdigit() and wording.isascii() and wording.isdigit()):
        return _history(request, note, problem=_("Choose the wording to bring back."), status=422)
    try:
        changed = restore_wording(
            annotation=note, by=signed_in(request), number=int(number[:9]), wording=int(wording[:9])
        )
    except Revision.DoesNotExist:
        return _history(request, note, problem=_("There never was a wording with this number."), status=422)
    except EditedMeanwhile:
        note.refresh_from_db()
        said = _("Another wording was saved meanwhile; it is the first below. Nothing was changed: choose again.")
        return _history(request, note, problem=said, status=409)
    return done(request, changed, said=_("The earlier wording is the newest one now."), in_hand=True, stay=True)


def _history(request: HttpRequest, note: Annotation, *, problem: str = "", status: int = 200) -> HttpResponse:
    wordings, older = wordings_of(request.user, note, whole_number(request.GET.get("before")))
    context = {
        "note": note,
        "wordings": wordings,
        "older": older,
        "passages": in_context(request.user, note),
        "places": places_of(request.user, note),
        "may_place": permissions.can(request.user, "place_annotation", note),
        "may_restore": permissions.can(request.user, "edit_annotation", note),
        "problem": problem,
    }
    return page(request, "annotations/history.html", context, status=status)
