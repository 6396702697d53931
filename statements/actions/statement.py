"""Statements: opened with their first edition, their metadata corrected at any time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from statements.actions.about import About, PartyName
from statements.actions.event import record
from statements.models import Instrument, Party, Statement, StatementParty, StatementRedirect, User
from statements.vocabulary import Verb

SHORT_TITLE = 60  # characters of an address after its date
_EMPTY_WORDS = {
    *("a", "an", "and", "the", "of", "on", "in", "to", "for", "by", "with", "between", "at", "from", "s", "its"),
    *("de", "la", "le", "les", "des", "du", "et", "sur", "del", "el", "los", "las", "sobre", "y", "der", "die", "und"),
    *("peoples", "people", "republic", "federation", "state", "kingdom"),
}
CORRECTABLE = {
    *("slug", "title", "kind", "place", "date_signed", "date_published", "language", "parties", "topics", "digest_of")
}


class AddressTaken(Exception):
    """Another statement has, or had, that address."""

    def __str__(self) -> str:
        return _("Another statement has or had this address. Nothing was changed; choose another address.")


def open_statement(*, about: About, digest_of: Instrument | None) -> Statement:
    """Make the statement of a first edition, inside the caller's transaction; the edition's event tells of it."""
    signed, published = as_date(about["date_signed"]), as_date(about["date_published"])
    statement = Statement.objects.create(
        slug=free_address(title=about["title"], day=signed or published, kind=about["kind"], parties=about["parties"]),
        title=about["title"],
        kind=about["kind"],
        place=about["place"],
        date_signed=signed,
        date_published=published,
        language=about["language"],
        digest_of=digest_of,
    )
    _set_parties(statement, parties_named(about["parties"]))
    statement.topics.set(about["topics"])
    return statement


@transaction.atomic
def correct_metadata(*, statement: Statement, by: User, **fields: Any) -> Statement:
    """Change what is known about a statement; its wording stays. One event.

    `fields` are any of CORRECTABLE: `parties` is a sequence of Party in order, `topics` of names, `digest_of` an
    Instrument or None, dates are dates or None. A new `slug` leaves a redirect at the old address.
    Raises AddressTaken, and TypeError for a field that cannot be corrected.
    """
    unknown = set(fields) - CORRECTABLE
    if unknown:
        raise TypeError(f"Not to be corrected: {', '.join(sorted(unknown))}")
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if fields.get("slug", statement.slug) != statement.slug:
        _move(statement, fields["slug"])
    if "parties" in fields:
        _set_parties(statement, fields["parties"])
    if "topics" in fields:
        statement.topics.set(fields["topics"])
    for name in fields.keys() - {"slug", "parties", "topics"}:
        setattr(statement, name, fields[name])
    statement.save()
    statement.refresh_from_db()
    record(verb=Verb.CORRECTED, actor=by, statement=statement)
    return statement


def parties_named(names: Iterable[PartyName]) -> list[Party]:
    """The parties of these names, known by their ISO code, else by name; made where the room does not know them."""
    found: list[Party] = []
    for name in names:
        party = _party(name["name"].strip(), name["iso"].strip().upper())
        if party not in found:
            found.append(party)
    return found


def as_date(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def free_address(*, title: str, day: date | None, kind: str, parties: Sequence[PartyName]) -> str:
    """`<date>-<short title>`, with a number behind it where that is taken. Titles in other scripts give way to the
    kind and the codes of the parties: addresses are ASCII.
    """
    words = [word for word in slugify(title).split("-") if word and word not in _EMPTY_WORDS]
    if sum(len(word) for word in words) < 6:
        words = [kind, *(party["iso"].lower() for party in parties if party["iso"])]
    short = ""
    for word in words:
        if len(short) + len(word) > SHORT_TITLE:
            break
        short = f"{short}-{word}" if short else word
    wanted = f"{day.isoformat() if day else 'undated'}-{short or kind}"
    return _unused(wanted, _is_taken)


def _unused(wanted: str, taken: Callable[[str], bool]) -> str:
    candidate, number = wanted, 1
    while taken(candidate):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _is_taken(slug: str) -> bool:
    return Statement.objects.filter(slug=slug).exists() or StatementRedirect.objects.filter(slug=slug).exists()


def _move(statement: Statement, slug: str) -> None:
    """Give a statement a new address. Its own former address may be taken up again."""
    statement.redirects.filter(slug=slug).delete()
    if _is_taken(slug):
        raise AddressTaken
    StatementRedirect.objects.create(slug=statement.slug, statement=statement)
    statement.slug = slug


def _set_parties(statement: Statement, parties: Sequence[Party]) -> None:
    statement.party_rows.all().delete()
    StatementParty.objects.bulk_create(
        StatementParty(statement=statement, party=party, order=order) for order, party in enumerate(parties)
    )


def _party(name: str, iso: str) -> Party:
    known = Party.objects.filter(iso=iso).first() if iso else None
    known = known or Party.objects.filter(name__iexact=name).first()
    if known:
        return known
    wanted = slugify(name) or iso.lower() or "party"
    slug = _unused(re.sub(r"-+$", "", wanted[:70]), lambda slug: Party.objects.filter(slug=slug).exists())
    return Party.objects.create(name=name, iso=iso, slug=slug)
