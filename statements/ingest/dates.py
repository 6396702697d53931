"""Dates as statements print them, in many languages, scripts and calendars. A date that could be two is none."""

from __future__ import annotations

import datetime
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from statements.ingest.dates_in_words import WORDED_DATE, day_in_words, year_in_words
from statements.ingest.months import MONTHS
from statements.ingest.numerals import cjk, figures


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands; `iso` is YYYY-MM-DD. `is_range`: the last day of printed days such as 19–21 May."""

    start: int
    end: int
    iso: str
    is_range: bool = False


_D = r"(?P<d>\d{1,2})"
_Y = r"(?P<y>\d{4})"
_RANGE = r"(?:\d{1,2}\s?(?:[-–—]|to|and|à|al|по|bis|und|y|et)\s?)?"
_CJK = "〇○零一二三四五六七八九十廿\\d"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?![\d.])",
        r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?!\d)",
        rf"(?P<range>{_RANGE})(?<!\d){_D}(?:\.|st|nd|rd|th|er|º|°|-?го|-е)?(?:\s+(?:day\s+)?(?:of|de|of the "
        rf"month of)\s+|\s*,?\s+|\s?-)"
        rf"(?P<month>[^\W\d_]{{3,15}}|\w{{3,6}}\.)[.,]?(?:\s+(?:de|del|of|в)\s+|\s*,?\s+|-){_Y}(?!\d)",
        rf"(?<!\w)(?P<month>[^\W\d_]{{3,15}})\.?\s+(?P<range>{_RANGE}){_D}(?:st|nd|rd|th)?,?\s+{_Y}(?!\d)",
        rf"(?<![{_CJK}])(?P<cy>[{_CJK}]{{4}}|千[〇一二三四五六七八九十百]{{3,6}})\s?年\s?(?P<cm>[{_CJK}]{{1,2}})\s?月\s?(?P<range>(?:[{_CJK}]{{1,3}}日?(?:至|[-–—~～]))?)(?P<cd>[{_CJK}]{{1,3}})\s?日",
        r"(?<!\d)(?P<y>\d{4})\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일",
        r"(?P<era>令和|平成|昭和)\s?(?P<ey>元|\d{1,2})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
        r"(?P<minguo>民國|民国|中華民國)\s?(?P<ey>\d{2,3})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
        r"(?<!\d)(?P<d>\d{1,2})\s+(?P<month>[\u0600-\u06ff]{2,12}(?:\s[\u0600-\u06ff]{3,8})?)(?:\s*/\s*[\u0600-\u06ff]{3,12})?\s*،?\s*(?:من\s+)?(?:عام\s+|سنة\s+)?(?P<y>\d{4})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})\s+(?P<month>[\u0e00-\u0e7f]{4,12})\s+(?:พ\.ศ\.\s?|พุทธศักราช\s?)?(?P<be>2[456]\d{2})(?!\d)",
        rf"(?<!\d){_D}\s+(?P<month>[\u0e00-\u0e7f]{{4,12}})\s+(?:ค\.ศ\.\s?)?{_Y}(?!\d)",
        # The year first: Kazakh, Kyrgyz, Uzbek, Georgian, Armenian, Hungarian, Lithuanian, Latvian, Mongolian.
        rf"(?<!\d){_Y}\s?(?:жылғы|жылы|йил|[-‑]?yil|[-‑]?жылдын|წლის|թ\.|թվականի|m\.|\. gada|\.)\s*"
        rf"{_D}[-‑.]?\s?(?P<month>[^\W\d_]{{3,15}})",
        rf"(?<!\d){_Y}\s?(?:թ\.|թվականի|m\.|\.)\s*(?P<month>[^\W\d_]{{3,15}})\s+{_D}(?!\d)",
        rf"(?<!\d){_Y}\s+оны\s+(?P<m>\d{{1,2}})\s?(?:[-\w]+\s)?сарын\s+{_D}(?!\d)",
        # Words with vowel signs: Hindi, Bengali, Tamil.
        rf"(?<!\d){_D}\s+(?P<month>[\u0900-\u0bff]{{2,14}}),?\s+{_Y}(?!\d)",
        rf"(?<!\d){_D}\s+(?P<month>[^\W\d_]{{3,10}})\s+(?:соли|soli)\s+{_Y}(?!\d)",
        r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})",
        rf"(?<!\w){_D}(?:st|nd|rd|th)?\s+day\s+of\s+(?P<month>[^\W\d_]{{3,15}}),?\s+(?:in the year\s+)?{_Y}(?!\d)",
    )
)
_MONTH_BEFORE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?(?P<one>[^\W\d_]{3,12})|"
    r"(?P<two>[^\W\d_]{3,12})\s+\d{1,2}(?:st|nd|rd|th)?)\s*(?:[-–—]|\b(?:to|and|au|al|a|bis|по|до|do)\b)\s*$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(rf"\s?(?:至|到|[-–—~～])\s?[{_CJK}]{{1,3}}月[{_CJK}]{{1,3}}日")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_WORDED_HINT = re.compile(r"(?:st|nd|rd|th)\s+(?:day\s+)?of\s", re.IGNORECASE)
_HINT = re.compile(r"千|\d[\d〇○零一二三四五六七八九]|[〇○零一二三四五六七八九]{3}|令和元")


def find_dates(text: str) -> list[FoundDate]:
    """All full dates of a text, in order, none overlapping another."""
    found: list[FoundDate] = []
    if _WORDED_HINT.search(text):
        found.extend(_worded(text))
    if not _HINT.search(text):
        return found
    taken = bytearray(len(text))
    for date in found:
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            iso = None if any(taken[start:end]) else _iso(match)
            if iso:
                taken[start:end] = b"\1" * (end - start)
                found.append(FoundDate(match.start(), match.end(), iso, bool(match.groupdict().get("range"))))
    return sorted((_with_its_range(text, date) for date in found), key=lambda date: date.start)


def _with_its_range(text: str, date: FoundDate) -> FoundDate:
    """Days of two months: "30 June – 1 July 2024", "2024年6月30日至7月1日"."""
    before = _MONTH_BEFORE.search(text, max(0, date.start - 40), date.start)
    if before and (month_number(before["one"] or "") or month_number(before["two"] or "")):
        return FoundDate(before.start(), date.end, date.iso, True)
    return replace(date, is_range=True) if _DAY_AFTER.match(text, date.end) else date


def _worded(text: str) -> list[FoundDate]:
    found: list[FoundDate] = []
    for match in WORDED_DATE.finditer(text):
        year, month, day = year_in_words(match["year"]), month_number(match["month"]), day_in_words(match["words"])
        if year and month and day and 1500 <= year <= 2199:
            with suppress(ValueError):
                found.append(FoundDate(match.start(), match.end(), datetime.date(year, month, day).isoformat()))
    return found


def first_date(text: str) -> FoundDate | None:
    dates = find_dates(text)
    return dates[0] if dates else None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = _year(parts)
    month = _month(parts, match[0])
    day = cjk_or_figures(parts.get("cd") or parts.get("d") or "")
    if not year or not month or not day:
        return None
    if (
        "/" in match[0]
        and parts.get("y")
        and match[0].endswith(parts["y"])
        and day <= 12
        and month <= 12
        and day != month
    ):
        return None  # 05/06/2001 is two dates
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(parts: dict[str, str | None]) -> int | None:
    if parts.get("era"):
        printed = parts["ey"] or ""
        return _ERAS[parts["era"] or ""] + (1 if printed == "元" else int(printed))
    if parts.get("minguo"):
        return 1911 + int(parts["ey"] or 0)
    if parts.get("be"):
        return (figures(parts["be"] or "") or 0) - 543
    year = cjk_or_figures(parts.get("cy") or parts.get("y") or "")
    return year if year and 1500 <= year <= 2199 else None


def _month(parts: dict[str, str | None], printed: str) -> int | None:
    name = parts.get("month")
    if name is None:
        return cjk_or_figures(parts.get("cm") or parts.get("m") or "")
    if name.casefold() == "listopada" and re.search(r"\d\.\s*listopada", printed, re.IGNORECASE):
        return 10  # Croatian
    return month_number(name)


@lru_cache(maxsize=512)
def month_number(name: str) -> int | None:
    """The number of a month by its name in any known language, inflected or shortened; None for other words."""
    folded = unicodedata.normalize("NFC", name.casefold()).rstrip(".")
    for candidate in (folded, folded.split(" ")[0]):
        if candidate in MONTHS:
            return MONTHS[candidate]
    return None


def cjk_or_figures(text: str) -> int | None:
    return figures(text) or cjk(text)
