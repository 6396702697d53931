"""The layers as they come in an address: whatever does not fit is left out, never an error."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from statements.queries.layers import Layers
from statements.vocabulary import AnnotationState, Motivation


class LayersForm(forms.Form):
    mine = forms.BooleanField(required=False)
    room = forms.BooleanField(required=False)
    person = forms.CharField(required=False, max_length=60)
    theme = forms.CharField(required=False, max_length=100)
    motivation = forms.ChoiceField(required=False, choices=Motivation.choices())
    state = forms.ChoiceField(required=False, choices=AnnotationState.choices())
    since = forms.DateField(required=False)


def read_layers(query: QueryDict) -> Layers:
    """The layers named in a query string."""
    if not query:
        return Layers()
    form = LayersForm(query)
    form.is_valid()
    fields = {name: value for name, value in form.cleaned_data.items() if value}
    return Layers(teams=tuple(dict.fromkeys(query.getlist("team"))), **fields)
