"""What people change about themselves."""

from __future__ import annotations

from django.db import transaction

from statements.actions.event import record
from statements.models import User
from statements.vocabulary import Verb


@transaction.atomic
def change_profile(*, user: User, name: str, scheme: str) -> User:
    """Name as others see it, and colours ("", "light" or "dark"). No event: it concerns nobody else."""
    user.name, user.scheme = name, scheme
    user.save(update_fields=["name", "scheme"])
    return user


@transaction.atomic
def note_password_link(*, person: User, by: User | None) -> None:
    """Put into the log that somebody was handed a link with which `person` gets a new password; `by` is empty for the
    one who has the machine. To be called before the link is shown.
    """
    record(verb=Verb.PASSWORD_LINK, actor=by, person=person)
