"""What each stage says it did: one plain sentence that names the lines and says how to undo it at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from statements.ingest.dates import find_dates
from statements.ingest.parsed import Block, Dropped, ParsedStatement
from statements.ingest.wrap import Draft

_MOST_RANGES = 8


def many(count: int, one: str, more: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def lines_named(lines: Iterable[int]) -> str:
    """ "line 3", "lines 1–4 and 9", "lines 1, 5, 9 and 12 more": printed lines, folded to ranges, at most a few."""
    ranges: list[list[int]] = []
    for line in sorted(set(lines)):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in ranges[:_MOST_RANGES]]
    more = sum(last - first + 1 for first, last in ranges[_MOST_RANGES:])
    shown += [f"{more:,} more"] if more else []
    word = "line" if len(ranges) == 1 and ranges[0][0] == ranges[0][1] else "lines"
    return f"{word} {_listed(shown)}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def cleaned(dropped: Sequence[Dropped]) -> str:
    if not dropped:
        return "Nothing was left out."
    by_reason: dict[str, list[int]] = {}
    for entry in dropped:
        by_reason.setdefault(entry.reason, []).extend(range(entry.first_line, entry.last_line + 1))
    parts = "; ".join(f"{reason} ({lines_named(lines)})" for reason, lines in by_reason.items())
    return (
        f"Left out {many(len(dropped), 'entry', 'entries')}: {parts}. Each stands in the list of dropped lines and can "
        "be restored there."
    )


def joined(drafts: Sequence[Draft], count: int) -> str:
    if not count:
        return "No lines were wrapped."
    lines = [line for draft in drafts if len(draft.parts) > 1 for line in range(draft.first, draft.last + 1)]
    return (
        f"Joined {many(count, 'wrapped line')} to the line before ({lines_named(lines)}). Split a block where two were "
        "made one."
    )


def divided(drafts: Sequence[Draft]) -> str:
    by_kind: dict[str, list[int]] = {}
    for draft in drafts:
        by_kind.setdefault(draft.kind, []).append(draft.first)
    parts = "; ".join(f"{len(lines)} {kind} ({lines_named(lines)})" for kind, lines in by_kind.items())
    return f"Found {many(len(drafts), 'block')}: {parts}. Change kind or marker of a block that was taken for another."


def profiled(profile: str, *, asked: bool) -> str:
    if asked:
        return f"Taken for a {profile} as asked."
    other = "digest" if profile == "statement" else "statement"
    return f"Taken for a {profile} by its title and its first lines. Read it again as a {other} if it is one."


def described(parsed: ParsedStatement) -> str:
    """Where title and dates stand, what is stated without a line of its own, and what was not found."""
    places = {
        "title": next((block.first_line for block in parsed.blocks if block.kind == "title"), None),
        "signing date": _line_of_date(parsed.blocks, parsed.date_signed),
        "page date": _line_of_date(parsed.blocks, parsed.date_published),
    }
    known = {
        "title": parsed.title,
        "place": parsed.place,
        "signing date": parsed.date_signed,
        "page date": parsed.date_published,
        "kind": parsed.kind,
        "language": parsed.language,
        "parties": parsed.parties,
    }
    found = [f"{name} (line {places[name]})" if places.get(name) else name for name in known if known[name]]
    missing = [name for name in known if not known[name]]
    said = [f"Found: {', '.join(found)}."] if found else []
    said += [f"Not found: {', '.join(missing)}."] if missing else []
    return " ".join([*said, "Correct or fill them in among the details."])


def _line_of_date(blocks: Sequence[Block], iso: str | None) -> int | None:
    """The line of the date line that states a day, else of the first other block that does."""
    if iso is None:
        return None
    ordered = sorted(blocks, key=lambda block: block.kind != "dateline")
    near = [*ordered[:30], *ordered[-10:]]
    return next((block.first_line for block in near if any(date.iso == iso for date in find_dates(block.text))), None)


def signed(parsed: ParsedStatement) -> str:
    lines = [
        line
        for block in parsed.blocks
        if block.kind == "signature"
        for line in range(block.first_line, block.last_line + 1)
    ]
    if not lines:
        return "Found no signatures."
    count = many(len(parsed.signatories), "signatory", "signatories")
    return f"Found {count} ({lines_named(lines)}). Make a block a paragraph where nobody signed."


def quoted(parsed: ParsedStatement) -> str:
    return _counted(parsed, [row.address for row in parsed.quotations], "quotation")


def referred(parsed: ParsedStatement) -> str:
    return _counted(parsed, [row.address for row in parsed.references], "dated reference")


def _counted(parsed: ParsedStatement, addresses: Sequence[str], name: str) -> str:
    if not addresses:
        return f"Found no {name}s."
    first = {block.address: block.first_line for block in parsed.blocks}
    return f"Found {many(len(addresses), name)} ({lines_named(first[address] for address in addresses)})."


def damaged(parsed: ParsedStatement) -> str:
    if not parsed.warnings:
        return "No damage seen."
    lines = lines_named(warning.first_line for warning in parsed.warnings)
    return f"{many(len(parsed.warnings), 'place')} to look at ({lines}); nothing was repaired."
