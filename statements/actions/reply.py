"""Answering in the thread of a note."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from statements.actions.annotation import record_on
from statements.actions.wording import EditedMeanwhile, NothingToSay, clean_body, wording_fields
from statements.models import Annotation, Reply, Revision, User
from statements.vocabulary import Verb


class ThreadGone(Exception):
    """The note was deleted while the answer was being typed."""


@transaction.atomic
def reply(
    *, annotation: Annotation, by: User, body: str, uuid: uuids.UUID | None = None, at: datetime | None = None
) -> Reply:
    """Add an answer. The same `uuid` by the same author is the same answer sent twice. Raises NothingToSay for blank
    words, ThreadGone, and `markdown.TooLong`.
    """
    if not body.strip():
        raise NothingToSay
    note = Annotation.objects.select_for_update().get(pk=annotation.pk)
    # Behind the lock: of two equal forms sent at once the second finds the first.
    taken = Reply.objects.filter(uuid=uuid).first() if uuid else None
    if taken and taken.author_id == by.pk:
        return taken
    if note.deleted_at is not None:
        raise ThreadGone
    now = at or timezone.now()
    answer = Reply.objects.create(
        uuid=uuid if uuid and not taken else uuids.uuid4(),
        annotation=note,
        author=by,
        created_at=now,
        **wording_fields(body),
    )
    Revision.objects.create(reply=answer, number=1, body=answer.body, by=by, at=now)
    record_on(note, verb=Verb.REPLIED, by=by, reply=answer)
    return answer


@transaction.atomic
def edit_reply(*, reply: Reply, by: User, wording: int, body: str) -> Reply:
    """Change the words of an answer. Raises EditedMeanwhile, NothingToSay and `markdown.TooLong`."""
    answer = _locked(reply)
    clean = clean_body(body)
    if not clean:
        raise NothingToSay
    if answer.wording != wording and answer.body != clean:
        raise EditedMeanwhile(ours=answer.body, theirs=body, wording=answer.wording)
    if clean != answer.body:
        now = timezone.now()
        for name, value in wording_fields(body).items():
            setattr(answer, name, value)
        answer.wording += 1
        answer.edited_at = now
        answer.save()
        Revision.objects.create(reply=answer, number=answer.wording, body=answer.body, by=by, at=now)
        record_on(answer.annotation, verb=Verb.EDITED_REPLY, by=by, reply=answer)
    return answer


@transaction.atomic
def delete_reply(*, reply: Reply, by: User) -> Reply:
    """Hide the words of an answer everywhere; its author may bring it back."""
    answer = _locked(reply)
    if answer.deleted_at is None:
        answer.deleted_at = timezone.now()
        answer.save(update_fields=["deleted_at"])
        record_on(answer.annotation, verb=Verb.DELETED_REPLY, by=by, reply=answer)
    return answer


@transaction.atomic
def restore_reply(*, reply: Reply, by: User) -> Reply:
    answer = _locked(reply)
    if answer.deleted_at is not None:
        answer.deleted_at = None
        answer.save(update_fields=["deleted_at"])
        record_on(answer.annotation, verb=Verb.REPLIED, by=by, reply=answer)
    return answer


def _locked(reply: Reply) -> Reply:
    return Reply.objects.select_for_update().select_related("annotation").get(pk=reply.pk)
