"""What a text refers to, and which of it the room holds.

A reference is linked when a held statement has its date and the words of the titles fit; a digest is never taken for
the statement it digests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q
from django.utils.text import slugify

from statements.actions.about import Digested
from statements.actions.statement import as_date
from statements.ingest import parsed
from statements.models import Edition, Instrument, Reference, Statement
from statements.vocabulary import EditionState, ReferenceState, StatementKind

# Of the words of the shorter title, how many the longer one must have as well.
SHARED_WORDS = 0.6
_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|[^\W_]+")
_EMPTY_WORDS = {
    *("the", "of", "and", "a", "an", "on", "in", "to", "for", "by", "with", "between", "at", "from", "s", "its"),
    *("la", "le", "les", "de", "des", "du", "et", "el", "los", "las", "del", "y"),
    *("и", "о", "об", "в", "на", "между"),
}


def titles_fit(one: str, other: str) -> bool:
    """Whether two titles may name the same text: most words of the shorter one stand in the longer one."""
    first, second = _words(one), _words(other)
    fewer = min(len(first), len(second))
    return fewer > 1 and len(first & second) >= SHARED_WORDS * fewer


def held_statements(*, title: str, day: date | None) -> list[Statement]:
    """Statements of the room that `title`, dated `day`, may name. Without a date there are none: names alone lie."""
    if day is None:
        return []
    dated = (
        Statement.objects.filter(Q(date_signed=day) | Q(date_signed__isnull=True, date_published=day))
        .exclude(kind=StatementKind.DIGEST)
        .filter(editions__state=EditionState.PUBLISHED)
        .distinct()
        .prefetch_related("editions")
    )
    return [
        statement
        for statement in dated
        if any(titles_fit(title, known) for known in {statement.title, *(e.title for e in statement.editions.all())})
    ]


def digested_instrument(digested: Digested) -> Instrument | None:
    """The instrument a digest digests, made where the room does not know it; None where the digest does not say."""
    if not digested["title"]:
        return None
    instrument, _state = _instrument(digested["title"], as_date(digested["date"]))
    if digested["url"] and not instrument.url:
        instrument.url = digested["url"]
        instrument.save(update_fields=["url"])
    return instrument


def add_references(
    *, edition: Edition, references: Iterable[parsed.Reference], starts: Mapping[str, int]
) -> list[Reference]:
    """Store the dated references of an edition. `starts` gives the place of each address in the edition's text."""
    rows: list[Reference] = []
    for found in references:
        day = as_date(found.date)
        instrument, state = _instrument(found.title, day)
        start = starts[found.address]
        rows.append(
            Reference(
                edition=edition,
                instrument=instrument,
                start=start + found.start,
                end=start + found.end,
                exact=found.exact,
                date=day,
                state=state,
            )
        )
    return Reference.objects.bulk_create(rows)


def link_earlier_references(*, statement: Statement, titles: Iterable[str]) -> int:
    """Link what the room already cites, and did not hold, to a statement that has just been published.

    Returns how many instruments were linked.
    """
    if statement.is_digest or statement.date is None:
        return 0
    names = list(titles)
    linked = 0
    for instrument in Instrument.objects.filter(date=statement.date, statement__isnull=True):
        if any(titles_fit(instrument.title, name) for name in names):
            instrument.statement = statement
            instrument.save(update_fields=["statement"])
            instrument.references.update(state=ReferenceState.LINKED)
            linked += 1
    return linked


def _instrument(title: str, day: date | None) -> tuple[Instrument, ReferenceState]:
    title = title.strip()[:500]
    known = Instrument.objects.filter(date=day, title__iexact=title).first()
    if known and known.statement_id:
        return known, ReferenceState.LINKED
    held = held_statements(title=title, day=day)
    only = held[0] if len(held) == 1 else None
    if known is None:
        known = Instrument.objects.create(title=title, date=day, slug=_free_slug(title, day), statement=only)
    elif only:
        known.statement = only
        known.save(update_fields=["statement"])
    if only:
        return known, ReferenceState.LINKED
    return known, ReferenceState.AMBIGUOUS if held else ReferenceState.NOT_HELD


def _free_slug(title: str, day: date | None) -> str:
    words = slugify(title)[:80].strip("-") or "instrument"
    wanted = f"{day.isoformat()}-{words}" if day else words
    candidate, number = wanted, 1
    while Instrument.objects.filter(slug=candidate).exists():
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _words(title: str) -> set[str]:
    return set(_WORD.findall(title.casefold())) - _EMPTY_WORDS
