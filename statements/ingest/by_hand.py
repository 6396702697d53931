"""What an editor said of addresses and quotations, laid over what the importer finds anew after each correction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from statements.ingest.parsed import Block, ByHand, Quotation

_CUT = re.compile(r"\.{3,}|…+")


def addresses_with(by_hand: ByHand, blocks: Sequence[Block], found: Sequence[str]) -> list[str]:
    """An address for each block: the one it was given by hand, else the one `found` for it, else that with a number
    behind it, where the first was given to another block.
    """
    keeps: dict[str, int] = {}
    for at, block in enumerate(blocks):
        if block.address in by_hand.addresses:
            keeps.setdefault(block.address, at)
    if not keeps:
        return list(found)
    used = {*keeps, *found}
    addresses: list[str] = []
    for at, block in enumerate(blocks):
        if keeps.get(block.address) == at:
            addresses.append(block.address)
        elif found[at] in keeps:
            addresses.append(_free(found[at], used))
        else:
            addresses.append(found[at])
    return addresses


def quotations_with(by_hand: ByHand, blocks: Sequence[Block], found: Sequence[Quotation]) -> list[Quotation]:
    """Quotations in the order of the text: those found, without those that are none, and the words said to be one
    where they stand outside of every other.
    """
    quotations = [quotation for quotation in found if quotation.exact not in by_hand.not_quoted]
    for words, before in by_hand.quoted:
        places = (_quoted(block, words, before, quotations) for block in blocks if words in block.text)
        quotations += [quotation for quotation in places if quotation][:1]
    order = {block.address: at for at, block in enumerate(blocks)}
    return sorted(quotations, key=lambda quotation: (order[quotation.address], quotation.start))


def _free(address: str, used: set[str]) -> str:
    number = 2
    while f"{address}-{number}" in used:
        number += 1
    used.add(f"{address}-{number}")
    return f"{address}-{number}"


def before(text: str, start: int) -> str:
    """The characters before a place that tell it from others."""
    return text[max(start - 32, 0) : start]


def _quoted(block: Block, words: str, before_them: str, others: Sequence[Quotation]) -> Quotation | None:
    """The words as a quotation of this block: after the same characters, or as many of them as the block still has."""
    here = [other for other in others if other.address == block.address]
    start = block.text.find(words)
    while start >= 0:
        end = start + len(words)
        apart = all(end <= other.start or other.end <= start for other in here)
        if apart and before_them.endswith(before(block.text, start)[-len(before_them) or 32 :]):
            return Quotation(block.address, start, end, words, (), len(_CUT.findall(words)))
        start = block.text.find(words, start + 1)
    return None
