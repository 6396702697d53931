"""`load_samples [--demo]`: the room as it is the first time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from statements.actions.sample_room import SampleSpoilt, load_demo, load_statements
from statements.models import User
from statements.vocabulary import RoomRole

PASSWORD_LENGTH = 16


class Command(BaseCommand):
    help = (
        "Bring in the two sample statements and, with --demo, people who work on them. A second time changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="also a team, its codebook and its notes")

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        operator = self._operator()
        try:
            editions = load_statements(by=operator)
            for edition in editions.values():
                self.stdout.write(_("Held: {title}").format(title=edition.title))
            if demo and load_demo(by=operator, editions=editions):
                self.stdout.write(_("The demo people and their notes are in. Room notes are open to visitors."))
        except SampleSpoilt as error:
            raise CommandError(str(error)) from error

    def _operator(self) -> User:
        """The operator of the room; a first one is made, with a password that is shown this one time."""
        operator = User.objects.filter(role=RoomRole.OPERATOR, is_active=True).order_by("pk").first()
        if operator:
            return operator
        if User.objects.filter(username="operator").exists():
            raise CommandError(
                _("Nobody operates this room, and “operator” is someone else. Make one: createsuperuser.")
            )
        password = get_random_string(PASSWORD_LENGTH)
        operator = User.objects.create_user(
            "operator", password, name=_("Operator of the room"), role=RoomRole.OPERATOR
        )
        self.stdout.write(
            _(
                "Sign in as {name} with the password {password}\nIt is shown only now; change it after signing in."
            ).format(name=operator.username, password=password)
        )
        return operator
