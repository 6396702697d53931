"""`manage.py worker`"""

from __future__ import annotations

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand

# People who read a page come first, by a little: of one busy core a batch still gets a third.
NICENESS = 3


class Command(BaseCommand):
    help = (
        "Run the room's background work until SIGTERM or Ctrl-C: each second follow the log of what people did, then "
        "run what is due (the search index) and read files of batches. One is enough; several do no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        from statements.jobs.worker import Worker

        os.nice(NICENESS)
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
