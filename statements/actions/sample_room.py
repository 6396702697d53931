"""The sample room of `statements/samples`: two statements by the same path as any upload and, for the demo, people with
a codebook and notes by the same actions people use. Loading twice changes nothing.
"""

from __future__ import annotations

import hashlib
import tomllib
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from statements.actions.annotation import annotate, delete_annotation, edit_annotation, set_state
from statements.actions.edition import publish_upload
from statements.actions.passage import Passage
from statements.actions.reply import reply
from statements.actions.room import open_notes
from statements.actions.upload import AlreadyHeld, keep_original, understand
from statements.models import Annotation, Edition, Event, Membership, Paragraph, Revision, Team, Theme, Upload, User
from statements.vocabulary import AnnotationState, RoomRole, UploadState, Visibility

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NAMES = uuid.UUID("8f0d7a3c-52d1-4f0e-9a53-1c1f6f5f2b60")  # the space in which sample notes get their uuids

Editions = dict[str, Edition]


class SampleSpoilt(Exception):
    """The sample data cannot be loaded; `str()` says what does not fit. Nothing of the step was stored."""


class Deed(NamedTuple):
    """Something a person of the sample room did, and when."""

    at: datetime
    do: Callable[[], None]


def sample_room() -> dict[str, Any]:
    """The content of `room.toml`; its head says how it is written."""
    return tomllib.loads((SAMPLES / "room.toml").read_text(encoding="utf-8"))


def load_statements(*, by: User) -> Editions:
    """Hand in, understand and publish the sample statements that the room does not hold. Keys are those of the file.

    Raises SampleSpoilt when one cannot be understood. One that was purged, or withdrawn, stays so.
    """
    editions: Editions = {}
    for sample in sample_room()["statements"]:
        data = (SAMPLES / sample["file"]).read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        held = Edition.objects.filter(sha256=sha256).order_by("pk").first()
        purged = Upload.objects.filter(sha256=sha256, state=UploadState.PURGED).exists()
        if held is None and not purged:
            held = _published(data, filename=sample["file"], topics=sample["topics"], by=by)
        if held is not None:
            editions[sample["key"]] = held
    return editions


@transaction.atomic
def load_demo(*, by: User, editions: Editions) -> bool:
    """Bring in the people of the sample room, without passwords, its codebook and its notes, dated as the file says.

    Returns False, changing nothing, when they were loaded before. Raises SampleSpoilt.
    """
    room = sample_room()
    if Annotation.objects.filter(uuid__in=[_uuid(note["id"]) for note in room["notes"]]).exists():
        return False
    if len(editions) < len(room["statements"]):
        raise SampleSpoilt("The sample notes need both sample statements, and the room does not hold them.")
    people = {person["username"]: _person(person) for person in room["people"]}
    team = Team.objects.get_or_create(slug=room["team"]["slug"], defaults={"name": room["team"]["name"]})[0]
    for person in room["people"]:
        if role := person.get("team_role"):
            Membership.objects.get_or_create(user=people[person["username"]], team=team, defaults={"role": role})
    _load_codebook(room["themes"])
    deeds = [deed for note in room["notes"] for deed in _deeds(note, people=people, team=team, editions=editions)]
    for deed in sorted(deeds, key=lambda deed: deed.at):
        before = Event.objects.order_by("-number").values_list("number", flat=True).first() or 0
        deed.do()
        Event.objects.filter(number__gt=before).update(at=deed.at)
    open_notes(by=by)
    return True


def _published(data: bytes, *, filename: str, topics: list[str], by: User) -> Edition:
    try:
        upload = keep_original(data=data, filename=filename, by=by)
    except AlreadyHeld as held:
        upload = held.upload  # an earlier run ended before it was published
    upload = understand(upload=upload)
    if upload.state != UploadState.DRAFT:
        raise SampleSpoilt(f"{filename}: {upload.problem}")
    upload.about["topics"] = topics
    upload.save(update_fields=["about"])
    return publish_upload(upload=upload, by=by)


def _person(sample: dict[str, str]) -> User:
    person = User.objects.filter(username=sample["username"]).first()
    if person is None:
        return User.objects.create_user(
            sample["username"], name=sample["name"], role=RoomRole(sample["room_role"]), is_demo=True
        )
    if not person.is_demo:
        raise SampleSpoilt(f"The room already has a person “{person.username}”; the demo people were not brought in.")
    return person


def _load_codebook(samples: list[dict[str, Any]]) -> None:
    for sample in samples:
        fields = {name: sample[name] for name in ("name", "hue", "pattern", "definition")}
        theme, _made = Theme.objects.get_or_create(slug=sample["slug"], defaults=fields)
        if parent := sample.get("parent"):
            theme.parent = Theme.objects.get(slug=parent)
            theme.save(update_fields=["parent"])


def _deeds(note: dict[str, Any], *, people: dict[str, User], team: Team, editions: Editions) -> Iterator[Deed]:
    """What was done to one note, each deed with its time."""
    author = people[note["author"]]
    fields = {"motivation": note["motivation"], "themes": note["themes"], "visibility": note["visibility"]}
    fields["team"] = None if note["visibility"] == Visibility.PRIVATE else team
    wordings = [*note.get("earlier", ()), note["body"]]
    target = _uuid(note["id"])

    yield Deed(note["created"], partial(_write, target, author, wordings[0], note, fields, editions))
    for number, body in enumerate(wordings[1:], start=1):
        yield Deed(note["edited"], partial(_reword, target, author, number, body, note["edited"], fields))
    for number, answer in enumerate(note.get("replies", ())):
        yield Deed(answer["created"], partial(_answer, target, people, number, answer))
    if note["state"] == AnnotationState.RESOLVED:
        yield Deed(note["resolved_at"], partial(_resolve, target, people[note["resolved_by"]], note["resolved_at"]))
    if note.get("deleted"):
        yield Deed(note["deleted_at"], partial(_delete, target, author, note["deleted_at"]))


def _write(
    target: uuid.UUID, by: User, body: str, note: dict[str, Any], fields: dict[str, Any], editions: Editions
) -> None:
    passages = _passages(note, editions)
    edition = editions[note["on"]]
    relation = note.get("relation", "")
    at = note["created"]
    annotate(by=by, edition=edition, passages=passages, body=body, uuid=target, at=at, relation=relation, **fields)


def _reword(target: uuid.UUID, by: User, wording: int, body: str, at: datetime, fields: dict[str, Any]) -> None:
    annotation = Annotation.objects.get(uuid=target)
    edit_annotation(annotation=annotation, by=by, wording=wording, body=body, **fields)
    Annotation.objects.filter(pk=annotation.pk).update(edited_at=at)
    Revision.objects.filter(annotation=annotation, number=wording + 1).update(at=at)


def _answer(target: uuid.UUID, people: dict[str, User], number: int, answer: dict[str, Any]) -> None:
    reply(
        annotation=Annotation.objects.get(uuid=target),
        by=people[answer["author"]],
        body=answer["body"],
        uuid=uuid.uuid5(target, str(number)),
        at=answer["created"],
    )


def _resolve(target: uuid.UUID, by: User, at: datetime) -> None:
    annotation = Annotation.objects.get(uuid=target)
    set_state(annotation=annotation, by=by, state=AnnotationState.RESOLVED)
    Annotation.objects.filter(pk=annotation.pk).update(state_changed_at=at)


def _delete(target: uuid.UUID, by: User, at: datetime) -> None:
    annotation = Annotation.objects.get(uuid=target)
    delete_annotation(annotation=annotation, by=by)
    Annotation.objects.filter(pk=annotation.pk).update(deleted_at=at)


def _passages(note: dict[str, Any], editions: Editions) -> list[Passage]:
    passages = [_passage(note, editions[note["on"]], name=note["id"])]
    if second := note.get("second"):
        passages.append(_passage(second, editions[second["on"]], name=note["id"]))
    return passages


def _passage(given: dict[str, str], edition: Edition, *, name: str) -> Passage:
    """The one place of the words: `quote`, `quote` inside `near`, or from `quote_from` to `quote_to`."""
    text = Paragraph.SEPARATOR.join(edition.paragraphs.order_by("order").values_list("text", flat=True))
    if "quote_from" in given:
        start = _only(text, given["quote_from"], name)
        end = _only(text, given["quote_to"], name, start) + len(given["quote_to"])
    else:
        near = given.get("near", given["quote"])
        start = _only(text, near, name) + _only(near, given["quote"], name)
        end = start + len(given["quote"])
    return Passage(start, end, text[start:end], edition)


def _only(text: str, words: str, name: str, start: int = 0) -> int:
    if text.count(words, start) != 1:
        raise SampleSpoilt(
            f"Note “{name}”: “{words}” stands {text.count(words, start)} times in its statement, not once."
        )
    return text.index(words, start)


def _uuid(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMES, name)
