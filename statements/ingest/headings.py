"""Headings without numbers, numbered headings, and annexes."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median

from statements.ingest.dates import find_dates
from statements.ingest.labels import LETTER, PART, ROMAN, names_a_part
from statements.ingest.numerals import cjk, roman
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

# A full stop ends a sentence unless it belongs to an abbreviation ("U.S.", "Part I.").
_STOPS = re.compile(
    r"(?:[;:,–—。！？；：，、…؛،؟۔।։።!?]|[.!?][”\"»’)]|(?<!\b[^\W\d_])\.)(?:[(\[]\d{1,3}[)\]]|[¹²³⁰-⁹]{1,3})?$"
)
_ANNEX = re.compile(
    r"(?:annex(?:e|es)?|appendix|attachment|schedule|приложение|додаток|anexo|anhang|anlage|allegato|附件|附录|附錄|"
    r"ملحق|المرفق|lampiran|phụ lục|ek)"
    r"(?:\s*[A-Z0-9一二三四五]{1,4})?(?:[\s.:—–-].{0,120})?",
    re.IGNORECASE,
)
_ANNEX_ALONE = re.compile(
    r"(?:annex(?:e)?|appendix|приложение|anexo|附件|附录)\s*[\dIVXA-Z一二三四五]*[.:]?", re.IGNORECASE
)
_ROMAN_ALONE = re.compile(r"[IVX]{1,6}\.?")
_HAN_ALONE = re.compile(r"[一二三四五六七八九十]{1,3}、?")
_ANNEX_OF_LETTER = re.compile(
    r"(?:annex|enclosure|annexe|anexo|приложение)\b.{0,12}\b(?:to the|à la|aux|a la|a las|к)\s+(?:identical |lettres? |"
    r"cartas? |идентичным )?(?:letters?|notes? verbales?|lettres?|cartas?|письм\w+|note|nota|datée?s?|verbales?)\b",
    re.IGNORECASE,
)
_LONGEST_OF_LETTER = 400
_LONGEST = 130
_LONGEST_DIVISION = 25
_MOST_IN_A_ROW = 3
_PARAGRAPH = BlockKind.PARAGRAPH.value
_UNDER = frozenset(
    kind.value for kind in BlockKind if kind.value not in ("title", "dateline", "signature", "footnote", "annex")
)


def find_headings(drafts: list[Draft]) -> None:
    """Marks headings; a run of short lines is a list and stays as it is."""
    lengths = [len(draft.text) for draft in drafts if draft.kind in _UNDER and len(draft.text) > 60]
    usual = median(lengths) if lengths else 0
    _numerals_alone(drafts)
    may = [_may_be_heading(draft, usual) for draft in drafts]
    _numbered(drafts)
    title = next((at for at, draft in enumerate(drafts) if draft.kind == BlockKind.TITLE.value), 0)
    may[:title] = [False] * title  # what stands above the title heads nothing
    run = 0
    for at in range(len(drafts) - 1, -1, -1):
        draft = drafts[at]
        if draft.kind != _PARAGRAPH or not may[at]:
            run = 0
            continue
        run += 1
        marked = draft.hint in ("heading", "bold")
        after = drafts[at + 1] if at + 1 < len(drafts) else None
        if after is None or after.kind not in _UNDER:
            continue
        if marked or (run <= _MOST_IN_A_ROW and not _part_of_list(drafts, may, at)):
            draft.kind = BlockKind.HEADING.value
    _titles_of_divisions(drafts)


def _titles_of_divisions(drafts: list[Draft]) -> None:
    """ "CHAPTER I" and right below it, on a line of its own, "GENERAL PROVISIONS"."""
    for at in range(1, len(drafts) - 1):
        above, draft, after = drafts[at - 1], drafts[at], drafts[at + 1]
        worded = above.kind == BlockKind.HEADING.value and names_a_part(above.text)
        if not worded or len(above.text) > _LONGEST_DIVISION or draft.kind != _PARAGRAPH or draft.gap:
            continue
        short = len(draft.text) <= _LONGEST and not _STOPS.search(draft.text) and draft.text[:1].isupper()
        if short and after.gap:
            draft.kind = BlockKind.HEADING.value


def _numerals_alone(drafts: list[Draft]) -> None:
    """ "I" and "II", "一" and "二" on lines of their own head the parts of a text, if they count from one."""
    for pattern, value_of in ((_ROMAN_ALONE, roman), (_HAN_ALONE, cjk)):
        alone = [draft for draft in drafts if draft.kind == _PARAGRAPH and pattern.fullmatch(draft.text)]
        values = [value_of(draft.text.rstrip(".、")) for draft in alone]
        if len(alone) > 1 and values == list(range(1, len(alone) + 1)):
            for draft in alone:
                draft.kind = BlockKind.HEADING.value


def _may_be_heading(draft: Draft, usual: float) -> bool:
    if draft.kind != _PARAGRAPH or draft.hint in ("row", "quotation", "footnote"):
        return False
    text = draft.text
    if draft.hint == "heading":
        return len(text) <= 300
    limit = _LONGEST if draft.hint == "bold" or not text.isupper() else 200
    if len(text) > limit or _STOPS.search(text) or not any(char.isalpha() for char in text):
        return False
    if draft.hint == "bold":
        return True
    first = next(char for char in text if char.isalpha())
    if first.islower() or find_dates(text) or not draft.gap:
        return False
    if re.search(r"[\u4e00-\u9fff]", text):
        return len(text) <= 40
    return bool(usual) and 1.6 * len(text) <= max(usual, 120)


def _part_of_list(drafts: list[Draft], may: list[bool], at: int) -> bool:
    """Four short lines in a row without marks of their own are a list of names, not four headings."""
    start = end = at
    while start and may[start - 1] and drafts[start - 1].hint == "":
        start -= 1
    while end + 1 < len(drafts) and may[end + 1] and drafts[end + 1].hint == "":
        end += 1
    return end - start + 1 > _MOST_IN_A_ROW


def _numbered(drafts: list[Draft]) -> None:
    """Items that read as headings, when most of their series do: "一、政治", "II. TRADE", "Article 3"."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.kind == BlockKind.ITEM.value and draft.label:
            groups[draft.label.series].append(at)
    for places in groups.values():
        headed = [at for at in places if _reads_as_heading(drafts, at)]
        if len(headed) >= 0.6 * len(places):
            for at in headed:
                drafts[at].kind = BlockKind.HEADING.value


def _reads_as_heading(drafts: list[Draft], at: int) -> bool:
    """Short, unfinished, and followed by text that is not the next of its own kind."""
    draft = drafts[at]
    text = draft.text
    alone = draft.label is not None and draft.label.marker is None and len(text) < 25
    if len(text) > _LONGEST or (_STOPS.search(text) and not alone) or at + 1 >= len(drafts):
        return False
    if re.search(r"[\u4e00-\u9fff]", text) and len(text) > 40:
        return False
    after = drafts[at + 1]
    if after.kind not in _UNDER or after.kind == BlockKind.TABLE.value:
        return False
    if draft.label is not None and draft.label.rank in (LETTER, ROMAN) and after.text[:1].islower():
        return False  # "(i) The participating States will" and their verb on the next line
    same = after.label is not None and draft.label is not None and after.label.series == draft.label.series
    # A lettered or Roman division above numbered items is a heading, however short the first item.
    below = after.label is not None or not _STOPS.search(after.text)
    wider = draft.label is not None and draft.label.rank == PART and below
    marked = draft.hint in ("heading", "bold") or alone or wider
    return not same and (marked or text.isupper() or len(after.text) > len(text))


def find_annexes(drafts: list[Draft]) -> None:
    """Marks short lines that name an annex, after the body has begun."""
    long = [at for at, draft in enumerate(drafts) if len(draft.text) > 120]
    body = long[0] if long else next((at for at, draft in enumerate(drafts) if _STOPS.search(draft.text)), len(drafts))
    for draft in drafts[body + 1 :]:
        if (
            draft.kind == _PARAGRAPH
            and len(draft.text) <= _LONGEST_OF_LETTER
            and draft.gap
            and _ANNEX_OF_LETTER.match(draft.text)
        ):
            draft.kind = BlockKind.ANNEX.value
            continue
        if draft.kind != _PARAGRAPH or len(draft.text) > 160 or not draft.gap:
            continue
        if _ANNEX_ALONE.fullmatch(draft.text) or (
            _ANNEX.fullmatch(draft.text)
            and not _STOPS.search(draft.text)
            and (draft.text[:1].isupper() or draft.text[:1] > "\u0600")
        ):
            draft.kind = BlockKind.ANNEX.value
