"""The codebook: proposing a theme, and deciding about one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from statements.models import Theme
from statements.vocabulary import Pattern

NAME_TAKEN = _("The codebook has a theme of that name already.")
HUES = [(number, str(number)) for number in range(1, 13)]


def free_name(name: str, *, besides: int | None = None) -> str:
    """The name, trimmed; refused when the codebook has it already, whatever the case of its letters."""
    name = " ".join(name.split())
    taken = [other.casefold() for other in Theme.objects.exclude(pk=besides).values_list("name", flat=True)]
    if name.casefold() in taken:
        raise forms.ValidationError(NAME_TAKEN)
    return name


class ProposeForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the theme"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        return free_name(self.cleaned_data["name"])


class ThemeForm(forms.Form):
    """What a theme is called, what it means, where it stands, how its line is drawn."""

    name = forms.CharField(
        label=_("Name"), max_length=100, widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
    )
    definition = forms.CharField(
        label=_("Definition"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": "4"}),
        help_text=_("When to use it, and when not. Two people who read this should mark the same words."),
    )
    parent = forms.ModelChoiceField(
        label=_("Stands under"), queryset=Theme.objects.none(), required=False, empty_label=_("nothing, at the top")
    )
    hue = forms.TypedChoiceField(label=_("Colour"), choices=HUES, coerce=int, widget=forms.RadioSelect)
    pattern = forms.ChoiceField(label=_("Line"), choices=Pattern.choices(), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, theme: Theme) -> None:
        columns = ("name", "definition", "parent", "hue", "pattern")
        super().__init__(data, initial={name: getattr(theme, name) for name in columns})
        self.theme = theme
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = Theme.objects.exclude(pk=theme.pk)

    def clean_name(self) -> str:
        return free_name(self.cleaned_data["name"], besides=self.theme.pk)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(label=_("Into"), queryset=Theme.objects.none(), empty_label=_("Choose"))

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)
        into.queryset = Theme.objects.exclude(pk=theme.pk)
