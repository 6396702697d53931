"""Writing, changing and taking back notes."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from statements.actions.event import record
from statements.actions.passage import Passage, target_of
from statements.actions.theme import themes_named
from statements.actions.wording import AudienceChanged, EditedMeanwhile, NothingToSay, clean_body, wording_fields
from statements.models import Annotation, Reply, Revision, Target, Team, Theme, ThemedAnnotation, User
from statements.models.edition import Edition
from statements.vocabulary import AnnotationState, Motivation, Verb, Visibility

PASSAGES = 2


def annotate(
    *,
    by: User,
    edition: Edition,
    passages: Sequence[Passage],
    body: str = "",
    motivation: str = Motivation.COMMENTING,
    themes: Sequence[str] = (),
    visibility: str = Visibility.PRIVATE,
    team: Team | None = None,
    relation: str = "",
    uuid: uuids.UUID | None = None,
    at: datetime | None = None,
) -> Annotation:
    """Write a note on one passage or two. The words are always taken from our text.

    A note of this author with this `uuid` is returned as it is: the form was sent twice. `themes` are names or slugs;
    the first one is drawn. Raises WordsDiffer, NoWords, EditionWithdrawn, UnknownThemes, NothingToSay and
    `markdown.TooLong`; then nothing is stored. Whether `by` may write here for `team` is the caller's question.
    """
    if not body.strip() and motivation != Motivation.HIGHLIGHTING and not themes and len(passages) < PASSAGES:
        raise NothingToSay
    note = Annotation(
        uuid=uuid or uuids.uuid4(),
        author=by,
        team=None if visibility == Visibility.PRIVATE else team,
        visibility=visibility,
        motivation=motivation,
        relation=relation if len(passages) == PASSAGES else "",
        created_at=at or timezone.now(),
        **wording_fields(body),
    )
    try:
        return _store(note, edition, passages, themes)
    except IntegrityError:
        # Looked up only now: of two equal forms sent at once the second waits here for the first.
        taken = Annotation.objects.filter(uuid=note.uuid).first()
        if taken is None:
            raise
        if taken.author_id == by.pk:
            return taken
        note.pk, note.uuid = None, uuids.uuid4()
        return _store(note, edition, passages, themes)


@transaction.atomic
def _store(note: Annotation, edition: Edition, passages: Sequence[Passage], themes: Sequence[str]) -> Annotation:
    targets = [target_of(passage, number=number, edition=edition) for number, passage in enumerate(passages, 1)]
    found = themes_named(themes, by=note.author)
    note.drawn_theme = found[0] if found else None
    note.save(force_insert=True)
    for target in targets:
        target.annotation = note
    Target.objects.bulk_create(targets)
    _attach(note, found)
    if note.body:
        _keep_wording(note, by=note.author, at=note.created_at)
    record(
        verb=Verb.ANNOTATED,
        actor=note.author,
        annotation=note,
        edition=edition,
        statement=edition.statement,
        team=note.team,
    )
    return note


@transaction.atomic
def edit_annotation(
    *,
    annotation: Annotation,
    by: User,
    wording: int,
    body: str,
    motivation: str,
    themes: Sequence[str],
    visibility: str,
    team: Team | None = None,
    relation: str = "",
    began: str = "",
) -> Annotation:
    """Change words, motivation, themes and audience of a note; `wording` is the number the editor began from,
    `began` the audience (`audience_of`) then.

    Raises AudienceChanged when the note was given another audience since and this form would take that back;
    EditedMeanwhile when another wording was saved since and the one sent differs from it; UnknownThemes,
    NothingToSay and `markdown.TooLong` as `annotate`. Passages never change: they are what the note is about.
    """
    note = _locked(annotation)
    _no_one_else_wrote(note, wording, body)
    wanted = audience_of(visibility, team)
    if began and audience_of(note.visibility, note.team) not in (began, wanted):
        raise AudienceChanged
    if not body.strip() and motivation != Motivation.HIGHLIGHTING and not themes and not note.relation:
        raise NothingToSay
    found = themes_named(themes, by=by)
    now = timezone.now()
    note.motivation = motivation
    note.visibility = visibility
    note.team = None if visibility == Visibility.PRIVATE else team
    if clean_body(body) != note.body:
        _reword(note, body, by=by, at=now)
    note.relation = relation or note.relation
    note.drawn_theme = found[0] if found else None
    note.edited_at = now
    note.save()
    ThemedAnnotation.objects.filter(content_object=note).delete()
    _attach(note, found)
    record_on(note, verb=Verb.EDITED, by=by)
    return note


@transaction.atomic
def restore_wording(*, annotation: Annotation, by: User, number: int, wording: int) -> Annotation:
    """Make an earlier wording the newest one; nothing is taken out of the history.

    Raises Revision.DoesNotExist for a number there never was, EditedMeanwhile when `wording` is no longer the newest.
    """
    note = _locked(annotation)
    earlier = note.revisions.get(number=number)
    _no_one_else_wrote(note, wording, earlier.body)
    if earlier.body != note.body:
        now = timezone.now()
        _reword(note, earlier.body, by=by, at=now)
        note.edited_at = now
        note.save()
        record_on(note, verb=Verb.EDITED, by=by)
    return note


@transaction.atomic
def delete_annotation(*, annotation: Annotation, by: User) -> Annotation:
    """Hide a note and its words everywhere. A thread keeps a stub with the passage; `restore_annotation` undoes it."""
    note = _locked(annotation)
    if note.deleted_at is None:
        note.deleted_at = timezone.now()
        note.save(update_fields=["deleted_at"])
        record_on(note, verb=Verb.DELETED, by=by)
    return note


@transaction.atomic
def restore_annotation(*, annotation: Annotation, by: User) -> Annotation:
    note = _locked(annotation)
    if note.deleted_at is not None:
        note.deleted_at = None
        note.save(update_fields=["deleted_at"])
        record_on(note, verb=Verb.RESTORED, by=by)
    return note


@transaction.atomic
def set_state(*, annotation: Annotation, by: User, state: str) -> Annotation:
    """Resolve a thread or open it again; the same state twice is one event."""
    note = _locked(annotation)
    if note.state != state:
        note.state = state
        note.state_changed_at = timezone.now()
        note.state_changed_by = by
        note.save(update_fields=["state", "state_changed_at", "state_changed_by"])
        record_on(note, verb=Verb.RESOLVED if state == AnnotationState.RESOLVED else Verb.REOPENED, by=by)
    return note


@transaction.atomic
def assign(*, annotation: Annotation, by: User, assignee: User | None, due: date | None = None) -> Annotation:
    """Say who should answer, and until when; None takes both back."""
    note = _locked(annotation)
    note.assignee = assignee
    note.due = due if assignee else None
    note.save(update_fields=["assignee", "due"])
    record_on(note, verb=Verb.EDITED, by=by)
    return note


def audience_of(visibility: str, team: Team | None) -> str:
    """Who sees a note, as a form carries it: the visibility, and the team where it matters."""
    return visibility if visibility == Visibility.PRIVATE or team is None else f"{visibility} {team.slug}"


def _attach(annotation: Annotation, themes: list[Theme]) -> None:
    # Written directly: the tag manager asks several questions for each theme.
    if themes:
        ThemedAnnotation.objects.bulk_create(
            [ThemedAnnotation(content_object=annotation, tag=theme) for theme in themes]
        )


def _reword(note: Annotation, body: str, *, by: User, at: datetime) -> None:
    for name, value in wording_fields(body).items():
        setattr(note, name, value)
    note.wording += 1
    _keep_wording(note, by=by, at=at)


def _keep_wording(note: Annotation, *, by: User, at: datetime) -> None:
    Revision.objects.create(
        annotation=note,
        number=note.wording,
        body=note.body,
        visibility=note.visibility,
        team=note.team,
        by=by,
        at=at,
    )


def _no_one_else_wrote(note: Annotation, wording: int, body: str) -> None:
    if note.wording != wording and note.body != clean_body(body):
        raise EditedMeanwhile(ours=note.body, theirs=body, wording=note.wording)


def _locked(annotation: Annotation) -> Annotation:
    """The row as it is now, locked until the transaction ends (SQLite's transactions lock as a whole)."""
    return Annotation.objects.select_for_update().get(pk=annotation.pk)


def record_on(note: Annotation, *, verb: Verb, by: User, reply: Reply | None = None) -> None:
    """Tell the log of something done to a note, under the statement of its first passage."""
    target = note.targets.select_related("edition__statement").order_by("passage", "-pk").first()
    edition = target.edition if target else None
    record(
        verb=verb,
        actor=by,
        annotation=note,
        reply=reply,
        edition=edition,
        statement=edition.statement if edition else None,
        team=note.team,
    )
