"""Sign-in, passwords, one's own account. allauth does the work; these pages say how it looks and answers here."""

from __future__ import annotations

from functools import wraps
from urllib.parse import urlsplit

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from statements.actions.account import change_profile
from statements.forms.account import ProfileForm, client_address, focus_first_problem, keep_scheme, room_sends_mail
from statements.forms.sign_in import ChangePasswordForm, ForgottenPasswordForm, SetPasswordByLinkForm, SignInForm
from statements.models import User
from statements.queries.people import demo_people
from statements.views.responses import View, for_deed, page, signed_in

LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
FORWARDING_HEADERS = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def answers_in_house(view: View) -> View:
    """allauth answers 200 to a form that will not do and to a link that has run out, and 302 to a deed that is done.
    The house says 422, 429 where it was too often, 410 and 303.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        form = context.get("form")
        if context.get("token_fail"):
            response.status_code = 410
        elif form is not None and form.is_bound and form.errors:
            focus_first_problem(form)
            too_often = form.has_error("__all__", "too_many_login_attempts")
            response.status_code = 429 if too_often else 422
        elif request.method == "POST" and response.status_code == 302:
            response.status_code = 303
        return response

    return answer


def where_mail_is_sent(view: View) -> View:
    """For pages that send a link by mail: they do not exist in a room without mail."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not room_sends_mail():
            raise Http404
        return view(request, *args, **kwargs)

    return answer


class _SignIn(allauth_views.LoginView):  # type: ignore[misc]
    form_class = SignInForm

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        people = demo_people() if shows_demo_people(self.request) else []
        return {**context, "demo_people": people, "mail": room_sends_mail()}


sign_in = answers_in_house(_SignIn.as_view())
sign_out = answers_in_house(allauth_views.logout)
inactive = allauth_views.account_inactive
set_password_by_link = answers_in_house(
    allauth_views.PasswordResetFromKeyView.as_view(form_class=SetPasswordByLinkForm)
)
password_is_set = allauth_views.password_reset_from_key_done
forgotten_password = where_mail_is_sent(
    answers_in_house(allauth_views.PasswordResetView.as_view(form_class=ForgottenPasswordForm))
)
forgotten_password_sent = where_mail_is_sent(allauth_views.password_reset_done)
_change_password = answers_in_house(
    allauth_views.PasswordChangeView.as_view(form_class=ChangePasswordForm, success_url="/account/")
)


@for_deed("keep_account")
def change_password(request: HttpRequest) -> HttpResponse:
    """Someone without a password (a demo person) has none to change."""
    if not signed_in(request).has_usable_password():
        raise PermissionDenied
    return _change_password(request)


def shows_demo_people(request: HttpRequest) -> bool:
    """Only in a demo room, and only to the machine it runs on: both ends of the connection are loopback, and no proxy
    has carried the request from elsewhere.
    """
    return bool(
        settings.READING_ROOM_DEMO
        and client_address(request) in LOOPBACK_ADDRESSES
        and urlsplit(f"//{request.get_host()}").hostname in LOOPBACK_HOSTS
        and not any(name in request.headers for name in FORWARDING_HEADERS)
    )


@never_cache
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One press on the sign-in page of a demo room. Anywhere else this address does not exist."""
    if not shows_demo_people(request):
        raise Http404
    username = request.POST.get("username", "").replace("\0", " ")  # a name nobody has, where PostgreSQL would not look
    person = get_object_or_404(User, username=username, is_demo=True, is_active=True)
    login(request, person, backend=BACKEND)
    response = HttpResponseRedirect(_way_back(request), status=303)
    keep_scheme(response, person.scheme)
    return response


def _way_back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return back
    return str(settings.LOGIN_REDIRECT_URL)


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = ProfileForm(request.POST or None, instance=person)
    memberships = person.memberships.select_related("team")
    if request.method == "POST":
        if form.is_valid():
            change_profile(user=person, **form.cleaned_data)
            messages.success(request, _("Kept."))
            response = redirect("account")
            response.status_code = 303
            keep_scheme(response, person.scheme)
            return response
        focus_first_problem(form)
        person.refresh_from_db()
    status = 422 if form.is_bound else 200
    return page(request, "account/account.html", {"form": form, "memberships": memberships}, status=status)
