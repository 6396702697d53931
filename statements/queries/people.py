"""Lists of people."""

from __future__ import annotations

from django.db.models import Prefetch

from statements.models import Membership, User


def demo_people() -> list[User]:
    """The invented people of a demo room, with their memberships and teams, by name."""
    teams = Prefetch("memberships", queryset=Membership.objects.select_related("team"))
    return list(User.objects.filter(is_demo=True, is_active=True).prefetch_related(teams).order_by("name", "pk"))
