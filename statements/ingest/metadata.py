"""Place, signing date and page date, chosen from the lines that state them; a doubt leaves them empty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statements.ingest import reasons
from statements.ingest.dates import find_dates, first_date
from statements.ingest.front import Dateline
from statements.ingest.parsed import Dropped
from statements.ingest.places import nominative
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

_DONE = re.compile(
    r"(?:\b(?i:done|signed|adopted|concluded)\b(?: in (?:duplicate|triplicate|two (?:originals|"
    r"copies)))?,?\s+(?:at|in)(?: the city of)?\s+"
    r"(?P<en>[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,3}(?:, D\.C\.)?)|"
    r"\b(?i:fait) (?:en \w+ exemplaires?,? )?à\s+(?P<fr>[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,3})|"
    r"\b(?i:hecho|firmad[oa]|suscrit[oa]|feito|assinad[oa]) (?:en|em)(?: la ciudad "
    r"de)?\s+(?P<es>[A-ZÀ-Þ][\w’'-]+(?: (?:de )?[A-ZÀ-Þ][\w’'-]+){0,3})|"
    r"\b(?i:geschehen) zu\s+(?P<de>[A-ZÀ-Þ][\w’'-]+)|"
    r"(?i:совершено|подписано|принято|учинено)\s+в\s+(?:г(?:ороде|\.)?\s*)?(?P<ru>[А-ЯЁ][\w-]+)|"
    r"(?:حرر|وقع|صدر)\w*\s+(?:في|ب)\s*(?:مدينة\s+)?(?P<ar>[\u0621-\u064a]+)|"
    r"(?P<zh>(?:签订|签署|订|签)于))"
)
_ZH_PLACE = re.compile(r"(?:于|於|在)(?P<place>[\u4e00-\u9fff]{2,6}?)(?:签署|签订|发表|通过|，|。|$)")
_LATE = 10
_CLOSING_ZH = 120
_TAIL = 1500


@dataclass(frozen=True, slots=True)
class Dates:
    place: str | None
    signed: str | None
    published: str | None


_CHANGED = re.compile(r"updat|review|modif|chang|обновл|изменен|更新|mis à jour|mise à jour|تحديث", re.IGNORECASE)
_LONGEST_DETAIL = 90


def date_in_details(dropped: list[Dropped]) -> str | None:
    """The one date among the details that a page gives of itself; None where they give several."""
    said = [row.text for row in dropped if row.reason == reasons.DETAILS and len(row.text) <= _LONGEST_DETAIL]
    days = {date.iso for text in said if not _CHANGED.search(text) for date in find_dates(text) if not date.is_range}
    return days.pop() if len(days) == 1 else None


def choose_dates(
    head: list[Dateline], foot: list[Dateline], drafts: list[Draft], stated: str | None, *, from_page: bool = False
) -> Dates:
    """`stated` is the date in the format's own metadata or in the details of a page: always a page date.

    A bare date that a web page (`from_page`) prints of itself too is the page's.
    """
    published = next((line.date.iso for line in head if line.role == "published" and line.date), None)
    published = published or _iso(stated)
    signing = [line for line in [*foot, *head] if line.role == "signed"]
    bare_foot = [line for line in foot if line.role == "open"]
    bare_head = [line for line in head if line.role == "open"]
    closing = _closing(drafts)
    if from_page:
        office = _days_of_the_office(head, foot, closing, published)
        published = published or next(iter(office), None)
        signing = [line for line in signing if not (line in foot and line.date and line.date.iso in office)]
        bare_foot = [line for line in bare_foot if not (line.date and line.date.iso in office)]
        bare_head = [line for line in bare_head if not (line.date and line.date.iso in {published, *office})]
    signed: str | None = None
    place: str | None = next((line.place for line in signing if line.place), None)
    for line in [*signing, *bare_foot]:
        if line.date:
            signed = line.date.iso
            place = line.place or place
            break
    if signed is None and closing:
        place, signed = closing[0] or place, closing[1]
    elif closing and closing[1] == signed:
        place = place or closing[0]
    if signed is None and bare_head and not any(line.date is None for line in signing):
        # One date in words under the title is the statement's; beside a page date it is surely so.
        days = {line.date.iso for line in bare_head if line.date}
        signed = days.pop() if len(days) == 1 else None
    elif bare_head and published is None:
        days = {line.date.iso for line in bare_head if line.date} - {signed}
        published = days.pop() if len(days) == 1 else None
    return Dates(nominative(place), signed, published)


def _days_of_the_office(
    head: list[Dateline], foot: list[Dateline], closing: tuple[str | None, str] | None, published: str | None
) -> set[str]:
    """Days that a page repeats below a text that tells of another day and place of its own: when it was put out."""
    told = {line.date.iso for line in head if line.role == "signed" and line.date} | (
        {closing[1]} if closing else set()
    )
    of_page = {published} | {line.date.iso for line in head if line.role != "signed" and line.date}
    below = {line.date.iso for line in foot if line.date}
    return (below & of_page) - told if told else set()


def _iso(stated: str | None) -> str | None:
    found = first_date(stated or "")
    return found.iso if found and not found.is_range else None


def _opens_sentence(text: str, done: re.Match[str]) -> bool:
    """ "Done at Rome on …" closes a text; "the treaty done at Rome on …" speaks of another one."""
    if done["zh"]:
        return len(text) <= _CLOSING_ZH
    before = text[: done.start()].rstrip()
    return (
        not before
        or (before[-1] in ".;:!?,。" and text[done.start()].isupper())
        or (before[-1:] in "،.۔" and bool(done["ar"]))
    )


def _closing(drafts: list[Draft]) -> tuple[str | None, str] | None:
    """ "Done at Moscow on 16 July 2001, in duplicate …" among the last blocks."""
    body = [draft for draft in drafts if draft.kind not in (BlockKind.SIGNATURE.value, BlockKind.FOOTNOTE.value)]
    for draft in reversed(body[-_LATE:]):
        text = draft.text[-_TAIL:]
        done = next((match for match in _DONE.finditer(text) if _opens_sentence(text, match)), None)
        if not done:
            continue
        dates = [date for date in find_dates(text) if not date.is_range]
        if len({date.iso for date in dates}) != 1 or abs(dates[0].start - done.start()) > 160:
            continue
        place = next((value for name, value in done.groupdict().items() if value and name != "zh"), None)
        if done["zh"]:
            found = _ZH_PLACE.search(text)
            place = found["place"] if found else None
        return place, dates[0].iso
    return None
