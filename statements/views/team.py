"""Teams: members see who is in theirs, operators keep them all."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from statements.actions.team import found_team, put_in_team, take_out_of_team
from statements.forms.account import focus_first_problem
from statements.forms.team import NAME_TAKEN, MemberForm, RoleForm, TeamForm
from statements.models import Membership, Team
from statements.permissions import can, require
from statements.queries.people import teams_with_roles
from statements.views.responses import for_deed, page, signed_in


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def team_list(request: HttpRequest) -> HttpResponse:
    """One's own teams; operators see all and found new ones."""
    if request.method == "POST":
        require(request.user, "manage_people")
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _to_team(found_team(name=form.cleaned_data["name"], by=signed_in(request)))
        except IntegrityError:  # somebody founded it between the look and the deed
            form.add_error("name", NAME_TAKEN)
    if form.is_bound:
        focus_first_problem(form)
    context = {"teams": teams_with_roles(signed_in(request)), "form": form}
    return page(request, "teams/list.html", context, status=422 if form.is_bound else 200)


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD"])
def team(request: HttpRequest, slug: str) -> HttpResponse:
    return _team_page(request, _visible_team(request, slug))


@for_deed("manage_people")
@require_POST
def team_add(request: HttpRequest, slug: str) -> HttpResponse:
    found = _visible_team(request, slug)
    form = MemberForm(request.POST, team=found)
    if not form.is_valid():
        focus_first_problem(form)
        return _team_page(request, found, form=form, status=422)
    put_in_team(team=found, by=signed_in(request), **form.cleaned_data)
    messages.success(request, _("%(name)s is in the team now.") % {"name": form.cleaned_data["user"]})
    return _to_team(found)


@for_deed("manage_people")
@require_POST
def member_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = _membership(slug, pk)
    form = RoleForm(request.POST, instance=membership)
    if not form.is_valid():
        return _team_page(request, membership.team, status=422)
    put_in_team(team=membership.team, user=membership.user, role=form.cleaned_data["role"], by=signed_in(request))
    messages.success(request, _("The role of %(name)s is changed.") % {"name": membership.user})
    return _to_team(membership.team)


@for_deed("manage_people")
@require_POST
def member_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = _membership(slug, pk)
    name = str(membership.user)
    found = take_out_of_team(membership=membership, by=signed_in(request))
    messages.success(request, _("%(name)s is no longer in the team; their notes stay.") % {"name": name})
    return _to_team(found)


def _visible_team(request: HttpRequest, slug: str) -> Team:
    return get_object_or_404(Team.objects.visible_to(signed_in(request)), slug=slug)


def _membership(slug: str, pk: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("team", "user"), pk=pk, team__slug=slug)


def _team_page(request: HttpRequest, found: Team, *, form: MemberForm | None = None, status: int = 200) -> HttpResponse:
    keeps = can(request.user, "manage_people")
    members = found.memberships.select_related("user").order_by("user__name", "pk")
    context = {
        "team": found,
        "members": members,
        "form": form or (MemberForm(team=found) if keeps else None),
        "may_manage": keeps,
    }
    return page(request, "teams/team.html", context, status=status)


def _to_team(found: Team) -> HttpResponse:
    return HttpResponseRedirect(reverse("team", args=[found.slug]), status=303)
