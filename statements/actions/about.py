"""What is known about a text that waits at the upload desk: the metadata an editor checks before it is published."""

from __future__ import annotations

import hashlib
import json
from typing import TypedDict

from statements.ingest.parsed import ParsedStatement
from statements.vocabulary import Profile, StatementKind


class PartyName(TypedDict):
    """A party as a text names it; `iso` is its ISO 3166 alpha-3 code or empty."""

    name: str
    iso: str


class Digested(TypedDict):
    """The text a digest digests. Empty where the digest does not say."""

    title: str
    date: str
    url: str


class About(TypedDict):
    """Everything in the shape of JSON: dates are ISO or empty, unknown is empty, nothing is guessed.

    `statement` is the address of the held statement this text becomes an edition of; empty for a new one.
    """

    title: str
    kind: str
    parties: list[PartyName]
    place: str
    date_signed: str
    date_published: str
    language: str
    topics: list[str]
    publisher: str
    based_on: str
    translation_kind: str
    rights_note: str
    members_only: bool
    self_name: str
    digest_of: Digested
    statement: str


def about_understood(parsed: ParsedStatement) -> About:
    """What the importer understood of the text itself, as the first filling of the form."""
    digested = parsed.digest_of
    other = StatementKind.DIGEST if parsed.profile == Profile.DIGEST else StatementKind.OTHER
    return About(
        title=parsed.title or "",
        kind=parsed.kind or other.value,
        parties=[PartyName(name=party.name, iso=party.iso or "") for party in parsed.parties],
        place=parsed.place or "",
        date_signed=parsed.date_signed or "",
        date_published=parsed.date_published or "",
        language=(parsed.language or "").lower(),
        topics=[],
        publisher=parsed.source.publisher or "",
        based_on=parsed.source.based_on or "",
        translation_kind="",
        rights_note="",
        members_only=False,
        self_name=parsed.self_name or "",
        digest_of=Digested(
            title=digested.title if digested else "",
            date=(digested.date or "") if digested else "",
            url=(digested.url or "") if digested else "",
        ),
        statement="",
    )


def fingerprint(about: object) -> str:
    """Short name of one state of the form, by which a second editor's stale form is recognised."""
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:16]
