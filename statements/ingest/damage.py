"""Damage that a text shows, as warnings: lost letters, doubled words, misread letters. Nothing is repaired."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from statements.ingest.parsed import Block, Dropped, Warning

_LOST = re.compile(r"(?<![\w/=&?.:-])[^\W\d_]+(?:[?\ufffd][^\W\d_]+)+(?![\w/=&])|\S*\ufffd\S*")
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})[ \u00a0]+\1\b(?![’'-])")
# Doubled on purpose or by grammar.
_RIGHTLY_TWICE = frozenset(
    "that had nous vous is was her very more bien muy tous sie die der так всё еще ещё do in".split()
) - {"in", "is"}
_REDUPLICATING = frozenset(("vi", "id", "ms", "th", "sw", "tl", "mi", "ht"))
_MOJIBAKE = re.compile(
    r"(?:[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]|â€[\u0090-\u009f™œ“”˜]|Ð[\u0090-\u00bf°±²³´µ]|"
    r"[ÐÑ][\u0080-\u00bf])"
)
# A figure inside a word of small letters, a letter inside a number: what text recognition takes for its like.
_SLIP = re.compile(r"\b(?:[a-z]+[01][a-z]+|\d+[lIO]\d+|[Il]\d{1,3}|\d{2,3}[Oo])\b")
_CONTROLS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MOST = 50


def damage_of(blocks: Iterable[Block], dropped: Iterable[Dropped], language: str | None) -> list[Warning]:
    """Warnings in the order of the lines. Dropped lines are looked at too: they tell about the file."""
    found: list[Warning] = []
    for entry in dropped:
        found.extend(_lost(entry.text, entry.first_line))
    for block in blocks:
        found.extend(_lost(block.text, block.first_line))
        if language not in _REDUPLICATING:
            found.extend(_doubled(block.text, block.first_line))
        found.extend(_slips(block.text, block.first_line))
        found.extend(_mojibake(block.text, block.first_line))
        found.extend(_controls(block.text, block.first_line))
    return sorted(found[: _MOST * 4], key=lambda warning: warning.first_line)


def _lost(text: str, line: int) -> list[Warning]:
    if "?" not in text and "\ufffd" not in text:
        return []
    return [
        Warning(
            "lost-character",
            f"Line {line}: in “{match[0]}” a letter seems to be lost. The text is kept as it came; compare it "
            f"with the source.",
            line,
        )
        for match in islice(_LOST.finditer(text), _MOST)
    ]


def _doubled(text: str, line: int) -> list[Warning]:
    return [
        Warning("doubled-word", f"Line {line}: “{match[0]}” says a word twice. The text is kept as it came.", line)
        for match in islice(_DOUBLED.finditer(text), _MOST)
        if match[1].islower() and match[1] not in _RIGHTLY_TWICE
    ]


def _slips(text: str, line: int) -> list[Warning]:
    return [
        Warning(
            "recognition-slip",
            f"Line {line}: “{match[0]}” mixes letters and figures, as text recognition does. The text is kept "
            "as it came; compare it with the source.",
            line,
        )
        for match in islice(_SLIP.finditer(text), _MOST)
    ]


def _mojibake(text: str, line: int) -> list[Warning]:
    if not any(sign in text for sign in "ÃÂâÐÑ"):
        return []
    matches = [match[0] for match in islice(_MOJIBAKE.finditer(text), 2)]
    if len(matches) < 2:
        return []
    return [
        Warning(
            "misread-letters",
            f"Line {line}: “{matches[0]}” looks like letters read in a wrong encoding before the file was saved. "
            "The text is kept as it came; hand in the original page if you can.",
            line,
        )
    ]


def _controls(text: str, line: int) -> list[Warning]:
    strange = _HIDDEN.search(text)
    if _CONTROLS.search(text):
        return [
            Warning(
                "direction-control", f"Line {line}: hidden signs change the direction in which letters are shown.", line
            )
        ]
    if strange:
        return [
            Warning("control-character", f"Line {line}: the text holds control characters that cannot be seen.", line)
        ]
    return []
