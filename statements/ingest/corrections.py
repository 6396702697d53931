"""What an editor may change in a draft: pure deeds on a `ParsedStatement`, each returning a new one.

Addresses, quotations, references and warnings are recomputed each time. No words are lost: every non-blank line stays
in exactly one block or one dropped entry (parts of one line, and the columns of signatures, share it). Metadata needs
no deed: `dataclasses.replace` does it. Impossible corrections raise CannotCorrect with a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from statements.ingest.derive import derive
from statements.ingest.errors import CannotCorrect
from statements.ingest.parsed import Block, Dropped, ParsedStatement
from statements.vocabulary import BlockKind

_KINDS = frozenset(kind.value for kind in BlockKind)
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
DROPPED_BY_HAND = "left out by the editor"


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
    text = block.text + _between(block, more) + more
    lines = (min(block.first_line, after.first_line), max(block.last_line, after.last_line))
    merged = replace(block, text=text, first_line=lines[0], last_line=lines[1])
    return _with(parsed, [*parsed.blocks[:at], merged, *parsed.blocks[at + 2 :]])


def move_border(parsed: ParsedStatement, *, address: str, at: int) -> ParsedStatement:
    """Moves the border between a block and the one after it to the code point `at` of their joined text.

    The joined text is the two texts with what `merge_with_next` would put between them; both keep kind and marker.
    """
    place, block, after = _pair(parsed, address)
    first, second = _cut(block.text + _between(block, after.text) + after.text, at)
    lines = (min(block.first_line, after.first_line), max(block.last_line, after.last_line))
    moved = [
        replace(
            block,
            text=first,
            last_line=max(block.last_line, lines[1] if len(first) > len(block.text) else block.last_line),
        ),
        replace(after, text=second, first_line=lines[0] if len(first) < len(block.text) else after.first_line),
    ]
    return _with(parsed, [*parsed.blocks[:place], *moved, *parsed.blocks[place + 2 :]])


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


def _between(block: Block, more: str) -> str:
    if block.kind == BlockKind.SIGNATURE.value:
        return "\n"
    return "" if _CJK.match(block.text[-1:]) and _CJK.match(more[:1]) else " "
