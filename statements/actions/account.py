"""What people change about themselves."""

from __future__ import annotations

from django.db import transaction

from statements.models import User


@transaction.atomic
def change_profile(*, user: User, name: str, scheme: str) -> User:
    """Name as others see it, and colours ("", "light" or "dark"). No event: it concerns nobody else."""
    user.name, user.scheme = name, scheme
    user.save(update_fields=["name", "scheme"])
    return user
