"""The site, the office or the sort of release that stands above a title: no part of the statement."""

from __future__ import annotations

import re

from statements.ingest import reasons
from statements.ingest.pagewords import is_page_phrase
from statements.ingest.parsed import Dropped
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

_OFFICE = re.compile(
    r"(?:the )?(?:(?:federal |royal |hellenic |u\.?s\.? )?(?:ministry|department|embassy|office|permanent mission|"
    r"permanent representation|consulate(?: general)?|press (?:office|service|department)|government offices?)\b|"
    r"the white house$|official (?:web ?site|site|internet resources)\b)|"
    r"minist[èe]re d|ministerio d|minist[ée]rio d|ministero d|cancillería\b|ambassade d|embajada d|embaixada d|"
    r"palácio d|auswärtiges amt|bundesministerium|ministerstwo |ministerul |ministarstvo |ministerstvo |"
    r"министерство |міністэрства |міністерство |министарство |министерство\b|посольство |пресс-служба|"
    r"официальный сайт|"
    r"сыртқы істер министрлігі|dışişleri bakanlığı|kementerian |bộ ngoại giao|وزارة |وزارت |משרד החוץ|विदेश मंत्रालय|"
    r"(?:for immediate release|press release|media release|news release|communiqué de presse|comunicado de prensa|"
    r"nota de prensa|pressemitteilung|comunicato stampa|пресс-релиз|siaran pers|basın açıklaması|新闻稿|新聞稿|"
    r"プレスリリース|보도자료|بيان صحفي)(?:\s.{0,30})?$|"
    r"united nations\s+[ASE]/[\w./–-]{2,40}$|"
    r"(?:united nations|general assembly|security council|economic and social council|nations unies|naciones unidas|"
    r"assemblée générale|conseil de sécurité|asamblea general|consejo de seguridad|генеральная ассамблея|"
    r"совет безопасности|организация объединенных наций|联合国|大会|安全理事会|الأمم المتحدة|الجمعية العامة|"
    r"[ASE]/[\w./-]{2,20}|distr\..{0,30}|original ?:.{0,30})$|"
    r"外務省|외교부|.{0,14}(?:外交部|使馆|使館|国务院|國務院)$|საგარეო საქმეთა სამინისტრო",
    re.IGNORECASE,
)
# "1482-12-08-2021", "Press Release (2021) 094", "№ 77": what a site calls its page.
_RELEASE_NUMBER = re.compile(
    r"\d{1,5}-\d{2}-\d{2}-(?:19|20)\d{2}|\|? ?(?:press|media|news) release:? \(?(?:no\.? ?)?[\d()/ -]{1,14}|№ ?\d{1,5}",
    re.IGNORECASE,
)
_LONGEST = 120
_MOST_BELOW = 8
_FINISHED = re.compile(r"[.:;,!?。：；，]$")


def drop_letterhead(drafts: list[Draft], site: str | None, page_title: str | None) -> list[Dropped]:
    """Takes the lines above the title that name the site or an office out of `drafts`; the entries that tell of them.

    `site` is the name that the page gives itself, `page_title` its title, which often ends with that name.
    """
    title = next((at for at, draft in enumerate(drafts) if draft.kind == BlockKind.TITLE.value), 0)
    named = {_fold(name) for name in (site or "", *re.split(r"\s[|–—·-]\s", page_title or "")[1:]) if name}
    gone: list[Draft] = []
    for draft in drafts[:title]:
        if draft.kind == BlockKind.DATELINE.value and gone:
            continue  # the day stands among the lines of the office
        if draft.kind not in (BlockKind.PARAGRAPH.value, BlockKind.HEADING.value):
            break
        if _fold(draft.text) not in named and not _names_an_office(draft.text):
            break
        gone.append(draft)
    drafts[:] = [draft for draft in drafts if not any(draft is one for one in gone)]
    return [Dropped(draft.first, draft.last, draft.text, reasons.LETTERHEAD) for draft in gone]


def drop_below_title(drafts: list[Draft]) -> list[Dropped]:
    """Takes out what a web page prints of itself between its heading and the text: "Print", "News and events"."""
    title = next((at for at, draft in enumerate(drafts) if draft.kind == BlockKind.TITLE.value), None)
    gone: list[Draft] = []
    for draft in drafts[title + 1 : title + 1 + _MOST_BELOW] if title is not None else []:
        numbered = _RELEASE_NUMBER.fullmatch(draft.text) is not None
        if draft.kind == BlockKind.PARAGRAPH.value and (numbered or is_page_phrase(draft.text)):
            gone.append(draft)
        elif draft.kind != BlockKind.DATELINE.value:
            break
    drafts[:] = [draft for draft in drafts if not any(draft is one for one in gone)]
    return [Dropped(draft.first, draft.last, draft.text, reasons.NAVIGATION) for draft in gone]


def _names_an_office(text: str) -> bool:
    return len(text) <= _LONGEST and not _FINISHED.search(text) and _OFFICE.match(text.strip()) is not None


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
