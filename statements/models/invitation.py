"""An invitation: a signed link, good once, until a day."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from statements.models.team import Team
from statements.vocabulary import RoomRole, TeamRole


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, now: object) -> "InvitationQuerySet":
        """Those that can still be taken up at `now`."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)


class Invitation(models.Model):
    """Names the team and the roles; the link holds only the signed key."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("for whom"), max_length=120, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    team_role = models.CharField(_("team role"), max_length=12, choices=TeamRole.choices(), blank=True)
    role = models.CharField(_("room role"), max_length=12, choices=RoomRole.choices(), default=RoomRole.READER)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations_made"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("good until"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_used"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(team__isnull=True, team_role="")
                | (models.Q(team__isnull=False) & ~models.Q(team_role="")),
                name="invitation_team_has_role",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.key)
