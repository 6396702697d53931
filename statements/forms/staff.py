"""Forms of the staff screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from statements.forms.theme import free_name
from statements.models import Party, Statement, StatementRedirect, Theme, User
from statements.vocabulary import RoomRole


class StatementForm(forms.ModelForm[Statement]):
    """The metadata of a statement. `corrections()` is what the action wants: changed fields alone."""

    party_names = forms.CharField(
        label=_("Parties"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text=_("One name a line, in the order of the title, each as in the list of parties."),
    )

    class Meta:
        model = Statement
        fields = ["title", "slug", "kind", "place", "date_signed", "date_published", "language", "topics", "digest_of"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.party_rows.select_related("party").values_list("party__name", flat=True)
            self.fields["party_names"].initial = "\n".join(names)

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if StatementRedirect.objects.filter(slug=slug).exclude(statement=self.instance).exists():
            raise forms.ValidationError(_("Another statement had this address, and links to it still lead there."))
        return slug

    def clean_party_names(self) -> list[Party]:
        names = [line.strip() for line in self.cleaned_data["party_names"].splitlines() if line.strip()]
        known = {party.name.casefold(): party for party in Party.objects.all()}
        missing = [name for name in names if name.casefold() not in known]
        if missing:
            words = {"names": ", ".join(missing)}
            raise forms.ValidationError(_("Not in the list of parties: %(names)s. Add them there first."), params=words)
        return list(dict.fromkeys(known[name.casefold()] for name in names))

    def corrections(self) -> dict[str, Any]:
        names = {"party_names": "parties"}
        return {names.get(name, name): self.cleaned_data[name] for name in self.changed_data}


class StaffThemeForm(forms.ModelForm[Theme]):
    class Meta:
        model = Theme
        fields = ["name", "definition", "parent", "hue", "pattern"]

    def clean_name(self) -> str:
        return free_name(self.cleaned_data["name"], besides=self.instance.pk)

    def clean_parent(self) -> Theme | None:
        parent: Theme | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if above.pk == self.instance.pk:
                raise forms.ValidationError(_("A theme cannot stand under itself, nor under one that stands under it."))
            above = above.parent
        return parent


class PersonForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["username", "name", "email", "role", "is_active"]

    def clean_username(self) -> str:
        return self._alone("username", _("Someone here already has that user name."))

    def clean_email(self) -> str:
        """One signs in with it, so it must name one person."""
        return self._alone("email", _("Someone here already has that mail address."))

    def _alone(self, column: str, sentence: Any) -> str:
        value = str(self.cleaned_data[column])
        if value and User.objects.filter(**{f"{column}__iexact": value}).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(sentence)
        return value

    def clean(self) -> dict[str, Any]:
        """A room without an operator could be opened by nobody but whoever has the machine."""
        cleaned = super().clean() or self.cleaned_data
        others = User.objects.filter(role=RoomRole.OPERATOR, is_active=True).exclude(pk=self.instance.pk)
        stays = cleaned.get("role") == RoomRole.OPERATOR and cleaned.get("is_active")
        if not stays and not others.exists():
            raise forms.ValidationError(_("This is the last operator of the room. Make somebody else operator first."))
        return cleaned
