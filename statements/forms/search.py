"""A search as it comes in an address: what does not fit is left out, never an error. What is typed is judged later."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from statements.queries.collection import VALUES, Narrowing
from statements.queries.search import Search
from statements.text.query import LONGEST, MOST_TERMS, CannotAsk, Match, Remark

MOST_CHOICES = 50  # of one facet


class SearchForm(forms.Form):
    match = forms.ChoiceField(required=False, choices=[(word.value, word.value) for word in Match])
    sort = forms.ChoiceField(required=False, choices=[("best", "best")])
    every = forms.BooleanField(required=False)
    exact = forms.BooleanField(required=False)
    inside = forms.SlugField(required=False, max_length=120)
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)


def read_search(address: QueryDict) -> Search:
    """The search named in a query string."""
    form = SearchForm(address)
    form.is_valid()
    given = form.cleaned_data
    chosen = {name: tuple(dict.fromkeys(address.getlist(name)))[:MOST_CHOICES] for name in VALUES}
    return Search(
        text=address.get("q", "").strip(),
        match=Match(given.get("match") or Match.ALL),
        narrowing=Narrowing(**{name: tuple(filter(None, values)) for name, values in chosen.items()}),
        by_rank=given.get("sort") == "best",
        every_edition=bool(given.get("every")),
        exact=bool(given.get("exact")),
        inside=given.get("inside") or "",
        page=given.get("page") or 1,
    )


def why_not(problem: CannotAsk, text: str) -> str:
    """The sentence for a search that cannot be asked."""
    if problem.reason == "too-long":
        words = _("This search has {length} characters; it can have {most}. Look for a shorter part of it.")
        return words.format(length=len(text), most=LONGEST)
    if problem.reason == "too-many":
        words = _("These are more words than one search can look for ({most}). Leave some out, or look for a phrase.")
        return words.format(most=MOST_TERMS)
    if problem.reason == "only-exclusions":
        return _("This says only what must not be there. Add at least one word that must.")
    return _("There is no word in this search: it needs a letter or a figure.")


def remark(word: Remark) -> str:
    """The sentence for something that was not taken as typed."""
    return {
        Remark.OPEN_QUOTE: _("One quotation mark has no partner, so it was read as a sign like any other."),
        Remark.NO_WORDS_IN: _("Signs without a letter or a figure were left out."),
        Remark.LONELY_OR: _("OR needs a word before and after it; here it was left out."),
    }[word]
