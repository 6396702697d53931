"""The texts that the importer's tests read, and what must hold for every one of them."""

from __future__ import annotations

from pathlib import Path

from statements.ingest.decode import decode, lines_of
from statements.ingest.parsed import ParsedStatement
from statements.ingest.readers import format_by_name
from statements.ingest.understand import understand

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "statements" / "samples"
TEXTS = ROOT / "tests" / "data" / "texts"
# Real statements kept beside the project on some machines; what is there is read.
CORPUS = ROOT.parent / "shared" / "corpus"

ALL = [
    path
    for folder in (SAMPLES, TEXTS, CORPUS)
    if folder.is_dir()
    for path in sorted(folder.iterdir())
    if path.suffix in (".txt", ".md", ".html")
]


def understood(path: Path, *, profile: str | None = None) -> ParsedStatement:
    return understand(path.read_bytes(), filename=path.name, profile=profile)


def parsed_from(text: str, *, filename: str = "pasted.txt", profile: str | None = None) -> ParsedStatement:
    return understand(text.encode(), filename=filename, profile=profile)


def outline(parsed: ParsedStatement) -> list[tuple[str, str]]:
    return [(block.address, block.kind) for block in parsed.blocks]


def lines_of_file(data: bytes, filename: str) -> list[str]:
    return lines_of(decode(data, is_html=format_by_name(filename) == "html").text)


def lines_told_wrong(lines: list[str], parsed: ParsedStatement) -> list[int]:
    """Non-blank lines that are not in exactly one block or dropped entry; columns of signatures may share theirs."""
    owners: dict[int, list[str]] = {}
    for block in parsed.blocks:
        for number in range(block.first_line, block.last_line + 1):
            owners.setdefault(number, []).append(block.kind)
    for entry in parsed.dropped:
        for number in range(entry.first_line, entry.last_line + 1):
            owners.setdefault(number, []).append("dropped")
    wrong: list[int] = []
    for number, line in enumerate(lines, start=1):
        kinds = owners.get(number, [])
        if line.strip() and len(kinds) != 1 and not (kinds and set(kinds) == {"signature"}):
            wrong.append(number)
    return wrong
