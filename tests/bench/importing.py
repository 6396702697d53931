"""What the importer makes of texts whose blocks are known, in every format and encoding.

`python tests/bench/importing.py [-v] [WORD …]` prints the table alone; -v names each fault, WORDs choose formats or
texts by a part of their names.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from table import Figure, show

from statements.ingest.errors import CannotUnderstand
from statements.ingest.understand import understand
from tests.ingest import writing, writing_html, writing_office, writing_pdf
from tests.ingest.frames import FRAMES, framed
from tests.ingest.genres import genres
from tests.ingest.truth import Score, Truth, read_truths, score

# The languages that were stored in each encoding; "" for all.
ENCODINGS = {
    "utf-8-sig": "", "utf-16": "", "gb18030": "zh en ru", "big5": "zh", "shift_jis": "ja", "euc-kr": "ko",
    "cp1251": "ru uk bg sr be kk mk", "koi8-r": "ru", "cp1252": "en fr es pt de it sv no nl da id sw",
    "latin-1": "en fr es pt de it sv no nl da", "cp1250": "pl cs hu hr ro sk sl", "iso8859-2": "pl cs hu hr",
    "cp1253": "el", "cp1254": "tr", "cp1255": "he", "cp1256": "ar fa", "cp874": "th",
}  # fmt: skip
# Percent of the blocks that have to come back; 98 where nothing is said.
LEAST = {"pdf": 90.0}


@dataclass(frozen=True, slots=True)
class Written:
    """One file: the format it counts for, its name and bytes, and the facts that it states otherwise than the truth."""

    format: str
    filename: str
    data: bytes
    facts: dict[str, str]


def files_of(truth: Truth, turn: int) -> Iterator[Written]:
    """Every format of one text; the dearest ones (PDF, page frames) take turns."""
    texts: dict[str, Callable[[Truth], str]] = {
        "txt": writing.plain, "txt tight": writing.tight, "txt wrapped": writing.wrapped,
        "txt indented": writing.indented,
    }  # fmt: skip
    for name, write in texts.items():
        yield Written(name, "text.txt", write(truth).encode(), {})
    yield Written("markdown", "text.md", writing.markdown(truth).encode(), {})
    for name, write in writing_html.STYLES.items():
        yield Written(f"html {name}", "page.html", write(truth).encode(), {})
    for frame in (FRAMES[(turn + step) % len(FRAMES)] for step in (0, 5)):
        if frame.date and truth.facts["date_published"]:
            continue  # two page dates on one page say nothing
        facts = {"date_published": truth.facts["date_published"] or frame.date}
        yield Written(f"html framed: {frame.name}", "saved.html", framed(truth, frame).encode(), facts)
    yield Written("docx", "text.docx", writing_office.docx(truth), {})
    yield Written("docx tracked", "text.docx", writing_office.docx(truth, tracked=True), {})
    yield Written("odt", "text.odt", writing_office.odt_of(truth), {})
    yield Written("epub", "text.epub", writing_office.epub_of(truth), {})
    yield from _encoded(truth)
    yield from _pdfs(truth, turn)


def _encoded(truth: Truth) -> Iterator[Written]:
    plain, page = writing.plain(truth), writing_html.breaks(truth)
    for encoding, languages in ENCODINGS.items():
        if languages and truth.facts["language"] not in languages.split():
            continue
        try:
            text, html = plain.encode(encoding), page.encode(encoding)
        except UnicodeEncodeError:
            continue
        if plain.isascii() and encoding not in ("utf-16", "utf-8-sig"):
            continue
        yield Written(f"{encoding} txt", "text.txt", text, {})
        yield Written(f"{encoding} html, undeclared", "page.html", html, {})
        declared = html.replace(b"<head>", b"<head><meta charset=%s>" % encoding.replace("-sig", "").encode())
        if encoding != "utf-16":
            yield Written(f"{encoding} html, declared", "page.html", declared, {})
        false = html.replace(b"<head>", b"<head><meta charset=iso-8859-1>")
        yield Written(f"{encoding} html, falsely declared", "page.html", false, {})


def _pdfs(truth: Truth, turn: int) -> Iterator[Written]:
    font = writing_pdf.font_for(truth)
    if font is None:
        return
    match turn % 4:
        case 0:
            yield Written("pdf", "text.pdf", writing_pdf.pdf(truth, font), {})
        case 1:
            yield Written(
                "pdf indented", "text.pdf", writing_pdf.pdf(truth, font, gap=0, indent=18, justified=True), {}
            )
        case 2:
            yield Written("pdf columns", "text.pdf", writing_pdf.pdf(truth, font, columns=2), {})
        case 3 if font != "STSong-Light":
            yield Written("pdf hyphens", "text.pdf", writing_pdf.hyphenated(truth, font), {})


def measured(words: list[str] | None = None) -> dict[str, Score]:
    """Scores by format over all texts (and by encoding, each way of declaring it)."""
    scores: dict[str, Score] = defaultdict(Score)
    for turn, truth in enumerate([*read_truths(), *genres()]):
        for file in files_of(truth, turn):
            if words and not any(word in file.format or word in truth.name for word in words):
                continue
            try:
                one = score(truth, understand(file.data, filename=file.filename), file.facts)
            except CannotUnderstand as refusal:
                one = Score(files=1, wanted=len(truth.blocks), faults=[f"refused: {refusal.sentence}"])
            one.faults = [f"{truth.name}, {file.format}: {fault}" for fault in one.faults]
            scores[file.format].add(one)
    return scores


def importing() -> list[Figure]:
    """For `make bench`: what each kind of file loses of the blocks, and how many facts are wrong in all of them."""
    kinds: dict[str, Score] = defaultdict(Score)
    for name, one in measured().items():
        kinds[_kind(name)].add(one)
    figures = []
    for name, one in kinds.items():
        least = LEAST.get(name, 98.0)
        figure = _figure(name, one)
        lost = 100 - 100 * one.recall
        figures.append(replace(figure, name=f"blocks lost in {name}", ours=lost, budget=100 - least))
    wrong = sum(count for one in kinds.values() for (_, verdict), count in one.facts.items() if verdict == "wrong")
    return [*figures, Figure("facts read wrong in all of these", wrong, "", budget=0.0)]


def _kind(name: str) -> str:
    """ "html framed: council" → "framed pages", "cp1251 html, declared" → "encoded html"."""
    if name.startswith("html framed"):
        return "framed pages"
    first, _, rest = name.partition(" ")
    return f"encoded {rest.partition(',')[0]}" if first in ENCODINGS else first


def _figure(name: str, one: Score) -> Figure:
    counts = [
        sum(count for (_, verdict), count in one.facts.items() if verdict == word)
        for word in ("right", "empty", "wrong")
    ]
    more = (
        f"precision {100 * one.precision:.1f} %, {one.files} files, {one.splits} split, {one.merges} merged, "
        f"{one.inverted} out of order, kinds {100 * one.kinds / (one.matched or 1):.0f} %; "
        f"facts {counts[0]} right, {counts[1]} empty, {counts[2]} wrong"
    )
    return Figure(f"recall of {name}", 100 * one.recall, "%", more=more)


def main() -> None:
    begun = time.monotonic()
    words = [word for word in sys.argv[1:] if word != "-v"]
    scores = measured(words)
    show([_figure(name, scores[name]) for name in scores])
    total: dict[tuple[str, str], int] = defaultdict(int)
    for one in scores.values():
        for key, count in one.facts.items():
            total[key] += count
    for key in sorted(total):
        print(*key, total[key])
    if "-v" in sys.argv:
        print(*(fault for one in scores.values() for fault in one.faults), sep="\n")
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
