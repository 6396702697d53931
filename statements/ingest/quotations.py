"""Quotations inside blocks: outer marks, quotations within them, and the ellipses that cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statements.ingest.parsed import Block, Quotation
from statements.vocabulary import BlockKind

_CUT = re.compile(r"\[\s*(?:\.{3,}|…+)\s*\]|\(\s*(?:\.{3,}|…+)\s*\)|\.{3,}|…+|\.(?:\s\.){2,}")
# Closing marks that open in some languages → the mark that closes them there.
_EITHER = {"»": "«", "”": "”"}
# Opening mark → the marks that close it. „ closes with “ in German and with ” in Polish and Romanian.
_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‟": "”", "〝": "〞", "＂": "＂"}
# Single marks that may open or close; one inside a word is an apostrophe and neither.
_SINGLE = re.compile(r"(?P<open>‘(?=\S)|(?<![\w’'])'(?=[^\s’']))|(?P<close>(?<=\S)[’'](?!\w)|’(?=[\u2e80-\u9fff]))")
_LONGEST_INNER = 1000
_MARKS = re.compile('["“”«»„「」『』‟〝〞＂]')
_SKIPPED = (BlockKind.TITLE.value, BlockKind.DATELINE.value, BlockKind.SIGNATURE.value)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Places of an opening mark and of its closing mark (`end` is the end of the text where it never closes)."""

    start: int
    end: int


def quotations_of(blocks: list[Block] | tuple[Block, ...]) -> list[Quotation]:
    """All quotations, in order of the text."""
    return [quotation for block in blocks if block.kind not in _SKIPPED for quotation in _in_block(block)]


def _in_block(block: Block) -> Iterator[Quotation]:
    for pair in _outer_pairs(block.text):
        start, end = pair.start + 1, pair.end
        exact = block.text[start:end]
        if not exact.strip():
            continue
        inner = tuple((start + low, start + high) for low, high in _inner(exact))
        yield Quotation(block.address, start, end, exact, inner, len(_CUT.findall(exact)))


def _outer_pairs(text: str) -> list[_Pair]:
    """Outermost pairs. A straight mark opens and closes in turn.

    A mark that opens the block and never closes runs to its end, as in quotations that go on in the next paragraph.
    """
    pairs: list[_Pair] = []
    stack: list[tuple[str, int]] = []
    straight = text.count('"') % 2 == 0
    for mark in _MARKS.finditer(text):
        at, char = mark.start(), mark[0]
        if char == '"' and straight:
            if stack and stack[-1][0] == '"':
                _close(stack, pairs, at)
            elif not stack:
                stack.append(('"', at))
        elif stack and char in (_EITHER.get(stack[-1][0]) or _PAIRS.get(stack[-1][0], "")):
            _close(stack, pairs, at)
        elif (not stack and char in _EITHER and _opens(text, at)) or (
            char in _PAIRS and not (stack and stack[-1][0] == '"')
        ):
            stack.append((char, at))
    # Only a passage that opens the block is believed to go on; a stray mark inside it quotes nothing.
    if stack and stack[0][1] == 0:
        pairs.append(_Pair(0, len(text)))
    return pairs


def _opens(text: str, at: int) -> bool:
    """True for a closing mark that stands before a word and after a space: German »…« and Swedish ”…”."""
    return (at == 0 or text[at - 1] in " (\u00a0") and text[at + 1 : at + 2].isalnum()


def _close(stack: list[tuple[str, int]], pairs: list[_Pair], at: int) -> None:
    _, start = stack.pop()
    if not stack:
        pairs.append(_Pair(start, at))


def _inner(exact: str) -> list[tuple[int, int]]:
    """Spans of quotations inside a quotation, marks included; an apostrophe is none."""
    nested = [(pair.start, min(pair.end + 1, len(exact))) for pair in _outer_pairs(exact) if pair.end < len(exact)]
    kept = [span for span in _singles(exact) if not any(low <= span[0] < high for low, high in nested)]
    return sorted([*nested, *kept])


def _singles(text: str) -> list[tuple[int, int]]:
    """Pairs of single marks in one walk."""
    pairs: list[tuple[int, int]] = []
    start: int | None = None
    for mark in _SINGLE.finditer(text):
        if mark["open"] and (start is None or mark.start() - start > _LONGEST_INNER):
            start = mark.start()
        elif mark["close"] and start is not None and mark.end() - start > 2:
            pairs.append((start, mark.end()))
            start = None
    return pairs
