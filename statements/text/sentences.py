"""Where sentences begin and end in a paragraph. Positions are code points inside the paragraph's text.

The cutting is done by sentencex (Wikimedia's rules per language); what is added here are the habits of diplomatic
texts that it does not know: "para. 3", "UN Doc. A/RES/2625", "п. 4 ст. 5", closing brackets and quotes, numbered lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

# A stop after one of these never ends a sentence.
_BEFORE_WORDS = """
    mr mrs ms messrs dr prof gen col lt maj adm amb hon st mt h.e e.g i.e viz cf vs t.c z.b d.h
    m mm mme mmes mlle mgr sr sra sres srta dra excmo excma
    т.е т.к т.н т.ч г-н г-жа им ул акад проф ген см ср прим млн млрд тыс долл
    د أ
"""
# A stop after one of these ends no sentence when a number follows: many of them are words as well ("He said no.").
_BEFORE_NUMBERS = """
    no nos nr n núm num art arts para paras subpara subparas par pars sec secs sect vol vols ch chap p pp pg pág págs
    doc docs res dec add corr rev suppl fig figs ed annex app reg bd abs ziff ff ser
    jan feb febr mar apr jun jul aug sep sept oct nov dez déc févr janv
    п пп подп ст ч гл разд т стр с рис табл № янв февр мар апр авг сент окт нояб дек
"""
_TITLES = frozenset(_BEFORE_WORDS.split())
_COUNTED = frozenset(_BEFORE_NUMBERS.split())
_LAST_WORD = re.compile(r"([^\W_][\w.\-]*)\.$")
_NUMBER_AHEAD = re.compile(r"[(\[«“\"]?(?:\d|[IVXLC]+\b|[A-Z]{1,6}/|\w{1,2}\))")
_GOES_ON = re.compile(r"[,;:%]|[-–—]\s*[^\W\d_]")
MOST_AT_ONCE = 4_000  # characters of a line shown to sentencex; few sentences and hardly a paragraph are longer
_STOP = re.compile(r"[.!?…][”»\"’)\]]*\s+|[。！？；｡][」』”’》〉）)\]】]*")
_STOP_AT_END = re.compile(rf"(?:{_STOP.pattern})$")
_LONGEST_END = 20  # characters of a stop with the marks and spaces after it
_LONGEST_WORD = 40
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[^\W\d_]|[ivxlc]{1,5})[.)\]]{1,2}$", re.IGNORECASE)
_BULLET = re.compile(r"\s*[•‣◦▪●○■□–—*-]\s+")
_CLOSING = {"“": "”", "„": "“", "«": "»", '"': '"'}
_EAST_ASIAN_STOP = re.compile(r"[。！？；｡]")
# Han, kana and full-width stops are followed by no space; a stop in a quotation counts before a capital.
_SIGNS = re.compile(
    r"(?P<east>[。！？；｡]+[」』”’》〉）)\]】]*)"
    r"|(?P<bracketed>[.!?…][)\]][”\"’»]?\s+(?=[“\"«(\[]?\w))"
    r"|(?P<stop>(?<=\w\w)[.!?…]+\s+(?=[(\[]?[^\W\d_a-zà-ÿа-яё]))"
    r"|(?P<quote>[“”„«»\"])"
)


def sentence_borders(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of the sentences in `text`, in order, not overlapping, none empty or with white space at its ends.

    Together they cover every character that is no white space. A line break (lines of a signature) and a tab (cells
    of a table row) end a sentence. `language` is a language tag; for one without rules of its own those of English
    hold, with the stops of Chinese and Japanese known in all of them.
    """
    spans: list[tuple[int, int]] = []
    code = language.partition("-")[0].lower()
    for line in re.finditer(r"[^\n\t]+", text):
        start = line.start()
        for piece in _joined(list(_pieces(line[0], code))):
            words = piece.strip()
            if words:
                begin = start + len(piece) - len(piece.lstrip())
                spans.append((begin, begin + len(words)))
            start += len(piece)
    return spans


def _pieces(line: str, code: str) -> Iterator[str]:
    """`line` cut wherever a sentence may end; joined they are the line again."""
    # sentencex takes a line that begins with a bullet for one item and leaves it whole.
    bullet = _BULLET.match(line)
    lead = bullet[0] if bullet else ""
    for found in _found(code, line[len(lead) :]):
        done = 0
        for cut in _cuts(found):
            yield lead + found[done:cut]
            lead, done = "", cut
        if done < len(found):
            yield lead + found[done:]
            lead = ""
    if lead:
        yield lead


def _found(code: str, line: str) -> Iterator[str]:
    """What sentencex finds, asked part by part: its time grows with the square of the opening quotes it is shown."""
    held = ""
    for part in _parts(line):
        found = sentencex.segment(code, part)
        found[0] = held + found[0]
        held = "" if _STOP_AT_END.search(part[-_LONGEST_END:]) else found.pop()
        yield from found
    if held:
        yield held


def _parts(line: str) -> Iterator[str]:
    """`line` in parts of at most `MOST_AT_ONCE` characters, cut after a stop, else a space, else anywhere."""
    start = 0
    while len(line) - start > MOST_AT_ONCE:
        window = line[start : start + MOST_AT_ONCE]
        stops = [stop.end() for stop in _STOP.finditer(window)]
        cut = stops[-1] if stops else window.rfind(" ") + 1 or MOST_AT_ONCE
        yield window[:cut]
        start += cut
    if start < len(line):
        yield line[start:]


def _cuts(found: str) -> Iterator[int]:
    """Where sentencex might have cut further: East Asian stops, a sentence in brackets, sentences of one quotation."""
    in_brackets = found.startswith(("(", "["))
    closing = ""
    for sign in _SIGNS.finditer(found):
        if sign["quote"]:
            closing = "" if sign[0] == closing else closing or _CLOSING.get(sign[0], "")
        elif sign["east"] or (sign["stop"] and closing) or (sign["bracketed"] and in_brackets):
            in_brackets = False
            yield sign.end()


def _joined(pieces: list[str]) -> Iterator[str]:
    """The pieces, put together again where the stop between them ends no sentence."""
    held: list[str] = []
    for piece in pieces:
        if held and not _goes_on(held[-1].rstrip(), piece.lstrip(), first=len(held) == 1):
            yield "".join(held)
            held = []
        held.append(piece)
    yield "".join(held)


def _goes_on(before: str, after: str, *, first: bool) -> bool:
    """Whether `after` still belongs to the sentence that `before` is the last piece of."""
    if _EAST_ASIAN_STOP.search(before[-3:]):
        return False
    if after[:1].islower() or (_GOES_ON.match(after) and after.lstrip("-–— ,;:%")[:1].islower()):
        return True
    if first and _LIST_NUMBER.fullmatch(before):
        return True
    word = _LAST_WORD.search(before[-_LONGEST_WORD:])
    if word is None:
        return False
    name = word[1].casefold()
    return name in _TITLES or (name in _COUNTED and _NUMBER_AHEAD.match(after) is not None)
