"""Printed lines of a PDF page from positioned pieces of text (ISO 32000-1, 9.4), with letters as people write them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from statements.ingest.readers.pdf_columns import in_columns
from statements.ingest.readers.symbols import shown

Matrix = Sequence[float]

# Around a raised figure that may be the mark of a note, until it is known whether there is such a note.
NOTE_OPEN, NOTE_CLOSE = "\ue0f1", "\ue0f2"
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_LABEL_ROOM = 6
_THIN = re.compile(r"[ijltfrI.,;:'’!|()\[\] -]")
_FAT = re.compile("[A-HJ-ZА-ЯmwМЖШЩЮжшщюЪЫЄ%—]")
_LATIN = re.compile("[A-Za-z]")
_ARABIC_FIGURE = "[\u0660-\u0669\u06f0-\u06f9]"
_ARABIC_FIGURES = re.compile(f"{_ARABIC_FIGURE}(?:[.,/٫٬]*{_ARABIC_FIGURE})*")
# Shapes of letters, which fonts name instead of the letters: ligatures, Arabic forms, radicals for whole signs.
_SHAPES = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U0002f800-\U0002fa1f]")
_RADICALS = dict(
    zip(
        "⺁⺅⺉⺋⺌⺎⺐⺒⺓⺔⺘⺙⺛⺞⺟⺠⺡⺢⺣⺤⺦⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺶⺹⺺⺻⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻳",
        "厂亻刂㔾小兀尢巳幺彑扌攵旡歺母民氵氺灬爫丬犭王罒示礻竹糹纟罓罒羊耂肀聿肉臼艹艹虎衤覀西见角讠贝足车辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜龟",
        strict=True,
    )
)
_RADICAL = re.compile("[\u2e80-\u2ef3]")
_SPACES = re.compile("[ \u00a0\u2002-\u200a]{2,}")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_FIGURES = re.compile(r"\d{1,3}")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


@dataclass(slots=True)
class Piece:
    """Text that one instruction prints: where it starts along and above its baseline, in points."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class PrintedLine:
    """One printed line. `x` is its left edge, `y` its baseline (up is larger), both in points; `page` counts from 0."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int

    @property
    def rtl(self) -> bool:
        return is_rtl(self.text)


def is_rtl(text: str) -> bool:
    letters = _LETTER.findall(text[:200])
    return sum(bool(_ARABIC.match(letter)) for letter in letters) > 0.5 * len(letters)


def piece_of(text: str, cm: Matrix, tm: Matrix, font: object, size: float) -> Piece:
    """A piece as pypdf's visitor tells it; the page may be turned."""
    a, b = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
    c, d = tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    length = math.hypot(a, b) or 1.0
    along, across = (a * x + b * y) / length, (a * y - b * x) / length
    name = str(font.get("/BaseFont", "")) if isinstance(font, dict) else ""
    bold = bool(re.search(r"bold|black|heavy|semibold|demi", name, re.IGNORECASE))
    return Piece(text, along, across, round(abs(size) * math.hypot(c, d), 2) or 1.0, bold)


def lines_of_page(pieces: list[Piece], page: int) -> list[PrintedLine]:
    """The lines of a page in the order in which it prints them."""
    groups: list[list[Piece]] = []
    baseline = size = 0.0
    for piece in pieces:
        if not piece.text.strip():
            if groups and piece.text and "\n" not in piece.text and abs(piece.y - baseline) < 0.6 * size:
                groups[-1].append(piece)
            continue
        apart = abs(piece.y - baseline)
        same = apart < 0.35 * max(piece.size, size) or (apart < 0.6 * size and piece.size < 0.85 * size)
        if not groups or not same or _next_column(groups[-1], piece):
            groups.append([])
            baseline, size = piece.y, piece.size
        groups[-1].append(piece)
        if piece.size > size:
            baseline, size = piece.y, piece.size
    return [line for group in in_columns(groups) if (line := _line(group, page)) is not None]


def _next_column(group: list[Piece], piece: Piece) -> bool:
    """The pen went back on the same line: another column, or a head printed later. Arabic goes back all the time."""
    words = "".join(one.text for one in group) + piece.text
    return piece.x < group[0].x - 3 * piece.size and not is_rtl(words)


def _line(group: list[Piece], page: int) -> PrintedLine | None:
    words = [piece for piece in group if piece.text.strip()]
    sizes: dict[float, int] = {}
    for piece in words:
        sizes[piece.size] = sizes.get(piece.size, 0) + len(piece.text.strip())
    size = max(sizes, key=lambda one: (sizes[one], one))
    main = next(piece for piece in words if piece.size == size)
    group = _without_guessed_spaces(group)
    ordered = _right_to_left(group) if is_rtl("".join(piece.text for piece in group)) else group
    text = _joined(ordered, main)
    if not text:
        return None
    left = min(piece.x for piece in words)
    return PrintedLine(text, left, main.y, size, all(piece.bold for piece in words), page)


def _without_guessed_spaces(group: list[Piece]) -> list[Piece]:
    """pypdf guesses spaces from the movement of the pen and puts them before a piece, in Arabic behind it. Between
    Chinese signs, and in Arabic lines that print their own spaces, the guesses are wrong."""
    whole = "".join(piece.text for piece in group)
    letters_in = len(_LETTER.findall(whole))
    wide = len(_WIDE.findall(whole)) > 0.5 * letters_in
    arabic = any(piece.text.isspace() for piece in group) and _ARABIC.search(whole) is not None
    if not wide and not arabic:
        return group
    made: list[Piece] = []
    for at, piece in enumerate(group):
        text = piece.text
        before = group[at - 1].text[-1:] if at else ""
        if text.strip() and wide and (_WIDE.match(before) or _WIDE.match(text.lstrip())):
            text = text.lstrip(" ")
        elif text.endswith(" ") and arabic and _rtl_near(group, at) and not _LATIN.search(text):
            text = text[:-1] or " "
        made.append(Piece(text, piece.x, piece.y, piece.size, piece.bold))
    return made


def _rtl_near(group: list[Piece], at: int) -> bool:
    return any(_ARABIC.search(piece.text) for piece in group[max(0, at - 2) : at + 3])


def _right_to_left(group: list[Piece]) -> list[Piece]:
    """Pieces of an Arabic or Hebrew line in reading order; runs of other scripts inside it keep their own."""
    ordered = sorted(group, key=lambda piece: -piece.x)
    out: list[Piece] = []
    run: list[Piece] = []
    for piece in ordered:
        if _LETTER.search(piece.text) and not _ARABIC.search(piece.text):
            run.insert(0, piece)
            continue
        if run and piece.text.isspace():
            run.insert(0, piece)
            continue
        out.extend(run)
        run = []
        if not any(char.isalnum() for char in piece.text):
            # Signs without a direction are printed as their mirror images.
            piece = Piece(piece.text.translate(_MIRRORED), piece.x, piece.y, piece.size, piece.bold)
        out.append(piece)
    return [*out, *run]


def _joined(pieces: list[Piece], main: Piece) -> str:
    parts: list[str] = []
    end = pieces[0].x
    for piece in pieces:
        text = letters(piece.text.replace("\n", ""))
        raised = piece.size < 0.85 * main.size and piece.y > main.y + 0.15 * main.size
        if raised and _FIGURES.fullmatch(text.strip()) and parts:
            text = f"{NOTE_OPEN}{text.strip()}{NOTE_CLOSE}"
        elif parts and text.strip() and piece.x - end > 2.5 * main.size + 0.15 * (end - pieces[0].x):
            # So wide a gap parts columns of signatures or of a table, but not a number and its paragraph.
            parts.append("\t" if len("".join(parts).strip()) > _LABEL_ROOM else " ")
        parts.append(text)
        end = max(end, piece.x + width_of(piece))
    return _SPACES.sub(" ", "".join(parts)).replace(" \t", "\t").replace("\t ", "\t").strip()


def width_of(piece: Piece) -> float:
    """About how wide a piece is; fonts are not asked, wide signs and narrow letters are."""
    return 0.5 * piece.size * units(piece.text.strip("\n"))


def units(text: str) -> float:
    """About how long a text is in print, in halves of the size of its letters; fonts are not asked."""
    wide, thin, fat = len(_WIDE.findall(text)), len(_THIN.findall(text)), len(_FAT.findall(text))
    return 0.95 * len(text) + 1.05 * wide - 0.4 * thin + 0.45 * fat


def letters(text: str) -> str:
    """The letters that shapes stand for, and Arabic figures in the order in which they are read."""
    text = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _RADICAL.sub(lambda found: _RADICALS.get(found[0], found[0]), text)
    # Codes without a sign of their own print a bullet in the usual encoding (ISO 32000-1, annex D.2).
    text = shown(text.replace("\x7f", "•"))
    return _ARABIC_FIGURES.sub(lambda found: found[0][::-1], text)
