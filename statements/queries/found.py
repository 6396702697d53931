"""The places found: passages of texts, best or in their order, and notes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from statements.models import Annotation, IndexEntry, Paragraph, Reply, Target
from statements.queries.collection import Held
from statements.text import markdown
from statements.text.excerpt import excerpt
from statements.text.marks import draw_found
from statements.text.query import Query, Term, places
from statements.vocabulary import EditionState

if TYPE_CHECKING:
    from statements.permissions import Person

SHOWN_PASSAGES = 3  # of one text, until it is asked for alone
MOST_PASSAGES = 300  # of one text asked for alone
RANKED = 1_000  # the newest places that are compared
SHOWN_NOTES = 10
NOTE_SIZE = 6_000  # code points of a note's body that an excerpt is looked for in


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that was found: where it is, and an excerpt with the words marked."""

    address: str
    href: str
    kind: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text with its passages in their order; `rest` is how many more it has than are shown."""

    text: Held
    href: str
    places: int
    passages: Sequence[Passage]
    rest: int


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note (or, with `in_reply`, an answer to it) that holds the words. `passage` are the words it is about."""

    uuid: UUID
    by: str
    at: datetime
    visibility: str
    team: str
    in_reply: bool
    html: SafeString
    passage: str
    statement: str
    href: str


def found_texts(query: Query, page: Sequence[Held], counts: dict[int, int], *, whole: bool) -> list[FoundText]:
    """The texts of one page of results with their passages. Two queries, however many texts."""
    most = MOST_PASSAGES if whole else SHOWN_PASSAGES
    rows = (
        IndexEntry.objects.matching(query)
        .filter(edition__in=[text.key for text in page])
        .order_by("edition", "paragraph__order")
        .values_list("edition", "paragraph")
        .distinct()
    )
    chosen = {edition: [key for _edition, key in group][:most] for edition, group in groupby(rows, key=itemgetter(0))}
    keys = [key for group in chosen.values() for key in group]
    paragraphs = Paragraph.objects.filter(pk__in=keys).only("address", "kind", "text").in_bulk()
    return [
        FoundText(
            text=text,
            href=address_of(text),
            places=counts[text.key],
            passages=[_passage(paragraphs[key], text, query) for key in chosen.get(text.key, ()) if key in paragraphs],
            rest=max(counts[text.key] - most, 0),
        )
        for text in page
    ]


def address_of(text: Held) -> str:
    """The page of the text: by the shortest address that leads to this edition."""
    if not text.is_current:
        return reverse("edition", args=[text.slug, text.language, text.number])
    if not text.is_main_language:
        return reverse("statement_language", args=[text.slug, text.language])
    return reverse("statement", args=[text.slug])


def _passage(paragraph: Paragraph, text: Held, query: Query) -> Passage:
    piece = excerpt(paragraph.text, places(paragraph.text, query, text.language))
    return Passage(
        address=paragraph.address,
        href=f"{address_of(text)}#p{paragraph.address}",
        kind=paragraph.kind,
        html=draw_found(piece.text, piece.spans),
    )


def rank(query: Query, found: Sequence[Held], counts: dict[int, int]) -> tuple[list[Held], int]:
    """The texts of the newest RANKED places by their best paragraph, and how many places were compared.

    Okapi BM25 (Robertson and others, 1994; k1 = 1.2, b = 0.75) over the words of the query, with the compared places
    for the collection: computed here, because the engines rank differently.
    """
    newest: list[Held] = []
    compared = 0
    for text in found:
        if compared >= RANKED:
            break
        newest.append(text)
        compared += counts[text.key]
    rows = list(
        IndexEntry.objects.matching(query)
        .filter(edition__in=[text.key for text in newest])
        .values_list("edition", "words", "stems")
    )
    best: dict[int, float] = {}
    for edition, score in _scores(query, rows):
        best[edition] = max(best.get(edition, 0.0), score)
    return sorted(newest, key=lambda text: -best.get(text.key, 0.0)), compared


def _scores(query: Query, rows: Sequence[tuple[int, str, str]]) -> list[tuple[int, float]]:
    spaced = [(edition, f" {words} ", f" {stems} ") for edition, words, stems in rows]
    lengths = [words.count(" ") for _edition, words, _stems in spaced]
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    times = [[_times(term, words, stems) for _edition, words, stems in spaced] for term in query.wanted]
    weights = [math.log(1 + len(rows) / (1 + sum(map(bool, counted)))) for counted in times]
    return [
        (
            row[0],
            sum(
                weight * counted[place] * 2.2 / (counted[place] + 1.2 * (0.25 + 0.75 * lengths[place] / mean))
                for weight, counted in zip(weights, times, strict=True)
            ),
        )
        for place, row in enumerate(rows)
    ]


def _times(term: Term, words: str, stems: str) -> int:
    """How often the term stands in the words of an entry; another form of it counts as once."""
    phrase = " " + " ".join(term.words) + ("" if term.prefix else " ")
    exactly = words.count(phrase)
    return exactly or int(any(f" {stem} " in stems for stem in term.stems))


def found_notes(user: Person, query: Query, among: Sequence[Held] | None) -> tuple[list[FoundNote], int]:
    """The newest notes this person may see that hold the words (in themselves or in a reply), and how many there are.

    `among`: only notes on these texts. Notes on withdrawn editions are found by their authors alone.
    """
    standing = Q(targets__edition__state=EditionState.PUBLISHED)
    if user.is_authenticated:
        standing |= Q(author=user.pk)
    visible = Annotation.objects.visible_to(user).alive().filter(standing)
    if among is not None:
        visible = visible.filter(targets__edition__in=[text.key for text in among])
    rows = list(
        IndexEntry.objects.matching(query)
        .filter(annotation__in=visible.order_by().values("pk"))
        .order_by("-annotation__created_at", "-annotation", "reply", "part")
        .values_list("annotation", "reply")
    )
    first: dict[int, int | None] = {}
    for annotation, reply in sorted(rows, key=lambda row: row[1] or 0):
        first.setdefault(annotation, reply)
    newest = list(dict.fromkeys(annotation for annotation, _reply in rows))
    return _notes({key: first[key] for key in newest[:SHOWN_NOTES]}, query), len(newest)


def _notes(first: dict[int, int | None], query: Query) -> list[FoundNote]:
    """The notes with these keys, each with the reply that holds the words, or None where the note itself does."""
    notes = Annotation.objects.select_related("author", "team").in_bulk(list(first))
    replies = Reply.objects.select_related("author").in_bulk([key for key in first.values() if key is not None])
    targets: dict[int, Target] = {}
    passages = Target.objects.placed().filter(annotation__in=list(first)).order_by("annotation", "passage", "-edition")
    for target in passages.select_related("edition__statement"):
        targets.setdefault(target.annotation_id, target)
    return [
        _note(notes[key], replies.get(reply or 0), targets.get(key), query)
        for key, reply in first.items()
        if key in notes
    ]


def _note(note: Annotation, reply: Reply | None, target: Target | None, query: Query) -> FoundNote:
    said: Any = reply or note
    words = markdown.plain(said.body, NOTE_SIZE)
    piece = excerpt(words, places(words, query, ""))
    return FoundNote(
        uuid=note.uuid,
        by=str(said.author),
        at=said.created_at,
        visibility=note.visibility,
        team=note.team.name if note.team else "",
        in_reply=reply is not None,
        html=draw_found(piece.text, piece.spans),
        passage=excerpt(target.exact, [], size=120).text if target else "",
        statement=target.edition.title if target else "",
        href=reverse("annotation", args=[note.uuid]),
    )
