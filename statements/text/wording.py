"""Words as the comparison of two texts weighs them: abbreviations and synonyms made one, stock words known as such.

What is alike, conventional or empty in which language stands in data/wording.toml, which people edit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from statements.text.tokens import Token, stems, words

_DATA = Path(__file__).with_name("data") / "wording.toml"
# Written with a hyphen or in one word alike: "co-operation", "multi-polar", "non-proliferation".
_PREFIXES = frozenset("anti bi co counter de inter mid multi non post pre pro re sub trans un".split())
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Rank(IntEnum):
    """How much a word says, least first."""

    FUNCTION = 0
    STOCK = 1
    NAME = 2
    PHRASE = 3
    PLAIN = 4
    TOPIC = 5


class Item(NamedTuple):
    """One thing said: a word, or several that are known as one. Items of the same `key` say the same."""

    key: str
    start: int
    end: int
    rank: Rank


class _Known(NamedTuple):
    stems: tuple[str, ...]
    key: str
    rank: Rank
    in_capitals: bool


def items(text: str, tokens: Sequence[Token], language: str) -> list[Item]:
    """The items of `text` in order, not overlapping, but that Chinese and Japanese characters no list knows are taken
    in overlapping pairs. `tokens` are those of `tokens.words`; places are code points of `text`.
    """
    code = language.partition("-")[0].lower()
    cut = _stemmed(text, tokens, code)
    known = _lexicon(code)
    found: list[Item] = []
    place = 0
    while place < len(cut):
        match = _longest(text, cut, place, known.get(cut[place].text, ()))
        if match:
            last = place + len(match.stems) - 1
            found.append(Item(match.key, cut[place].start, cut[last].end, match.rank))
            place = last + 1
        else:
            found.append(Item(cut[place].text, cut[place].start, cut[place].end, Rank.PLAIN))
            place += 1
    return list(_paired(found)) if code in ("zh", "ja", "yue") else found


def knows(language: str) -> bool:
    """Whether there are lists for the language; without them what is common in the texts themselves counts little."""
    return bool(_lexicon(language.partition("-")[0].lower()))


def _longest(text: str, cut: Sequence[Token], place: int, known: Sequence[_Known]) -> _Known | None:
    for one in known:
        end = place + len(one.stems)
        if end > len(cut) or any(cut[place + step].text != stem for step, stem in enumerate(one.stems)):
            continue
        if not one.in_capitals or text[cut[place].start : cut[end - 1].end].isupper():
            return one
    return None


def _stemmed(text: str, tokens: Sequence[Token], code: str) -> list[Token]:
    """The tokens with their stems for texts; a prefix before a hyphen is one with its word."""
    roots = stems((text[token.start : token.end] for token in tokens), code)
    cut: list[Token] = []
    skip = False
    for place, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if after and token.text in _PREFIXES and text[token.end : after.start] in ("-", "\u2010", "\u2011"):
            joined = text[token.start : token.end] + text[after.start : after.end]
            cut.append(Token(_spelled(stems([joined], code)[0], code), token.start, after.end))
            skip = True
        else:
            cut.append(Token(_spelled(roots[place], code), token.start, token.end))
    return cut


def _spelled(stem: str, code: str) -> str:
    """British and American spelling made one: "realis-" and "realiz-", "favour" and "favor"."""
    if code != "en":
        return stem
    if stem.endswith("is") and len(stem) > 4:
        return stem[:-2] + "iz"
    return stem[:-3] + "or" if stem.endswith("our") and len(stem) > 5 else stem


def _paired(found: Sequence[Item]) -> Iterator[Item]:
    """Characters that no list knows, each together with the next one: most words of Chinese have two."""
    for place, item in enumerate(found):
        if item.rank is not Rank.PLAIN or not _CJK.fullmatch(item.key):
            yield item
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        if after and after.rank is Rank.PLAIN and after.start == item.end and _CJK.fullmatch(after.key):
            yield Item(item.key + after.key, item.start, after.end, Rank.PLAIN)
        elif not (place and found[place - 1].end == item.start and _CJK.fullmatch(found[place - 1].key)):
            yield Item(item.key, item.start, item.end, Rank.STOCK)


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _lexicon(code: str) -> dict[str, tuple[_Known, ...]]:
    """First stem → what begins with it, longest first; a group is as conventional as its first member."""
    lists = {name: per_language.get(code, ()) for name, per_language in _lists().items()}
    ranks: dict[tuple[str, ...], Rank] = {}
    for name, rank in (("topics", Rank.TOPIC), ("phrases", Rank.PHRASE), ("names", Rank.NAME), ("stock", Rank.STOCK)):
        for entry in lists[name].split() if isinstance(lists[name], str) else lists[name]:
            ranks.setdefault(_key(entry, code), rank)
    for entry in lists["function"].split() if lists["function"] else ():
        ranks.setdefault(_key(entry, code), Rank.FUNCTION)
    known = {stem: _Known(stem, " ".join(stem), rank, False) for stem, rank in ranks.items()}
    for group in lists["alike"]:
        head = _key(group[0], code)
        for member in group:
            stem = _key(member, code)
            known[stem] = _Known(stem, " ".join(head), ranks.get(head, Rank.PLAIN), _is_abbreviation(member))
    first: dict[str, list[_Known]] = {}
    for one in known.values():
        if one.stems:
            first.setdefault(one.stems[0], []).append(one)
    return {stem: tuple(sorted(ones, key=lambda one: -len(one.stems))) for stem, ones in first.items()}


def _key(entry: str, code: str) -> tuple[str, ...]:
    return tuple(token.text for token in _stemmed(entry, words(entry), code))


def _is_abbreviation(entry: str) -> bool:
    return entry.isupper() and len(entry) <= 8
