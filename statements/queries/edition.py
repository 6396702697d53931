"""Which edition an address means."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from django.db import models

from statements.models import Edition, Reference, Statement, StatementParty
from statements.models.prepared import prepared


def find_edition(user: Any, slug: str, language: str = "", number: int | None = None) -> Edition:
    """The edition an address names: with a number that one, else the current one of the language, else of the main
    language. Where none is published any more, the last one withdrawn (whose page answers 410).

    A statement that was renamed is found by its old slug too; then the edition's statement has another slug.
    Raises Edition.DoesNotExist when there is none this person may read.
    """
    editions = Edition.objects.visible_to(user).select_related("statement").order_by("-number")
    held = list(editions.filter(statement__slug=slug)) or list(editions.filter(statement__redirects__slug=slug))
    chain = [
        one for one in held if one.language == (language or one.statement.language) and number in (None, one.number)
    ]
    edition = next((one for one in chain if one.is_published), chain[0] if chain else None)
    if edition is None:
        raise Edition.DoesNotExist(f"{slug} {language} {number}")
    return edition


def parties_of(statement: Statement) -> list[str]:
    """Names, in the order of the title."""
    return [name for (name,) in _parties(statement.pk)]


@prepared
def _parties(statement: int) -> models.QuerySet[StatementParty, Any]:
    return StatementParty.objects.filter(statement=statement).order_by("order").values_list("party__name")


def said_of(edition: Edition) -> tuple[Any, ...]:
    """Every column of an edition and its statement, and the instrument a digest is of. What shows nothing else can be
    kept as long as these are the same. (Paragraphs, signatories and references of an edition never change.)
    """
    statement, digested = edition.statement, edition.statement.digest_of
    things = (edition, statement, *([digested, digested.statement] if digested else []))
    return tuple(getattr(one, field.attname) for one in things if one for field in one._meta.concrete_fields)


def chains(user: Any, statement: Statement) -> models.QuerySet[Edition]:
    """Every edition of a statement this person may read, newest of each language first."""
    return (
        Edition.objects.visible_to(user)
        .filter(statement=statement)
        .select_related("published_by", "withdrawn_by")
        .order_by("language", "-number")
    )


def references_with_addresses(edition: Edition) -> list[tuple[str, Reference]]:
    """The references of an edition in the order of the text, each with the address of the paragraph it stands in."""
    places = list(edition.paragraphs.values_list("start", "address"))
    starts = [start for start, _address in places]
    references = edition.references.select_related("instrument__statement")
    return [(places[bisect_right(starts, reference.start) - 1][1], reference) for reference in references]
