"""Is this the statement or a digest of it, and what does a digest say of its source and of what it digests."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statements.ingest.dates import FoundDate, find_dates
from statements.ingest.kindwords import kind_of, names_a_digest, names_a_kind
from statements.ingest.parsed import Block, Digested, Quotation, Reference, StatedSource, Warning
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind, Profile

_AGENCY_LINE = re.compile(
    r"(?P<head>[^—–\n]{0,80}?)(?P<open>[(/])\s*(?P<agency>[^\W\d_][\w .&-]{1,30}?)\s*[)/]\s*\.?\s*[—–-]{1,2}\s*(?=\S)"
)
_SLASHED = re.compile(r"(?P<head>[^/\n]{3,60}?)\s*/(?P<agency>[^\W\d_][\w .&-]{1,30})/\s*[.—–-]")
_XINHUA = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{2,8}(?:社|网|報|报))(?P<head>[\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日)电"
)
_BASED_ON = re.compile(
    r"(?P<name>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}) (?:issued|published|released|compiled|prepared|carried) "
    r"(?:its|a|the) "
    r"(?:own )?(?:selection|summary|list|digest|overview|compilation|collection)"
)
_TODAY = re.compile(
    r"\b(?:issued|signed|adopted|released|published|made public|announced) (?:today|earlier today)\b|\btoday[’']s\b",
    re.IGNORECASE,
)
_SIGNED_ON = re.compile(r"\b(?:signed|adopted|issued|concluded) (?:in [A-Z]\w+(?: [A-Z]\w+)? )?on\s*$", re.IGNORECASE)
# Between the title and its date: "…" on 18 August, "…" (18 August, "…", signed on 18 August.
_RIGHT_AFTER = re.compile(
    r"[\s.,”»\"》]*(?:\((?:of )?|(?:which was )?(?:issued|signed|adopted|released)?,?\s*"
    r"(?:in [A-Z]\w+ )?(?:on|of|dated))\s*",
    re.IGNORECASE,
)
_HAN_TITLE = re.compile(r"《([^《》]{4,150})》")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»‘’()\[\]{}，。；]+")
# An address that runs into the next word: letters or digits, then a capital that opens a title.
_GLUED = re.compile(r"(?<=[a-z0-9/])(?=[A-Z][a-z]{2,}$)")
_SOURCE_LINE = re.compile(
    r"(?:source|источник|来源|來源|fuente|fonte|quelle|المصدر)\s?[:：]\s?(?P<name>\S.{1,60})", re.IGNORECASE
)


@dataclass(slots=True)
class Address:
    """A web address in a block; `glued` says that it runs into the next word, which is not part of `url`."""

    block: Block
    start: int
    end: int
    url: str
    glued: bool


def profile_of(drafts: list[Draft], title: str | None) -> str:
    """ "digest" when the text tells of a statement as an agency does; "statement" otherwise."""
    body = [draft for draft in drafts if draft.kind not in (BlockKind.TITLE.value, BlockKind.DATELINE.value)]
    if not body:
        return Profile.STATEMENT.value
    named = bool(title and names_a_digest(title))
    agency = _agency(body[0].text) is not None
    quotes = sum(draft.text.count("“") + draft.text.count("«") + draft.text.count('"') // 2 for draft in body)
    signed = any(draft.kind in (BlockKind.FORMULA.value, BlockKind.SIGNATURE.value) for draft in body)
    points = 2 * named + 2 * agency + (quotes >= 0.4 * len(body)) - 2 * signed
    return Profile.DIGEST.value if points >= 2 and (named or agency) else Profile.STATEMENT.value


def _agency(text: str) -> re.Match[str] | None:
    """The dateline of a news agency at the start of a paragraph: "Feb. 4, 2022 (EIRNS)—"."""
    for pattern in (_AGENCY_LINE, _SLASHED, _XINHUA):
        match = pattern.match(text)
        if match and (find_dates(match["head"]) or re.search(r"[A-ZА-ЯЁ]{3,}|\d{1,2}", match["head"])):
            return match
    return None


def addresses_in(blocks: list[Block]) -> list[Address]:
    found: list[Address] = []
    for block in blocks:
        if "://" not in block.text and "www." not in block.text:
            continue
        for match in _URL.finditer(block.text):
            url, glued = match[0].rstrip(".,;:!?"), False
            cut = _GLUED.search(url)
            if cut and block.text[match.start() + len(url) : match.start() + len(url) + 1] in (" ", "\u00a0"):
                url, glued = url[: cut.start()], True
            found.append(Address(block, match.start(), match.start() + len(url), url, glued))
    return found


def glued_warnings(addresses: list[Address]) -> list[Warning]:
    return [
        Warning(
            "glued-address",
            f"Line {row.block.first_line}: the address {row.url} runs into the words after it. Nothing was changed; "
            "a link made from it would not work.",
            row.block.first_line,
        )
        for row in addresses
        if row.glued
    ]


@dataclass(slots=True)
class DigestFacts:
    source: StatedSource
    digest_of: Digested | None
    date_published: str | None
    reference: Reference | None


def read_digest(blocks: list[Block], quotations: list[Quotation], addresses: list[Address]) -> DigestFacts:
    """What the opening of a digest says: agency, on what it is based, title, date and address of the statement."""
    opening = next(
        (block for block in blocks if block.kind not in (BlockKind.TITLE.value, BlockKind.DATELINE.value)), None
    )
    if opening is None:
        return DigestFacts(StatedSource(), None, None, None)
    agency = _agency(opening.text)
    dates = find_dates(opening.text)
    dated = dates[0] if agency and dates and dates[0].start < agency.end() else None
    url = next((row.url for row in addresses if row.block.address == opening.address), None)
    span = _title_span(opening, quotations, addresses)
    date = _date_of_statement(opening.text, dates, dated, span)
    based = _BASED_ON.search(opening.text)
    source = StatedSource(agency["agency"] if agency else None, based["name"] if based else None, url)
    if span is None:
        return DigestFacts(source, None, dated.iso if dated else None, None)
    exact = opening.text[span[0] : span[1]]
    title = " ".join(exact.split())
    reference = Reference(opening.address, *span, exact, title, date) if date else None
    return DigestFacts(source, Digested(title, date, url), dated.iso if dated else None, reference)


def _title_span(opening: Block, quotations: list[Quotation], addresses: list[Address]) -> tuple[int, int] | None:
    """The statement's title: a quotation that names a kind, without an address before it and the stop after it."""
    for quotation in quotations:
        if quotation.address != opening.address:
            continue
        start, end = quotation.start, quotation.end
        for row in addresses:
            if row.block is opening and start <= row.start < end:
                start = row.end
        text = opening.text[start:end]
        start += len(text) - len(text.lstrip(" ,:"))
        end -= len(text) - len(text.rstrip(" .,;:"))
        printed = opening.text[start:end]
        if names_a_kind(printed) and kind_of(printed) != "other" and len(printed.split()) >= 3:
            return start, end
    for title in _HAN_TITLE.finditer(opening.text):
        if kind_of(title[1]) not in (None, "other"):
            return title.span(1)
    return None


def _date_of_statement(
    text: str, dates: list[FoundDate], dated: FoundDate | None, span: tuple[int, int] | None
) -> str | None:
    for date in dates:
        after = text[span[1] : date.start] if span and date.start >= span[1] else None
        if _SIGNED_ON.search(text[: date.start]) or (after is not None and _RIGHT_AFTER.fullmatch(after)):
            return date.iso
    return dated.iso if dated and _TODAY.search(text) else None


def stated_publisher(text: str) -> str | None:
    """The name in a line such as "Source: Xinhua"."""
    match = _SOURCE_LINE.fullmatch(text.strip())
    return match["name"].strip() if match else None
