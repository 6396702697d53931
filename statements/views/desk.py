"""The desk of one upload: what was understood, corrected step by step, until it is published or set aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from statements import permissions
from statements.actions.correcting import OpenAlready
from statements.actions.correction import NothingToUndo, correct, seen_about, set_about, undo
from statements.actions.edition import AlreadyPublished, CannotPublish, publish_upload, what_is_missing
from statements.actions.original import OriginalMissing
from statements.actions.upload import CorrectedMeanwhile, NotWaiting, discard, purge, understand
from statements.forms.correction import CorrectionForm
from statements.forms.upload import AboutForm, PublishForm
from statements.ingest.errors import CannotCorrect
from statements.models import Edition, Upload, User
from statements.queries.chain import replaced_by_draft
from statements.queries.desk import draw_draft, open_desk, statements_that_fit
from statements.text.numbers import whole_number
from statements.views.correcting import to_dry_run
from statements.views.responses import for_deed, page, wants_fragment
from statements.vocabulary import BlockKind, UploadState


@for_deed("upload")
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one upload, whatever became of it. `?fix=` opens the tools of one block."""
    upload = _upload(pk)
    if upload.state != UploadState.DRAFT:
        status = 410 if upload.state == UploadState.PURGED else 200
        return page(request, "uploads/closed.html", {"upload": upload}, status=status)
    return _desk(request, upload)


@for_deed("upload")
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers will see it, on one long page."""
    upload = _upload(pk)
    if upload.state != UploadState.DRAFT:
        return HttpResponseRedirect(reverse("upload", args=[pk]), status=303)
    front, rows = draw_draft(upload)
    return page(request, "uploads/preview.html", {"upload": upload, "front": front, "rows": rows})


@for_deed("upload")
@require_POST
def take_step(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction, or undo, or what is done to the upload as a whole: again, discard, purge."""
    upload = _upload(pk)
    whole = WHOLE.get(request.POST.get("deed", ""))
    if whole:
        return whole(request, upload)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        problem = next(iter(form.errors.values()))[0]
        return _desk(request, upload, problem=str(problem), status=422)
    given = form.cleaned_data
    try:
        if given["deed"] == "undo":
            upload = undo(upload=upload, by=_person(request), turn=given["turn"])
        else:
            upload = correct(upload=upload, by=_person(request), turn=given["turn"], deed=given["deed"], **form.details)
    except CannotCorrect as refused:
        return _desk(request, upload, problem=refused.sentence, status=422)
    except NothingToUndo:
        return _desk(request, upload, problem=_("There is nothing left to take back."), status=422)
    except CorrectedMeanwhile as meanwhile:
        return _desk(request, meanwhile.upload, problem=str(meanwhile), status=409)
    except NotWaiting as closed:
        return _closed(request, upload, closed)
    if wants_fragment(request):
        return _desk(request, upload)
    place = f"?page={given['page'] or 1}" + (f"#l{given['line']}" if given["line"] else "")
    return HttpResponseRedirect(reverse("upload", args=[pk]) + place, status=303)


@for_deed("upload")
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known about the text: GET shows the form on a page of its own, POST saves it."""
    upload = _upload(pk)
    if request.method != "POST":
        return page(request, "uploads/about.html", _about_context(upload, _about_form(upload), PublishForm()))
    form = AboutForm(request.POST)
    refusal = _save_about(request, upload, form)
    if refusal:
        return refusal
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("upload", args=[pk]), status=303)


@for_deed("publish")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what the form says about the text, then publish; a text that takes the place of an edition is looked at
    first (views/correcting.py). GET shows the form with its last questions.
    """
    upload = _upload(pk)
    permissions.require(request.user, "publish", upload)
    if request.method != "POST":
        return page(request, "uploads/about.html", _about_context(upload, _about_form(upload), PublishForm()))
    form, last = AboutForm(request.POST), PublishForm(request.POST)
    if upload.edition is not None:
        return _to_edition(request, upload.edition, _("This text had been published already. Nothing was changed."))
    refusal = _save_about(request, upload, form, last)
    if refusal:
        return refusal
    if replaced_by_draft(_upload(pk)) is not None:
        return to_dry_run(upload, last.cleaned_data["note"])
    try:
        edition = publish_upload(
            upload=upload,
            by=_person(request),
            note=last.cleaned_data["note"],
            turn=whole_number(request.POST.get("turn")),
        )
    except AlreadyPublished as before:
        return _to_edition(request, before.edition, str(before))
    except CorrectedMeanwhile as meanwhile:
        return _desk(request, meanwhile.upload, problem=str(meanwhile), status=409)
    except CannotPublish as refused:
        return _desk(request, _upload(pk), problem=str(refused), status=422)
    return _to_edition(
        request, edition, _("Published. This wording stays as it is; a correction becomes a new edition.")
    )


def _again(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        understand(upload=upload)
    except OriginalMissing:
        messages.error(request, _("The original is not in the data folder, so it cannot be read. Tell the operator."))
    return _back_to_desk(upload)


def _discard(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        discard(upload=upload, by=_person(request))
    except NotWaiting as closed:
        return _closed(request, upload, closed)
    messages.success(request, _("Set aside. The original is kept; hand the same text in again to start anew."))
    return HttpResponseRedirect(reverse("uploads"), status=303)


def _purge(request: HttpRequest, upload: Upload) -> HttpResponse:
    permissions.require(request.user, "purge", upload)
    purge(upload=upload, by=_person(request))
    messages.success(request, _("Purged. The date and the hash remain."))
    return HttpResponseRedirect(reverse("uploads"), status=303)


WHOLE: dict[str, Callable[[HttpRequest, Upload], HttpResponse]] = {
    "again": _again,
    "discard": _discard,
    "purge": _purge,
}


def _person(request: HttpRequest) -> User:
    """Whoever asks, as a person of the room: strangers have been refused before."""
    return cast(User, request.user)


def _upload(pk: int) -> Upload:
    return get_object_or_404(Upload.objects.select_related("edition__statement", "handed_in_by", "purged_by"), pk=pk)


def _desk(request: HttpRequest, upload: Upload, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The whole desk, or for our scripts the parts that a correction changes."""
    asked = request.POST if request.method == "POST" else request.GET
    fix = asked.get("fix", "")
    opened = open_desk(upload, page=asked.get("page") or 1, fix=fix)
    context = {"desk": opened, "problem": problem, "fix": fix, "kinds": BlockKind.choices()}
    if wants_fragment(request):
        hand = whole_number(asked.get("line"))  # the row whose control takes the focus again
        return page(request, "uploads/_changed.html", {"upload": upload, "hand": hand, **context}, status=status)
    context |= _about_context(upload, _about_form(upload), PublishForm())
    return page(request, "uploads/desk.html", context, status=status)


def _about_form(upload: Upload) -> AboutForm:
    columns = {"source_url": upload.source_url, "retrieved_on": upload.retrieved_on, "seen": seen_about(upload)}
    return AboutForm(initial=AboutForm.filled(upload.about, **columns))


def _about_context(upload: Upload, form: AboutForm, last: PublishForm) -> dict[str, Any]:
    return {
        "upload": upload,
        "form": form,
        "last": last,
        "missing": what_is_missing(upload),
        "held": statements_that_fit(upload),
    }


def _save_about(
    request: HttpRequest, upload: Upload, form: AboutForm, last: PublishForm | None = None
) -> HttpResponse | None:
    """Save the form; the answer that refuses it, or None. What was typed is on the page again in every case."""
    if not form.is_valid() or (last is not None and not last.is_valid()):
        context = _about_context(upload, form, last or PublishForm())
        return page(request, "uploads/about.html", context, status=422)
    columns = {name: form.cleaned_data[name] for name in ("source_url", "retrieved_on")}
    try:
        set_about(upload=upload, by=_person(request), about=form.about, seen=form.cleaned_data["seen"], **columns)
    except NotWaiting as closed:
        return _closed(request, upload, closed)
    except OpenAlready as waiting:
        form.add_error("statement", str(waiting))
        context = _about_context(upload, form, last or PublishForm())
        return page(request, "uploads/about.html", context, status=422)
    except CorrectedMeanwhile as meanwhile:
        return _both_wordings(request, meanwhile.upload, last)
    return None


def _both_wordings(request: HttpRequest, upload: Upload, last: PublishForm | None) -> HttpResponse:
    """The second editor's words stay in the form, the first one's stand beside it; saving again is then meant."""
    theirs = _about_form(upload)
    typed = request.POST.copy()
    typed["seen"] = seen_about(upload)
    form = AboutForm(typed)
    form.is_valid()
    differing = [
        (field.label, theirs[field.name].value())
        for field in form
        if field.name != "seen" and _plain(field.value()) != _plain(theirs[field.name].value())
    ]
    context = {**_about_context(upload, form, last or PublishForm()), "differing": differing}
    return page(request, "uploads/about.html", context, status=409)


def _plain(value: Any) -> str:
    return str(value or "").strip()


def _closed(request: HttpRequest, upload: Upload, reason: Exception) -> HttpResponse:
    """It stopped being a draft while the page was open."""
    current = _upload(upload.pk)
    return page(request, "uploads/closed.html", {"upload": current, "problem": str(reason)}, status=409)


def _to_edition(request: HttpRequest, edition: Edition, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    address = reverse("edition", args=[edition.statement.slug, edition.language, edition.number])
    return HttpResponseRedirect(address, status=303)


def _back_to_desk(upload: Upload) -> HttpResponse:
    return HttpResponseRedirect(reverse("upload", args=[upload.pk]), status=303)
