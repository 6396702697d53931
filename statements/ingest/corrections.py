"""What an editor may change in a draft: pure deeds on a `ParsedStatement`, each returning a new one.

Addresses, quotations, references and warnings are recomputed each time. No words are lost: every non-blank line stays
in exactly one block or one dropped entry (parts of one line, and the columns of signatures, share it). Metadata needs
no deed: `dataclasses.replace` does it. Impossible corrections raise CannotCorrect with a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from statements.ingest.by_hand import before
from statements.ingest.derive import derive
from statements.ingest.errors import CannotCorrect
from statements.ingest.parsed import Block, Dropped, ParsedStatement
from statements.vocabulary import BlockKind

_KINDS = frozenset(kind.value for kind in BlockKind)
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_ADDRESS = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
LONGEST_ADDRESS = 40
DROPPED_BY_HAND = "by the editor"


def restore_dropped(parsed: ParsedStatement, *, index: int, kind: str = BlockKind.PARAGRAPH.value) -> ParsedStatement:
    """Makes the dropped entry at `index` (in `parsed.dropped`) a block again, in the order of its lines."""
    _known_kind(kind)
    if not 0 <= index < len(parsed.dropped):
        raise CannotCorrect(
            "no-such-entry",
            "This line is not among the dropped ones any more. Nothing was changed; look at the list again.",
        )
    entry = parsed.dropped[index]
    text = "\n".join(line.strip() for line in entry.text.split("\n") if line.strip())
    if not text:
        raise CannotCorrect(
            "nothing-to-restore", "These lines hold no words, so there is nothing to restore. Nothing was changed."
        )
    block = Block("", kind, None, text, entry.first_line, entry.last_line)
    at = next((at for at, other in enumerate(parsed.blocks) if other.first_line > entry.first_line), len(parsed.blocks))
    dropped = parsed.dropped[:index] + parsed.dropped[index + 1 :]
    return _with(replace(parsed, dropped=dropped), [*parsed.blocks[:at], block, *parsed.blocks[at:]])


def drop_block(parsed: ParsedStatement, *, address: str, reason: str = DROPPED_BY_HAND) -> ParsedStatement:
    """Leaves a block out of the text; it becomes a dropped entry, restorable. The last block cannot be dropped."""
    at = _place(parsed, address)
    if len(parsed.blocks) == 1:
        raise CannotCorrect(
            "last-block", "This is the only block of the text, so it cannot be left out. Nothing was changed."
        )
    block = parsed.blocks[at]
    entry = Dropped(block.first_line, block.last_line, _printed(block), " ".join(reason.split()) or DROPPED_BY_HAND)
    dropped = sorted([*parsed.dropped, entry], key=lambda row: (row.first_line, row.last_line))
    return _with(replace(parsed, dropped=tuple(dropped)), [*parsed.blocks[:at], *parsed.blocks[at + 1 :]])


def set_kind(parsed: ParsedStatement, *, address: str, kind: str) -> ParsedStatement:
    """Makes a block another kind (a word of BlockKind)."""
    _known_kind(kind)
    at = _place(parsed, address)
    return _with(parsed, _exchanged(parsed, at, replace(parsed.blocks[at], kind=kind)))


def set_marker(parsed: ParsedStatement, *, address: str, marker: str | None) -> ParsedStatement:
    """Says which signs at the start of a block are its label; None puts the label back into the text.

    A marker must be printed there: refused otherwise, because no words may be added to a text.
    """
    at = _place(parsed, address)
    block = parsed.blocks[at]
    printed = _printed(block)
    marker = marker.strip() if marker else None
    if marker is None:
        return _with(parsed, _exchanged(parsed, at, replace(block, marker=None, text=printed)))
    if not printed.startswith(marker) or not printed[len(marker) :].strip():
        raise CannotCorrect(
            "marker-not-printed",
            f"The block does not begin with “{marker}” followed by words, so this cannot be its label. Nothing "
            f"was changed.",
        )
    changed = replace(block, marker=marker, text=printed[len(marker) :].lstrip())
    return _with(parsed, _exchanged(parsed, at, changed))


def split_block(parsed: ParsedStatement, *, address: str, at: int) -> ParsedStatement:
    """Parts a block before the code point `at` of its text; the second part is a paragraph without a marker."""
    place = _place(parsed, address)
    block = parsed.blocks[place]
    first, second = _cut(block.text, at)
    kind = BlockKind.PARAGRAPH.value if block.kind in (BlockKind.ITEM.value, BlockKind.HEADING.value) else block.kind
    parts = [replace(block, text=first), replace(block, kind=kind, marker=None, text=second)]
    return _with(parsed, [*parsed.blocks[:place], *parts, *parsed.blocks[place + 1 :]])


def merge_with_next(parsed: ParsedStatement, *, address: str) -> ParsedStatement:
    """Joins a block and the one after it; the label of the second goes back into the text."""
    at, block, after = _pair(parsed, address)
    more = _printed(after)
    text = block.text + _between(block, block.text, more) + more
    lines = (min(block.first_line, after.first_line), max(block.last_line, after.last_line))
    merged = replace(block, text=text, first_line=lines[0], last_line=lines[1])
    return _with(parsed, [*parsed.blocks[:at], merged, *parsed.blocks[at + 2 :]])


def give_to_next(parsed: ParsedStatement, *, address: str, at: int) -> ParsedStatement:
    """Moves the border after a block up: its words from the code point `at` on open the block after it.

    The label of that one, if any, then stands inside its words and is a label no longer.
    """
    place, block, after = _pair(parsed, address)
    first, moved = _cut(block.text, at)
    more = _printed(after)
    second = moved + _between(after, moved, more) + more
    lower = replace(after, text=second, marker=None, first_line=min(block.last_line, after.first_line))
    return _with(parsed, [*parsed.blocks[:place], replace(block, text=first), lower, *parsed.blocks[place + 2 :]])


def take_from_next(parsed: ParsedStatement, *, address: str, at: int) -> ParsedStatement:
    """Moves the border after a block down: the words of the next block before its code point `at`, with its label,
    close this one.
    """
    place, block, after = _pair(parsed, address)
    moved, second = _cut(after.text, at)
    more = _printed(replace(after, text=moved))
    text = block.text + _between(block, block.text, more) + more
    upper = replace(block, text=text, last_line=max(block.last_line, after.first_line))
    lower = replace(after, text=second, marker=None)
    return _with(parsed, [*parsed.blocks[:place], upper, lower, *parsed.blocks[place + 2 :]])


def move_block(parsed: ParsedStatement, *, address: str, down: bool) -> ParsedStatement:
    """Lets a block change places with the one after it, or before it: where the lines of a file are out of order."""
    at = _place(parsed, address)
    other = at + 1 if down else at - 1
    if not 0 <= other < len(parsed.blocks):
        raise CannotCorrect("no-neighbour", "There is no block on that side to change with. Nothing was changed.")
    blocks = list(parsed.blocks)
    blocks[at], blocks[other] = blocks[other], blocks[at]
    return _with(parsed, blocks)


def set_address(parsed: ParsedStatement, *, address: str, to: str) -> ParsedStatement:
    """Gives a block an address that stays, whatever happens around it; an empty one lets the room count again."""
    at = _place(parsed, address)
    others = tuple(kept for kept in parsed.by_hand.addresses if kept != address)
    if to and (len(to) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(to)):
        raise CannotCorrect(
            "no-address",
            f"“{to}” cannot be an address: small letters a to z and figures, parted by points or hyphens, such as "
            "5.4 or annex.1. Nothing was changed.",
        )
    if to != address and any(block.address == to for block in parsed.blocks):
        raise CannotCorrect(
            "address-taken", f"Another block has the address {to}. Nothing was changed; give that one another first."
        )
    by_hand = replace(parsed.by_hand, addresses=(*others, to) if to else others)
    changed = _exchanged(parsed, at, replace(parsed.blocks[at], address=to))
    return _with(replace(parsed, by_hand=by_hand), changed)


def quote(parsed: ParsedStatement, *, address: str, at: int, end: int) -> ParsedStatement:
    """Says that the words of a block from `at` to `end` (code points) are a quotation."""
    block = parsed.blocks[_place(parsed, address)]
    words = block.text[max(at, 0) : max(end, 0)].strip()
    here = [row for row in parsed.quotations if row.address == address]
    start = block.text.find(words, max(at, 0))
    if not words or any(row.start < start + len(words) and start < row.end for row in here):
        raise CannotCorrect(
            "no-quotation",
            "There are no words there that are not in a quotation already. Nothing was changed; choose other words.",
        )
    said = parsed.by_hand
    without = tuple(kept for kept in said.not_quoted if kept != words)
    quoted = said.quoted if without != said.not_quoted else (*said.quoted, (words, before(block.text, start)))
    return derive(replace(parsed, by_hand=replace(said, quoted=quoted, not_quoted=without)))


def unquote(parsed: ParsedStatement, *, address: str, at: int) -> ParsedStatement:
    """Says that the quotation that begins at the code point `at` of a block is none, wherever its words stand."""
    found = next((row for row in parsed.quotations if row.address == address and row.start == at), None)
    if found is None:
        raise CannotCorrect("no-such-quotation", "There is no quotation at this place any more. Nothing was changed.")
    said = parsed.by_hand
    without = tuple(kept for kept in said.quoted if kept[0] != found.exact)
    none = said.not_quoted if without != said.quoted else (*said.not_quoted, found.exact)
    return derive(replace(parsed, by_hand=replace(said, quoted=without, not_quoted=none)))


def _with(parsed: ParsedStatement, blocks: list[Block]) -> ParsedStatement:
    return derive(replace(parsed, blocks=tuple(blocks)))


def _exchanged(parsed: ParsedStatement, at: int, block: Block) -> list[Block]:
    return [*parsed.blocks[:at], block, *parsed.blocks[at + 1 :]]


def _place(parsed: ParsedStatement, address: str) -> int:
    for at, block in enumerate(parsed.blocks):
        if block.address == address:
            return at
    raise CannotCorrect(
        "no-such-block",
        f"There is no block {address} any more. Nothing was changed; another correction may have moved it.",
    )


def _pair(parsed: ParsedStatement, address: str) -> tuple[int, Block, Block]:
    at = _place(parsed, address)
    if at + 1 == len(parsed.blocks):
        raise CannotCorrect("no-next-block", "This is the last block, so there is none after it. Nothing was changed.")
    return at, parsed.blocks[at], parsed.blocks[at + 1]


def _known_kind(kind: str) -> None:
    if kind not in _KINDS:
        raise CannotCorrect(
            "no-such-kind", f"“{kind}” is no kind of block. Nothing was changed; choose one from the list."
        )


def _cut(text: str, at: int) -> tuple[str, str]:
    first, second = text[: max(at, 0)].rstrip(), text[max(at, 0) :].lstrip()
    if at <= 0 or at >= len(text) or not first or not second:
        raise CannotCorrect(
            "empty-part", "One of the two parts would be empty. Nothing was changed; choose a place inside the words."
        )
    return first, second


def _printed(block: Block) -> str:
    """The block as printed: its label and its text."""
    if not block.marker:
        return block.text
    return block.marker + ("" if _CJK.match(block.marker[-1]) else " ") + block.text


def _between(block: Block, before: str, after: str) -> str:
    """What stands between two pieces of a text that are put into one block."""
    if block.kind == BlockKind.SIGNATURE.value:
        return "\n"
    return "" if _CJK.match(before[-1:]) and _CJK.match(after[:1]) else " "
