"""The staff screens: Django's admin with our permissions. Notes, replies, revisions and drafts are not registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from statements.actions.account import note_password_link
from statements.actions.statement import correct_metadata
from statements.actions.theme import describe_theme
from statements.forms.sign_in import password_link
from statements.forms.staff import PersonForm, StaffThemeForm, StatementForm
from statements.models import (
    Edition,
    Instrument,
    Invitation,
    Membership,
    Party,
    Statement,
    Team,
    Theme,
    Upload,
    User,
)


class StaffScreens(admin.AdminSite):
    """A site of our own, so that what packages register for themselves does not appear. Signing in, signing out and
    passwords are those of the room.
    """

    site_header = _("Reading Room, staff")
    site_title = _("Reading Room")
    index_title = _("Staff screens")
    enable_nav_sidebar = False

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Strangers are sent to sign-in and back; someone signed in without the role gets 403, not a second sign-in."""
        guarded = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                raise PermissionDenied
            return guarded(request, *args, **kwargs)

        return answer

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "POST":
            logout(request)
        return redirect("account_logout" if request.user.is_authenticated else "account_login")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")


staff_screens = StaffScreens(name="admin")


class StaffList(admin.ModelAdmin[Any]):
    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what a list offers to choose by. Django also lets every column of the thing itself be asked for, so
        that the beginning of a password's hash could be guessed letter by letter.
        """
        offered = {str(name) for name in self.list_filter}
        if self.date_hierarchy:
            offered |= {self.date_hierarchy, *(f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day"))}
        return any(lookup == name or lookup.removeprefix(name) in CHOICES for name in offered)


# How Django's own links spell a choice of a list.
CHOICES = ("__exact", "__isnull", "__id__exact", "__in", "__gte", "__lt")

WEB_ADDRESSES: dict[type[models.Field[Any, Any]], Any] = {models.URLField: {"assume_scheme": "https"}}


class NothingAddedOrDeleted(StaffList):
    """For things that come and go by other ways."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class KeptElsewhere(StaffList):
    """A list whose rows lead to the room's own page, where the deeds are and where they are recorded."""

    actions = None
    add_page = ""

    def page_of(self, thing: Any) -> str:
        raise NotImplementedError

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return redirect(self.add_page)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        thing = self.get_object(request, object_id)
        return redirect(self.page_of(thing) if thing else self.add_page)


@admin.register(Statement, site=staff_screens)
class StatementAdmin(NothingAddedOrDeleted):
    """Metadata may be corrected at any time, through the same action as at the desk: an event, and a redirect from the
    old address. Statements come by uploads.
    """

    form = StatementForm
    list_display = ("title", "date", "kind", "language", "slug")
    list_filter = ("kind", "language")
    search_fields = ("title", "slug")
    date_hierarchy = "date"
    fields = (
        *("title", "slug", "kind", "party_names", "place", "date_signed", "date_published"),
        *("language", "topics", "digest_of"),
    )
    autocomplete_fields = ("digest_of",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        changes = form.corrections()
        if changes:
            correct_metadata(statement=obj, by=request.user, **changes)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Topics and parties went through the action."""

    def view_on_site(self, obj: Statement) -> str:
        return reverse("statement", args=[obj.slug])


@admin.register(Edition, site=staff_screens)
class EditionAdmin(NothingAddedOrDeleted):
    """To look at: a published text never changes. Withdrawing is done on its own page."""

    list_display = ("statement", "language", "number", "state", "published_at", "members_only")
    list_filter = ("state", "language", "members_only")
    search_fields = ("statement__title", "statement__slug")
    list_select_related = ("statement",)
    formfield_overrides = WEB_ADDRESSES

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def view_on_site(self, obj: Edition) -> str:
        return reverse("edition", args=[obj.statement.slug, obj.language, obj.number])


@admin.register(Party, site=staff_screens)
class PartyAdmin(StaffList):
    list_display = ("name", "iso", "slug")
    search_fields = ("name", "iso")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Instrument, site=staff_screens)
class InstrumentAdmin(StaffList):
    list_display = ("title", "date", "is_held")
    formfield_overrides = WEB_ADDRESSES
    search_fields = ("title",)
    autocomplete_fields = ("statement",)
    prepopulated_fields = {"slug": ("title",)}

    @admin.display(boolean=True, description=_("held here"))
    def is_held(self, instrument: Instrument) -> bool:
        return instrument.statement_id is not None


@admin.register(Tag, site=staff_screens)
class TopicAdmin(StaffList):
    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(Theme, site=staff_screens)
class ThemeAdmin(NothingAddedOrDeleted):
    """Wording and line; proposing, accepting and merging are done on the pages of the codebook."""

    form = StaffThemeForm
    list_display = ("name", "state", "parent", "hue", "pattern")
    list_filter = ("state",)
    search_fields = ("name",)
    fields = ("name", "definition", "parent", "hue", "pattern")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        describe_theme(theme=obj, by=request.user, **form.cleaned_data)

    def view_on_site(self, obj: Theme) -> str:
        return reverse("theme", args=[obj.slug])


@admin.register(User, site=staff_screens)
class UserAdmin(NothingAddedOrDeleted):
    """Role and whether somebody may sign in. People come by invitation, and set their passwords by a link."""

    form = PersonForm
    list_display = ("name", "username", "role", "is_active", "is_demo", "last_login")
    list_filter = ("role", "is_active", "is_demo")
    search_fields = ("name", "username", "email")
    fields = ("username", "name", "email", "role", "is_active", "is_demo", "date_joined", "last_login")
    readonly_fields = ("is_demo", "date_joined", "last_login")
    actions = ("make_password_link",)

    @admin.action(description=_("Make a link to set a new password"), permissions=["change"])
    def make_password_link(self, request: HttpRequest, people: models.QuerySet[User]) -> None:
        for person in people:
            if person.is_active and not person.is_demo:
                assert isinstance(request.user, User)
                note_password_link(person=person, by=request.user)
                words = {"name": person.name, "link": password_link(person)}
                messages.success(request, gettext("For %(name)s, once: %(link)s") % words)
            else:
                messages.warning(request, gettext("%(name)s may not sign in with a password.") % {"name": person.name})


@admin.register(Team, site=staff_screens)
class TeamAdmin(KeptElsewhere):
    list_display = ("name", "slug", "created_at")
    search_fields = ("name",)
    add_page = "team_list"

    def page_of(self, thing: Team) -> str:
        return reverse("team", args=[thing.slug])


@admin.register(Membership, site=staff_screens)
class MembershipAdmin(KeptElsewhere):
    list_display = ("user", "team", "role", "since")
    list_filter = ("team", "role")
    list_select_related = ("user", "team")
    add_page = "team_list"

    def page_of(self, thing: Membership) -> str:
        return reverse("team", args=[thing.team.slug])


@admin.register(Invitation, site=staff_screens)
class InvitationAdmin(KeptElsewhere):
    list_display = ("name", "team", "team_role", "role", "invited_by", "expires_at", "used_by", "withdrawn_at")
    list_select_related = ("team", "invited_by", "used_by")
    add_page = "invitation_new"

    def page_of(self, thing: Invitation) -> str:
        return reverse("invitation_new")


@admin.register(Upload, site=staff_screens)
class UploadAdmin(KeptElsewhere):
    """“Add upload” leads to the upload desk, and so does each row."""

    list_display = ("__str__", "state", "handed_in_by", "created_at", "desk")
    list_filter = ("state",)
    list_select_related = ("handed_in_by",)
    add_page = "upload_new"

    @admin.display(description=_("at the desk"))
    def desk(self, upload: Upload) -> str:
        return format_html('<a href="{}">{}</a>', self.page_of(upload), gettext("Open"))

    def page_of(self, thing: Upload) -> str:
        return reverse("upload", args=[thing.pk])
