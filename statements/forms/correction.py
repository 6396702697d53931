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
    "address": ("address", "to"),
    "split": ("address", "at", "words"),
    "merge": ("address",),
    "give": ("address", "at", "words"),
    "take": ("address", "at", "words"),
    "up": ("address",),
    "down": ("address",),
    "drop": ("address",),
    "restore": ("entry",),
    "quote": ("address", "at", "end", "words"),
    "unquote": ("address", "at"),
    "settle": ("warning",),
    "unsettle": ("warning",),
    "undo": (),
    "redo": (),
}
MAY_BE_EMPTY = ("marker", "to")
# A place is named by a position, as our scripts do, or by the words that stand there.
PLACES = ("at", "end", "words")
# Buttons that say in one value what they do and to what: `restore=12` is the deed `restore` on the entry 12.
SHORT = {"restore": "entry", "settle": "warning", "unsettle": "warning", "unquote": "at"}


class CorrectionForm(forms.Form):
    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DETAILS])
    turn = forms.IntegerField(min_value=0)
    address = forms.CharField(required=False, max_length=40)
    to = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=BlockKind.choices())
    marker = forms.CharField(required=False, max_length=60)
    at = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    words = forms.CharField(
        required=False, max_length=500, error_messages={"max_length": gettext_lazy("Fewer words are enough.")}
    )
    entry = forms.CharField(required=False, max_length=20)
    warning = forms.CharField(required=False, max_length=20)
    hand = forms.CharField(required=False, max_length=60)
    page = forms.IntegerField(required=False, min_value=1)
    count = forms.IntegerField(required=False, min_value=0)  # rows that our script has on its page

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None:
            data = data.copy()
            for deed, name in SHORT.items():
                if deed in data:
                    data["deed"], data[name] = deed, data[deed]
            if data.get("kind"):
                data["deed"] = "kind"
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needed = DETAILS.get(cleaned.get("deed", ""), ())
        named = "words" in needed and (cleaned.get("words") or cleaned.get("at") is not None)
        for name in needed:
            if name in MAY_BE_EMPTY or (named and name in PLACES):
                continue
            if cleaned.get(name) in (None, ""):
                self.add_error(name, gettext_lazy("Something is missing in this step. Nothing was changed."))
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        """The keyword arguments of the deed, none besides."""
        return {name: self.cleaned_data[name] for name in DETAILS[self.cleaned_data["deed"]]}
