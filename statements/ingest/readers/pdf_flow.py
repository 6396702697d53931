"""Paragraphs from the printed lines of a PDF: own rules, measured on real files (LIBRARIES 3.5)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from statements.ingest.labels import opens_like_a_label
from statements.ingest.readers.pdf_lines import PrintedLine, units

_FINISHED = re.compile(r"[.!?:;。！？：；…؟؛۔।][”\"»’)\]）」』\ue0f2\d]*$")
_PAUSED = re.compile(r"[.!?:;,。！？：；，…؟؛،۔।][”\"»’)\]）」』\ue0f2\d]*$|\b(?:and|or|и|или|et|ou|y|o|und)$")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_HYPHEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# Before these a hyphen at the end of a line is one of the word itself.
_PREFIXES = frozenset(
    "non co anti multi self well counter cross long short high low post pre mid inter intra socio pro ex vice semi "
    "full part one two three four five six far near all year decision policy law rule end step people".split()
)
# A line that holds less than this share of a full one, with the next word, ended because its paragraph did.
_FULL = 0.93
_GAP = 1.2
_SMALL_GAP = 1.08
# Lines of one paragraph stand no further apart than this, in sizes of their letters, unless nearly all do.
_WIDE_PITCH = 1.75
_USUAL_PITCH = 1.3
# Letters so much larger than the body's are those of titles and headings; their lines stand no further apart than this.
_TITLE_SIZE = 1.25
_TITLE_PITCH = 1.35


@dataclass(slots=True)
class PdfParagraph:
    """Lines that belong together. `goes_on`: a short line right under another short one, as in signatures."""

    lines: list[PrintedLine] = field(default_factory=list)
    goes_on: bool = False

    @property
    def size(self) -> float:
        return self.lines[0].size


class Flow:
    """What the pages have in common: the body's size, the pitch of its lines, how much a full line holds."""

    def __init__(self, lines: list[PrintedLine]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 10.0
        alike = (line for line in lines if abs(line.size - self.body) < 0.06 * self.body)
        lengths = sorted(units(line.text) * line.size / self.body for line in alike)
        self.full = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 60
        self._pitches = self._measured(lines)
        edges = Counter(round(line.x) for line in lines)
        self._edges = sorted(edge for edge, count in edges.items() if count >= 0.15 * len(lines))

    def _measured(self, lines: list[PrintedLine]) -> dict[float, float]:
        """Pitches by size. Where every paragraph is one line, what is measured is the gap between paragraphs."""
        pitches = _pitches(lines)
        for size, pitch in pitches.items():
            if pitch > _WIDE_PITCH * size:
                apart = [
                    before for before, line in pairwise(lines)
                    if before.page == line.page and line.size == size and abs(before.y - line.y - pitch) < 1
                ]  # fmt: skip
                running = sum(not _PAUSED.search(line.text) and not self._is_short(line) for line in apart)
                if running < 0.4 * len(apart):
                    pitches[size] = _USUAL_PITCH * size
        return pitches

    def paragraphs(self, lines: list[PrintedLine]) -> list[PdfParagraph]:
        made: list[PdfParagraph] = []
        for at, line in enumerate(lines):
            before = lines[at - 1] if at else None
            after = lines[at + 1] if at + 1 < len(lines) else None
            if before is None or self._opens(before, line, after, made[-1]):
                made.append(PdfParagraph([line]))
            elif self._is_listed(before, line, made[-1]):
                made.append(PdfParagraph([line], goes_on=line.page == before.page and line.y < before.y))
            else:
                made[-1].lines.append(line)
        return made

    def _opens(self, before: PrintedLine, line: PrintedLine, after: PrintedLine | None, open: PdfParagraph) -> bool:
        if abs(line.size - before.size) > 0.06 * before.size:
            return True
        down = before.y - line.y if line.page == before.page else 0.0
        finished, paused = bool(_FINISHED.search(before.text)), bool(_PAUSED.search(before.text))
        pitch = self._pitch(line.size)
        if down > _GAP * pitch or (down > _SMALL_GAP * pitch and (paused or self._is_short(before))):
            return True
        if _HYPHEN.search(before.text) and line.text[:1].islower():
            return False
        if line.size > _TITLE_SIZE * self.body and not paused and 0 < down <= _TITLE_PITCH * line.size:
            return False  # a title is broken where it reads well, not where the line is full
        if self._is_short(before) and not self._is_short(line):
            return True
        if before.bold != line.bold and (finished or self._has_room(before, line)):
            return True
        if opens_like_a_label(line.text) and (paused or self._is_short(before)):
            return True
        if "\t" in line.text or "\t" in before.text:
            return True
        if finished and self._has_room(before, line):
            return True
        if paused and len(open.lines) == 1 and self._has_room(before, line) and self._both_indented(before, line):
            return True  # clauses of a line each, opened by an indent
        return (paused or self._is_short(before)) and _is_indented(before, line, after, open)

    def _both_indented(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Both begin at one place, some letters to the right of where most lines begin."""
        step = 0.7 * line.size
        return abs(before.x - line.x) < 1 and any(step < line.x - edge < 6 * line.size for edge in self._edges)

    def _is_listed(self, before: PrintedLine, line: PrintedLine, open: PdfParagraph) -> bool:
        """Short lines one under the other, as in a title or a signature, are lines of their own."""
        if _HYPHEN.search(before.text) and line.text[:1].islower():
            return False
        return self._is_short(line) and all(self._is_short(one) for one in open.lines)

    def _pitch(self, size: float) -> float:
        return self._pitches.get(size) or self._pitches.get(self.body, 1.2 * self.body) * size / self.body

    def _is_short(self, line: PrintedLine) -> bool:
        return units(line.text) * line.size / self.body < 0.6 * self.full

    def _has_room(self, before: PrintedLine, line: PrintedLine) -> bool:
        """The first word of this line would have fitted at the end of the line before."""
        word = 2.0 if _WIDE.match(line.text) else units(line.text.split(maxsplit=1)[0]) + 0.5
        return (units(before.text) + word) * before.size / self.body < _FULL * self.full


def _pitches(lines: list[PrintedLine]) -> dict[float, float]:
    """The distance of lines inside a paragraph by size: the smallest that is common."""
    found: dict[float, Counter[float]] = defaultdict(Counter)
    for before, line in pairwise(lines):
        down = before.y - line.y
        if before.page == line.page and before.size == line.size and 0.7 * line.size < down < 3.5 * line.size:
            found[line.size][round(down * 2) / 2] += 1
    pitches: dict[float, float] = {}
    for size, counts in found.items():
        total = sum(counts.values())
        if total >= 3:
            pitches[size] = min(pitch for pitch, count in counts.items() if count >= 0.15 * total)
    return pitches


def _is_indented(before: PrintedLine, line: PrintedLine, after: PrintedLine | None, open: PdfParagraph) -> bool:
    """The first line of a paragraph stands further in than the one after it; a hanging indent does not."""
    step = 0.7 * line.size
    if line.rtl or abs(line.x - before.x) > 12 * line.size:
        return False
    if len(open.lines) > 1 and line.page == before.page and line.x - before.x > step:
        return max(one.x for one in open.lines[1:]) - before.x < step
    if after is None or after.page != line.page:
        return False
    if line.x - after.x > step and line.x - min(one.x for one in open.lines) > -step:
        return line.x - before.x > step or len(open.lines) == 1
    return False


def known_words(lines: list[PrintedLine]) -> set[str]:
    """All words of the text, lower case, but for those at the ends of lines."""
    words: set[str] = set()
    for line in lines:
        words.update(word.lower() for word in _WORDS.findall(line.text)[:-1])
    return words


def joined(lines: list[PrintedLine], words: set[str]) -> tuple[str, int]:
    """The text of a paragraph, and how many hyphens at line ends were taken out."""
    text = lines[0].text
    removed = 0
    for line in lines[1:]:
        more = line.text
        hyphen = _HYPHEN.search(text)
        if hyphen and more[:1].islower():
            if _divides(hyphen, more, words):
                text = text[:-1]
                removed += 1
            text += more
        elif hyphen or (_WIDE.match(text[-1:]) and _WIDE.match(more[:1])) or text.endswith(("/", "—")):
            text += more
        else:
            text += " " + more
    return text, removed


def _divides(hyphen: re.Match[str], more: str, words: set[str]) -> bool:
    """Whether a hyphen at the end of a line only divides the word: by the words of the text, else by its prefix."""
    rest = _WORDS.match(more)
    if hyphen[2] == "\u00ad" or rest is None:
        return hyphen[2] == "\u00ad"
    first, second = hyphen[1].lower(), rest[0].lower()
    if first + second in words:
        return True
    if f"{first}-{second}" in words or first in _PREFIXES:
        return False
    # Two whole words of the text make a compound ("decision-making").
    return not (first in words and second in words)
