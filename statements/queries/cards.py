"""Notes as the margin shows them: everything a card says, worked out once, so that templates only write it down."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from statements import permissions
from statements.models import Annotation, Edition, Paragraph, Reply, Target, ThemedAnnotation
from statements.models.annotation import seen_by
from statements.models.prepared import prepared
from statements.queries.shelf import shelf_of
from statements.text import markdown
from statements.text.languages import html_lang
from statements.vocabulary import AnnotationState, Motivation, Relation, TargetState, Visibility

LEMMA = 76  # code points of a lemma; longer passages show their first and last words
FIRST_WORDS = 160  # code points of a body in a stack
AUDIENCE_ICONS = {Visibility.PRIVATE: "lock", Visibility.TEAM: "team", Visibility.ROOM: "room"}
RELATIONS = {word.value: word.label for word in Relation}

# A passage as the database gives it: its number in the note, start, end, words.
_Words = tuple[Any, ...]
_start = attrgetter("start")


@dataclass(slots=True)
class ShownTheme:
    name: str
    address: str
    hue: int
    pattern: str


@dataclass(slots=True)
class ShownPassage:
    """A passage of a note: its words, cut to a lemma, and where they stand. `href` leads to the paragraph."""

    number: int
    edition: int
    start: int | None
    end: int | None
    lemma: str
    lang: str
    address: str
    href: str
    title: str
    year: str
    state: str = ""


@dataclass(slots=True)
class Card:
    """One note for one person. Its permissions are those of this person; of a deleted note only the passage is left."""

    key: int
    uuid: UUID
    href: str
    author_id: int
    team_id: int | None
    visibility: str
    deleted_at: datetime | None
    motivation: str
    by: str
    initials: str
    at: datetime
    iso: str
    when: str
    edited: bool
    body: SafeString
    first_words: str
    relation: str
    wording: int
    state: str
    state_label: str
    audience_icon: str
    audience: str
    replies: int
    replies_label: str
    anchor: int = 0
    number: int = 0  # in print, where the numbers of notes run on through the text; else 0
    passages: list[ShownPassage] = field(default_factory=list)
    themes: list[ShownTheme] = field(default_factory=list)
    is_late: bool = False  # written or changed after the edition it is shown on was replaced
    may_edit: bool = False
    may_delete: bool = False
    may_reply: bool = False
    may_resolve: bool = False

    @property
    def needs_a_look(self) -> bool:
        """Whether a place of it is only a proposal: the words there are not those the note was written on."""
        return any(passage.state == TargetState.NEEDS_A_LOOK for passage in self.passages)

    @property
    def lemma(self) -> str:
        return self.passages[0].lemma if self.passages else ""

    @property
    def lang(self) -> str:
        return self.passages[0].lang if self.passages else ""

    @property
    def is_pair(self) -> bool:
        return len(self.passages) > 1

    @property
    def is_brief(self) -> bool:
        """A highlight that says nothing: no words, no answers, one passage."""
        return not (self.first_words or self.replies or self.is_pair or self.deleted_at)


def cards_for(user: Any, keys: Collection[int], *, edition: Edition | None = None) -> dict[int, Card]:
    """The cards of these notes, in four queries (five when one has a passage elsewhere), as far as this person may see
    them.

    With an edition, passages in it come first and those it was carried to or from elsewhere are left out.
    """
    rows = _notes(seen_by(user), list(keys))
    answers = Counter(key for (key,) in _answers(list(keys)))
    this_year = timezone.localtime().year
    cards = {row[0]: _card(row, answers[row[0]], this_year) for row in rows}
    for key, theme in _themes(cards):
        cards[key].themes.append(theme)
    for key, passages in (passages_in(edition, cards) if edition else passages_of(cards)).items():
        cards[key].passages = passages
    for card in cards.values():
        _allow(user, card)
    if edition and edition.replaced_by:
        replaced_at = edition.replaced_by.published_at
        for row in rows:
            cards[row[0]].is_late = (row[8] or row[7]) > replaced_at  # edited, else written
    return cards


@prepared
def _notes(seen: models.Q, keys: Collection[int]) -> models.QuerySet[Annotation, Any]:
    return Annotation.objects.filter(seen, pk__in=keys).values_list(
        *("pk", "uuid", "author_id", "team_id", "visibility", "deleted_at", "motivation", "created_at", "edited_at"),
        *("body", "body_html", "body_html_version", "relation", "wording", "state"),
        *("author__name", "author__username", "team__name"),
    )


@prepared
def _answers(keys: Collection[int]) -> models.QuerySet[Reply, Any]:
    return Reply.objects.alive().filter(annotation__in=keys).order_by().values_list("annotation_id")


def card_of_new(user: Any, note: Annotation, edition: Edition, target: Target) -> Card:
    """The card of a note this person has just written on one passage of `edition`: one query, for its themes, instead
    of four, because nobody can have answered yet.
    """
    team = note.team.name if note.team else None
    row = (
        *(note.pk, note.uuid, note.author_id, note.team_id, note.visibility, note.deleted_at, note.motivation),
        *(note.created_at, note.edited_at, note.body, note.body_html, note.body_html_version, note.relation),
        *(note.wording, note.state, user.name, user.username, team),
    )
    card = _card(row, 0, timezone.localtime().year)
    card.themes = [theme for _key, theme in _themes([note.pk])]
    card.passages = [_home(edition)((1, target.start, target.end, target.exact, target.state))]
    _allow(user, card)
    return card


def _allow(user: Any, card: Card) -> None:
    if card.deleted_at is None:
        card.may_edit = permissions.can(user, "edit_annotation", card)
        card.may_delete = permissions.can(user, "delete_annotation", card)
        card.may_reply = permissions.can(user, "reply", card)
        card.may_resolve = permissions.can(user, "resolve", card)


def passages_in(edition: Edition, keys: Collection[int]) -> dict[int, list[ShownPassage]]:
    """As `passages_of`, for one edition, whose paragraphs need not be asked for again."""
    here: defaultdict[int, list[_Words]] = defaultdict(list)
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    for key, place, *words in _places(list(keys)):
        numbers[key].add(words[0])
        if place == edition.pk and words[-1] != TargetState.LEFT_BEHIND:
            here[key].append(tuple(words))
    elsewhere = [key for key, all_of_it in numbers.items() if len(here[key]) < len(all_of_it)]
    at_home = _home(edition)
    found = {key: list(map(at_home, words)) for key, words in here.items() if words}
    return found | passages_of(elsewhere, edition) if elsewhere else found


@prepared
def _places(keys: Collection[int]) -> models.QuerySet[Target, Any]:
    return (
        Target.objects.filter(annotation__in=keys)
        .order_by("annotation", "passage")
        .values_list("annotation_id", "edition_id", "passage", "start", "end", "exact", "state")
    )


def _home(edition: Edition) -> Callable[[_Words], ShownPassage]:
    """Makes passages of one edition; what they have in common is worked out once."""
    statement = edition.statement
    paragraphs = shelf_of(edition).paragraphs
    root = _edition_address(statement.slug, edition.language, edition.number)
    lang = html_lang(edition.language)
    year = str(statement.date.year) if statement.date else _("undated")

    def passage(words: _Words) -> ShownPassage:
        number, start, end, exact, state = words
        place = bisect_right(paragraphs, start, key=_start) - 1 if start is not None else -1
        address = paragraphs[place].address if place >= 0 else ""
        href = f"{root}#p{address}" if address else root
        lemma = shorten(exact)
        return ShownPassage(number, edition.pk, start, end, lemma, lang, address, href, statement.title, year, state)

    return passage


def passages_of(keys: Collection[int], edition: Edition | None = None) -> dict[int, list[ShownPassage]]:
    """The passages of notes, each note's in the order of its passages; of a passage that stands in several editions
    the one in `edition`, else the newest that is published.
    """
    holding = (
        Paragraph.objects.filter(edition=models.OuterRef("edition"), start__lte=models.OuterRef("start"))
        .order_by("-start")
        .values("address")
    )
    rows = (
        Target.objects.placed()
        .filter(annotation__in=list(keys))
        .order_by("annotation", "passage", "-edition__state", "pk")  # withdrawn ones first: the last one counts
        .values_list(
            *("annotation_id", "passage", "edition_id", "start", "end", "exact", models.Subquery(holding[:1])),
            *("edition__language", "edition__number", "edition__statement__slug", "edition__statement__title"),
            *("edition__statement__date", "state"),
        )
    )
    found: defaultdict[int, dict[int, ShownPassage]] = defaultdict(dict)
    home = edition.pk if edition else None
    for key, number, place, start, end, exact, address, language, edition_number, slug, title, day, state in rows:
        earlier = found[key].get(number)
        if earlier and earlier.edition == home:
            continue
        href = (
            f"{_edition_address(slug, language, edition_number)}#p{address}"
            if address
            else _edition_address(slug, language, edition_number)
        )
        found[key][number] = ShownPassage(
            number=number,
            edition=place,
            start=start,
            end=end,
            lemma=shorten(exact),
            lang=html_lang(language),
            address=address or "",
            href=href,
            title=title,
            year=str(day.year) if day else _("undated"),
            state=state,
        )
    return {key: list(passages.values()) for key, passages in found.items()}


def shorten(words: str, limit: int = LEMMA) -> str:
    """The words in one line; a long passage as its first and last words with an ellipsis between."""
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    head, tail = line[: limit * 3 // 5], line[-limit * 2 // 5 :]
    head = head.rpartition(" ")[0] or head
    tail = tail.partition(" ")[2] or tail
    return f"{head.rstrip(' ,;:')} … {tail}"


def audience_label(visibility: str, team: str | None) -> str:
    """Who sees a note, in words."""
    if visibility == Visibility.TEAM:
        return team or ""
    return str(Visibility(visibility).label)


def _edition_address(slug: str, language: str, number: int) -> str:
    return f"{_statements_root()}{slug}/{language}/{number}/"


def _statements_root() -> str:
    # Resolved addresses take 30 µs each; this page may need a hundred of them.
    return reverse("library") + "statements/"


def _card(row: Sequence[Any], replies: int, this_year: int) -> Card:
    (key, uuid, author, team, visibility, deleted_at, motivation, created_at, edited_at) = row[:9]
    (body, html, version, relation, wording, state, name, username, team_name) = row[9:]
    shown = body if deleted_at is None else ""
    at = timezone.localtime(created_at)
    return Card(
        key=key,
        uuid=uuid,
        href=f"/annotations/{uuid}/",
        author_id=author,
        team_id=team,
        visibility=visibility,
        deleted_at=deleted_at,
        motivation=motivation,
        by=name or username,
        initials=_initials(name or username),
        at=at,
        iso=at.isoformat(),
        when=_day(at.date(), "j M" if at.year == this_year else "j M Y", get_language()),
        edited=edited_at is not None,
        body=markdown.stored(shown, html=html, version=version),
        first_words=markdown.plain(shown, FIRST_WORDS) if shown else "",
        relation=str(RELATIONS.get(relation, "")) if deleted_at is None else "",
        wording=wording,
        state="" if deleted_at else state,
        state_label=_state_label(motivation, state) if deleted_at is None else "",
        audience_icon=AUDIENCE_ICONS[Visibility(visibility)],
        audience=audience_label(visibility, team_name),
        replies=replies,
        replies_label=ngettext("{n} reply", "{n} replies", replies).format(n=replies) if replies else "",
    )


@lru_cache(maxsize=1_024)
def _day(day: date, form: str, _language: str | None) -> str:
    """Many notes of a page are of few days."""
    return str(date_format(day, form))


def _state_label(motivation: str, state: str) -> str:
    if state == AnnotationState.RESOLVED:
        return _("Resolved")
    return _("Open question") if motivation == Motivation.QUESTIONING else ""


def _initials(name: str) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


def _themes(keys: Iterable[int]) -> Iterable[tuple[int, ShownTheme]]:
    for key, name, slug, hue, pattern in _themed(list(keys)):
        yield key, ShownTheme(name, f"/themes/{slug}/", hue, pattern)


@prepared
def _themed(keys: Collection[int]) -> models.QuerySet[ThemedAnnotation, Any]:
    themed: models.QuerySet[ThemedAnnotation, Any] = ThemedAnnotation.objects.filter(content_object__in=keys)
    return themed.order_by("pk").values_list("content_object_id", "tag__name", "tag__slug", "tag__hue", "tag__pattern")
