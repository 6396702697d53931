"""What there is to compare with: for the form that names two texts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from statements.models import Edition, Statement

OFFERED = 12  # statements found by words of their title
RECENT = 60  # offered while typing


def found_by_words(user: Any, words: str) -> list[Statement]:
    """Statements this person may read whose title or address has all the words, the newest first."""
    asked = Q()
    for word in words.replace("/", " ").split()[:8]:
        asked &= Q(title__icontains=word) | Q(slug__icontains=word)
    return list(Statement.objects.visible_to(user).filter(asked)[:OFFERED]) if words.strip() else []


def recent(user: Any) -> list[Statement]:
    """Statements by date, the newest first, for a list one may choose from while typing."""
    return list(Statement.objects.visible_to(user)[:RECENT])


def editions_to_choose(user: Any, edition: Edition) -> list[Edition]:
    """The other published editions of its statement, of any language."""
    editions = Edition.objects.published().visible_to(user).filter(statement=edition.statement_id)
    return list(editions.exclude(pk=edition.pk).select_related("statement").order_by("language", "-number"))
