"""Teams and who belongs to them."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from statements.actions.event import record
from statements.models import Membership, Team, User
from statements.vocabulary import Verb


@transaction.atomic
def found_team(*, name: str, by: User) -> Team:
    """Make a team without members. The caller has looked that the name is free."""
    team = Team.objects.create(name=name, slug=_free_slug(name))
    record(verb=Verb.CHANGED_TEAM, actor=by, team=team)
    return team


@transaction.atomic
def put_in_team(*, team: Team, user: User, role: str, by: User) -> Membership:
    """Make `user` a member with this role, or give a member this role."""
    membership, _ = Membership.objects.update_or_create(team=team, user=user, defaults={"role": role})
    user.__dict__.pop("joined", None)
    record(verb=Verb.CHANGED_TEAM, actor=by, team=team)
    return membership


@transaction.atomic
def take_out_of_team(*, membership: Membership, by: User) -> Team:
    """End a membership. What the person wrote for the team stays there, under their name."""
    team = membership.team
    membership.delete()
    record(verb=Verb.CHANGED_TEAM, actor=by, team=team)
    return team


def _free_slug(name: str) -> str:
    """An ASCII address; a name in another script gets "team" and a number."""
    stem = slugify(name)[:70] or "team"
    slug, number = stem, 1
    while Team.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
