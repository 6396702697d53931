"""A passage as other people's papers cite it: plain words, BibTeX, RIS. Citations name their edition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from statements.models import Edition
from statements.queries.places import Place
from statements.text.languages import language_name

BIBTEX_SPECIAL = str.maketrans({char: f"\\{char}" for char in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\~{}"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in three forms. `plain` has the quotation, the source and the link, as one copies it."""

    plain: str
    bibtex: str
    ris: str


def cite(edition: Edition, url: str, place: Place | None = None) -> Citation:
    """Cite an edition, or words of it. `url` leads to the fixed edition (and the place)."""
    statement = edition.statement
    day = statement.date
    where = _("paragraph {address}").format(address=place.address) if place else ""
    note = _("Edition {number}, {language}").format(number=edition.number, language=language_name(edition.language))
    parts = [edition.title, statement.place, _written(day), where, note, url]
    source = ", ".join(part for part in parts if part)
    words = " ".join(place.exact.split()) if place else ""
    plain = f"“{words}” ({source})" if words else source
    return Citation(
        plain=plain, bibtex=_bibtex(edition, url, where, note, day), ris=_ris(edition, url, words, where, day)
    )


def _written(day: date | None) -> str:
    return date_format(day, "j F Y") if day else _("undated")


def _bibtex(edition: Edition, url: str, where: str, note: str, day: date | None) -> str:
    fields = {
        "title": edition.title,
        "author": " and ".join(f"{{{party}}}" for party in edition.statement.parties.all()),
        "date": day.isoformat() if day else "",
        "year": str(day.year) if day else "",
        "address": edition.statement.place,
        "note": ", ".join(part for part in (where, note) if part),
        "url": url,
    }
    escaped = {"title", "address", "note"}
    lines = [
        f"  {name} = {{{value.translate(BIBTEX_SPECIAL) if name in escaped else value}}},"
        for name, value in fields.items()
        if value
    ]
    key = re.sub(r"[^a-z0-9]+", "-", f"{edition.statement.slug}-{edition.language}-{edition.number}")
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _ris(edition: Edition, url: str, words: str, where: str, day: date | None) -> str:
    pairs = [("TY", "GOVDOC"), ("TI", edition.title)]
    pairs += [("AU", str(party)) for party in edition.statement.parties.all()]
    pairs += [("DA", day.strftime("%Y/%m/%d/")), ("PY", str(day.year))] if day else []
    pairs += [("CY", edition.statement.place), ("ET", str(edition.number)), ("LA", edition.language), ("SE", where)]
    pairs += [("N1", words), ("UR", url)]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in pairs if value]
    return "\r\n".join([*lines, "ER  - ", ""])
