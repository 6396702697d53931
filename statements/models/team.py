"""Teams and who belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from statements import permissions
from statements.models.prepared import prepared
from statements.vocabulary import TeamRole

if TYPE_CHECKING:
    from statements.models.user import User
    from statements.permissions import Person


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: Person) -> TeamQuerySet:
        """Teams whose members this person may see."""
        return self.filter(permissions.visible_teams(user))


class Team(models.Model):
    """People who share annotations."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=False)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="teams")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name


def memberships_of(user: User) -> list[Membership]:
    """By name of team, each with its team; of both only what `_joined` asks for is read."""
    memberships = []
    for key, team, role, name, slug in _joined(user.pk):
        membership = Membership.from_db(None, ("id", "user_id", "team_id", "role"), (key, user.pk, team, role))
        membership.team = Team.from_db(None, ("id", "name", "slug"), (team, name, slug))
        memberships.append(membership)
    return memberships


@prepared
def _joined(user: int) -> models.QuerySet[Membership, Any]:
    memberships = Membership.objects.filter(user=user).order_by("team__name")
    return memberships.values_list("pk", "team_id", "role", "team__name", "team__slug")


class Membership(models.Model):
    """One person's role in one team."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("team role"), max_length=12, choices=TeamRole.choices(), default=TeamRole.READER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["team__name", "user__name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "team"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in TeamRole]), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.team}"
