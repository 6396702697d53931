"""allauth's forms in the words of the house. Apart from account.py, because allauth's forms import its adapter."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from statements.models import User

LABELS = {
    "login": _("User name or mail address"),
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("The new password again"),
    "email": _("Mail address"),
}


def dress(form: Any) -> None:
    """Our labels and classes; no placeholders, they vanish when one needs them."""
    for name, field in form.fields.items():
        field.label = LABELS.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = "input"


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
        self.fields["login"].widget.attrs.update(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "maxlength": "254"}
        )
        self.fields["password"].help_text = ""


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
        self.fields["oldpassword"].help_text = ""


class SetPasswordByLinkForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


def password_link(user: User) -> str:
    """An absolute link with which this person sets a new password: it works once, until they next sign in, for
    `PASSWORD_RESET_TIMEOUT` seconds.
    """
    token = allauth_forms.default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})
    return f"{settings.READING_ROOM_URL}{path}"
