"""What the importer understood of one file: the object that `inspect_statement --json` prints.

Lines are 1-based lines of the decoded input. Positions are Unicode code points inside the text of the named block.
Dates are ISO strings (YYYY-MM-DD). Unknown values are None, unknown lists are empty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]

# What only the reader of the file can see; these warnings outlive corrections.
WARNINGS_OF_THE_FILE = frozenset(
    (
        "tracked-insertion",
        "tracked-deletion",
        "macros",
        "page-without-text",
        "unread-part",
        "guessed-order",
        "text-inside",
    )
)


@dataclass(frozen=True, slots=True)
class Party:
    """One who speaks in the statement; `iso` is the ISO 3166 alpha-3 code, None for groups and organisations."""

    name: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signed; `party` is the ISO code, else the party's name, else None."""

    name: str | None
    office: str | None
    party: str | None


@dataclass(frozen=True, slots=True)
class StatedSource:
    """What the text says of where it comes from; never the upload's provenance."""

    publisher: str | None = None
    based_on: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Digested:
    """The statement that a digest digests."""

    title: str
    date: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text. `marker` is the typographic label as printed ("5.", "•"), None when there is none."""

    address: str
    kind: str
    marker: str | None
    text: str
    first_line: int
    last_line: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Lines that were left out of the text, with the reason; restorable."""

    first_line: int
    last_line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside outer quotation marks (`exact`, from `start` to `end`).

    `inner` holds the spans of quotations inside it, marks included; `cuts` is the number of ellipses.
    """

    address: str
    start: int
    end: int
    exact: str
    inner: tuple[tuple[int, int], ...] = ()
    cuts: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A dated mention of an instrument; the span covers the words of its title only."""

    address: str
    start: int
    end: int
    exact: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something for the editor to look at; `code` is a slug. Nothing is ever repaired because of it."""

    code: str
    message: str
    first_line: int

    @property
    def key(self) -> str:
        """A short name by which it is settled: places in a list shift."""
        return hashlib.sha256(f"{self.code} {self.message}".encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class StageReport:
    """What one stage of the import did, in one plain sentence."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """What an editor said of a draft and no recomputing takes back: addresses given to blocks, words that are a
    quotation without marks that say so (each with up to 32 characters before them, to tell one place from another),
    and words between quotation marks that are none.
    """

    addresses: tuple[str, ...] = ()
    quoted: tuple[tuple[str, str], ...] = ()
    not_quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedStatement:
    profile: str
    language: str | None
    title: str | None
    place: str | None
    date_signed: str | None
    date_published: str | None
    kind: str | None
    parties: tuple[Party, ...]
    self_name: str | None
    signatories: tuple[Signatory, ...]
    source: StatedSource
    digest_of: Digested | None
    editions_offered: tuple[str, ...]
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    quotations: tuple[Quotation, ...]
    references: tuple[Reference, ...]
    warnings: tuple[Warning, ...]
    stages: tuple[StageReport, ...] = field(default=())
    # The lines that the reader of a package or a PDF counted; empty where the file itself has lines.
    lines: tuple[str, ...] = field(default=())
    by_hand: ByHand = field(default=ByHand())

    def to_json(self, *, stages: bool = False) -> Json:
        """The object of `inspect_statement --json`; with `stages` also `stages` and `lines` under their names. What was
        said by hand is named only in a draft that holds any.
        """
        data = _plain(asdict(self))
        if not stages:
            del data["stages"], data["lines"]
        if self.by_hand == ByHand():
            del data["by_hand"]
        assert isinstance(data, dict)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ParsedStatement:
        """The inverse of `to_json`, with or without stages. Raises KeyError or TypeError on another shape."""
        digested = data["digest_of"]
        plain = ("profile", "language", "title", "place", "date_signed", "date_published", "kind", "self_name")
        return cls(
            **{name: data[name] for name in plain},
            parties=tuple(Party(**row) for row in data["parties"]),
            signatories=tuple(Signatory(**row) for row in data["signatories"]),
            source=StatedSource(**data["source"]),
            digest_of=Digested(**digested) if digested else None,
            editions_offered=tuple(data["editions_offered"]),
            blocks=tuple(Block(**row) for row in data["blocks"]),
            dropped=tuple(Dropped(**row) for row in data["dropped"]),
            quotations=tuple(_quotation(row) for row in data["quotations"]),
            references=tuple(Reference(**row) for row in data["references"]),
            warnings=tuple(Warning(**row) for row in data["warnings"]),
            stages=tuple(StageReport(**row) for row in data.get("stages", ())),
            lines=tuple(data.get("lines", ())),
            by_hand=_by_hand(data.get("by_hand") or {}),
        )

    @property
    def text(self) -> str:
        """The edition text: the texts of the blocks joined by one blank line."""
        return "\n\n".join(block.text for block in self.blocks)


def _quotation(row: Mapping[str, Any]) -> Quotation:
    inner = tuple((int(start), int(end)) for start, end in row["inner"])
    return Quotation(row["address"], row["start"], row["end"], row["exact"], inner, row["cuts"])


def _by_hand(said: Mapping[str, Any]) -> ByHand:
    quoted = tuple((words, before) for words, before in said.get("quoted", ()))
    return ByHand(tuple(said.get("addresses", ())), quoted, tuple(said.get("not_quoted", ())))


def _plain(value: Any) -> Any:
    """Tuples become lists, so that the object equals what comes back from JSON."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
