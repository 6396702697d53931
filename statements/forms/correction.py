"""One step of an editor at the desk: which deed, on which block, entry or warning."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from statements.vocabulary import BlockKind

# What each deed on the draft has to name, besides the turn.
DETAILS: dict[str, tuple[str, ...]] = {
    "kind": ("address", "kind"),
    "marker": ("address", "marker"),
    "split": ("address", "at"),
    "split-before": ("address", "words"),
    "merge": ("address",),
    "drop": ("address",),
    "restore": ("place",),
    "settle": ("place",),
    "undo": (),
}
MAY_BE_EMPTY = ("marker",)


class CorrectionForm(forms.Form):
    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DETAILS])
    turn = forms.IntegerField(min_value=0)
    address = forms.CharField(required=False, max_length=40)
    kind = forms.ChoiceField(required=False, choices=BlockKind.choices())
    marker = forms.CharField(required=False, max_length=60)
    at = forms.IntegerField(required=False, min_value=0)
    words = forms.CharField(
        required=False, max_length=500, error_messages={"max_length": gettext_lazy("Fewer words are enough.")}
    )
    place = forms.IntegerField(required=False, min_value=0)
    line = forms.IntegerField(required=False, min_value=0)
    page = forms.IntegerField(required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in DETAILS.get(cleaned.get("deed", ""), ()):
            if name not in MAY_BE_EMPTY and cleaned.get(name) in (None, ""):
                self.add_error(name, gettext_lazy("Something is missing in this step. Nothing was changed."))
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        """The keyword arguments of the deed, none besides."""
        return {name: self.cleaned_data[name] for name in DETAILS[self.cleaned_data["deed"]]}
