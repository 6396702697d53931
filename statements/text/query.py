"""What someone types into the search field, understood.

`word` in any of its forms, `"these words"` exactly and in this order, `word*` for all that begin so, `-word` and
`-"two words"` for what must not be there, `OR` (in capitals) between alternatives; everything else must all be there.
Nothing typed is an error: what cannot be understood is left out or taken literally, and a remark says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from statements.text import tokens

LONGEST = 500  # code points of a whole search
MOST_TERMS = 32
LANGUAGES_OF_NOTES = ("ar", "en", "ru")

QUOTES = '"“”„‟«»「」『』〝〞＂'
DASHES = "-−–"
_QUOTED = re.compile(rf"([{DASHES}]?)[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
_PIECE = re.compile(rf"[{DASHES}]?[{QUOTES}][^{QUOTES}]*[{QUOTES}]|[^\s{QUOTES}]+|[{QUOTES}]")
_OR = "OR"
_ARTICLE = "\u0627\u0644"


class Match(StrEnum):
    """How the words of a search belong together."""

    ALL = "all"
    PHRASE = "phrase"
    ANY = "any"


class Remark(StrEnum):
    """What was not taken as typed."""

    OPEN_QUOTE = "open-quote"
    NO_WORDS_IN = "no-words-in"
    LONELY_OR = "lonely-or"


class CannotAsk(ValueError):
    """The search cannot be asked; `reason` is one of too-long, too-many, only-exclusions, no-words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand one after the other. With `stems` there is one word, and any word with one of these
    stems will do as well; with `prefix` the last word may go on.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...] = ()
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Of each group of `required` one term must be there, and none of `excluded`."""

    required: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Every term whose places are worth showing."""
        return tuple(term for group in self.required for term in group)


def parse(text: str, match: Match = Match.ALL, languages: Collection[str] = LANGUAGES_OF_NOTES) -> Query:
    """Understand a search. `languages` are the tags whose forms a bare word stands for (those of notes always belong
    to them). Raises CannotAsk for a search that is too long, has too many words, or none to look for.
    """
    if len(text) > LONGEST:
        raise CannotAsk("too-long")
    if match is Match.PHRASE:
        words = _words(text)
        if not words:
            raise CannotAsk("no-words")
        if len(words) > MOST_TERMS * 4:
            raise CannotAsk("too-many")
        return Query(((Term(words),),))
    groups, excluded, remarks = _gather(_PIECE.findall(text), {*languages, *LANGUAGES_OF_NOTES})
    if match is Match.ANY and groups:
        groups = [tuple(term for group in groups for term in group)]
    if sum(len(group) for group in groups) + len(excluded) > MOST_TERMS:
        raise CannotAsk("too-many")
    if not groups:
        raise CannotAsk("only-exclusions" if excluded else "no-words")
    return Query(tuple(groups), tuple(excluded), tuple(dict.fromkeys(remarks)))


def _gather(
    pieces: Sequence[str], languages: Collection[str]
) -> tuple[list[tuple[Term, ...]], list[Term], list[Remark]]:
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    remarks: list[Remark] = []
    joining = False
    for piece in pieces:
        if piece in QUOTES:
            remarks.append(Remark.OPEN_QUOTE)
            continue
        if piece == _OR:
            joining = bool(groups)
            if not joining:
                remarks.append(Remark.LONELY_OR)
            continue
        term, negative = _term(piece, languages)
        if term is None:
            remarks.append(Remark.NO_WORDS_IN)
        elif negative:
            excluded.append(term)
        elif joining:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        joining = False
    if joining:
        remarks.append(Remark.LONELY_OR)
    return groups, excluded, remarks


def _term(piece: str, languages: Collection[str]) -> tuple[Term | None, bool]:
    """A piece as a term (None without a letter or figure in it), and whether it is excluded."""
    quoted = _QUOTED.fullmatch(piece)
    if quoted:
        words = _words(quoted[2])
        return (Term(words) if words else None), bool(quoted[1])
    negative = piece[0] in DASHES and len(piece) > 1
    bare = piece[1:] if negative else piece
    words = _words(bare)
    if not words:
        return None, negative
    prefix = bare.endswith("*")
    stems: tuple[str, ...] = ()
    if len(words) == 1 and not prefix:
        typed = tokens.words(bare)[0]
        word = bare[typed.start : typed.end]
        variants = _variants(word)
        stems = tuple(sorted({stem for language in languages for stem in tokens.stems(variants, language)}))
    return Term(words, stems=stems, prefix=prefix), negative


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens.words(text))


def _variants(word: str) -> list[str]:
    """The word, and an Arabic one also with and without its article, which the rules take for a part of some words."""
    if _language_by_script(word) != "ar":
        return [word]
    bare = word.removeprefix(_ARTICLE)
    return [word, _ARTICLE + bare, bare] if len(bare) > 1 else [word]


def stems_of(text: str, here: Sequence[tokens.Token], language: str) -> list[str]:
    """The stem of each word of `text`. Notes have no language: their words are stemmed by their script."""
    words = [text[token.start : token.end] for token in here]
    if language:
        return tokens.stems(words, language)
    return [tokens.stems([word], _language_by_script(word))[0] for word in words]


def _language_by_script(word: str) -> str:
    sign = word[0]
    return "ru" if "\u0400" <= sign <= "\u052f" else "ar" if "\u0600" <= sign <= "\u06ff" else "en"


def places(text: str, query: Query, language: str) -> list[tuple[int, int]]:
    """Where the wanted terms stand: spans in code points of `text`, in order; they may overlap."""
    here = tokens.words(text)
    words = [token.text for token in here]
    stems = stems_of(text, here, language) if any(term.stems for term in query.wanted) else []
    found = {
        (here[at].start, here[at + len(term.words) - 1].end)
        for term in query.wanted
        for at in _beginnings(words, stems, term)
    }
    return sorted(found)


def _beginnings(words: Sequence[str], stems: Sequence[str], term: Term) -> Iterator[int]:
    """Where in a list of words the term begins."""
    if term.stems:
        yield from (at for at, word in enumerate(words) if word in term.words or stems[at] in term.stems)
        return
    size = len(term.words)
    for at in range(len(words) - size + 1):
        *before, last = words[at : at + size]
        there = last.startswith(term.words[-1]) if term.prefix else last == term.words[-1]
        if there and tuple(before) == term.words[:-1]:
            yield at
