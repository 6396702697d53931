"""`make_corpus --statements N --annotations M --seed 1`: a large invented room to measure with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from statements.actions.corpus import Corpus, make_corpus, room_is_used


class Command(BaseCommand):
    help = (
        "Fill an empty room with invented statements, dated 1990 to 2026, and notes on them, to see how the room "
        "behaves when it is large. The same seed makes the same texts. A room that holds anything already is refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--statements", type=int, required=True, metavar="N")
        parser.add_argument("--annotations", type=int, default=0, metavar="M")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--paragraphs", type=int, default=10, help="of a statement, on average (10)")
        parser.add_argument(
            "--leave-index-to-worker", action="store_true", help="faster; nothing is found before a worker has run"
        )
        parser.add_argument("--into-this-room", action="store_true", help="also when it holds something already")

    def handle(self, *args: Any, into_this_room: bool, leave_index_to_worker: bool, **options: Any) -> None:
        if min(options["statements"], options["paragraphs"]) < 1 or options["annotations"] < 0:
            raise CommandError(_("Ask for at least one statement of one paragraph. Nothing was made."))
        if not into_this_room and room_is_used():
            raise CommandError(
                _(
                    "This room holds statements or uploads already, and invented ones cannot be taken out again. "
                    "Nothing was made. Name an empty data folder in READING_ROOM_DATA, or add --into-this-room."
                )
            )
        names = ("statements", "annotations", "seed", "paragraphs")
        corpus = Corpus(**{name: options[name] for name in names}, indexed=not leave_index_to_worker)
        made = make_corpus(corpus, tell=self.stdout.write if options["verbosity"] > 1 else None)
        self.stdout.write(
            _("Made {statements} statements with {paragraphs} paragraphs, and {annotations} notes.").format(
                **made._asdict()
            )
        )
