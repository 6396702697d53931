"""Lists of people."""

from __future__ import annotations

from django.db.models import Count, Prefetch

from statements.models import Membership, Team, User


def demo_people() -> list[User]:
    """The invented people of a demo room, with their memberships and teams, by name."""
    teams = Prefetch("memberships", queryset=Membership.objects.select_related("team"))
    return list(User.objects.filter(is_demo=True, is_active=True).prefetch_related(teams).order_by("name", "pk"))


def teams_with_roles(user: User) -> list[tuple[Team, str]]:
    """The teams somebody signed in may see, each with `member_count` and their own role in it, or ""."""
    teams = Team.objects.visible_to(user).annotate(member_count=Count("memberships")).order_by("name")
    return [(team, user.team_roles.get(team.pk, "")) for team in teams]
