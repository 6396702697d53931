"""The reading page: an edition's rows with the notes this person may see drawn into them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.safestring import SafeString

from statements.models import Edition, Event, Membership, Paragraph, Target, Theme, User
from statements.queries.contents import Section, sections, with_notes
from statements.queries.layers import Facts, Layers, People, Sieve
from statements.text.marks import draw_paragraph
from statements.vocabulary import AnnotationState, BlockKind, Pattern

FRONT_KINDS = (BlockKind.TITLE, BlockKind.DATELINE)
SECTION_KINDS = (BlockKind.ITEM, BlockKind.HEADING, BlockKind.PREAMBLE)
NO_THEME = (0, Pattern.SPARSE.value)


@dataclass(slots=True)
class Row:
    """One paragraph as a page shows it. `keys` are its notes in reading order, `anchors` where their cards stand."""

    address: str
    kind: str
    marker: str
    start: int
    end: int
    html: SafeString
    keys: list[int]
    anchors: dict[int, int]
    sentences: range
    opens_section: bool = False
    begins_signatures: bool = False
    ends_signatures: bool = False
    current: bool = False
    cards: list[Any] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.keys)


@dataclass(slots=True)
class Passage:
    """A target of the edition: the note it belongs to and what the layers ask of that note."""

    key: int
    start: int | None
    end: int | None
    theme: int | None
    facts: Facts


@dataclass(slots=True)
class ReadingPage:
    """All that the reading page and its print form show. `front` are the title and date lines before the text; notes on
    them and on the statement as a whole (`whole`, keys) have their cards in `whole_cards`. `latest` is the number of the
    last event here that this person may see.
    """

    edition: Edition
    front: list[Row]
    rows: list[Row]
    contents: list[Section]
    layers: Layers
    sieve: Sieve
    themes: list[Theme]
    whole: list[int]
    latest: int
    whole_cards: list[Any] = field(default_factory=list)

    @property
    def shown(self) -> int:
        return self.sieve.total_shown

    @property
    def total(self) -> int:
        return self.sieve.total


def open_reading(user: Any, edition: Edition, layers: Layers | None = None, active: int | None = None) -> ReadingPage:
    """The whole page. The number of queries does not depend on the number of notes or paragraphs."""
    layers = layers or Layers()
    paragraphs = list(edition.paragraphs.all())
    passages = list(_passages(user, edition, layers))
    sieve, shown = _sift(user, layers, passages)
    themes = list(Theme.objects.all())
    contents = sections(paragraphs, edition.self_name)
    starts = [(p.start, p.facts.state == AnnotationState.OPEN) for p in shown if p.start is not None]
    rows = _rows(paragraphs, shown, themes, active)
    body = next((place for place, row in enumerate(rows) if row.kind not in FRONT_KINDS), len(rows))
    return ReadingPage(
        edition=edition,
        front=rows[:body],
        rows=rows[body:],
        contents=with_notes(contents, starts),
        layers=layers,
        sieve=sieve,
        themes=themes,
        whole=[passage.key for passage in shown if passage.start is None],
        latest=latest_event(user, edition),
    )


def latest_event(user: Any, edition: Edition) -> int:
    """Number of the last event about this edition that the person may see; 0 when there is none."""
    events = Event.objects.visible_to(user).filter(edition=edition).order_by("-number")
    return events.values_list("number", flat=True).first() or 0


def redraw_rows(
    user: Any, edition: Edition, addresses: Collection[str], layers: Layers | None = None, active: int | None = None
) -> list[Row]:
    """Rows of some paragraphs only, as fragments need them after a note was stored, changed or taken away."""
    layers = layers or Layers()
    paragraphs = list(edition.paragraphs.filter(address__in=list(addresses)))
    if not paragraphs:
        return []
    first, last = paragraphs[0].start, max(paragraph.end for paragraph in paragraphs)
    touching = models.Q(start__lt=last, end__gt=first)
    passages = list(_passages(user, edition, layers, touching))
    _sieve, shown = _sift(user, layers, passages)
    keys = {passage.theme for passage in shown}
    return _rows(paragraphs, shown, Theme.objects.filter(pk__in=keys - {None}), active)


def addresses_between(edition: Edition, start: int, end: int) -> list[str]:
    """Addresses of the paragraphs that a passage touches."""
    paragraphs = edition.paragraphs.filter(start__lt=end).only("address", "start", "text")
    return [paragraph.address for paragraph in paragraphs if paragraph.end > start]


def _passages(
    user: Any, edition: Edition, layers: Layers, where: models.Q | None = None
) -> Iterable[Passage]:
    """The edition's targets this person may see, in order of the text. """
    targets = Target.objects.filter(edition=edition).visible_to(user).standing().order_by("start", "annotation_id")
    targets = layers.narrow(targets if where is None else targets.filter(where))
    columns = ("author_id", "team_id", "visibility", "motivation", "state")
    rows = targets.values_list(
        "annotation_id", "start", "end", "annotation__drawn_theme_id", *(f"annotation__{name}" for name in columns)
    )
    for key, start, end, theme, *facts in rows:
        yield Passage(key, start, end, theme, Facts(*facts))


def _sift(user: Any, layers: Layers, passages: list[Passage]) -> tuple[Sieve, list[Passage]]:
    """Count the notes (not their passages) by what the layers ask, and keep those the layers show."""
    facts = {passage.key: passage.facts for passage in passages}
    sieve = Sieve(layers, _people(user, facts.values()), facts.values())
    if len(sieve.shown) == len(sieve.counts):
        return sieve, passages
    return sieve, [passage for passage in passages if passage.facts in sieve.shown]


def _people(user: Any, facts: Iterable[Facts]) -> People:
    authors = {fact.author for fact in facts}
    names = User.objects.filter(pk__in=authors).values_list("pk", "username", "name")
    teams: dict[int, tuple[str, str]] = {}
    if user.is_authenticated:
        rows = Membership.objects.filter(user=user).values_list("team_id", "team__slug", "team__name")
        teams = {team: (slug, name) for team, slug, name in rows}
    return People(
        me=user.pk if user.is_authenticated else None,
        teams=teams,
        authors={key: (username, name or username) for key, username, name in names},
    )


def _rows(
    paragraphs: Sequence[Paragraph], passages: list[Passage], themes: Iterable[Theme], active: int | None
) -> list[Row]:
    looks = {theme.pk: (theme.hue, theme.pattern) for theme in themes}
    marks = _marks_by_paragraph(paragraphs, passages, looks)
    rows: list[Row] = []
    for paragraph, own in zip(paragraphs, marks, strict=True):
        drawn = draw_paragraph(
            paragraph.text,
            start=paragraph.start,
            address=paragraph.address,
            sentences=paragraph.sentences,
            marks=own,
            active=active,
        )
        rows.append(
            Row(
                address=paragraph.address,
                kind=paragraph.kind,
                marker=paragraph.marker,
                start=paragraph.start,
                end=paragraph.end,
                html=drawn.html,
                keys=drawn.keys,
                anchors=drawn.anchors,
                sentences=range(1, len(paragraph.sentences) + 1),
                opens_section=paragraph.kind in SECTION_KINDS,
            )
        )
    _frame_signatures(rows)
    return rows


def _frame_signatures(rows: list[Row]) -> None:
    """Those who signed side by side stand side by side."""
    signed = [row.kind == BlockKind.SIGNATURE for row in rows]
    for place, row in enumerate(rows):
        row.begins_signatures = signed[place] and not (place and signed[place - 1])
        row.ends_signatures = signed[place] and not (place + 1 < len(rows) and signed[place + 1])


def _marks_by_paragraph(
    paragraphs: Sequence[Paragraph], passages: list[Passage], looks: dict[int, tuple[int, str]]
) -> list[list[Any]]:
    """Hand each passage to the paragraphs it touches; one pass, because both are in order of the text."""
    starts = [paragraph.start for paragraph in paragraphs]
    ends = [paragraph.end for paragraph in paragraphs]
    marks: list[list[Any]] = [[] for _paragraph in paragraphs]
    for passage in passages:
        start, end = passage.start, passage.end
        if start is None or end is None:
            continue
        hue, pattern = looks.get(passage.theme, NO_THEME) if passage.theme else NO_THEME
        mark = (passage.key, start, end, hue, pattern)
        at = max(bisect_right(starts, start) - 1, 0)
        while at < len(starts) and starts[at] < end:
            if ends[at] > start:
                marks[at].append(mark)
            at += 1
    return marks
