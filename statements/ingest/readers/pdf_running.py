"""Running heads, running feet and page numbers of a PDF: what repeats at the edges of its pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from statements.ingest import reasons
from statements.ingest.readers.pdf_lines import PrintedLine

_EDGE = 3
_SHARE = 0.6
_SAME_HEIGHT = 12  # points: what runs along stands at one height, words of the text stand wherever they fall
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|стр\.|страница|página|seite|pág\.|第)?\s*(\d{1,4})\s*"
    r"(?:(?:of|/|de|из|von|sur|页,?\s*共|\|)\s*\d{1,4})?\s*页?[-–—|\s]*",
    re.IGNORECASE,
)

Pages = list[list[PrintedLine]]


def running_lines(pages: Pages) -> dict[int, str]:
    """Reasons by `id` of the lines that are no text: repeated at one height on 60 % of the pages (or of every second
    page), figures aside, or page numbers that count on. Only lines with nothing but such lines up to the edge."""
    edges = [(at, side, edge) for at, page in enumerate(pages) for side, edge in _edges(page)]
    repeated = _repeated(edges, len(pages))
    numbered = _counting(edges)
    found: dict[int, str] = {}
    for at, side, edge in edges:
        for line in edge:
            if id(line) not in repeated and (at, id(line)) not in numbered:
                break
            is_number = _PAGE_NUMBER.fullmatch(line.text)
            found[id(line)] = (
                reasons.PAGE_NUMBER if is_number else reasons.RUNNING_HEAD if side == "top" else reasons.RUNNING_FOOT
            )
    return found


def _edges(page: list[PrintedLine]) -> Iterator[tuple[str, list[PrintedLine]]]:
    """The outermost lines, from the edge inward. A page of few lines is mostly text: at most half of it."""
    ordered = sorted(page, key=lambda line: -line.y)
    most = min(_EDGE, max(1, len(ordered) // 2))
    yield "top", ordered[:most]
    if len(ordered) > 1:
        yield "bottom", ordered[::-1][:most]


def _key(line: PrintedLine) -> str:
    return _FIGURES.sub("#", " ".join(line.text.casefold().split()))


def _repeated(edges: list[tuple[int, str, list[PrintedLine]]], count: int) -> set[int]:
    """Lines by `id` that stand at the edges of enough pages with the same words, at the same height."""
    seen: dict[tuple[str, str], list[tuple[int, PrintedLine]]] = defaultdict(list)
    for at, side, edge in edges:
        for line in edge:
            seen[(side, _key(line))].append((at, line))
    return {id(line) for alike in seen.values() for _, line in alike if _runs_along(line, alike, count)}


def _runs_along(line: PrintedLine, alike: list[tuple[int, PrintedLine]], count: int) -> bool:
    pages = {at for at, other in alike if abs(other.y - line.y) <= _SAME_HEIGHT}
    return len(pages) >= 2 and _on_enough(pages, count)


def _on_enough(pages: set[int], count: int) -> bool:
    if len(pages) >= _SHARE * count:
        return True
    # Left and right pages may have heads of their own.
    sides = {at % 2 for at in pages}
    return count >= 6 and len(sides) == 1 and len(pages) >= 0.8 * (count // 2)


def _counting(edges: list[tuple[int, str, list[PrintedLine]]]) -> set[tuple[int, int]]:
    """Lines that are nothing but a number which counts with the pages."""
    offsets: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for at, side, edge in edges:
        for line in edge[:2]:
            match = _PAGE_NUMBER.fullmatch(line.text)
            if match:
                offsets[(side, int(match[1]) - at)].append((at, id(line)))
    pages = {at for at, _, _ in edges}
    alone = len(pages) == 1
    return {
        place
        for (_, offset), places in offsets.items()
        if len({at for at, _ in places}) >= 2 or (alone and offset == 1)
        for place in places
    }
