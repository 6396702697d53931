"""Handing in: the list of uploads, the page for a new one, the original as it came. The draft is in views/desk.py."""

from __future__ import annotations

import logging
from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from statements import permissions
from statements.actions.batch import TooManyFiles, TooMuchAtOnce, add_file, files_of_archive, open_batch
from statements.actions.original import CannotKeepOriginal, OriginalMissing, read_original
from statements.actions.upload import AlreadyHeld, CannotHandIn, TooLarge, keep_original, understand
from statements.forms.upload import HandInForm
from statements.models import Upload
from statements.queries.batch import batches_at_desk
from statements.queries.room import worker_is_silent
from statements.views.responses import for_deed, page, signed_in
from statements.vocabulary import UploadState

logger = logging.getLogger(__name__)

LARGE = 4 * 1024 * 1024  # bytes; a text beyond this takes seconds to read
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
    batches = Paginator(batches_at_desk(everything=everything), UPLOADS_OF_A_PAGE).get_page(request.GET.get("batches"))
    context = {"uploads": shown, "batches": batches, "everything": everything}
    return page(request, "uploads/list.html", context)


@csrf_exempt  # asked below, by the same check: it reads the form, and a text beyond all limits ends that reading
@for_deed("upload")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST keeps what came. One text is read at once and leads to the desk; several, an archive of
    several, or a long one are read by the worker, and the answer leads to their page.
    """
    try:
        request.POST.keys()
    except RequestDataTooBig:
        return _unread(request, str(TooLarge()), 413)
    except TooManyFilesSent:
        return _unread(request, str(TooManyFiles()), 413)
    except UnreadablePostError:
        raise
    except OSError:
        logger.exception("What was handed in could not be received")
        _drop_half_received(request)
        return _unread(request, str(CannotKeepOriginal()), 507)
    answer: HttpResponse = csrf_protect(_hand_in)(request)
    return answer


def _drop_half_received(request: HttpRequest) -> None:
    """A file that is still arriving is Django's until it is whole; closed, it is gone."""
    for handler in request.upload_handlers:
        arriving = getattr(handler, "file", None)
        if arriving is not None:
            with suppress(OSError):  # its last bytes do not fit either
                arriving.close()


def _unread(request: HttpRequest, problem: str, status: int) -> HttpResponse:
    """The form is gone with what could not be received, and the token of the page with it."""
    return page(request, "uploads/new.html", {"form": HandInForm(), "problem": problem}, status=status)


def _hand_in(request: HttpRequest) -> HttpResponse:
    bound = request.method == "POST"
    form = HandInForm(request.POST, request.FILES) if bound else HandInForm()
    if not bound:
        return page(request, "uploads/new.html", {"form": form})
    if not form.is_valid():
        return page(request, "uploads/new.html", {"form": form}, status=413 if form.is_too_large else 422)
    try:
        return _several(request, form) if _are_several(form) else _one(request, form)
    except AlreadyHeld as held:
        return _lead_to(request, held.upload)
    except (TooLarge, TooMuchAtOnce) as refused:
        return _refused(request, form, refused, 413)
    except CannotHandIn as refused:
        return _refused(request, form, refused, 422)
    except CannotKeepOriginal as refused:
        return _refused(request, form, refused, 507)


def _refused(request: HttpRequest, form: HandInForm, refused: Exception, status: int) -> HttpResponse:
    form.add_error(None, str(refused))
    return page(request, "uploads/new.html", {"form": form}, status=status)


def _one(request: HttpRequest, form: HandInForm) -> HttpResponse:
    data, filename = form.data_and_name
    given = {name: form.cleaned_data[name] for name in ("source_url", "retrieved_on", "profile")}
    upload = keep_original(data=data, filename=filename, by=signed_in(request), **given)
    understand(upload=upload)
    return HttpResponseRedirect(reverse("upload", args=[upload.pk]), status=303)


def _are_several(form: HandInForm) -> bool:
    """Whether a batch is made: several files, an archive of several, or one that takes long while a worker is there.
    Raises TooMuchAtOnce and EmptyArchive.
    """
    if len(form.handed_in) > 1:
        return True
    data, _name = form.data_and_name
    if form.handed_in and files_of_archive(data) is not None:
        return True
    return LARGE < len(data) <= settings.UPLOAD_LIMIT and not worker_is_silent()


def _several(request: HttpRequest, form: HandInForm) -> HttpResponse:
    names = ("source_url", "retrieved_on", "profile", "publish", "key")
    given = {name: form.cleaned_data[name] for name in names}
    batch, is_new = open_batch(name=_name_of(form), by=signed_in(request), **given)
    if is_new and not form.handed_in:
        add_file(batch=batch, name="pasted.txt", data=form.data_and_name[0])
    for file in form.handed_in if is_new else []:
        file.seek(0)
        add_file(batch=batch, name=file.name or "", data=file.read())
    return HttpResponseRedirect(reverse("batch", args=[batch.pk]), status=303)


def _name_of(form: HandInForm) -> str:
    names = [file.name or "" for file in form.handed_in]
    if len(names) > 1:
        more = len(names) - 1
        return ngettext("{name} and {n} more", "{name} and {n} more", more).format(name=names[0], n=more)
    return names[0] if names else _("Pasted text")


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
