"""The people of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from statements import permissions
from statements.vocabulary import RoomRole

if TYPE_CHECKING:
    from statements.models.team import Membership


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Make a person; without a password they can only come in by a link from an operator."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Make an operator: the room has no superusers, an operator is the most anyone can be."""
        return self.create_user(username, password, **{**fields, "role": RoomRole.OPERATOR})


class User(AbstractBaseUser):
    """A person who can sign in. `role` is what they may do in the room; teams add to it (Membership).
    `unread` counts their notices not read yet.
    """

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": _("Someone here already has that user name.")},
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("mail address"), blank=True)
    role = models.CharField(_("room role"), max_length=12, choices=RoomRole.choices(), default=RoomRole.READER)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demo = models.BooleanField(_("demo person"), default=False)
    scheme = models.CharField(_("colours"), max_length=8, blank=True)
    unread = models.PositiveIntegerField(default=0, editable=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in RoomRole]), name="user_role_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def initials(self) -> str:
        """Up to two letters for the margin and the top bar."""
        parts = str(self).split()
        return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()

    @cached_property
    def joined(self) -> list[Membership]:
        """The person's memberships with their teams; read once per request."""
        from statements.models.team import memberships_of  # team.py imports this module

        return memberships_of(self)

    @property
    def team_roles(self) -> dict[int, str]:
        """Team key → role in it."""
        return {membership.team_id: membership.role for membership in self.joined}

    # Django's admin and allauth ask these; the answers are the permissions module's.
    @property
    def is_staff(self) -> bool:
        return permissions.can(self, "enter_admin")

    @property
    def is_superuser(self) -> bool:
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return permissions.may_administer(self, perm)

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return permissions.can(self, "enter_admin")
