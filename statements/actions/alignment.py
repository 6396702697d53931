"""Which paragraphs of two editions belong together, said by a person where the room was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from statements.actions.carrying import BATCH, alignment_rows
from statements.actions.event import record
from statements.models import Alignment, Edition, User
from statements.queries.carrying import texts_of
from statements.text.align import align_blocks, realign
from statements.vocabulary import Verb

Side = tuple[int, ...]


class NotNeighbours(ValueError):
    """Paragraphs that were cut anew stand beside each other; these do not. Nothing was changed."""


class NothingSaid(Exception):
    """Nobody said that of these paragraphs, or it was taken back before. Nothing was changed."""


@transaction.atomic
def say_together(*, old: Edition, new: Edition, here: Sequence[int], there: Sequence[int], by: User) -> Alignment:
    """The paragraphs `here` of `old` and `there` of `new` (their orders) belong together and to nothing else; with one
    side empty the others belong to nothing. What was said before of any of them falls; the rest stays.

    Honoured by the compare page, and by proposals for notes when the next edition comes. Raises NotNeighbours.
    """
    pair = tuple(sorted(set(here))), tuple(sorted(set(there)))
    if not any(pair) or any(side and side[-1] - side[0] + 1 != len(side) for side in pair):
        raise NotNeighbours
    said = [row for row in _said(old, new) if not _touches(row, pair)]
    mine = Alignment(old_orders=list(pair[0]), new_orders=list(pair[1]), corrected_by=by, corrected_at=timezone.now())
    _store(old, new, [*said, mine], by)
    return Alignment.objects.get(old=old, new=new, old_orders=list(pair[0]), new_orders=list(pair[1]))


@transaction.atomic
def take_saying_back(*, alignment: Alignment, by: User) -> None:
    """What the room works out counts again for these paragraphs. Raises NothingSaid."""
    old, new = alignment.old, alignment.new
    said = _said(old, new)
    pair = tuple(alignment.old_orders), tuple(alignment.new_orders)
    left = [row for row in said if (tuple(row.old_orders), tuple(row.new_orders)) != pair]
    if len(left) == len(said):
        raise NothingSaid
    _store(old, new, left, by)


def _said(old: Edition, new: Edition) -> list[Alignment]:
    Edition.objects.select_for_update().get(pk=new.pk)  # one at a time
    rows = Alignment.objects.filter(old=old, new=new, corrected_at__isnull=False)
    return list(rows.select_related("corrected_by").order_by("corrected_at"))


def _touches(row: Alignment, pair: tuple[Side, Side]) -> bool:
    return not (set(row.old_orders).isdisjoint(pair[0]) and set(row.new_orders).isdisjoint(pair[1]))


def _store(old: Edition, new: Edition, said: Sequence[Alignment], by: User) -> None:
    """The whole alignment anew: what the room works out, with what people said of it."""
    texts = texts_of(old), texts_of(new)
    people = {(tuple(row.old_orders), tuple(row.new_orders)): row for row in said}
    groups = realign(align_blocks(*texts), *texts, list(people))
    rows = alignment_rows(old, new, groups)
    for row, group in zip(rows, groups, strict=True):
        if person := people.get((group.old, group.new)):
            row.corrected_by, row.corrected_at = person.corrected_by, person.corrected_at
    Alignment.objects.filter(old=old, new=new).delete()
    Alignment.objects.bulk_create(rows, batch_size=BATCH)
    record(verb=Verb.PAIRED, actor=by, statement=new.statement, edition=new)
