"""Who sees a note, in numbers."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from statements.models import Annotation, Membership, Room, Team, User
from statements.queries.cards import audience_label
from statements.vocabulary import Visibility


def people_in(teams: Sequence[Team]) -> tuple[int, str]:
    """How many people the first of these teams has, and a sentence for everyone in the room."""
    here = Membership.objects.filter(team=teams[0], user__is_active=True).count()
    everyone = User.objects.filter(is_active=True).count()
    said = ngettext("Everyone in the room, {n} person", "Everyone in the room, {n} people", everyone).format(n=everyone)
    if Room.objects.notes_are_open():
        said = _("{everyone}, and visitors who are not signed in").format(everyone=said)
    return here, said


def change_of_sight(before: Annotation, after: Annotation) -> str:
    """A sentence on who gained or lost sight of a note; empty when nobody did."""
    if (before.visibility, before.team_id) == (after.visibility, after.team_id):
        return ""
    was = audience_label(before.visibility, before.team.name if before.team else None)
    now = audience_label(after.visibility, after.team.name if after.team else None)
    if after.visibility == Visibility.PRIVATE:
        return _("Now only you see this note; “{was}” no longer sees it, nor what was answered.").format(was=was)
    return _("Now seen by “{now}”; until now by “{was}”.").format(now=now, was=was)
