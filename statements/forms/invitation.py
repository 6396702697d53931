"""Inviting, and answering an invitation."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from statements.models import Invitation, Team, User
from statements.vocabulary import TeamRole


class InvitationForm(forms.ModelForm[Invitation]):
    """For whom, into which team, with which roles. `key` is the invitation's own: a form sent twice makes one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    team_role = forms.ChoiceField(
        label=_("Team role"),
        choices=[("", _("none")), *TeamRole.choices()],
        required=False,
        initial=TeamRole.ANALYST,
        help_text=_("What they will do in the team, if you choose one."),
    )

    class Meta:
        model = Invitation
        fields = ["name", "team", "team_role", "role"]
        help_texts = {"name": _("So that you know which invitation is whose. They choose their own name.")}
        widgets = {"name": forms.TextInput(attrs={"class": "input", "autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.empty_label = gettext("no team")
        team.queryset = Team.objects.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("team") and not cleaned.get("team_role"):
            self.add_error("team_role", _("Say what they will do in the team."))
        if not cleaned.get("team") and "team" not in self.errors:
            cleaned["team_role"] = ""
        return cleaned

    def _post_clean(self) -> None:
        """The model's own checks come with the action: the row must not be half-made here."""


class NewcomerForm(forms.ModelForm[User]):
    """The account of somebody who comes by invitation."""

    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
        help_text=_("At least eight characters, not only digits, and not one that everybody uses."),
    )
    password2 = forms.CharField(
        label=_("The password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["name", "username"]
        labels = {"name": _("Your name, as others see it")}
        help_texts = {"username": _("Letters, digits and @ . + - _; you sign in with it.")}
        widgets = {
            "name": forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
            "username": forms.TextInput(
                attrs={"class": "input", "autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        }

    def clean_username(self) -> str:
        """Sign-in does not mind the case of letters, so two names may not differ by it alone."""
        username = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("Someone here already has that user name."))
        return username

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Type them again."))
        elif first:
            someone = User(username=cleaned.get("username", ""), name=cleaned.get("name", ""))
            try:
                password_validation.validate_password(first, someone)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return cleaned
