"""What follows from the blocks: addresses, quotations, references, warnings. Asked again after a correction."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from statements.ingest.addresses import Repeated, give_addresses
from statements.ingest.by_hand import addresses_with, quotations_with
from statements.ingest.damage import damage_of
from statements.ingest.digests import DigestFacts, addresses_in, glued_warnings, read_digest
from statements.ingest.labels import LETTER, PART, ROMAN
from statements.ingest.parsed import WARNINGS_OF_THE_FILE, Block, ParsedStatement, Reference, Warning
from statements.ingest.quotations import quotations_of
from statements.ingest.references import references_of
from statements.ingest.series import Gap, Odd
from statements.vocabulary import Profile

_NEAR = 4
_NAMES = {LETTER: "Letter", ROMAN: "Roman number", PART: "Part"}


def derive(parsed: ParsedStatement) -> ParsedStatement:
    """The same statement with addresses and stand-off parts recomputed; blocks keep kind, marker, text and lines."""
    given = give_addresses(parsed.blocks)
    addresses = addresses_with(parsed.by_hand, parsed.blocks, given.addresses)
    blocks = [replace(block, address=address) for block, address in zip(parsed.blocks, addresses, strict=True)]
    quotations = quotations_with(parsed.by_hand, blocks, quotations_of(blocks))
    warnings = [
        *(warning for warning in parsed.warnings if warning.code in WARNINGS_OF_THE_FILE),
        *(_repeated(blocks[row.index], row) for row in given.repeated),
        *(_gap(blocks, row) for row in given.gaps),
        *(_odd(blocks[row.index], row) for row in given.odd),
        *glued_warnings(addresses_in(blocks)),
        *damage_of(blocks, parsed.dropped, parsed.language),
    ]
    return replace(
        parsed,
        blocks=tuple(blocks),
        quotations=tuple(quotations),
        references=_references(
            blocks, digest_facts(parsed, blocks) if parsed.profile == Profile.DIGEST.value else None
        ),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.first_line)),
    )


def digest_facts(parsed: ParsedStatement, blocks: list[Block]) -> DigestFacts:
    """What the opening of a digest says of its source and of the statement it digests."""
    return read_digest(blocks, quotations_of(blocks), addresses_in(blocks))


def _references(blocks: list[Block], facts: DigestFacts | None) -> tuple[Reference, ...]:
    found = references_of(blocks)
    extra = facts.reference if facts else None
    if extra and all(_apart(extra, other) for other in found):
        found = sorted([*found, extra], key=_place_in(blocks))
    return tuple(found)


def _apart(one: Reference, other: Reference) -> bool:
    return one.address != other.address or one.start >= other.end or one.end <= other.start


def _place_in(blocks: list[Block]) -> Callable[[Reference], tuple[int, int]]:
    order = {block.address: at for at, block in enumerate(blocks)}
    return lambda reference: (order[reference.address], reference.start)


def _repeated(block: Block, row: Repeated) -> Warning:
    sentence = (
        f"Line {block.first_line}: number {row.printed} is printed a second time; its address is {block.address}."
    )
    return Warning("number-repeated", sentence, block.first_line)


def _gap(blocks: list[Block], gap: Gap) -> Warning:
    block = blocks[gap.index]
    missing = ", ".join(str(value) for value in range(gap.after + 1, gap.found))
    before = f"after {gap.after}" if gap.after else "at the start"
    inside = _inside(blocks, gap)
    advice = (
        f"It seems to stand in the middle of line {inside}; part the paragraph there at the desk."
        if inside
        else "The text is kept as it is; look for the missing number inside the paragraph before."
    )
    sentence = (
        f"{_NAMES.get(gap.rank, 'Number')} {missing} is missing {before}: line {block.first_line} goes on with "
        f"{gap.found}. {advice}"
    )
    return Warning("number-gap", sentence, block.first_line)


def _inside(blocks: list[Block], gap: Gap) -> int | None:
    """The line of the paragraph before in which the missing number stands after the end of a sentence."""
    number = re.compile(rf"(?<=[.;:!?。；：！？])\s*{gap.after + 1}\s?[.)、．](?!\d)")
    for block in reversed(blocks[max(0, gap.index - _NEAR) : gap.index]):
        if number.search(block.text):
            return block.first_line
    return None


def _odd(block: Block, row: Odd) -> Warning:
    wanted = f"{row.after + 1}" if row.before == row.after + 2 else f"a number from {row.after + 1} to {row.before - 1}"
    sentence = (
        f"Line {block.first_line}: {row.found} is printed where {wanted} is missing. It is kept as printed; correct it "
        "at the desk if it is a slip."
    )
    return Warning("number-mistyped", sentence, block.first_line)
