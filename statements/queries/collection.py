"""The texts someone may search, with the facts by which they can be narrowed, and the counts beside each choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from statements.models import StatementParty
from statements.text.languages import language_name
from statements.vocabulary import StatementKind

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Held:
    """One edition and its statement, as far as a list of results needs them. `parties` are (slug, name) in order."""

    key: int
    statement: int
    slug: str
    language: str
    number: int
    title: str
    kind: str
    place: str
    date: date | None
    is_main_language: bool
    is_current: bool
    publisher: str
    parties: Sequence[tuple[str, str]]

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def is_digest(self) -> bool:
        return self.kind == StatementKind.DIGEST


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Choices of the facets, by their values: those of one facet are alternatives, the facets narrow each other."""

    party: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    @property
    def is_narrow(self) -> bool:
        return bool(self.party or self.year or self.kind or self.language)

    def takes(self, text: Held, *, but: str = "") -> bool:
        """Whether a text passes every facet, or every one except `but`."""
        for name, values in VALUES.items():
            chosen = getattr(self, name)
            if chosen and name != but and not any(value in chosen for value in values(text)):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """`options` are drawn at once, `more` folded away."""

    name: str
    label: str
    options: Sequence[Option]
    more: Sequence[Option]


VALUES: dict[str, Callable[[Held], Sequence[str]]] = {
    "party": lambda text: [slug for slug, _name in text.parties],
    "year": lambda text: [str(text.year or UNDATED)],
    "kind": lambda text: [text.kind],
    "language": lambda text: [text.language],
}
SHOWN = {"party": 8, "year": 8, "kind": 8, "language": 6}


def held_texts(editions: Any, current_ones: Any) -> list[Held]:
    """The editions of a queryset of Edition, newest first, undated last; `current_ones` is that of the current ones."""
    current = set(current_ones.order_by().values_list("pk", flat=True))
    rows = editions.order_by(F("statement__date").desc(nulls_last=True), "-statement", "language", "-number")
    parties: dict[int, list[tuple[str, str]]] = {}
    # Every edition is shown with its parties and there are few parties: all rows cost less than a list of keys.
    for statement, slug, name in StatementParty.objects.filter(
        statement__in=editions.order_by().values("statement")
    ).values_list("statement", "party__slug", "party__name"):
        parties.setdefault(statement, []).append((slug, name))
    columns = rows.values_list(
        *("pk", "statement", "statement__slug", "language", "number", "title", "statement__kind"),
        *("statement__place", "statement__date", "statement__language", "publisher"),
    )
    return [
        Held(
            key=key,
            statement=statement,
            slug=slug,
            language=language,
            number=number,
            title=title,
            kind=kind,
            place=place,
            date=day,
            is_main_language=language == main,
            is_current=key in current,
            publisher=publisher,
            parties=parties.get(statement, []),
        )
        for key, statement, slug, language, number, title, kind, place, day, main, publisher in columns
    ]


def facets(found: Sequence[Held], narrowing: Narrowing) -> list[Facet]:
    """The facets of the texts found. A choice counts statements, and passes every facet except its own."""
    made = [
        ("party", _("Party"), dict(pair for text in found for pair in text.parties)),
        ("year", _("Year"), {UNDATED: _("undated")}),
        ("kind", _("Kind"), {word.value: str(word.label) for word in StatementKind}),
        ("language", _("Language"), {text.language: language_name(text.language) for text in found}),
    ]
    return [_facet(name, label, labels, found, narrowing) for name, label, labels in made]


def _facet(name: str, label: str, labels: dict[str, str], found: Sequence[Held], narrowing: Narrowing) -> Facet:
    values = VALUES[name]
    chosen = getattr(narrowing, name)
    pairs = {(value, text.statement) for text in found if narrowing.takes(text, but=name) for value in values(text)}
    counts = Counter(value for value, _statement in pairs)
    # What was chosen stays in sight, with 0, so that it can be given up again; a value nobody has is no choice.
    known = {value for text in found for value in values(text)} | set(labels)
    counts.update({value: 0 for value in chosen if value in known})
    options = [Option(value, labels.get(value, value), counts[value], value in chosen) for value in counts]
    options.sort(key=_newest if name == "year" else _most)
    first = [option for place, option in enumerate(options) if place < SHOWN[name] or option.chosen]
    return Facet(name, label, first, [option for option in options if option not in first])


def _newest(option: Option) -> tuple[bool, int]:
    return (option.value == UNDATED, -int(option.value) if option.value.isdecimal() else 0)


def _most(option: Option) -> tuple[int, str]:
    return (-option.count, option.label)
