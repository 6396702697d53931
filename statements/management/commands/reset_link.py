"""`reset_link USER`: a password link without mail."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from statements.actions.account import note_password_link
from statements.forms.sign_in import password_link
from statements.models import User

DAY = 24 * 3600  # seconds


class Command(BaseCommand):
    help = "Print a link with which a person sets a new password. It works once and for a limited time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="user name or mail address")

    def handle(self, *args: Any, user: str, **options: Any) -> None:
        people = list(User.objects.filter(Q(username__iexact=user) | Q(email__iexact=user)))
        if len(people) != 1:
            raise CommandError(
                f"Nobody here is called “{user}”." if not people else f"More than one person answers to “{user}”."
            )
        [person] = people
        if not person.is_active:
            raise CommandError(f"“{user}” may not sign in; open the account again in the staff screens first.")
        note_password_link(person=person, by=None)
        self.stdout.write(password_link(person))
        days = settings.PASSWORD_RESET_TIMEOUT // DAY
        self.stderr.write(f"For {person.name} ({person.username}). Works once, within {days} days.")
