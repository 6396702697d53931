"""A text is corrected: a new edition begun, looked at before it is published, and an earlier one brought back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from statements import permissions
from statements.actions.correcting import (
    NotTheCurrentOne,
    begin_correction,
    hand_in_correction,
    return_of,
    return_to,
)
from statements.actions.edition import (
    AlreadyPublished,
    CannotPublish,
    LookAgain,
    addresses_after,
    carrying_of,
    publish_upload,
)
from statements.actions.original import CannotKeepOriginal
from statements.actions.upload import AlreadyHeld, CannotHandIn, CorrectedMeanwhile
from statements.actions.waiting import OpenAlready
from statements.forms.correcting import NewWordingForm, ReasonForm, RewordForm
from statements.ingest.parsed import ParsedStatement
from statements.models import Edition, Paragraph, Upload
from statements.queries.carrying import Carrying, texts_of
from statements.queries.chain import read_stamp
from statements.queries.dry_run import open_dry_run
from statements.queries.shelf import shelf_of
from statements.text.languages import language_name
from statements.views.found import edition_or_404
from statements.views.responses import for_deed, page, signed_in
from statements.vocabulary import Outcome, UploadState


@for_deed("publish")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str, language: str, number: int) -> HttpResponse:
    """Two ways to the next edition: the text as it is, opened at the desk (POST `by_hand`), or a new file."""
    edition = edition_or_404(request, slug, language, number)
    permissions.require(request.user, "publish", edition)
    form = NewWordingForm()
    try:
        if request.method == "POST" and "by_hand" in request.POST:
            return _by_hand(request, edition)
        if request.method == "POST":
            form = NewWordingForm(request.POST, request.FILES)
            if form.is_valid():
                data, filename = form.data_and_name
                by = signed_in(request)
                return _to_desk(hand_in_correction(edition=edition, by=by, data=data, filename=filename))
    except OpenAlready as waiting:
        messages.info(request, str(waiting))
        return _to_desk(waiting.upload)
    except AlreadyHeld:
        form.add_error(None, _("The room holds these very bytes already: nothing was changed in them."))
    except (CannotHandIn, CannotKeepOriginal, NotTheCurrentOne) as refused:
        form.add_error(None, str(refused))
    text = Paragraph.SEPARATOR.join(texts_of(edition))
    context = {"edition": edition, "form": form, "reword": RewordForm(initial={"text": text})}
    context["is_current"] = edition.current.pk == edition.pk
    return page(request, "correcting/correct.html", context, status=422 if form.is_bound else 200)


def _by_hand(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The text as it is, or as it was changed in the form, at the desk."""
    form = RewordForm(request.POST)
    texts = form.texts if form.is_valid() else []
    changed = texts if texts != texts_of(edition) else []
    return _to_desk(begin_correction(edition=edition, by=signed_in(request), texts=changed))


@for_deed("publish")
@require_http_methods(["GET", "HEAD", "POST"])
def dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing this draft does to every note, before it does; POST publishes what was looked at."""
    upload = get_object_or_404(Upload.objects.select_related("edition__statement"), pk=pk)
    permissions.require(request.user, "publish", upload)
    if upload.edition is not None:
        return _to_edition(request, upload.edition, _("This text had been published already. Nothing was changed."))
    carrying = carrying_of(upload) if upload.state == UploadState.DRAFT else None
    if carrying is None:
        return _to_desk(upload)
    addresses = addresses_after(carrying, ParsedStatement.from_json(upload.draft or {}))
    context = {"upload": upload, "edition": carrying.current, "other_language": _other_language(upload)}
    here = reverse("upload_dry_run", args=[pk])
    if request.method != "POST":
        return _look(request, carrying, addresses, here, context)
    form = ReasonForm(request.POST, doubtful=carrying.is_another_text)
    if not form.is_valid():
        return _look(request, carrying, addresses, here, context, form=form, status=422)
    try:
        edition = publish_upload(
            upload=upload,
            by=signed_in(request),
            note=form.cleaned_data["reason"],
            seen=read_stamp(form.cleaned_data["seen"]) or carrying.state._replace(draft=""),
        )
    except AlreadyPublished as before:
        return _to_edition(request, before.edition, str(before))
    except (LookAgain, CorrectedMeanwhile) as meanwhile:
        return _look(request, _now(upload), addresses, here, context, problem=str(meanwhile), status=409)
    except CannotPublish as refused:
        return _look(request, carrying, addresses, here, context, problem=str(refused), form=form, status=422)
    return _to_edition(request, edition, _published(carrying))


@for_deed("publish")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, slug: str, language: str, number: int) -> HttpResponse:
    """Roll back: the wording of an earlier edition becomes the newest one. GET is its dry run, POST does it."""
    edition = edition_or_404(request, slug, language, number)
    permissions.require(request.user, "publish", edition)
    carrying = return_of(edition)
    if carrying is None:
        messages.info(request, _("This is the current edition: there is nothing to bring back."))
        return HttpResponseRedirect(_address(edition), status=303)
    addresses = [paragraph.address for paragraph in shelf_of(edition).paragraphs]
    context = {"returning": edition, "edition": carrying.current}
    here = reverse("edition_return", args=[slug, language, number])
    if request.method != "POST":
        return _look(request, carrying, addresses, here, context)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _look(request, carrying, addresses, here, context, form=form, status=422)
    seen = read_stamp(form.cleaned_data["seen"]) or carrying.state._replace(draft="")
    try:
        made = return_to(edition=edition, by=signed_in(request), reason=form.cleaned_data["reason"], seen=seen)
    except LookAgain as meanwhile:
        again = return_of(edition) or carrying
        return _look(request, again, addresses, here, context, problem=str(meanwhile), status=409)
    except NotTheCurrentOne as refused:
        return _look(request, carrying, addresses, here, context, problem=str(refused), status=409)
    return _to_edition(request, made, _published(carrying))


def _look(
    request: HttpRequest,
    carrying: Carrying,
    addresses: list[str],
    here: str,
    context: dict[str, Any],
    *,
    form: ReasonForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The dry run; after a refusal what was typed stands in its field, under the stamp of what is shown now."""
    show = request.GET.get("show", "")
    run = open_dry_run(
        request.user, carrying, addresses, show=show if show in set(Outcome) else "", page=request.GET.get("page", "1")
    )
    typed = request.POST.get("reason", "") or request.GET.get("reason", "")
    doubtful = carrying.is_another_text and "upload" in context
    if form is None:
        form = ReasonForm(initial={"reason": typed, "seen": carrying.stamp}, doubtful=doubtful)
    context |= {"run": run, "form": form, "problem": problem, "here": here, "show": show}
    return page(request, "correcting/dry_run.html", context, status=status)


def _now(upload: Upload) -> Carrying:
    upload.refresh_from_db()
    carrying = carrying_of(upload)
    assert carrying is not None
    return carrying


def _other_language(upload: Upload) -> str:
    """The name of the language the importer takes a text for, where it is not that of the chain."""
    found, said = (upload.draft or {}).get("language") or "", upload.about.get("language", "")
    return language_name(found) if found and found.partition("-")[0] != said.partition("-")[0] else ""


def _published(carrying: Carrying) -> str:
    """What happened, in the words of the dry run."""
    counts = dict(carrying.totals)
    if not carrying.total:
        return _("Published. There were no notes to carry.")
    exact = ngettext("{n} note carried exactly", "{n} notes carried exactly", counts[Outcome.EXACT])
    by_hand = counts.get(Outcome.DECIDED, 0)
    said = _("Published. {exact}, {moved} moved, {look} to look at, {gone} left behind.")
    if by_hand:
        said = _("Published. {exact}, {moved} moved, {by_hand} placed by hand, {look} to look at, {gone} left behind.")
    return said.format(
        exact=exact.format(n=counts[Outcome.EXACT]),
        by_hand=by_hand,
        moved=counts[Outcome.MOVED],
        look=counts[Outcome.LOOK],
        gone=counts[Outcome.GONE],
    )


def to_dry_run(upload: Upload, reason: str = "") -> HttpResponse:
    """For the desk: publishing a text that takes an edition's place leads here first."""
    query = f"?{urlencode({'reason': reason})}" if reason else ""
    return HttpResponseRedirect(reverse("upload_dry_run", args=[upload.pk]) + query, status=303)


def _to_desk(upload: Upload) -> HttpResponse:
    return HttpResponseRedirect(reverse("upload", args=[upload.pk]), status=303)


def _address(edition: Edition) -> str:
    return reverse("edition", args=[edition.statement.slug, edition.language, edition.number])


def _to_edition(request: HttpRequest, edition: Edition, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(_address(edition), status=303)
