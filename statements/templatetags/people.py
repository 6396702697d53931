"""What people may do, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from statements.models import User
from statements.vocabulary import RoomRole, TeamRole

register = template.Library()

ROOM_ROLES = {
    RoomRole.READER: _("Reads everything published and keeps private notes."),
    RoomRole.EDITOR: _("Uploads, corrects and publishes statements."),
    RoomRole.OPERATOR: _("Looks after people, teams and the room; may do all an editor does."),
}
TEAM_ROLES = {
    TeamRole.READER: _("reads the notes of the team"),
    TeamRole.ANALYST: _("writes notes and answers for the team"),
    TeamRole.LEAD: _("writes for the team and keeps the codebook"),
}


@register.simple_tag
def room_role_in_words(role: str) -> str:
    return str(ROOM_ROLES[RoomRole(role)])


@register.simple_tag
def team_role_in_words(role: str) -> str:
    return str(TEAM_ROLES[TeamRole(role)]).capitalize()


@register.simple_tag
def abilities(person: User) -> str:
    """One line about a person: teams first, then the room. Expects memberships and their teams to be fetched."""
    teams = [
        gettext("%(team)s: %(deeds)s.") % {"team": membership.team.name, "deeds": TEAM_ROLES[TeamRole(membership.role)]}
        for membership in person.memberships.all()
    ]
    room = [] if teams and person.role == RoomRole.READER else [str(ROOM_ROLES[RoomRole(person.role)])]
    return " ".join([*room, *teams])


@register.simple_tag
def team_role_choices() -> list[tuple[str, str]]:
    return [(role.value, str(role.label)) for role in TeamRole]
