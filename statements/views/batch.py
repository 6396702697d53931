"""A batch of files: how far it is, what became of each file, stopping it and going on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from statements.actions.batch import NotOpen, NotStopped, go_on_with_batch, stop_batch
from statements.models import Batch
from statements.queries.batch import passed_over, progress, rows
from statements.views.responses import for_deed, page, signed_in, wants_fragment
from statements.vocabulary import BatchItemState


@for_deed("upload")
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a batch; `?show=` narrows its table to one outcome. Our script asks for the progress alone, and gets
    the table with it once the batch has ended.
    """
    asked_for = get_object_or_404(Batch.objects.select_related("handed_in_by", "stopped_by"), pk=pk)
    how_far = progress(asked_for)
    context = {"batch": asked_for, "progress": how_far}
    if wants_fragment(request) and how_far.is_moving:
        return page(request, "uploads/_batch_progress.html", context)
    show = request.GET.get("show", "")
    show = show if show in BatchItemState.__members__.values() else ""
    context |= {
        "show": show,
        "counts": [(BatchItemState(state), n) for state, n in how_far.counts.items()],
        "rows": rows(asked_for, outcome=show, page=request.GET.get("page")),
        "passed_over": passed_over(asked_for),
    }
    template = "uploads/_batch_ended.html" if wants_fragment(request) else "uploads/batch.html"
    return page(request, template, context)


@for_deed("upload")
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Read no further than the file in hand."""
    try:
        stop_batch(batch=get_object_or_404(Batch, pk=pk), by=signed_in(request))
        messages.success(request, _("Stopped. The file in hand is finished; the others are kept and not read."))
    except NotOpen as refused:
        messages.info(request, str(refused))
    return HttpResponseRedirect(reverse("batch", args=[pk]), status=303)


@for_deed("upload")
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what was left when the batch was stopped."""
    try:
        go_on_with_batch(batch=get_object_or_404(Batch, pk=pk))
    except NotStopped as refused:
        messages.info(request, str(refused))
    return HttpResponseRedirect(reverse("batch", args=[pk]), status=303)
