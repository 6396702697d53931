"""Storing what became of the notes of a chain in its next edition, and what people decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from statements.actions.event import record
from statements.actions.notice import ASKED, notify_of_late
from statements.actions.passage import Passage, target_of
from statements.actions.room import one_at_a_time
from statements.models import Alignment, Annotation, Edition, Paragraph, Placing, Target, User
from statements.queries.carrying import Carriers, Carrying, Placed, selector_around, texts_of
from statements.queries.chain import published_chain, standings
from statements.text.align import Group
from statements.vocabulary import TargetState, Verb

BY_HAND = "chosen"  # method of a place that a person named
CONFIRMED = "confirmed"
BATCH = 500


class DecidedMeanwhile(Exception):
    """Someone else decided about this passage after the page was opened; nothing was changed. `target` is as it is."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.pk)
        self.target = target


class NothingProposed(Exception):
    """There is no proposal to confirm: the passage was left behind."""


class EditionReplaced(Exception):
    """A newer edition is the current one; decisions are made there."""


def alignment_rows(old: Edition, new: Edition, groups: Sequence[Group]) -> list[Alignment]:
    """A row, not stored yet, for each group of paragraphs, in their order."""
    return [
        Alignment(
            old=old,
            new=new,
            order=order,
            old_orders=list(group.old),
            new_orders=list(group.new),
            kind=group.kind,
            method=group.method,
            score=group.score,
        )
        for order, group in enumerate(groups)
    ]


def store_carrying(*, carrying: Carrying, edition: Edition) -> int:
    """Store the alignment and one target for each passage of the chain; returns how many. Inside a transaction."""
    Alignment.objects.bulk_create(alignment_rows(carrying.current, edition, carrying.groups), batch_size=BATCH)
    text, now = carrying.text, timezone.now()
    rows = [_target(placed, edition, text, now) for placed in carrying.placed]
    return len(Target.objects.bulk_create(rows, batch_size=BATCH))


def _target(placed: Placed, edition: Edition, text: str, now: datetime) -> Target:
    origin = placed.origin
    words = selector_around(text, placed.start, placed.end) if placed.start is not None and placed.end else {}
    return Target(
        annotation_id=origin.annotation,
        passage=origin.passage,
        edition=edition,
        start=placed.start,
        end=placed.end,
        carried_from_id=origin.key,
        method=placed.method,
        score=placed.score,
        state=placed.state,
        runner_up=placed.runner_up,
        confirmed_by_id=placed.confirmed_by,
        confirmed_at=placed.confirmed_at or (now if placed.confirmed_by else None),
        **words,
    )


@transaction.atomic
def carry_late_note(*, annotation: Annotation) -> int:
    """Carry a note that was written on an edition after it had been replaced to the current one, like those before it.
    Where it needs a look, or is left behind, its people are told. Doing it twice changes nothing. Returns how many
    passages were carried.
    """
    carried = 0
    one_at_a_time()
    editions = Edition.objects.filter(targets__annotation=annotation).select_related("statement").distinct()
    for statement, language in dict.fromkeys((edition.statement, edition.language) for edition in editions):
        chain = published_chain(statement, language)
        late = [
            passages
            for passages in standings(chain, annotation=annotation.pk).values()
            if chain and passages[0].edition != chain[0].pk
        ]
        if not late:
            continue
        texts = texts_of(chain[0])
        carriers, text = Carriers(chain, texts, None), Paragraph.SEPARATOR.join(texts)
        rows = [_target(carriers.place(passages), chain[0], text, timezone.now()) for passages in late]
        carried += len(Target.objects.bulk_create(rows))
        if any(row.state in ASKED and row.confirmed_by_id is None for row in rows):
            notify_of_late(annotation=annotation, edition=chain[0])
    return carried


# What people decide. Each decision keeps the place before it (Placing), is an event, and can be made again.


@transaction.atomic
def confirm_place(*, target: Target, by: User, seen: str) -> Target:
    """The proposed place is right. `seen` is `place_seen` of the target the person looked at.

    Raises DecidedMeanwhile, EditionReplaced, NothingProposed.
    """
    target = _locked(target, seen)
    if target.state == TargetState.LEFT_BEHIND:
        raise NothingProposed
    _keep_place(target)
    return _decided(target, by, method=CONFIRMED, state=TargetState.CARRIED_FORWARD)


@transaction.atomic
def choose_place(*, target: Target, by: User, seen: str, passage: Passage) -> Target:
    """The passage stands at another place of its edition, which the person named.

    Raises DecidedMeanwhile, EditionReplaced, and as `target_of`: WordsDiffer, NoWords, EditionWithdrawn.
    """
    target = _locked(target, seen)
    found = target_of(passage._replace(edition=None), number=target.passage, edition=target.edition)
    _keep_place(target)
    for name in ("start", "end", "exact", "prefix", "suffix"):
        setattr(target, name, getattr(found, name))
    return _decided(target, by, method=BY_HAND, score=1.0, state=TargetState.CARRIED_FORWARD)


@transaction.atomic
def leave_behind(*, target: Target, by: User, seen: str) -> Target:
    """The passage has no place in this edition: it stays on the one before, in its tray and in every count.

    Raises DecidedMeanwhile, EditionReplaced.
    """
    target = _locked(target, seen)
    _keep_place(target)
    target.start = target.end = None
    target.exact = target.prefix = target.suffix = ""
    return _decided(target, by, method=BY_HAND, state=TargetState.LEFT_BEHIND)


def place_seen(target: Target) -> str:
    """Short name of the place and state of a target, by which a stale form is recognised."""
    return f"{target.state}-{target.start}-{target.end}-{target.placings.count()}"


def _locked(target: Target, seen: str) -> Target:
    target = Target.objects.select_for_update(of=("self",)).select_related("edition__statement").get(pk=target.pk)
    edition = target.edition
    newer = Edition.objects.published().filter(
        statement=edition.statement, language=edition.language, number__gt=edition.number
    )
    if newer.exists():
        raise EditionReplaced
    if seen != place_seen(target):
        raise DecidedMeanwhile(target)
    return target


def _keep_place(target: Target) -> None:
    Placing.objects.create(
        target=target,
        start=target.start,
        end=target.end,
        exact=target.exact,
        method=target.method,
        score=target.score,
        state=target.state,
        by=target.confirmed_by,
        at=target.confirmed_at,
        until=timezone.now(),
    )


def _decided(target: Target, by: User, **columns: object) -> Target:
    for name, value in columns.items():
        setattr(target, name, value)
    target.confirmed_by, target.confirmed_at, target.runner_up = by, timezone.now(), None
    target.save()
    note = target.annotation
    record(
        verb=Verb.PLACED,
        actor=by,
        annotation=note,
        edition=target.edition,
        statement=target.edition.statement,
        team=note.team,
    )
    return target
