"""The editions of one statement in one language, one after the other, and where every passage stood in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db import models

from statements.models import Edition, Event, Statement, Target, Upload
from statements.vocabulary import TargetState

CERTAIN = (TargetState.PLACED, TargetState.CARRIED_FORWARD)


class Standing(NamedTuple):
    """One target as carrying reads it: ten thousand of them are read at once, so it stays a tuple."""

    key: int
    annotation: int
    passage: int
    edition: int
    start: int | None
    end: int | None
    exact: str
    state: str
    confirmed_by: int | None

    @property
    def is_certain(self) -> bool:
        return self.state in CERTAIN


class ChainState(NamedTuple):
    """What must be the same for a look at a chain to hold: its current edition, the notes' last event, how many
    targets it has and the newest of them; and the state of the draft compared with it.
    """

    current: int
    event: int
    targets: int
    newest: int
    draft: str

    def __str__(self) -> str:
        return "-".join(map(str, self))


def read_stamp(stamp: str) -> ChainState | None:
    """The inverse of `str(state)`; None for anything else."""
    parts = stamp.split("-", 4)
    if len(parts) != 5 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts[:4]):
        return None
    current, event, targets, newest = map(int, parts[:4])
    return ChainState(current, event, targets, newest, parts[4])


def published_chain(statement: Statement | None, language: str) -> list[Edition]:
    """The published editions of a chain, newest first."""
    if statement is None:
        return []
    editions = Edition.objects.published().filter(statement=statement, language=language)
    return list(editions.select_related("statement", "published_by").order_by("-number"))


def replaced_by_draft(upload: Upload) -> Edition | None:
    """The current edition whose place the text of an upload takes once it is published."""
    about = upload.about or {}
    slug = about.get("statement")
    statement = Statement.objects.filter(slug=slug).first() if slug else None
    chain = published_chain(statement, about.get("language", ""))
    return chain[0] if chain else None


def chain_state(chain: Sequence[Edition], *, draft: str) -> ChainState:
    """Three small queries. `draft` names the state of what is compared with the current edition."""
    targets = Target.objects.filter(edition__in=[edition.pk for edition in chain])
    found = targets.aggregate(number=models.Count("pk"), newest=models.Max("pk"))
    events = Event.objects.filter(annotation__in=targets.order_by().values("annotation"))
    return ChainState(
        current=chain[0].pk if chain else 0,
        event=events.aggregate(last=models.Max("number"))["last"] or 0,
        targets=found["number"],
        newest=found["newest"] or 0,
        draft=draft,
    )


def notes_touched_since(chain: Sequence[Edition], state: ChainState) -> int:
    """How many notes of a chain were written, answered or changed after a look at it."""
    notes = Target.objects.filter(edition__in=[edition.pk for edition in chain]).order_by().values("annotation")
    events = Event.objects.filter(annotation__in=notes, number__gt=state.event)
    return events.values("annotation").distinct().count()


def standings(chain: Sequence[Edition], *, annotation: int | None = None) -> dict[tuple[int, int], list[Standing]]:
    """Every passage (note, number) that stands, or was left behind, in the chain: its targets, newest edition first.
    Those of deleted notes are among them: what is brought back must have its place. `annotation`: of this note only.
    """
    columns = ("pk", "annotation", "passage", "edition", "start", "end", "exact", "state", "confirmed_by")
    targets = Target.objects.filter(edition__in=[edition.pk for edition in chain]).order_by("pk")
    if annotation is not None:
        targets = targets.filter(annotation=annotation)
    rows = targets.values_list(*columns)
    age = {edition.pk: place for place, edition in enumerate(chain)}
    found: defaultdict[tuple[int, int], list[Standing]] = defaultdict(list)
    for row in rows.iterator(chunk_size=2_000):
        standing = Standing(*row)
        found[standing.annotation, standing.passage].append(standing)
    for passages in found.values():
        if len(passages) > 1:
            passages.sort(key=lambda one: age[one.edition])
    return dict(found)


def living_notes(chain: Sequence[Edition]) -> set[int]:
    """Keys of the notes of a chain that nobody deleted."""
    targets = Target.objects.filter(edition__in=[edition.pk for edition in chain], annotation__deleted_at__isnull=True)
    return set(targets.order_by().values_list("annotation", flat=True))


def used_addresses(statement: Statement, language: str) -> set[str]:
    """Every address that any edition of the chain ever gave, withdrawn ones included."""
    editions = Edition.objects.filter(statement=statement, language=language)
    return set(editions.order_by().values_list("paragraphs__address", flat=True)) - {None}
