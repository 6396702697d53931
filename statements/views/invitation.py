"""Invitations: made and withdrawn by operators, taken up by whoever holds the link."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from statements.actions.invitation import (
    InvitationClosed,
    NoInvitation,
    invitation_of,
    invite,
    take_up,
    take_up_as_new,
    token_of,
    withdraw_invitation,
)
from statements.forms.account import focus_first_problem
from statements.forms.invitation import InvitationForm, NewcomerForm
from statements.models import Invitation
from statements.views.account import BACKEND
from statements.views.responses import for_deed, page, signed_in


@never_cache
@for_deed("manage_people")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_new(request: HttpRequest) -> HttpResponse:
    """The answer to the form is the page with the link, not a redirect: the link is shown this once."""
    form = InvitationForm(request.POST or None, initial={"team": request.GET.get("team")})
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(by=signed_in(request), **form.cleaned_data)
        except IntegrityError:  # the form of somebody else, who has sent it already
            form.add_error(
                None, _("This form was used before, by somebody else. Open the page anew and fill it in again.")
            )
        else:
            link = settings.READING_ROOM_URL + reverse("invitation", args=[token_of(invitation)])
            return page(request, "invitations/made.html", {"invitation": invitation, "link": link})
    if form.is_bound:
        focus_first_problem(form)
    open_ones = Invitation.objects.open_at(timezone.now()).select_related("team", "invited_by")
    context = {"form": form, "invitations": open_ones}
    return page(request, "invitations/new.html", context, status=422 if form.is_bound else 200)


@for_deed("manage_people")
@require_POST
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        withdraw_invitation(invitation=invitation, by=signed_in(request))
        messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    except InvitationClosed:
        messages.warning(request, _("That invitation was closed already. Nothing was changed."))
    return HttpResponseRedirect(reverse("invitation_new"), status=303)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the link, also where the room is closed to strangers."""
    try:
        found = invitation_of(token)
        if request.user.is_authenticated:
            return _join(request, found)
        return _come_in(request, found)
    except NoInvitation:
        return page(request, "invitations/closed.html", {"why": "unknown"}, status=404)
    except InvitationClosed as closed:
        return page(request, "invitations/closed.html", {"why": closed.why}, status=410)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.method != "POST":
        return page(request, "invitations/invitation.html", {"invitation": found})
    take_up(invitation=found, user=signed_in(request))
    return _welcome(found)


def _come_in(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = NewcomerForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = take_up_as_new(
                invitation=found, username=given["username"], name=given["name"], password=given["password1"]
            )
        except IntegrityError:  # somebody took the name between the look and the deed
            form.add_error("username", _("Someone here already has that user name."))
        else:
            login(request, user, backend=BACKEND)
            return _welcome(found)
    if form.is_bound:
        focus_first_problem(form)
    context = {"invitation": found, "form": form}
    return page(request, "invitations/invitation.html", context, status=422 if form.is_bound else 200)


def _welcome(found: Invitation) -> HttpResponse:
    address = reverse("team", args=[found.team.slug]) if found.team else reverse("library")
    return HttpResponseRedirect(address, status=303)
