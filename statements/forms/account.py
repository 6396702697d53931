"""Coming in: allauth's adapter, the forms of sign-in and password, and what people keep about themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from statements.models import User

SCHEMES = [("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
SCHEME_COOKIE_AGE = 365 * 24 * 3600  # seconds


class AccountAdapter(DefaultAccountAdapter):
    """allauth, told how this house does it: nobody signs up, people come by invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This user name and this password do not belong together. Try again."),
        "email_password_mismatch": _("This mail address and this password do not belong together. Try again."),
        "too_many_login_attempts": _(
            "Too many tries with a wrong password. Wait five minutes, then try again; nothing was changed."
        ),
        "enter_current_password": _("This is not your password as it is now."),
        "invalid_password_reset": _("This link is no longer good."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        keep_scheme(response, user.scheme)
        return response


def client_address(request: HttpRequest) -> str:
    """Who asks: with TRUSTED_PROXY = n the n-th last address of X-Forwarded-For, for that many were written by our own
    proxies; without it the other end of the connection, whatever the header says.
    """
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXY and forwarded:
        return forwarded[-min(settings.TRUSTED_PROXY, len(forwarded))]
    return request.META.get("REMOTE_ADDR") or "unknown"


def keep_scheme(response: HttpResponse, scheme: str) -> None:
    """Pages read the colours from a cookie, so that strangers can choose them too."""
    if scheme:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("scheme", scheme, max_age=SCHEME_COOKIE_AGE, samesite="Lax", secure=secure)
    else:
        response.delete_cookie("scheme", samesite="Lax")


def room_sends_mail() -> bool:
    """Without EMAIL_URL nobody can be sent a link; operators then make one (`reset_link`)."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def focus_first_problem(form: forms.BaseForm) -> None:
    """Let the page of a form that will not do open in its first field that needs another look."""
    for name, field in form.fields.items():
        if name in form.errors and not field.widget.is_hidden:
            field.widget.attrs["autofocus"] = True
            return


class ProfileForm(forms.ModelForm[User]):
    """Name and colours."""

    scheme = forms.ChoiceField(label=_("Colours"), choices=SCHEMES, required=False, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ["name", "scheme"]
        labels = {"name": _("Your name, as others see it")}
        widgets = {"name": forms.TextInput(attrs={"class": "input", "autocomplete": "name"})}
