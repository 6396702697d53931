"""The reading page: an edition's rows with the notes this person may see drawn into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import models
from django.utils.safestring import SafeString

from statements import permissions
from statements.models import Edition, Paragraph, Target, Theme, User
from statements.models.annotation import seen_by
from statements.models.prepared import prepared
from statements.queries.contents import Section, with_notes
from statements.queries.layers import Facts, Layers, People, Sieve
from statements.queries.news import latest_event
from statements.queries.shelf import shelf_of
from statements.text.marks import draw_paragraph
from statements.vocabulary import AnnotationState, BlockKind, Pattern

SECTION_KINDS = (BlockKind.ITEM, BlockKind.HEADING)
FRONT_KINDS = (BlockKind.TITLE, BlockKind.DATELINE)
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
    cards: list[Any] = field(default_factory=list)

    @property
    def count(self) -> str:
        """How many notes, as a template writes it: a number would be formatted for its language, row by row."""
        return str(len(self.keys))


# A target of the edition as the database gives it; ten thousand of them are read for one page, so it stays a tuple:
# key of the note, start, end, key of the theme drawn, what the layers ask (Facts).
_Passage = tuple[Any, ...]
_FACTS = slice(4, 9)
_STATE = 8


class ThemeLine(NamedTuple):
    """A theme of the codebook and how its line is drawn."""

    pk: int
    name: str
    slug: str
    hue: int
    pattern: str


_OUTLINE = attrgetter("address", "number", "incipit", "label", "bar", "strokes", "open_strokes")


@dataclass(slots=True)
class ReadingPage:
    """All that the reading page and its print form show. `front` are the title and date lines before the text; notes
    on them and on the statement as a whole (`whole`, keys) have their cards in `whole_cards`. `latest` is the number of
    the last event here that this person may see.
    """

    edition: Edition
    front: list[Row]
    rows: list[Row]
    contents: list[Section]
    layers: Layers
    sieve: Sieve
    themes: list[ThemeLine]
    whole: list[int]
    latest: int
    whole_cards: list[Any] = field(default_factory=list)

    @property
    def outline(self) -> list[tuple[Any, ...]]:
        """The contents as loose words, because templates find those faster than parts of a thing: address, number,
        incipit, label, bar, strokes, open strokes.
        """
        return list(map(_OUTLINE, self.contents))

    @property
    def shown(self) -> int:
        return self.sieve.total_shown

    @property
    def total(self) -> int:
        return self.sieve.total


def open_reading(user: Any, edition: Edition, layers: Layers | None = None, active: int | None = None) -> ReadingPage:
    """The whole page. The number of queries does not depend on the number of notes or paragraphs."""
    layers = layers or Layers()
    shelf = shelf_of(edition)
    # Asked before anything is read: what happens meanwhile is then news, and nothing is missed.
    latest = latest_event(user, edition)
    passages = _passages(user, edition, layers)
    sieve, shown = _sift(user, layers, passages)
    themes = [ThemeLine(*row) for row in _themes(permissions.visible_themes(user))]
    starts = [(passage[1], passage[_STATE] == AnnotationState.OPEN) for passage in shown if passage[1] is not None]
    rows = _rows(shelf.paragraphs, shown, themes, active)
    body = next((place for place, row in enumerate(rows) if row.kind not in FRONT_KINDS), len(rows))
    return ReadingPage(
        edition=edition,
        front=rows[:body],
        rows=rows[body:],
        contents=with_notes(shelf.sections, starts),
        layers=layers,
        sieve=sieve,
        themes=themes,
        whole=[passage[0] for passage in shown if passage[1] is None],
        latest=latest,
    )


def redraw_rows(
    user: Any, edition: Edition, addresses: Collection[str], layers: Layers | None = None, active: int | None = None
) -> list[Row]:
    """Rows of some paragraphs only, as fragments need them after a note was stored, changed or taken away."""
    layers = layers or Layers()
    paragraphs = [paragraph for paragraph in shelf_of(edition).paragraphs if paragraph.address in addresses]
    if not paragraphs:
        return []
    shown = _passages(user, edition, layers, paragraphs[0].start, paragraphs[-1].end)
    if layers.chosen:
        _sieve, shown = _sift(user, layers, shown)
    themes = [ThemeLine(*row) for row in _themes(permissions.visible_themes(user))]
    return _rows(paragraphs, shown, themes, active)


def _passages(user: Any, edition: Edition, layers: Layers, *span: int) -> list[_Passage]:
    """The edition's targets this person may see, in order of the text. Those of a deleted note stand while others have
    answered it.
    """
    narrowing = Layers(theme=layers.theme, since=layers.since)
    return _targets(seen_by(user, prefix="annotation__"), narrowing, edition.pk, *span)


@prepared
def _targets(
    seen: models.Q, layers: Layers, edition: int, start: int | None = None, end: int | None = None
) -> models.QuerySet[Target, Any]:
    targets = Target.objects.filter(seen, edition=edition).standing().order_by("start", "annotation_id")
    if start is not None:
        targets = targets.filter(start__lt=end, end__gt=start)
    facts = (f"annotation__{name}" for name in ("author_id", "team_id", "visibility", "motivation", "state"))
    return layers.narrow(targets).values_list("annotation_id", "start", "end", "annotation__drawn_theme_id", *facts)


def _sift(user: Any, layers: Layers, passages: list[_Passage]) -> tuple[Sieve, list[_Passage]]:
    """Count the notes (not their passages) by what the layers ask, and keep those the layers show."""
    kinds = Counter({passage[0]: passage[_FACTS] for passage in passages}.values())
    counts = {Facts(*kind): count for kind, count in kinds.items()}
    sieve = Sieve(layers, _people(user, counts), counts)
    if len(sieve.shown) == len(sieve.counts):
        return sieve, passages
    return sieve, [passage for passage in passages if passage[_FACTS] in sieve.shown]


def _people(user: Any, facts: Iterable[Facts]) -> People:
    known = user.is_authenticated
    authors = {fact.author for fact in facts}
    return People(
        me=user.pk if known else None,
        teams={row.team_id: (row.team.slug, row.team.name) for row in user.joined} if known else {},
        authors={key: (username, name or username) for key, username, name in _authors(list(authors))},
    )


@prepared
def _themes(seen: models.Q) -> models.QuerySet[Theme, Any]:
    themes: models.QuerySet[Theme, Any] = Theme.objects.filter(seen).order_by("name")
    return themes.values_list("pk", "name", "slug", "hue", "pattern")


@prepared
def _authors(keys: list[int]) -> models.QuerySet[User, Any]:
    return User.objects.filter(pk__in=keys).order_by().values_list("pk", "username", "name")


def _rows(
    paragraphs: Sequence[Paragraph], passages: list[_Passage], themes: Iterable[ThemeLine], active: int | None
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
                opens_section=paragraph.kind in SECTION_KINDS or paragraph.address == "pre.1",
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
    paragraphs: Sequence[Paragraph], passages: list[_Passage], looks: dict[int, tuple[int, str]]
) -> list[list[Any]]:
    """Hand each passage to the paragraphs it touches; one pass, because both are in order of the text."""
    starts = [paragraph.start for paragraph in paragraphs]
    ends = [paragraph.end for paragraph in paragraphs]
    marks: list[list[Any]] = [[] for _paragraph in paragraphs]
    at = 0
    for key, start, end, theme, *_facts in passages:
        if start is None:
            continue
        mark = (key, start, end, *looks.get(theme, NO_THEME))
        while at < len(ends) and ends[at] <= start:
            at += 1
        touched = at
        while touched < len(starts) and starts[touched] < end:
            marks[touched].append(mark)
            touched += 1
    return marks
