"""Which words two wordings do not share."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

# Each CJK character is a word of its own; a run of other letters and digits is one; so is any other sign.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]|\w+|[^\w\s]")
MAX_WORDS = 1_500  # of either wording; matching takes time in the product of both


def differing_spans(old: str, new: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Spans (code points) of `old` that are not in `new`, and of `new` that are not in `old`, word by word.

    Neighbouring words make one span. Both lists are empty when a wording is too long to be compared.
    Matching blocks are those of Ratcliff and Obershelp, without difflib's rule that calls frequent words junk.
    """
    before, after = list(_WORDS.finditer(old)), list(_WORDS.finditer(new))
    if len(before) > MAX_WORDS or len(after) > MAX_WORDS:
        return [], []
    matcher = SequenceMatcher(None, [w[0] for w in before], [w[0] for w in after], autojunk=False)
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            gone += [(before[a].start(), before[b - 1].end())] if b > a else []
            come += [(after[c].start(), after[d - 1].end())] if d > c else []
    return gone, come
