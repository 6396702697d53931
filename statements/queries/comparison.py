"""Two texts side by side: what an address of the compare page means, and everything its page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from statements.models import Edition, Statement
from statements.queries.compared_editions import rows_of_editions
from statements.queries.compared_statements import chosen_row, rows_of_statements
from statements.queries.comparison_rows import Ignored, Row, shortened
from statements.queries.comparison_strip import Strip, draw_strip
from statements.queries.shelf import shelf_of
from statements.text.languages import direction, html_lang, language_name
from statements.text.passages import SAID
from statements.text.reuse import comparable
from statements.vocabulary import RowKind

_NAMED = re.compile(
    r"(?:.*/statements/|/)?(?P<slug>[-\w]{1,120})"
    r"(?:/(?P<language>[a-z]{2,3}(?:-[a-z0-9]{1,8})*)(?:/(?P<number>\d{1,6}))?)?/?(?:[:#]p?(?P<address>[a-z0-9.-]+))?"
)
_SHORT_TITLE = 40  # characters
ALONE = (RowKind.ONLY_A, RowKind.ONLY_B)


class Named(NamedTuple):
    """What `a=` or `b=` names: `<slug>[/<language>[/<number>]][:<address>]`, or a pasted address of the room."""

    slug: str
    language: str
    number: int | None
    address: str


def named(given: str) -> Named | None:
    """None for anything but a name: then these are words to look for."""
    found = _NAMED.fullmatch(given.strip())
    if not found:
        return None
    number = int(found["number"]) if found["number"] else None
    return Named(found["slug"], found["language"] or "", number, found["address"] or "")


@dataclass(frozen=True)
class Side:
    """One of the two texts. `short` tells it from the other one in a few words."""

    edition: Edition
    short: str
    address: str

    @property
    def is_digest(self) -> bool:
        return self.edition.statement.is_digest

    @cached_property
    def href(self) -> str:
        """The page of this fixed edition."""
        return reverse("edition", args=[self.edition.statement.slug, self.edition.language, self.edition.number])

    @cached_property
    def lang(self) -> str:
        return html_lang(self.edition.language)

    @cached_property
    def direction(self) -> str:
        return direction(self.edition.language)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its words for people. `skipped` paragraphs the same stood before it and are not shown."""

    row: Row
    label: str
    where: str
    is_current: bool
    before: str
    after: str
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` stand side by side, `formulas`, `alone_a` and `alone_b` in lists; `changes` are all but those the same."""

    a: Side
    b: Side
    of_editions: bool
    ignored: Ignored
    changes_only: bool
    rows: list[Shown]
    formulas: list[Shown]
    alone_a: list[Shown]
    alone_b: list[Shown]
    changes: list[Shown]
    strip: Strip
    rest: str
    unknown: list[str]

    @property
    def sides(self) -> list[Side]:
        return [self.a, self.b]

    @property
    def digests(self) -> list[Side]:
        return [side for side in (self.a, self.b) if side.is_digest]


def are_comparable(a: Edition, b: Edition) -> bool:
    return comparable(a.language, b.language)


def compare(
    a: Edition, b: Edition, *, at_a: str = "", at_b: str = "", ignored: Ignored, changes_only: bool = False
) -> Comparison:
    """The comparison of two editions in one language. `at_a` and `at_b` are addresses of paragraphs: their row
    is the current one; where they are in no row together, one is made of them.
    """
    of_editions = a.statement_id == b.statement_id
    rows = rows_of_editions(a, b, ignored) if of_editions else rows_of_statements(a, b)
    known_a, known_b = ({one.address: one for one in shelf_of(edition).paragraphs} for edition in (a, b))
    unknown = [at for at, known in ((at_a, known_a), (at_b, known_b)) if at and at not in known]
    current = _current(rows, at_a, at_b)
    if current is None and at_a in known_a and at_b in known_b:
        current = chosen_row(known_a[at_a], known_b[at_b], ignored)
        rows.insert(0, current)
    names = _short_names(a, b)
    side_a, side_b = Side(a, names[0], at_a), Side(b, names[1], at_b)
    changes = [row for row in rows if row.is_changed]
    told = _told(rows, changes, side_a, side_b, current, changes_only)
    shown = [one for one in told if of_editions or one.row.kind not in (*ALONE, RowKind.FORMULA)]
    lists = [] if of_editions or changes_only else told
    return Comparison(
        a=side_a,
        b=side_b,
        of_editions=of_editions,
        ignored=ignored,
        changes_only=changes_only,
        rows=[one for one in shown if one.row.is_changed or not changes_only],
        formulas=[one for one in told if one.row.kind is RowKind.FORMULA],
        alone_a=[one for one in lists if one.row.kind is RowKind.ONLY_A],
        alone_b=[one for one in lists if one.row.kind is RowKind.ONLY_B],
        changes=[one for one in told if one.row.is_changed and (of_editions or one.row.kind not in ALONE or lists)],
        strip=draw_strip(_compared(a, of_editions), _compared(b, of_editions), rows, current),
        rest=_the_same(_same_at_the_end(rows)) if changes_only else "",
        unknown=unknown,
    )


def _compared(edition: Edition, of_editions: bool) -> list[tuple[str, int]]:
    """Addresses and lengths of the paragraphs that are compared."""
    paragraphs = shelf_of(edition).paragraphs
    return [(one.address, len(one.text)) for one in paragraphs if of_editions or one.kind in SAID]


def _current(rows: Sequence[Row], at_a: str, at_b: str) -> Row | None:
    """The row in which the addresses stand, both of them where both are given."""
    if not at_a and not at_b:
        return None
    for row in rows:
        in_a = not at_a or at_a in [cell.address for cell in row.a]
        in_b = not at_b or at_b in [cell.address for cell in row.b]
        if in_a and in_b:
            return row
    return None


def _told(
    rows: Sequence[Row], changes: Sequence[Row], a: Side, b: Side, current: Row | None, changes_only: bool
) -> list[Shown]:
    place = {row.id: number for number, row in enumerate(changes)}
    told: list[Shown] = []
    skipped = 0
    for row in rows:
        number = place.get(row.id)
        skipped += 0 if row.is_changed else len(row.a)
        told.append(
            Shown(
                row=row,
                label=_label(row, a, b),
                where=row.where,
                is_current=row is current,
                before=changes[number - 1].id if number else "",
                after=changes[number + 1].id if number is not None and number + 1 < len(changes) else "",
                skipped=_the_same(skipped) if changes_only and row.is_changed else "",
            )
        )
        skipped = 0 if row.is_changed else skipped
    return told


def _the_same(number: int) -> str:
    if not number:
        return ""
    return ngettext("{n} paragraph is the same.", "{n} paragraphs are the same.", number).format(n=number)


def _same_at_the_end(rows: Sequence[Row]) -> int:
    number = 0
    for row in reversed(rows):
        if row.is_changed:
            break
        number += len(row.a)
    return number


def _label(row: Row, a: Side, b: Side) -> str:
    """A digest is never said to have dropped anything, nor anything to be new beside it."""
    if row.kind is RowKind.ONLY_A:
        return _("not in this digest") if b.is_digest and not a.is_digest else _("only in {name}").format(name=a.short)
    if row.kind is RowKind.ONLY_B:
        return _("not in this digest") if a.is_digest and not b.is_digest else _("only in {name}").format(name=b.short)
    return str(row.kind.label)


def _short_names(a: Edition, b: Edition) -> tuple[str, str]:
    """Edition numbers, else languages, else years, else days, else titles."""
    if a.statement_id == b.statement_id and a.number == b.number:
        return language_name(a.language), language_name(b.language)
    if a.statement_id == b.statement_id:
        return _("edition {n}").format(n=a.number), _("edition {n}").format(n=b.number)
    dates = _date(a.statement), _date(b.statement)
    if dates[0] and dates[1]:
        for shape in ("Y", "j F Y"):
            one, other = written(dates[0], shape), written(dates[1], shape)
            if one != other:
                return one, other
    titles = shortened(a.title, _SHORT_TITLE), shortened(b.title, _SHORT_TITLE)
    return titles if titles[0] != titles[1] else (_("the first text"), _("the second text"))


def _date(statement: Statement) -> date | None:
    return statement.date_signed or statement.date_published
