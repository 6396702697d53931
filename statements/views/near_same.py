"""The question at the desk about a text that is nearly the same as one held: which of the three it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from statements import permissions
from statements.actions.near_same import say_edition_of, say_other_than
from statements.actions.upload import NotWaiting, discard
from statements.actions.waiting import OpenAlready
from statements.models import Edition, Upload
from statements.queries.near_same import near_same
from statements.views.responses import for_deed, page, signed_in
from statements.vocabulary import UploadState


@for_deed("upload")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_near_same(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the question on a page of its own, POST answers it: `deed` is same, edition or new, `edition` the held
    one that was looked at.
    """
    upload = get_object_or_404(Upload, pk=pk)
    permissions.require(request.user, "upload", upload)
    if upload.state != UploadState.DRAFT:
        return HttpResponseRedirect(reverse("upload", args=[pk]), status=303)
    if request.method != "POST":
        return page(request, "uploads/near_same.html", _question(upload))
    deed = request.POST.get("deed", "")
    key = request.POST.get("edition", "")
    held = next((one.edition for one in near_same(upload) if str(one.edition.pk) == key), None)
    if deed not in ("same", "edition", "new") or (held is None and deed != "new"):
        return page(request, "uploads/near_same.html", {**_question(upload), "unanswered": True}, status=422)
    try:
        return _answered(request, upload, deed, held)
    except OpenAlready as other:
        said = str(other)
        return page(request, "uploads/near_same.html", {**_question(upload), "problem": said}, status=422)
    except NotWaiting as closed:
        messages.info(request, str(closed))
        return HttpResponseRedirect(reverse("upload", args=[pk]), status=303)


def _question(upload: Upload) -> dict[str, Any]:
    return {"upload": upload, "near": near_same(upload)}


def _answered(request: HttpRequest, upload: Upload, deed: str, held: Edition | None) -> HttpResponse:
    person = signed_in(request)
    if deed == "same" and held is not None:
        discard(upload=upload, by=person)
        messages.success(request, _("Set aside: this is the text the room holds already. The original is kept."))
        return HttpResponseRedirect(reverse("statement", args=[held.statement.slug]), status=303)
    if deed == "edition" and held is not None:
        say_edition_of(upload=upload, by=person, statement=held.statement)
        messages.success(request, _("It becomes a new edition of that statement when you publish it."))
    else:
        editions = [one.edition for one in near_same(upload)]
        say_other_than(upload=upload, by=person, editions=editions)
        messages.success(
            request, _("It becomes a statement of its own. You will not be asked about these texts again.")
        )
    return HttpResponseRedirect(reverse("upload", args=[upload.pk]), status=303)
