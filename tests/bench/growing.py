"""CPU of understanding a text of 5,000 words in every format, and how much more ten times the text costs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from table import Figure, show

from statements.ingest.understand import understand
from tests.ingest import writing, writing_html, writing_office, writing_pdf
from tests.ingest.genres import long_text
from tests.ingest.truth import Truth

WORDS = 5_000
TIMES = 10
FORMATS: dict[str, tuple[str, Callable[[Truth], bytes], float]] = {
    # the file's name, its writer, and the budget in milliseconds
    "txt": ("a.txt", lambda truth: writing.plain(truth).encode(), 500),
    "txt, wrapped": ("a.txt", lambda truth: writing.wrapped(truth).encode(), 500),
    "markdown": ("a.md", lambda truth: writing.markdown(truth).encode(), 500),
    "html": ("a.html", lambda truth: writing_html.modern(truth).encode(), 500),
    "html, old": ("a.html", lambda truth: writing_html.breaks(truth).encode(), 500),
    "docx": ("a.docx", writing_office.docx, 500),
    "odt": ("a.odt", writing_office.odt_of, 500),
    "epub": ("a.epub", writing_office.epub_of, 500),
    "pdf": ("a.pdf", lambda truth: writing_pdf.pdf(truth, "Times-Roman"), 500),
}


def growing() -> list[Figure]:
    small, large = long_text(WORDS), long_text(WORDS * TIMES)
    figures: list[Figure] = []
    for name, (filename, write, budget) in FORMATS.items():
        data, more = write(small), write(large)
        _spent(data, filename)
        once, often = min(_spent(data, filename) for _ in range(3)), _spent(more, filename)
        figures.append(Figure(f"understand {WORDS:,} words of {name}", 1000 * once, "ms", budget=budget))
        figures.append(Figure(f"{TIMES} times as much {name} costs", often / once, "×", budget=12.0))
    pages = writing_pdf.pdf(long_text(14_000), "Times-Roman")
    figures.append(Figure("understand a PDF of 30 pages", 1000 * _spent(pages, "a.pdf"), "ms", budget=3_000))
    return figures


def _spent(data: bytes, filename: str) -> float:
    before = time.process_time()
    understand(data, filename=filename)
    return time.process_time() - before


if __name__ == "__main__":
    show(growing())
