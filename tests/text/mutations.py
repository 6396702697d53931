"""Corrected texts whose every character knows where it stood before: what carrying is judged by.

A `Paper` begins as the paragraphs of a text. Deeds change it as people change texts; each new character remembers the
old one that it is, or the old stretch that it stands in for. `Paper.truth` tells where a passage really stands.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

SEPARATOR = "\n\n"
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
SENTENCE = re.compile(r"[^.!?。！？؟]+[.!?。！？؟]*\s*")


class Char(NamedTuple):
    """A character; `old` is where it stood, None if it is new; then it may stand in for an old stretch."""

    sign: str
    old: int | None = None
    stands_for: tuple[int, int] | None = None
    like: tuple[int, int] | None = None  # of a look-alike: what it was made from


Row = list[Char]


class Truth(NamedTuple):
    """Where a passage stands: `kind` is "same" (the same words together), "changed" or "gone" (then no place)."""

    kind: str
    start: int = -1
    end: int = -1


@dataclass
class Paper:
    """A text on its way from an old wording to a new one."""

    old: list[str]
    rows: list[Row] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = [[Char(sign, start + n) for n, sign in enumerate(text)] for start, text in numbered(self.old)]

    @property
    def new(self) -> list[str]:
        return [said(row) for row in self.rows]

    def close(self) -> Paper:
        """Takes out empty paragraphs and works out where everything stands."""
        self.rows = [row for row in map(trimmed, self.rows) if row]
        self.old_text, self.new_text = SEPARATOR.join(self.old), SEPARATOR.join(self.new)
        self._places: dict[int, int] = {}
        self._stand_ins: list[tuple[int, int, int]] = []
        place = 0
        kept = {char.old for row in self.rows for char in row}
        for row in self.rows:
            for char in row:
                if char.like and sum(n in kept for n in range(*char.like)) < (char.like[1] - char.like[0]) / 2:
                    char = char._replace(stands_for=char.like)
                if char.old is not None:
                    self._places[char.old] = place
                elif char.stands_for:
                    self._stand_ins.append((*char.stands_for, place))
                place += 1
            place += len(SEPARATOR)
        return self

    def truth(self, start: int, end: int) -> Truth:
        here = [self._places[place] for place in range(start, end) if place in self._places]
        there = [place for begin, close, place in self._stand_ins if begin < end and close > start]
        words = [place for place in here if not self.new_text[place].isspace()] + there
        if not words:
            return Truth("gone")
        if self.old_text[start:end].strip() and here and not there:
            begin = here[0] - (self._first_kept(start, end) - start)
            if (
                here == sorted(here)
                and self.new_text[begin : begin + end - start] == self.old_text[start:end]
                and here[-1] < begin + end - start
                and self._all_kept(start, end)
            ):
                return Truth("same", begin, begin + end - start)
        return Truth("changed", min(words), max(words) + 1)

    def _first_kept(self, start: int, end: int) -> int:
        return next(place for place in range(start, end) if place in self._places)

    def _all_kept(self, start: int, end: int) -> bool:
        return all(place in self._places for place in range(start, end) if not self.old_text[place].isspace())


def said(row: Row) -> str:
    return "".join(char.sign for char in row)


def trimmed(row: Row) -> Row:
    text = said(row)
    return row[len(text) - len(text.lstrip()) : len(text.rstrip())]


def fresh(text: str, replaced: Row | None = None, like: tuple[int, int] | None = None) -> Row:
    """New characters; they stand in for those of `replaced`, and for those of `like` if these do not stay."""
    places = [char.old for char in replaced or [] if char.old is not None]
    stretch = (min(places), max(places) + 1) if places else None
    return [Char(sign, None, stretch, like) for sign in text]


Deed = Callable[[Paper, random.Random], None]


def long_row(paper: Paper, rng: random.Random) -> int:
    rows = [n for n, row in enumerate(paper.rows) if len(row) > 30] or list(range(len(paper.rows)))
    return rng.choice(rows)


def numbered(texts: Sequence[str]) -> list[tuple[int, str]]:
    """Where each paragraph begins, and its text."""
    starts = accumulate((len(text) + len(SEPARATOR) for text in texts[:-1]), initial=0)
    return list(zip(starts, texts, strict=True))


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def words_of(row: Row) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(said(row))]


def sentences_of(row: Row) -> list[tuple[int, int]]:
    return [match.span() for match in SENTENCE.finditer(said(row))]


def some_words(paper: Paper, rng: random.Random, number: int) -> str:
    row = rng.choice(paper.old)
    found = WORD.findall(row) or ["word"]
    glue = "" if re.match(r"[\u3040-\u9fff]", found[0]) else " "
    return glue.join(rng.choice(found) for _ in range(number))


def a_stretch(row: Row, rng: random.Random, most: int) -> tuple[int, int] | None:
    words = words_of(row)
    if len(words) < 3:
        return None
    first = rng.randrange(len(words))
    last = min(first + rng.randint(1, most), len(words)) - 1
    return words[first][0], words[last][1]


def insert_words(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    if stretch := a_stretch(row, rng, 1):
        glue = " " if " " in said(row) else ""
        row[stretch[0] : stretch[0]] = fresh(some_words(paper, rng, rng.randint(1, 5)) + glue)


def delete_words(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    if stretch := a_stretch(row, rng, 6):
        end = stretch[1] + (said(row)[stretch[1] : stretch[1] + 1] == " ")
        del row[stretch[0] : end]


def replace_words(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    if stretch := a_stretch(row, rng, 3):
        _put(row, stretch, some_words(paper, rng, rng.randint(1, 3)))


def _put(row: Row, stretch: tuple[int, int], text: str) -> None:
    there = row[slice(*stretch)]
    if text != said(there):
        row[slice(*stretch)] = fresh(text, there)


def typo(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    words = words_of(row)
    if not words:
        return
    start, end = rng.choice(words)
    word = said(row[start:end])
    place = rng.randrange(len(word))
    wrong = rng.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + rng.choice(word) + word[place + 1 :],
        ]
    )
    if wrong:
        _put(row, (start, end), wrong)


def change_date(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    numbers = [match.span() for match in re.finditer(r"\d+", said(row))]
    if numbers:
        _put(row, rng.choice(numbers), str(rng.randint(1, 2030)))


def delete_sentence(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    found = sentences_of(row)
    if len(found) > 1:
        del row[slice(*rng.choice(found))]


def insert_look_alike_sentence(paper: Paper, rng: random.Random) -> None:
    like = rng.choice([(n + start, n + end) for n, text in numbered(paper.old) for start, end in spans(SENTENCE, text)])
    text = slightly_other(paper, rng, SEPARATOR.join(paper.old)[slice(*like)].strip())
    row = paper.rows[long_row(paper, rng)]
    place = rng.choice(sentences_of(row) or [(0, 0)])[0]
    row[place:place] = fresh(text + (" " if " " in text else ""), like=like)


def slightly_other(paper: Paper, rng: random.Random, text: str) -> str:
    words = [match.span() for match in WORD.finditer(text)]
    for start, end in sorted(rng.sample(words, min(len(words), rng.randint(1, 3))), reverse=True):
        text = text[:start] + some_words(paper, rng, 1) + text[end:]
    return text


def retranslate_sentence(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    stretch = rng.choice(sentences_of(row) or [(0, len(row))])
    there = trimmed(row[slice(*stretch)])
    if not there:
        return
    text = said(there)
    words = [match.span() for match in WORD.finditer(text)]
    for start, end in sorted(rng.sample(words, len(words) * 2 // 5), reverse=True):
        text = text[:start] + some_words(paper, rng, 1) + text[end:]
    begin = stretch[0] + said(row[slice(*stretch)]).index(said(there)[0])
    _put(row, (begin, begin + len(there)), text)


def delete_paragraph(paper: Paper, rng: random.Random) -> None:
    if len(paper.rows) > 3:
        del paper.rows[rng.randrange(len(paper.rows))]


def insert_look_alike_paragraph(paper: Paper, rng: random.Random) -> None:
    start, text = rng.choice(numbered(paper.old))
    row = fresh(slightly_other(paper, rng, text), like=(start, start + len(text)))
    paper.rows.insert(rng.randrange(len(paper.rows) + 1), row)


def insert_copy(paper: Paper, rng: random.Random) -> None:
    """A paragraph that is there already stands there once more, and not beside itself."""
    number = rng.randrange(len(paper.rows))
    place = rng.randrange(len(paper.rows) + 1)
    if place not in (number, number + 1):
        places = [char.old for char in paper.rows[number] if char.old is not None]
        like = (min(places), max(places) + 1) if places else None
        paper.rows.insert(place, fresh(said(paper.rows[number]), like=like))


def move_paragraph(paper: Paper, rng: random.Random) -> None:
    row = paper.rows.pop(rng.randrange(len(paper.rows)))
    paper.rows.insert(rng.randrange(len(paper.rows) + 1), row)


def move_sentence(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    found = sentences_of(row)
    if len(found) < 2:
        return
    stretch = rng.choice(found)
    moved = row[slice(*stretch)]
    del row[slice(*stretch)]
    other = paper.rows[long_row(paper, rng)]
    place = rng.choice(sentences_of(other) or [(0, 0)])[0]
    other[place:place] = moved


def split_paragraph(paper: Paper, rng: random.Random) -> None:
    number = long_row(paper, rng)
    row = paper.rows[number]
    found = sentences_of(row)
    places = [start for start, _ in found[1:]] or [start for start, _ in words_of(row)[1:]]
    if places:
        place = rng.choice(places)
        paper.rows[number : number + 1] = [trimmed(row[:place]), row[place:]]


def merge_paragraphs(paper: Paper, rng: random.Random) -> None:
    if len(paper.rows) > 2:
        number = rng.randrange(len(paper.rows) - 1)
        glue = " " if " " in said(paper.rows[number]) else ""
        paper.rows[number : number + 2] = [[*paper.rows[number], *fresh(glue), *paper.rows[number + 1]]]


def cut_anew(paper: Paper, rng: random.Random) -> None:
    """A few paragraphs in a row become one, which is cut elsewhere."""
    merge_paragraphs(paper, rng)
    split_paragraph(paper, rng)


SIGNS = {",": ";", ";": ",", ".": ";", "，": "、", "。": "；", "、": "，", "،": "؛", ":": " –", "-": "–"}


def change_punctuation(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    places = [n for n, char in enumerate(row) if char.sign in SIGNS]
    if places:
        place = rng.choice(places)
        _put(row, (place, place + 1), SIGNS[row[place].sign])


def change_quotation_marks(paper: Paper, rng: random.Random) -> None:
    for row in paper.rows:
        for n, char in enumerate(row):
            other = {"'": "’", "’": "'", '"': "”", "“": '"', "”": '"', "«": "“", "»": "”", "《": "〈", "》": "〉"}.get(
                char.sign
            )
            if other:
                row[n : n + 1] = fresh(other, [char])


def renumber(paper: Paper, rng: random.Random) -> None:
    """The numbers that paragraphs begin with go up by one from some paragraph on."""
    for row in paper.rows[rng.randrange(len(paper.rows)) :]:
        if match := re.match(r"\d+", said(row)):
            _put(row, match.span(), str(int(match[0]) + 1))


def change_spaces(paper: Paper, rng: random.Random) -> None:
    row = paper.rows[long_row(paper, rng)]
    for n, char in enumerate(row):
        if char.sign == " " and rng.random() < 0.2:
            row[n] = Char("\u00a0", char.old)


def cut_all_anew(paper: Paper, rng: random.Random) -> None:
    """Every paragraph becomes lines of a dozen words."""
    rows: list[Row] = []
    for row in paper.rows:
        cuts = [0, *(start for start, _ in words_of(row)[12::12]), len(row)]
        rows += [row[begin:end] for begin, end in pairwise(cuts)]
    paper.rows = rows


def join_all(paper: Paper, rng: random.Random) -> None:
    """Every three paragraphs become one."""
    glue = fresh(" " if " " in said(paper.rows[0]) else "")
    threes = [paper.rows[place : place + 3] for place in range(0, len(paper.rows), 3)]
    paper.rows = [[char for n, row in enumerate(three) for char in ([*glue, *row] if n else row)] for three in threes]


def shuffle(paper: Paper, rng: random.Random) -> None:
    rng.shuffle(paper.rows)


LIGHT: tuple[Deed, ...] = (
    *(insert_words, delete_words, replace_words, typo, change_date, delete_sentence, insert_look_alike_sentence),
    *(retranslate_sentence, delete_paragraph, insert_look_alike_paragraph, insert_copy, move_paragraph, move_sentence),
    *(split_paragraph, merge_paragraphs, cut_anew, change_punctuation, change_quotation_marks, renumber),
    change_spaces,
)
DEEDS: tuple[Deed, ...] = (*LIGHT, cut_all_anew, join_all, shuffle)


def mutated(texts: Sequence[str], deeds: Sequence[Deed], rng: random.Random) -> Paper:
    paper = Paper(list(texts))
    for deed in deeds:
        deed(paper, rng)
        paper.rows = [row for row in map(trimmed, paper.rows) if row] or [fresh("Nothing is left.")]
    paper.deeds = [deed.__name__ for deed in deeds]
    return paper.close()


def passages(text: str, rng: random.Random, number: int) -> list[tuple[int, int]]:
    """Spans from word to word: single words, a few, a sentence or so, and some across paragraphs."""
    words = [match.span() for match in WORD.finditer(text)]
    spans = []
    for _ in range(number):
        most = rng.choice((1, 4, 12, 30, 60))
        first = rng.randrange(len(words))
        last = min(first + rng.randint(1 if most == 1 else 2, most), len(words)) - 1 if most > 1 else first
        spans.append((words[first][0], words[last][1]))
    return spans
