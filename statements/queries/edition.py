"""Which edition an address means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import models

from statements import permissions
from statements.models import Edition, Reference, Statement, StatementParty
from statements.models.prepared import prepared
from statements.vocabulary import ReferenceState


def find_edition(user: Any, slug: str, language: str = "", number: int | None = None) -> Edition:
    """The edition an address names: with a number that one, else the current one of the language, else of the main
    language. Where none is published any more, the last one withdrawn (whose page answers 410).

    A statement that was renamed is found by its old slug too; then the edition's statement has another slug.
    Raises Edition.DoesNotExist when there is none this person may read.
    """
    readable = permissions.visible_editions(user)
    held = [_edition(row) for row in _held(readable, slug) or _held_before(readable, slug)]
    chain = tuple(one for one in held if one.language == (language or one.statement.language))
    meant = [one for one in chain if number in (None, one.number)]
    edition = next((one for one in meant if one.is_published), meant[0] if meant else None)
    if edition is None:
        raise Edition.DoesNotExist(f"{slug} {language} {number}")
    edition.chain = chain
    return edition


@prepared
def _held(readable: models.Q, slug: str) -> models.QuerySet[Edition, Any]:
    editions = Edition.objects.filter(readable, statement__slug=slug).order_by("-number")
    return editions.values_list(*_columns(Edition), *(f"statement__{name}" for name in _columns(Statement)))


@prepared
def _held_before(readable: models.Q, slug: str) -> models.QuerySet[Edition, Any]:
    editions = Edition.objects.filter(readable, statement__redirects__slug=slug).order_by("-number")
    return editions.values_list(*_columns(Edition), *(f"statement__{name}" for name in _columns(Statement)))


def _edition(row: Sequence[Any]) -> Edition:
    own = _columns(Edition)
    edition = Edition.from_db(None, own, row[: len(own)])
    edition.statement = Statement.from_db(None, _columns(Statement), row[len(own) :])
    return edition


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


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
    return tuple(getattr(one, name) for one in things if one for name in _columns(type(one)))


def chains(user: Any, statement: Statement) -> list[Edition]:
    """Every edition of a statement this person may read, newest of each language first, each knowing its chain."""
    editions = list(
        Edition.objects.visible_to(user)
        .filter(statement=statement)
        .select_related("published_by", "withdrawn_by", "returns_to", "statement")
        .order_by("language", "-number")
    )
    for edition in editions:
        edition.chain = tuple(one for one in editions if one.language == edition.language)
    return editions


def hide_digested(user: Any, statement: Statement) -> None:
    """A digest of a statement this person may not read is, for them, the digest of one that is not held."""
    digested = statement.digest_of
    if digested and digested.statement and not _held(permissions.visible_editions(user), digested.statement.slug):
        digested.statement = None


def references_with_addresses(user: Any, edition: Edition) -> list[tuple[str, Reference]]:
    """The references of an edition in the order of the text, each with the address of the paragraph it stands in. To a
    statement this person may not read they are as to one that is not held.
    """
    places = list(edition.paragraphs.values_list("start", "address"))
    starts = [start for start, _address in places]
    references = list(edition.references.select_related("instrument__statement"))
    named = {one.instrument.statement_id for one in references if one.instrument}
    readable = Edition.objects.visible_to(user).filter(statement__in=named - {None})
    held = {None, *readable.order_by().values_list("statement", flat=True)}
    for reference in references:
        if reference.instrument and reference.instrument.statement_id not in held:
            reference.instrument.statement, reference.state = None, ReferenceState.NOT_HELD
    return [(places[bisect_right(starts, reference.start) - 1][1], reference) for reference in references]
