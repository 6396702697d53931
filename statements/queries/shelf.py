"""What of an edition never changes, kept in the memory of the process that has read it once.

An edition is immutable from publication, so nothing here can go stale: the key names the row, the moment it was
published and the original it was made from. State, withdrawal and the statement's metadata do change and are not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.safestring import SafeString

from statements.models import Edition, Paragraph, Reference, Signatory
from statements.queries.contents import Section, sections
from statements.text.marks import draw_plain

EDITIONS = 64  # about 100 kB each


@dataclass(frozen=True, slots=True)
class Shelf:
    """Read only: shared by every request of the process."""

    paragraphs: tuple[Paragraph, ...]
    signatories: tuple[Signatory, ...]
    sections: tuple[Section, ...]
    references: int


def shelf_of(edition: Edition) -> Shelf:
    """The paragraphs, signatories and sections of an edition; three queries the first time, none later."""
    return _read(edition.pk, edition.published_at, edition.sha256, edition.self_name)


@lru_cache(maxsize=EDITIONS)
def _read(pk: int, published_at: datetime, sha256: str, self_name: str) -> Shelf:
    paragraphs = tuple(Paragraph.objects.filter(edition=pk).order_by("order"))
    return Shelf(
        paragraphs=paragraphs,
        signatories=tuple(Signatory.objects.filter(edition=pk).exclude(name="").order_by("order")),
        sections=tuple(sections(paragraphs, self_name)),
        references=Reference.objects.filter(edition=pk).count(),
    )


def drawn_plain(edition: Edition) -> list[tuple[Paragraph, SafeString]]:
    """Each paragraph with its words as HTML, without any note."""
    return [
        (paragraph, draw_plain(paragraph.text, address=paragraph.address, sentences=paragraph.sentences))
        for paragraph in shelf_of(edition).paragraphs
    ]
