"""The desk of one upload: what was understood, what is known about it, and publishing. Steps: views/desk_step.py."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from statements import permissions
from statements.actions.correction import seen_about, set_about
from statements.actions.draft import drop_draft
from statements.actions.edition import AlreadyPublished, CannotPublish, publish_upload, what_is_missing
from statements.actions.upload import CorrectedMeanwhile, NotWaiting
from statements.actions.waiting import OpenAlready
from statements.forms.upload import AboutForm, PublishForm
from statements.models import Draft, Edition, Upload, User
from statements.queries.chain import replaced_by_draft
from statements.queries.desk import draw_draft, open_desk, statements_that_fit
from statements.queries.desk_people import colleagues, steps_of
from statements.text.numbers import whole_number
from statements.views.correcting import to_dry_run
from statements.views.kept_words import forget_kept_words, kept_words
from statements.views.responses import for_deed, page
from statements.vocabulary import BlockKind, UploadState

# The single key of each kind, in the order of the list: the figures, and letters where they end.
KIND_KEYS = "1234567890fga"


@for_deed("upload")
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one upload, whatever became of it. `?at=` takes a row in hand, `?fix=1` opens its panel; with
    `?only=tools` scripts get the tools of that row alone.
    """
    upload = find_upload(pk)
    if upload.state != UploadState.DRAFT:
        status = 410 if upload.state == UploadState.PURGED else 200
        return page(request, "uploads/closed.html", {"upload": upload}, status=status)
    if request.GET.get("only") == "tools":
        return page(request, "uploads/_tools.html", desk_context(request, upload))
    return draw_desk(request, upload)


@for_deed("upload")
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers will see it, on one long page."""
    upload = find_upload(pk)
    if upload.state != UploadState.DRAFT:
        return HttpResponseRedirect(reverse("upload", args=[pk]), status=303)
    front, rows = draw_draft(upload)
    return page(request, "uploads/preview.html", {"upload": upload, "front": front, "rows": rows})


@for_deed("upload")
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known about the text: GET shows the form on a page of its own, POST saves it."""
    upload = find_upload(pk)
    if request.method != "POST":
        return page(request, "uploads/about.html", _about_page(request, upload))
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
    upload = find_upload(pk)
    permissions.require(request.user, "publish", upload)
    if request.method != "POST":
        return page(request, "uploads/about.html", _about_page(request, upload))
    form, last = AboutForm(request.POST), PublishForm(request.POST)
    if upload.edition is not None:
        return _to_edition(request, upload.edition, _("This text had been published already. Nothing was changed."))
    refusal = _save_about(request, upload, form, last)
    if refusal:
        return refusal
    if replaced_by_draft(find_upload(pk)) is not None:
        return to_dry_run(upload, last.cleaned_data["note"])
    try:
        edition = publish_upload(
            upload=upload,
            by=person(request),
            note=last.cleaned_data["note"],
            turn=whole_number(request.POST.get("turn")),
        )
    except AlreadyPublished as before:
        return _to_edition(request, before.edition, str(before))
    except CorrectedMeanwhile as meanwhile:
        return draw_desk(request, meanwhile.upload, problem=str(meanwhile), status=409)
    except CannotPublish as refused:
        return draw_desk(request, find_upload(pk), problem=str(refused), status=422)
    return _to_edition(
        request, edition, _("Published. This wording stays as it is; a correction becomes a new edition.")
    )


def find_upload(pk: int) -> Upload:
    return get_object_or_404(Upload.objects.select_related("edition__statement", "handed_in_by", "purged_by"), pk=pk)


def person(request: HttpRequest) -> User:
    """Whoever asks, as a person of the room: strangers have been refused before."""
    return cast(User, request.user)


def draw_desk(request: HttpRequest, upload: Upload, *, status: int = 200, **more: Any) -> HttpResponse:
    """The whole desk; `more` is what a refused step has to say."""
    context = desk_context(request, upload) | more
    context |= _about_page(request, upload)
    return page(request, "uploads/desk.html", context, status=status)


def desk_context(request: HttpRequest, upload: Upload, *, at: str = "", draw: bool = True) -> dict[str, Any]:
    """What the columns need. The row in hand is `at`, else the one the request names."""
    asked = request.POST if request.method == "POST" else request.GET
    named = at or (asked.get("hand") if request.method == "POST" else asked.get("at")) or ""
    opened = open_desk(upload, page=asked.get("page") or 1, at=named, draw=draw)
    return {
        "upload": upload,
        "here": reverse("upload", args=[upload.pk]),
        "desk": opened,
        "lang": upload.about.get("language") or opened.parsed.language or "",
        "fix": request.GET.get("fix", ""),
        "kinds": list(zip(BlockKind, KIND_KEYS, strict=True)),
        "steps": steps_of(upload),
        "colleagues": colleagues(upload, of=person(request)),
    }


def draw_closed(request: HttpRequest, upload: Upload, reason: Exception) -> HttpResponse:
    """It stopped being a draft while the page was open."""
    current = find_upload(upload.pk)
    return page(request, "uploads/closed.html", {"upload": current, "problem": str(reason)}, status=409)


def draft_key(upload: Upload) -> str:
    """The key under which what someone types about an upload is kept."""
    return f"upload {upload.pk}"


def _about_form(request: HttpRequest, upload: Upload) -> tuple[AboutForm, Draft | None]:
    """The form as it was stored, or with what this person had typed into it and not yet saved; and that draft."""
    kept = Draft.objects.filter(user=person(request), key=draft_key(upload)).first()
    typed = {**(kept.content if kept else {}), **kept_words(request)}
    known = {name: value for name, value in typed.items() if name in AboutForm.base_fields}
    return AboutForm(initial={**_stored_about(upload), **known}), kept


def _stored_about(upload: Upload) -> dict[str, Any]:
    columns = {"source_url": upload.source_url, "retrieved_on": upload.retrieved_on, "seen": seen_about(upload)}
    return AboutForm.filled(upload.about, signatories=(upload.draft or {}).get("signatories", []), **columns)


def _about_page(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    form, kept = _about_form(request, upload)
    return _about_context(upload, form, kept=kept)


def _about_context(
    upload: Upload, form: AboutForm, last: PublishForm | None = None, kept: Draft | None = None
) -> dict[str, Any]:
    return {
        "upload": upload,
        "draft_key": draft_key(upload),
        "kept": kept,
        "form": form,
        "last": last or PublishForm(),
        "missing": what_is_missing(upload),
        "replaced": replaced_by_draft(upload),
        "held": statements_that_fit(upload),
    }


def _save_about(
    request: HttpRequest, upload: Upload, form: AboutForm, last: PublishForm | None = None
) -> HttpResponse | None:
    """Save the form; the answer that refuses it, or None. What was typed is on the page again in every case."""
    if not form.is_valid() or (last is not None and not last.is_valid()):
        context = _about_context(upload, form, last)
        return page(request, "uploads/about.html", context, status=422)
    columns = {name: form.cleaned_data[name] for name in ("source_url", "retrieved_on")}
    try:
        set_about(
            upload=upload,
            by=person(request),
            about=form.about,
            signatories=form.cleaned_data["signatories"],
            seen=form.cleaned_data["seen"],
            **columns,
        )
    except NotWaiting as closed:
        return draw_closed(request, upload, closed)
    except OpenAlready as waiting:
        form.add_error("statement", str(waiting))
        context = _about_context(upload, form, last or PublishForm())
        return page(request, "uploads/about.html", context, status=422)
    except CorrectedMeanwhile as meanwhile:
        return _both_wordings(request, meanwhile.upload, last)
    drop_draft(by=person(request), key=draft_key(upload))
    forget_kept_words(request)
    return None


def _both_wordings(request: HttpRequest, upload: Upload, last: PublishForm | None) -> HttpResponse:
    """The second editor's words stay in the form, the first one's stand beside it; saving again is then meant."""
    theirs = AboutForm(initial=_stored_about(upload))
    typed = request.POST.copy()
    typed["seen"] = seen_about(upload)
    form = AboutForm(typed)
    form.is_valid()
    differing = [
        (field.label, theirs[field.name].value())
        for field in form
        if field.name != "seen" and _plain(field.value()) != _plain(theirs[field.name].value())
    ]
    context = {**_about_context(upload, form, last), "differing": differing}
    return page(request, "uploads/about.html", context, status=409)


def _plain(value: Any) -> str:
    return str(value or "").strip()


def _to_edition(request: HttpRequest, edition: Edition, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    address = reverse("edition", args=[edition.statement.slug, edition.language, edition.number])
    return HttpResponseRedirect(address, status=303)
