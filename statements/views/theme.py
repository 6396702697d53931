"""The codebook: everyone reads it, analysts propose themes, leads decide about them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from statements.actions.theme import (
    ThemeInUse,
    ThemeUnderItself,
    accept_theme,
    delete_theme,
    describe_theme,
    merge_theme,
    propose_theme,
)
from statements.forms.account import focus_first_problem
from statements.forms.theme import NAME_TAKEN, MergeForm, ProposeForm, ThemeForm
from statements.models import Theme
from statements.permissions import visible_themes
from statements.queries.theme import codebook, notes_under, statements_under, suggested_themes
from statements.views.responses import for_deed, in_room, page, signed_in
from statements.vocabulary import Pattern


@in_room
@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    return page(request, "themes/list.html", {"entries": codebook(request.user), "form": ProposeForm()})


@in_room
@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    found = _visible_theme(request, slug)
    notes, cards = notes_under(found, request.user, request.GET.get("page"))
    context = {
        "theme": found,
        "statements": statements_under(found, request.user),
        "notes": notes,
        "cards": cards,
        "under": found.children.filter(visible_themes(request.user)),
    }
    return page(request, "themes/theme.html", context)


@in_room
@require_safe
def theme_suggest(request: HttpRequest) -> HttpResponse:
    """A fragment: the themes that answer what is being typed."""
    words = request.GET.get("q", "")[:100]
    return page(request, "themes/_suggestions.html", {"themes": suggested_themes(request.user, words), "words": words})


@for_deed("propose_theme")
@require_POST
def theme_propose(request: HttpRequest) -> HttpResponse:
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return _not_proposed(request, form)
    try:
        made = propose_theme(name=form.cleaned_data["name"], by=signed_in(request))
    except IntegrityError:  # somebody proposed the name between the look and the deed
        form.add_error("name", NAME_TAKEN)
        return _not_proposed(request, form)
    messages.success(request, _("“%(name)s” is proposed. A lead decides about it.") % {"name": made.name})
    return _to_theme(made)


def _not_proposed(request: HttpRequest, form: ProposeForm) -> HttpResponse:
    focus_first_problem(form)
    return page(request, "themes/list.html", {"entries": codebook(request.user), "form": form}, status=422)


@for_deed("decide_theme")
@require_http_methods(["GET", "HEAD", "POST"])
def theme_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """With `preview` the form comes back with its line drawn and nothing is kept."""
    found = get_object_or_404(Theme, slug=slug)
    form = ThemeForm(request.POST or None, theme=found)
    if request.method != "POST" or not form.is_valid():
        return _edit_page(request, found, form=form, status=422 if form.is_bound else 200)
    if "preview" in request.POST:
        return _edit_page(request, found, form=form)
    try:
        describe_theme(theme=found, by=signed_in(request), **form.cleaned_data)
    except ThemeUnderItself:
        form.add_error("parent", _("A theme cannot stand under itself, nor under one that stands under it."))
        return _edit_page(request, found, form=form, status=422)
    except IntegrityError:
        form.add_error("name", NAME_TAKEN)
        return _edit_page(request, get_object_or_404(Theme, slug=slug), form=form, status=422)
    messages.success(request, _("Kept."))
    return _to_theme(found)


@for_deed("decide_theme")
@require_POST
def theme_accept(request: HttpRequest, slug: str) -> HttpResponse:
    found = accept_theme(theme=get_object_or_404(Theme, slug=slug), by=signed_in(request))
    messages.success(request, _("“%(name)s” is in the codebook now.") % {"name": found.name})
    return _to_theme(found)


@for_deed("decide_theme")
@require_POST
def theme_merge(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Theme, slug=slug)
    form = MergeForm(request.POST, theme=found)
    if not form.is_valid():
        return _edit_page(request, found, merge=form, status=422)
    kept = merge_theme(theme=found, into=form.cleaned_data["into"], by=signed_in(request))
    words = {"gone": found.name, "kept": kept.name}
    messages.success(request, _("“%(gone)s” is now part of “%(kept)s”; its notes carry that theme.") % words)
    return _to_theme(kept)


@for_deed("decide_theme")
@require_POST
def theme_delete(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Theme, slug=slug)
    try:
        delete_theme(theme=found, by=signed_in(request))
    except ThemeInUse:
        problem = _("Notes carry this theme, perhaps some that you do not see. Merge it into another instead.")
        return _edit_page(request, found, problem=problem, status=409)
    messages.success(request, _("“%(name)s” is taken out of the codebook.") % {"name": found.name})
    return HttpResponseRedirect(reverse("theme_list"), status=303)


def _visible_theme(request: HttpRequest, slug: str) -> Theme:
    return get_object_or_404(Theme.objects.filter(visible_themes(request.user)).select_related("parent"), slug=slug)


def _edit_page(
    request: HttpRequest,
    found: Theme,
    *,
    form: ThemeForm | None = None,
    merge: MergeForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    form = form or ThemeForm(theme=found)
    focus_first_problem(merge if merge is not None else form)
    drawn: dict[str, Any] = getattr(form, "cleaned_data", {})
    context = {
        "theme": found,
        "form": form,
        "merge": merge or MergeForm(theme=found),
        "problem": problem,
        "hue": drawn.get("hue", found.hue),
        "pattern": drawn.get("pattern", found.pattern),
        "hues": range(1, 13),
        "patterns": list(Pattern),
    }
    return page(request, "themes/edit.html", context, status=status)


def _to_theme(found: Theme) -> HttpResponse:
    return HttpResponseRedirect(reverse("theme", args=[found.slug]), status=303)
