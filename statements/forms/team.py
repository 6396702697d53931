"""Teams: a new one, a new member, another role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from statements.models import Membership, Team, User
from statements.vocabulary import TeamRole

NAME_TAKEN = _("There is a team of that name already.")


class TeamForm(forms.ModelForm[Team]):
    class Meta:
        model = Team
        fields = ["name"]
        error_messages = {"name": {"unique": NAME_TAKEN}}
        widgets = {"name": forms.TextInput(attrs={"class": "input", "autocomplete": "off"})}


class MemberForm(forms.Form):
    """Somebody the room knows, who is not in the team yet."""

    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none(), empty_label=_("Choose"))
    role = forms.ChoiceField(label=_("Team role"), choices=TeamRole.choices(), initial=TeamRole.ANALYST)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["user"]
        assert isinstance(people, forms.ModelChoiceField)
        people.queryset = User.objects.filter(is_active=True).exclude(memberships__team=team)


class RoleForm(forms.ModelForm[Membership]):
    class Meta:
        model = Membership
        fields = ["role"]
