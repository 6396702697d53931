"""What one looks for in one's notebook; whatever does not fit is left out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from statements.vocabulary import AnnotationState, Visibility

KEPT = [("", _("Kept")), ("deleted", _("Deleted"))]


class NotebookForm(forms.Form):
    words = forms.CharField(
        label=_("Words in the note or its passage"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    visibility = forms.ChoiceField(
        label=_("Seen by"),
        required=False,
        choices=[("", _("Anyone")), *Visibility.choices()],
        widget=forms.Select(attrs={"class": "select"}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Any")), *AnnotationState.choices()],
        widget=forms.Select(attrs={"class": "select"}),
    )
    kept = forms.ChoiceField(
        label=_("Show"), required=False, choices=KEPT, widget=forms.Select(attrs={"class": "select"})
    )

    def is_valid(self) -> bool:
        valid = super().is_valid()
        self.cleaned_data = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return valid
