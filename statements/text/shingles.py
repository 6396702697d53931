"""How alike two whole texts are, and a short mark of each by which texts that are alike find one another.

A shingle is a run of words. The mark is a MinHash (A. Broder 1997) in one permutation (P. Li, A. Owen, C.-H. Zhang,
"One permutation hashing", 2012), cut into bands: two texts that share most shingles nearly always share a band, two
that share few hardly ever do. Capitals, accents, punctuation, line breaks and numbers of items do not count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from statements.text.tokens import words

WORDS = 3  # of a shingle; of a script that writes a word in one or two characters as well
BANDS = 20
_ROWS = 3  # numbers of the mark in each band: half of the texts that share 37 % of their shingles share a band
_SIZE = BANDS * _ROWS
_EMPTY = 1 << 64
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def folded_words(texts: Iterable[str]) -> list[str]:
    """The words of a text as they count here."""
    return [token.text for text in texts for token in words(text)]


def words_hash(folded: Sequence[str]) -> str:
    """SHA-256 of the words in their order: the same for one text in any wrapping. 64 hexadecimal digits."""
    return hashlib.sha256(" ".join(folded).encode()).hexdigest()


def bands(folded: Sequence[str]) -> list[int]:
    """`BANDS` numbers of 63 bits; empty for a text of fewer words than a shingle. Takes time with the length."""
    lowest = [_EMPTY] * _SIZE
    for shingle in _shingles(folded):
        number = int.from_bytes(hashlib.blake2b(" ".join(shingle).encode(), digest_size=8).digest())
        place, value = number % _SIZE, number // _SIZE
        if value < lowest[place]:
            lowest[place] = value
    if min(lowest) == _EMPTY:
        return []
    full = _filled(lowest)
    return [_band(row, full[row * _ROWS : (row + 1) * _ROWS]) for row in range(BANDS)]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the shingles of both texts that are in both (Jaccard), 0 to 1; equal words are 1."""
    if list(one) == list(other):
        return 1.0
    ours, theirs = _shingles(one), _shingles(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _shingles(folded: Sequence[str]) -> set[tuple[str, ...]]:
    size = 2 * WORDS if folded and sum(1 for word in folded if _CJK.match(word)) * 2 > len(folded) else WORDS
    return set(zip(*(folded[step:] for step in range(size)), strict=False))


def _filled(lowest: Sequence[int]) -> list[int]:
    """Places no shingle fell into take the number of the next one that has some (A. Shrivastava, P. Li 2014)."""
    full = list(lowest)
    for place in range(len(lowest)):
        step = 0
        while lowest[(place + step) % len(lowest)] == _EMPTY:
            step += 1
        full[place] = lowest[(place + step) % len(lowest)] + step
    return full


def _band(row: int, numbers: Sequence[int]) -> int:
    name = f"{row}:{','.join(map(str, numbers))}"
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 1
