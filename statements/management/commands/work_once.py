"""`manage.py work_once`"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "One turn of the worker's loop: follow the log to its end, run every task that is due, and stop."

    def handle(self, *args: Any, **options: Any) -> None:
        from statements.jobs.worker import Worker

        done = Worker().turn()
        if options["verbosity"]:
            self.stdout.write(f"{done} task{'' if done == 1 else 's'} done.")
