"""Taking an edition back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from statements import permissions
from statements.actions.edition import AlreadyWithdrawn, withdraw_edition
from statements.forms.upload import WithdrawForm
from statements.models import Edition, User
from statements.views.responses import for_deed, page


@for_deed("withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, language: str, number: int) -> HttpResponse:
    """GET asks for the reason, POST withdraws; the second time it only leads to the page that says so."""
    editions = Edition.objects.visible_to(request.user).select_related("statement")
    edition = get_object_or_404(editions, statement__slug=slug, language=language, number=number)
    permissions.require(request.user, "withdraw", edition)
    here = reverse("edition", args=[slug, language, number])
    if not edition.is_published:
        return HttpResponseRedirect(here, status=303)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_edition(edition=edition, by=cast(User, request.user), reason=form.cleaned_data["reason"])
            messages.success(request, _("Withdrawn. Its notes stay in their authors' notebooks."))
        except AlreadyWithdrawn:
            messages.info(request, _("Someone else withdrew it just before you. Nothing was changed."))
        return HttpResponseRedirect(here, status=303)
    status = 422 if form.is_bound else 200
    notes = edition.targets.filter(annotation__deleted_at=None).values("annotation").distinct().count()
    return page(request, "uploads/withdraw.html", {"edition": edition, "form": form, "notes": notes}, status=status)
