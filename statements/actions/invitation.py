"""Inviting someone by a link: made, withdrawn, taken up once."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from statements.actions.event import record
from statements.models import Invitation, Membership, Team, User
from statements.vocabulary import RoomRole, TeamRole, Verb

DAYS_OPEN = 14
_signer = signing.Signer(sep=".", salt="statements.invitation")
_STEPS_OF_ROOM = list(RoomRole)
_STEPS_OF_TEAM = list(TeamRole)


class NoInvitation(Exception):
    """The link was not made by this room, or not copied whole."""


class InvitationClosed(Exception):
    """It cannot be taken up any more; `why` is "used", "withdrawn" or "expired"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def token_of(invitation: Invitation) -> str:
    """What the link holds: the key and its signature, nothing else."""
    return _signer.sign(invitation.key.hex)


def invitation_of(token: str) -> Invitation:
    """The open invitation of a link. Raises NoInvitation, or InvitationClosed with the reason."""
    try:
        key = uuid.UUID(hex=_signer.unsign(token))
    except (signing.BadSignature, ValueError) as error:
        raise NoInvitation from error
    invitation = Invitation.objects.select_related("team", "invited_by").filter(key=key).first()
    if invitation is None:
        raise NoInvitation
    refuse_closed(invitation)
    return invitation


def refuse_closed(invitation: Invitation) -> None:
    if invitation.used_at is not None:
        raise InvitationClosed("used")
    if invitation.withdrawn_at is not None:
        raise InvitationClosed("withdrawn")
    if invitation.expires_at <= timezone.now():
        raise InvitationClosed("expired")


@transaction.atomic
def invite(
    *,
    by: User,
    key: uuid.UUID,
    name: str = "",
    team: Team | None = None,
    team_role: str = "",
    role: str = RoomRole.READER,
    days: int = DAYS_OPEN,
) -> Invitation:
    """Make an invitation that is good for `days`. The same key from the same person again is the same invitation."""
    invitation, is_new = Invitation.objects.get_or_create(
        key=key,
        invited_by=by,
        defaults={
            "name": name,
            "team": team,
            "team_role": team_role if team else "",
            "role": role,
            "expires_at": timezone.now() + timedelta(days=days),
        },
    )
    if is_new:
        record(verb=Verb.INVITED, actor=by, team=team)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Close an open invitation. Raises InvitationClosed when someone was quicker."""
    now = timezone.now()
    if not Invitation.objects.open_at(now).filter(pk=invitation.pk).update(withdrawn_at=now):
        invitation.refresh_from_db()
        refuse_closed(invitation)
    record(verb=Verb.UNINVITED, actor=by, team=invitation.team)
    return invitation


@transaction.atomic
def take_up(*, invitation: Invitation, user: User) -> User:
    """Use an invitation up for somebody the room knows. It adds to what they may do and never takes away.

    Raises InvitationClosed: of two people with the same link one comes in.
    """
    now = timezone.now()
    if not Invitation.objects.open_at(now).filter(pk=invitation.pk).update(used_at=now, used_by=user):
        invitation.refresh_from_db()
        refuse_closed(invitation)
    _raise_room_role(user, invitation.role)
    if invitation.team is not None:
        _raise_team_role(user, invitation.team, invitation.team_role)
    record(verb=Verb.JOINED, actor=user, team=invitation.team)
    return user


@transaction.atomic
def take_up_as_new(*, invitation: Invitation, username: str, name: str, password: str) -> User:
    """Make the account of somebody new and use the invitation up, both or neither. Raises InvitationClosed."""
    user = User.objects.create_user(username, password, name=name)
    return take_up(invitation=invitation, user=user)


def _raise_room_role(user: User, role: str) -> None:
    if _STEPS_OF_ROOM.index(RoomRole(role)) > _STEPS_OF_ROOM.index(RoomRole(user.role)):
        user.role = role
        user.save(update_fields=["role"])


def _raise_team_role(user: User, team: Team, role: str) -> None:
    membership, is_new = Membership.objects.get_or_create(user=user, team=team, defaults={"role": role})
    if not is_new and _STEPS_OF_TEAM.index(TeamRole(role)) > _STEPS_OF_TEAM.index(TeamRole(membership.role)):
        membership.role = role
        membership.save(update_fields=["role"])
    user.__dict__.pop("joined", None)
