"""The notes of an invented room, and the people who seem to have written them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import asdict
from random import Random
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from statements.actions.wording import wording_fields
from statements.models import (
    Annotation,
    Edition,
    Event,
    IndexEntry,
    Membership,
    Paragraph,
    Revision,
    Room,
    Target,
    Team,
    Theme,
    ThemedAnnotation,
    User,
)
from statements.models.index import annotation_entries
from statements.text.invented import Lexicon
from statements.text.selectors import Selector, make_selector
from statements.vocabulary import Motivation, Pattern, TeamRole, Verb, Visibility

BATCH = 1_000  # notes in one transaction
AUDIENCES = {Visibility.TEAM: 75, Visibility.ROOM: 15, Visibility.PRIVATE: 10}
WORDY_SHARE = 0.6  # the others are highlights
THEMES = 12


class Writers(NamedTuple):
    """Who writes, for which team, and out of which words."""

    people: list[User]
    team: Team
    words: Lexicon


class Place(NamedTuple):
    """A sentence of an edition."""

    edition: Edition
    selector: Selector


def people_of_corpus() -> tuple[list[User], Team]:
    """Three analysts and their team, made where they are not there yet. None can sign in before an operator has made a
    password link.
    """
    team, _made = Team.objects.get_or_create(slug="corpus", defaults={"name": "Corpus"})
    people = []
    for number in (1, 2, 3):
        name = f"corpus-{number}"
        person = User.objects.filter(username=name).first() or User.objects.create_user(
            name, None, name=f"Corpus {number}"
        )
        Membership.objects.get_or_create(user=person, team=team, defaults={"role": TeamRole.ANALYST})
        people.append(person)
    return people, team


def add_notes(number: int, *, writers: Writers, seed: int, since: int, indexed: bool) -> int:
    """`number` notes on sentences of the statements whose keys are not below `since`; returns how many were made."""
    if not number:
        return 0
    dice = Random(f"notes/{seed}")  # noqa: S311 - the same seed must give the same
    themes = [_theme(place) for place in range(THEMES)]
    keys = list(Paragraph.objects.filter(edition__statement__gte=since).order_by("pk").values_list("pk", flat=True))
    chosen = sorted(dice.choices(keys, k=number))
    for begin in range(0, number, BATCH):
        batch = chosen[begin : begin + BATCH]
        with transaction.atomic():
            notes = [_note(dice, writers) for _key in batch]
            Annotation.objects.bulk_create(notes)
            places = list(_places(dice, batch))
            Target.objects.bulk_create(_target(note, place) for note, place in zip(notes, places, strict=True))
            _attach_themes(dice, notes, themes)
            _keep_wordings(notes)
            if indexed:
                entries = (entry for note in notes for entry in annotation_entries(note, [(None, note.body)]))
                IndexEntry.objects.bulk_create(entries, batch_size=500)
            _tell_of(notes, places, followed=indexed)
    return number


def _theme(place: int) -> Theme:
    look = {"slug": f"corpus-theme-{place + 1}", "hue": 1 + place % 12, "pattern": [*Pattern][place % len(Pattern)]}
    theme: Theme = Theme.objects.get_or_create(name=f"Corpus theme {place + 1}", defaults=look)[0]
    return theme


def _note(dice: Random, writers: Writers) -> Annotation:
    visibility = dice.choices([*AUDIENCES], [*AUDIENCES.values()])[0]
    wordy = dice.random() < WORDY_SHARE
    return Annotation(
        uuid=uuid.UUID(int=dice.getrandbits(128), version=4),
        author=dice.choice(writers.people),
        team=None if visibility == Visibility.PRIVATE else writers.team,
        visibility=visibility,
        motivation=Motivation.COMMENTING if wordy else Motivation.HIGHLIGHTING,
        created_at=timezone.now(),
        **wording_fields(writers.words.paragraph().text if wordy else ""),
    )


def _places(dice: Random, keys: list[int]) -> Iterator[Place]:
    paragraphs = Paragraph.objects.select_related("edition").in_bulk(keys)
    texts: dict[int, list[str]] = {paragraph.edition_id: [] for paragraph in paragraphs.values()}
    rows = Paragraph.objects.filter(edition__in=[*texts]).order_by("edition", "order")
    for edition, text in rows.values_list("edition", "text"):
        texts[edition].append(text)
    joined = {edition: Paragraph.SEPARATOR.join(parts) for edition, parts in texts.items()}
    for key in keys:
        paragraph = paragraphs[key]
        start, end = dice.choice(paragraph.sentences)
        selector = make_selector(joined[paragraph.edition_id], paragraph.start + start, paragraph.start + end)
        yield Place(paragraph.edition, selector)


def _target(note: Annotation, place: Place) -> Target:
    return Target(annotation=note, edition=place.edition, **asdict(place.selector))


def _attach_themes(dice: Random, notes: list[Annotation], themes: list[Theme]) -> None:
    rows = []
    for note in notes:
        chosen = dice.sample(themes, dice.choice((0, 1, 1, 2)))
        rows += [ThemedAnnotation(tag=theme, content_object=note) for theme in chosen]
        note.drawn_theme = chosen[0] if chosen else None
    ThemedAnnotation.objects.bulk_create(rows)
    Annotation.objects.bulk_update(notes, ["drawn_theme"], batch_size=400)


def _keep_wordings(notes: list[Annotation]) -> None:
    Revision.objects.bulk_create(
        Revision(
            annotation=note,
            number=note.wording,
            body=note.body,
            visibility=note.visibility,
            team=note.team,
            by=note.author,
            at=note.created_at,
        )
        for note in notes
        if note.body
    )


def _tell_of(notes: list[Annotation], places: list[Place], *, followed: bool) -> None:
    room = Room.objects.select_for_update().get(pk=Room.KEY)
    if followed and room.followed_to == room.last_event:
        room.followed_to += len(notes)
    Event.objects.bulk_create(
        Event(
            number=number,
            at=note.created_at,
            actor=note.author,
            verb=Verb.ANNOTATED,
            annotation=note,
            edition=place.edition,
            statement_id=place.edition.statement_id,
            team=note.team,
        )
        for number, (note, place) in enumerate(zip(notes, places, strict=True), room.last_event + 1)
    )
    room.last_event += len(notes)
    room.save(update_fields=["last_event", "followed_to"])
