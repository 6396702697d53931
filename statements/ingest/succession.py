"""Addresses in a later edition (DESIGN, section 4): a surviving block keeps its own, an inserted one gets `5.2a`, and
none that was ever given in the chain is given again to another block.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count

from statements.ingest.parsed import ParsedStatement
from statements.text.align import Group

_INSERTED = re.compile(r"(?P<base>.*\d)(?:[a-y]|z\d+)")
_LETTERS = "abcdefghijklmnopqrstuvwxy"


def succeed(*, old: Sequence[str], groups: Sequence[Group], given: Sequence[str], used: Collection[str]) -> list[str]:
    """One address for each new block. `old` are those of the edition before, `given` those the importer would give if
    the new text stood alone, `used` every address of every edition of the chain.

    Of a block that was split its first part keeps the address; blocks that became one keep the first one's. An
    inserted block has the importer's address if nobody ever had it and no later block of its section survives,
    else a letter after the address before it. After the title or the place and date, which have no number, it has one
    of the section it opens: `0.0a` before `0.1`.
    """
    kept = {group.new[0]: old[group.old[0]] for group in groups if group.old and group.new}
    taken = {*used, *old}
    last_kept = {_section(address): place for place, address in sorted(kept.items())}
    addresses: list[str] = []
    for place, proposed in enumerate(given):
        address = kept.get(place)
        if address is None:
            fits = proposed not in taken and last_kept.get(_section(proposed), -1) < place
            address = proposed if fits and _is_alike(proposed, addresses) else _inserted(proposed, addresses, taken)
        taken.add(address)
        addresses.append(address)
    return addresses


def with_addresses(parsed: ParsedStatement, addresses: Sequence[str]) -> ParsedStatement:
    """The same text under other addresses, one for each block; quotations and references follow their blocks."""
    new = {block.address: address for block, address in zip(parsed.blocks, addresses, strict=True)}
    return replace(
        parsed,
        blocks=tuple(replace(block, address=new[block.address]) for block in parsed.blocks),
        quotations=tuple(replace(row, address=new[row.address]) for row in parsed.quotations),
        references=tuple(replace(row, address=new[row.address]) for row in parsed.references),
    )


def _section(address: str) -> str:
    """What numbers of one section have in common: `5` of `5.4`, `5.a` of `5.a-2`; nothing of `4`."""
    at = max(address.rfind("."), address.rfind("-"))
    return address[:at] if at >= 0 else ""


def _is_alike(proposed: str, before: Sequence[str]) -> bool:
    """Whether an address is of the same make as the one before it: a bare `3` does not follow `1.2`."""
    return bool(_section(proposed)) or not before or not _section(before[-1])


def _inserted(proposed: str, before: Sequence[str], taken: Collection[str]) -> str:
    section = _section(proposed)
    if before and before[-1].isalpha() and section and not section.isalpha():
        return _inserted_after([f"{section}.0"], taken)
    return _inserted_after(before, taken)


def _inserted_after(before: Sequence[str], taken: Collection[str]) -> str:
    if not before:
        return next(address for number in count(1) if (address := f"0.{number}") not in taken)
    inserted = _INSERTED.fullmatch(before[-1])
    base = inserted["base"] if inserted else before[-1]
    # After a letter of its own (`5.a`, `title`) a second one would read as part of it.
    base += "" if base[-1].isdigit() else "-"
    return next(address for letter in _letters() if (address := base + letter) not in taken)


def _letters() -> Iterator[str]:
    """a to y, then z1, z2 …"""
    yield from _LETTERS
    yield from (f"z{number}" for number in count(1))
