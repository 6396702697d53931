"""Ten thousand notes carried to a corrected edition of the 2008 statement: the dry run and the publication.

`python tests/bench/editions.py` prints the table alone. The work is done in a process of its own, with a data folder of
its own; each figure is CPU of the whole process between two moments.
"""

from __future__ import annotations

import json
import random
import sys
import time
from dataclasses import replace
from typing import Any

from inside import PROJECT, measured_inside
from table import Figure, show

NOTES = 10_000
BUDGETS = {"dry run": 2_000.0, "its page": None, "publish": 5_000.0, "bring back": 5_000.0}


def correcting() -> list[Figure]:
    """Milliseconds of CPU for each deed."""
    measured = measured_inside(__file__)
    return [
        Figure(f"{NOTES:,} notes: {name}", spent, "ms", budget=BUDGETS[name], more=measured["said"])
        for name, spent in measured["spent"].items()
    ]


def _inside() -> None:
    sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "bench")]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # Nothing is served from here, so no static files are collected.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    from room import publish_sample

    from statements.actions.correcting import return_of, return_to
    from statements.actions.edition import addresses_after, carrying_of, publish_upload
    from statements.ingest.parsed import ParsedStatement
    from statements.queries.dry_run import open_dry_run

    first = publish_sample()
    _write_notes(first)
    upload = _corrected(first)
    spent: dict[str, float] = {}
    carrying = _timed(spent, "dry run", lambda: carrying_of(upload))
    addresses = addresses_after(carrying, ParsedStatement.from_json(upload.draft))
    _timed(spent, "its page", lambda: open_dry_run(first.published_by, carrying, addresses))
    given = {"by": first.published_by, "note": "A date."}
    _timed(spent, "publish", lambda: publish_upload(upload=upload, seen=carrying.state, **given))
    state = return_of(first).state
    _timed(spent, "bring back", lambda: return_to(edition=first, by=first.published_by, reason="No.", seen=state))
    said = ", ".join(f"{count} {outcome}" for outcome, count in carrying.totals)
    print(json.dumps({"spent": spent, "said": said}))


def _timed(spent: dict[str, float], name: str, deed: Any) -> Any:
    begun = time.process_time()
    result = deed()
    spent[name] = (time.process_time() - begun) * 1000
    return result


def _write_notes(edition: Any) -> None:
    """Notes of four to forty words anywhere in the text, each one its own."""
    from django.utils import timezone

    from statements.models import Annotation, Target
    from statements.queries.carrying import selector_around, texts_of

    text, dice = "\n\n".join(texts_of(edition)), random.Random(1)
    notes = Annotation.objects.bulk_create(
        [
            Annotation(author=edition.published_by, visibility="private", body="", created_at=timezone.now())
            for _number in range(NOTES)
        ],
        batch_size=500,
    )
    targets = []
    for note in notes:
        start = dice.randrange(len(text) - 300)
        end = start + dice.randrange(20, 250)
        targets.append(
            Target(annotation=note, edition=edition, start=start, end=end, **selector_around(text, start, end))
        )
    Target.objects.bulk_create(targets, batch_size=500)


def _corrected(edition: Any) -> Any:
    """The draft of a correction: a year changed, one paragraph dropped, one moved, one parted."""
    from statements.actions.correcting import begin_correction
    from statements.ingest.derive import derive
    from statements.ingest.parsed import ParsedStatement

    upload = begin_correction(edition=edition, by=edition.published_by)
    parsed = ParsedStatement.from_json(upload.draft)
    blocks = [replace(block, text=block.text.replace("2008", "2009")) for block in parsed.blocks]
    blocks.insert(12, blocks.pop(20))
    del blocks[8]
    place = next(place for place, block in enumerate(blocks) if place > 12 and ". " in block.text)
    whole, cut = blocks[place], blocks[place].text.index(". ") + 1
    parts = [replace(whole, text=whole.text[:cut])]
    parts += [replace(whole, marker=None, kind="paragraph", text=whole.text[cut:].strip())]
    blocks[place : place + 1] = parts
    upload.draft = derive(replace(parsed, blocks=tuple(blocks))).to_json()
    upload.turn += 1
    upload.save()
    return upload


if __name__ == "__main__":
    if "--inside" in sys.argv:
        _inside()
    else:
        show(correcting())
