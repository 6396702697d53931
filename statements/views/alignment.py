"""A wrong match of paragraphs of two editions, put right by a person."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from statements import permissions
from statements.actions.alignment import NothingSaid, NotNeighbours, say_together, take_saying_back
from statements.forms.alignment import TogetherForm
from statements.models import Alignment, Edition
from statements.queries.compared_editions import said_of_pair
from statements.queries.comparison_rows import shortened
from statements.queries.shelf import shelf_of
from statements.text.numbers import whole_number
from statements.views.found import edition_or_404
from statements.views.responses import for_deed, page, signed_in


@for_deed("publish")
@require_http_methods(["GET", "HEAD", "POST"])
def edition_alignment(request: HttpRequest, slug: str, language: str, number: int, later: int) -> HttpResponse:
    """GET asks which paragraphs of edition `number` and `later` belong together (`?old=5.4&new=5.5`); POST says it, or
    takes back (`back`, a key) what somebody said.
    """
    old, new = (edition_or_404(request, slug, language, one) for one in (number, later))
    permissions.require(request.user, "publish", new)
    if old.number >= new.number or not (old.is_published and new.is_published):
        raise Http404
    if request.method != "POST":
        asked = {"old": request.GET.get("old", "")[:400], "new": request.GET.get("new", "")[:400]}
        return _ask(request, old, new, TogetherForm(initial=asked, editions=(old, new)))
    if "back" in request.POST:
        return _take_back(request, old, new)
    form = TogetherForm(request.POST, editions=(old, new))
    if not form.is_valid():
        return _ask(request, old, new, form, status=422)
    given = form.cleaned_data
    try:
        made = say_together(old=old, new=new, here=given["old"], there=given["new"], by=signed_in(request))
    except NotNeighbours:
        form.add_error(None, _("Paragraphs that became one, or one that became several, stand beside each other."))
        return _ask(request, old, new, form, status=422)
    messages.success(request, _("Kept. It counts from now on; it can be taken back here."))
    return _beside(old, new, made)


def _take_back(request: HttpRequest, old: Edition, new: Edition) -> HttpResponse:
    rows = Alignment.objects.filter(old=old, new=new, corrected_at__isnull=False)
    row = get_object_or_404(rows, pk=whole_number(request.POST["back"]) or 0)
    try:
        take_saying_back(alignment=row, by=signed_in(request))
    except NothingSaid:
        raise Http404 from None
    messages.success(request, _("Taken back. What the room works out counts again."))
    return _beside(old, new)


def _beside(old: Edition, new: Edition, made: Alignment | None = None) -> HttpResponse:
    """The compare page, at the row where there is one."""
    names = {
        "a": f"{old.statement.slug}/{old.language}/{old.number}",
        "b": f"{new.statement.slug}/{new.language}/{new.number}",
    }
    first = old.paragraphs.filter(order=made.old_orders[0]).first() if made and made.old_orders else None
    if first is not None:
        names["a"] += f":{first.address}"
    return HttpResponseRedirect(f"{reverse('compare')}?{urlencode(names, safe='/:')}", status=303)


def _ask(request: HttpRequest, old: Edition, new: Edition, form: TogetherForm, *, status: int = 200) -> HttpResponse:
    texts = [
        (one, [(paragraph.address, shortened(paragraph.text)) for paragraph in shelf_of(one).paragraphs])
        for one in (old, new)
    ]
    context = {"old": old, "edition": new, "form": form, "said": said_of_pair(old, new), "texts": texts}
    return page(request, "compare/together.html", context, status=status)
