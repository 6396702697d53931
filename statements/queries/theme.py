"""The codebook: themes as a tree, with the notes one may see under each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models

from statements.models import Annotation, Edition, Statement, Theme, ThemedAnnotation
from statements.permissions import Person, visible_themes
from statements.queries.cards import Card, cards_for
from statements.text.tokens import fold

NOTES_A_PAGE = 25
SUGGESTIONS = 8


@dataclass(slots=True)
class Entry:
    """A theme, how many notes one person may see under it, in how many statements, and the themes below it."""

    theme: Theme
    notes: int = 0
    statements: int = 0
    under: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class HoldingStatement:
    statement: Statement
    notes: int


def codebook(user: Person) -> list[Entry]:
    """The themes at the top, by name, each with those below it. Below a theme one may not see means at the top."""
    counts = _counts(user)
    entries = {
        theme.pk: Entry(theme, *counts.get(theme.pk, (0, 0)))
        for theme in Theme.objects.filter(visible_themes(user)).order_by("name")
    }
    top: list[Entry] = []
    for entry in entries.values():
        above = entries.get(entry.theme.parent_id) if entry.theme.parent_id else None
        (above.under if above else top).append(entry)
    return top


def themed_notes(user: Person) -> models.QuerySet[ThemedAnnotation]:
    """Themes on notes this person may see and that nobody deleted, in published editions they may read."""
    editions = Edition.objects.published().visible_to(user)
    notes = Annotation.objects.alive().visible_to(user)
    rows: models.QuerySet[ThemedAnnotation] = ThemedAnnotation.objects.filter(
        content_object__in=notes.values("pk"), content_object__targets__edition__in=editions.values("pk")
    )
    return rows


def statements_under(theme: Theme, user: Person) -> list[HoldingStatement]:
    """The statements in which visible notes carry the theme, with how many, newest statement first."""
    rows = (
        themed_notes(user)
        .filter(tag=theme)
        .values_list("content_object__targets__edition__statement")
        .annotate(notes=models.Count("content_object", distinct=True))
    )
    notes = dict(rows.order_by())
    return [HoldingStatement(statement, notes[statement.pk]) for statement in Statement.objects.filter(pk__in=notes)]


def notes_under(theme: Theme, user: Person, page: Any) -> tuple[Page[int], list[Card]]:
    """One page of the visible notes that carry the theme, newest first: the page of their keys, and their cards."""
    keys = themed_notes(user).filter(tag=theme).values("content_object")
    ordered = Annotation.objects.filter(pk__in=keys).order_by("-created_at", "-pk").values_list("pk", flat=True)
    found = Paginator(ordered, NOTES_A_PAGE).get_page(page)
    cards = cards_for(user, list(found))
    return found, [cards[key] for key in found]


def suggested_themes(user: Person, words: str) -> list[Theme]:
    """Themes whose name has these letters, in any script and without regard to case or marks; those that begin with
    them first. Without words the first of the codebook.
    """
    wanted = fold(words).strip()
    ranked: dict[int, list[Theme]] = defaultdict(list)
    for theme in Theme.objects.filter(visible_themes(user)).order_by("name"):
        name = fold(theme.name)
        if wanted in name:
            ranked[0 if name.startswith(wanted) else 1 if f" {wanted}" in name else 2].append(theme)
    return [theme for rank in sorted(ranked) for theme in ranked[rank]][:SUGGESTIONS]


def _counts(user: Person) -> dict[int, tuple[int, int]]:
    rows = (
        themed_notes(user)
        .values_list("tag")
        .annotate(
            notes=models.Count("content_object", distinct=True),
            statements=models.Count("content_object__targets__edition__statement", distinct=True),
        )
        .order_by()
    )
    return {theme: (notes, statements) for theme, notes, statements in rows}
