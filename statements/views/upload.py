"""Handing in: the list of uploads, the page for a new one, the original as it came. The draft is in views/desk.py."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from statements import permissions
from statements.actions.original import CannotKeepOriginal, OriginalMissing, read_original
from statements.actions.upload import AlreadyHeld, CannotHandIn, TooLarge, keep_original, understand
from statements.forms.upload import HandInForm
from statements.models import Upload, User
from statements.views.responses import for_deed, page
from statements.vocabulary import UploadState

UPLOADS_OF_A_PAGE = 40
WAITING = (UploadState.RECEIVED, UploadState.FAILED, UploadState.DRAFT)


@for_deed("upload")
@require_safe
def upload_list(request: HttpRequest) -> HttpResponse:
    """What waits at the desk, or with `?all=1` everything that ever came."""
    everything = request.GET.get("all") == "1"
    uploads = Upload.objects.select_related("handed_in_by", "edition__statement", "purged_by")
    uploads = uploads.defer("report", "draft", "history")
    if not everything:
        uploads = uploads.filter(state__in=WAITING)
    shown = Paginator(uploads, UPLOADS_OF_A_PAGE).get_page(request.GET.get("page"))
    return page(request, "uploads/list.html", {"uploads": shown, "everything": everything})


@csrf_exempt  # asked below, by the same check: it reads the form, and a text beyond all limits ends that reading
@for_deed("upload")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST keeps the original, lets it be read and leads to the desk."""
    try:
        request.POST.keys()
    except RequestDataTooBig:
        form = HandInForm()
        return page(request, "uploads/new.html", {"form": form, "problem": str(TooLarge())}, status=413)
    answer: HttpResponse = csrf_protect(_hand_in)(request)
    return answer


def _hand_in(request: HttpRequest) -> HttpResponse:
    bound = request.method == "POST"
    form = HandInForm(request.POST, request.FILES) if bound else HandInForm()
    if not bound:
        return page(request, "uploads/new.html", {"form": form})
    if not form.is_valid():
        return page(request, "uploads/new.html", {"form": form}, status=413 if form.is_too_large else 422)
    data, filename = form.data_and_name
    given = {name: form.cleaned_data[name] for name in ("source_url", "retrieved_on", "profile")}
    try:
        upload = keep_original(data=data, filename=filename, by=cast(User, request.user), **given)
    except AlreadyHeld as held:
        return _lead_to(request, held.upload)
    except CannotHandIn as refused:
        form.add_error(None, str(refused))
        return page(request, "uploads/new.html", {"form": form}, status=422)
    except CannotKeepOriginal as refused:
        form.add_error(None, str(refused))
        return page(request, "uploads/new.html", {"form": form}, status=507)
    understand(upload=upload)
    return HttpResponseRedirect(reverse("upload", args=[upload.pk]), status=303)


@for_deed("get_original")
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came, for saving and never for showing: they are a stranger's."""
    upload = get_object_or_404(Upload, pk=pk)
    permissions.require(request.user, "get_original", upload)
    if upload.state == UploadState.PURGED:
        return page(request, "uploads/closed.html", {"upload": upload}, status=410)
    try:
        data = read_original(upload.sha256)
    except OriginalMissing as missing:
        raise Http404(_("The original is not in the data folder.")) from missing
    name = upload.filename or f"{upload.sha256[:16]}.txt"
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _lead_to(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Same bytes again: to the statement they became, else to where they wait."""
    if upload.edition is not None:
        messages.info(request, _("The room already holds these very bytes: this statement. Nothing was stored again."))
        edition = upload.edition
        address = reverse("edition", args=[edition.statement.slug, edition.language, edition.number])
        return HttpResponseRedirect(address, status=303)
    messages.info(request, _("These very bytes are already at the desk. Nothing was stored again."))
    return HttpResponseRedirect(reverse("upload", args=[upload.pk]), status=303)
