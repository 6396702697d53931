"""Runs of the same words in two texts, as long as they go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from statements.text.tokens import Token

WORDS = 4  # words of the shortest run
CHARACTERS = 6  # of a script that writes a word in one or two characters
_MOST_PLACES = 12  # of one run of words in either text: the rest say no more than these


class Run(NamedTuple):
    """`length` words from word `a` of a passage of the first text, the same from word `b` of one of the second."""

    passage_a: int
    a: int
    passage_b: int
    b: int
    length: int


def exact_runs(a: Sequence[Sequence[Token]], b: Sequence[Sequence[Token]], *, cjk: bool = False) -> list[Run]:
    """Every longest run of at least `WORDS` (`CHARACTERS` where `cjk`) that passages of both texts share, in the order
    of the second. Takes time in proportion to the texts and the runs.
    """
    size = CHARACTERS if cjk else WORDS
    texts_a = [[token.text for token in passage] for passage in a]
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, passage in enumerate(texts_a):
        for place in range(len(passage) - size + 1):
            kept = places[tuple(passage[place : place + size])]
            if len(kept) < _MOST_PLACES:
                kept.append((number, place))
    runs: list[Run] = []
    met: Counter[tuple[str, ...]] = Counter()
    for number, tokens in enumerate(b):
        passage = [token.text for token in tokens]
        for place in range(len(passage) - size + 1):
            gram = tuple(passage[place : place + size])
            known = places.get(gram)
            if known is None:
                continue
            met[gram] += 1
            for other, there in known if met[gram] <= _MOST_PLACES else ():
                first = texts_a[other]
                if place and there and first[there - 1] == passage[place - 1]:
                    continue  # inside a run that began earlier
                length = size
                while (
                    place + length < len(passage)
                    and there + length < len(first)
                    and first[there + length] == passage[place + length]
                ):
                    length += 1
                runs.append(Run(other, there, number, place, length))
    return runs
