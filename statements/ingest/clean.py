"""Leaves out what surely is not the statement: at the two ends of the text, or certain wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statements.ingest import reasons
from statements.ingest.dates import find_dates
from statements.ingest.names import is_signed
from statements.ingest.pagewords import FOOTERS, NAVIGATION, language_named, phrases_in
from statements.ingest.parsed import Dropped
from statements.ingest.source import Line

_RULE = re.compile(r"[-–—_=*~·.•#+\s]{3,}|[─━═]+")
_SIGNING_RULE = re.compile(r"[\s_.…]*(?:_{3,}|\.{6,}|…{3,})[\s_.…]*")
_END_MARK = re.compile(
    r"(?:begin|end) (?:of )?text\s?[:.]?|"
    r"[#\s]*###[#\s]*|-+\s*30\s*-+|\*\s*\*\s*\*|[-–—(（【\[]\s*(?:end|ends|fin|ende|конец|完|结束|انتهى|終)\s*[-–—)）】\]]",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"[-–—]\s?\d{1,3}\s?[-–—]|page \d{1,3} (?:of|/) \d{1,3}", re.IGNORECASE)
_CRUMBS = re.compile(r"\s*(?:>>|»|›|>|→|/|\|)\s*")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\b|版权所有|все права защищены)", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:copyright ?(?:©|\(c\)|\d{4})|©|all rights reserved|last (?:updated|modified)\b|page \d+ of \d+$|"
    r"(?:tel|phone|fax|тел)\.? ?[:+]|(?:address|адрес|地址|电话|邮编|传真) ?[:：]|"
    r"(?:tags|topics|keywords|etiquetas|mots-clés|schlagwörter|теги|метки|标签|关键词|الوسوم) ?[:：]|"
    r"(?:direct link|permanent link|permalink|прямая ссылка|adresse permanente) ?:?|"
    r"(?:京icp|icp备|京公网安备)|https?://\S+$|www\.\S+$|\d{1,3}/\d{1,3}$)",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\bwe use (?:\w+ ){0,3}cookies|\b(?:this|our) (?:web)?site uses (?:\w+ )?cookies|"
    r"\b(?:accept|reject) (?:all )?cookies|\butilisons des cookies|\butiliza(?:mos)? cookies|"
    r"используе[тм] (?:файлы )?cookie|\bverwende[nt] cookies|使用cookie",
    re.IGNORECASE,
)
# What a page says of its own making below the text; the second kind only together with a day.
_DETAILS = re.compile(
    r"(?:last (?:review|reviewed|change)|publication (?:date|status)|date of publication|published in sections?|"
    r"fecha de publicación|статус материала|"
    r"опубликован\w* в раздел\w*|дата публикации|发布时间|发布日期|更新时间|تاريخ النشر|آخر تحديث)\b",
    re.IGNORECASE,
)
_DATED_DETAILS = re.compile(
    r"(?:(?:first )?published|posted|date de mise à jour|mis à jour|publié|publicado|veröffentlicht|stand|"
    r"опубликован\w*|размещен\w*|发布|نشر)\b",
    re.IGNORECASE,
)
# A page's own matter below the text begins with one of these lines and goes on to the end.
_TAIL_HEAD = re.compile(
    r"(?:press|media) (?:contacts?|enquiries|inquiries)|publication status|"
    r"related (?:news|links?|documents?|articles?|content|information|stories|topics)|"
    r"topics|more on this (?:topic|story)|read (?:also|more)|follow us|"
    r"contacts? presse|liens (?:connexes|utiles)|(?:documents|articles) (?:connexes|liés)|à lire aussi|"
    r"enlaces relacionados|noticias relacionadas|notícias relacionadas|weitere informationen|mehr zum thema|"
    r"sur le même sujet|pressekontakt|"
    r"дополнительные материалы|материалы по теме|статус материала|темы|смотрите также|читайте также|"
    r"相关(?:新闻|链接|文章|阅读|报道)|関連(?:リンク|情報|記事)|관련 ?(?:뉴스|링크|기사)|"
    r"(?:مواضيع|روابط|أخبار) ذات صلة",
    re.IGNORECASE,
)
_LONGEST_TAIL = 20
_LONGEST_IN_TAIL = 160
_SENTENCE_END = re.compile(r"[.!?;。！？；]$")
_BULLET = re.compile(r"[•\s]+")
_LONGEST_LINKED = 160
_LONGEST_LISTED = 80
_PARTS = re.compile(r"[|,;/·•、]|\s{2,}|\t|[\u00a0\u3000]+")


@dataclass(slots=True)
class Cleaned:
    lines: list[Line]
    dropped: list[Dropped]
    offered: list[str]


def clean(lines: list[Line]) -> Cleaned:
    """Kept lines, dropped entries with their reason, and the language editions that a switcher offered."""
    verdicts: list[str | None] = [_certain(line) for line in lines]
    offered: list[str] = []
    _ends(lines, verdicts, offered)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    gap = False
    for line, reason in zip(lines, verdicts, strict=True):
        if reason is None:
            line.gap, line.cut = line.gap or gap, gap
            kept.append(line)
            gap = False
        else:
            dropped.append(Dropped(line.first, line.last, line.text, reason))
            # Where one signs stands a line; it belongs to the name below it and parts nothing.
            gap = gap if _SIGNING_RULE.fullmatch(line.text) else True
    return Cleaned(kept, dropped, offered)


def _certain(line: Line) -> str | None:
    if line.hint == "chrome":
        return line.reason
    text = line.text.strip()
    if not text:
        return reasons.ONLY_SPACES
    if len(text) <= 200 and _END_MARK.fullmatch(text):
        return reasons.END_MARK
    if len(text) <= 20 and _PAGE_NUMBER.fullmatch(text):
        return reasons.PAGE_NUMBER
    if _RULE.fullmatch(text) and not text.isdigit():
        return reasons.RULE
    return None


def _ends(lines: list[Line], verdicts: list[str | None], offered: list[str]) -> None:
    """Walks inward from both ends and stops at the first line that may be text."""
    for line in lines:
        if line.hint == "chrome":
            _offer(languages_in(line.text), offered)
    _tail(lines, verdicts)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        at_top = order.step > 0
        for at in order:
            if verdicts[at] is not None:
                continue
            reason = _at_an_end(lines[at].text, at_top=at_top) or _of_the_page(lines[at], at_top=at_top)
            if reason == reasons.LANGUAGES or (reason is None and _one_of_languages(lines, at, verdicts)):
                reason = reasons.LANGUAGES
                _offer(languages_in(lines[at].text), offered)
            if reason is None:
                break
            verdicts[at] = reason
    if lines and all(verdicts):
        _keep_something(lines, verdicts)


def _tail(lines: list[Line], verdicts: list[str | None]) -> None:
    """Leaves out what a page adds below the text from its heading on, where nothing below could be the statement's."""
    first = max(len(lines) - _LONGEST_TAIL, len(lines) // 3, 3)
    for at in range(first, len(lines)):
        text = lines[at].text.strip(" •:：\n")
        if verdicts[at] is None and len(text) <= 40 and _TAIL_HEAD.fullmatch(text):
            below = [line.text for line in lines[at + 1 :]]
            if below and not any(len(text) > _LONGEST_IN_TAIL or is_signed(text) for text in below):
                for place in range(at, len(lines)):
                    said = _at_an_end(lines[place].text, at_top=False)
                    verdicts[place] = verdicts[place] or said or reasons.NAVIGATION
            return


def _of_the_page(line: Line, *, at_top: bool) -> str | None:
    """Lines at an end that are links alone; above the text also short points of a list, which opens no statement."""
    if line.linked and len(line.text) <= _LONGEST_LINKED:
        return reasons.NAVIGATION
    bullet = line.text.startswith("• ") and line.whole and len(line.text) <= _LONGEST_LISTED
    if at_top and bullet and not _SENTENCE_END.search(line.text):
        return reasons.DETAILS
    return None


def _keep_something(lines: list[Line], verdicts: list[str | None]) -> None:
    """A text that would be dropped whole is kept whole, except for what is no words at all."""
    for at, line in enumerate(lines):
        if any(char.isalpha() for char in line.text):
            verdicts[at] = None


def _offer(tags: list[str], offered: list[str]) -> None:
    offered.extend(tag for tag in tags if tag not in offered)


def _at_an_end(text: str, *, at_top: bool) -> str | None:
    folded = _BULLET.sub(" ", text.casefold().replace("’", "'")).strip(" :：")
    if len(folded) <= 600 and _COOKIES.search(folded):
        return reasons.FOOTER
    if len(folded) > 200:
        return None
    if not at_top and len(folded) <= 120 and _is_detail(folded):
        return reasons.DETAILS
    if len(languages_in(text)) >= 2:
        return reasons.LANGUAGES
    if not at_top and _FOOT.match(folded):
        return reasons.FOOTER
    if not at_top and _COPYRIGHT.match(folded):
        return reasons.FOOTER
    if _is_crumbs(text):
        return reasons.NAVIGATION
    found, rest = phrases_in(folded)
    if not found:
        return None
    words = sum(len(phrase.split()) for phrase in found)
    left = re.findall(r"\w+", rest)
    if len(left) > 1 or words < 2 * len(left) or (left and words < 3):
        return None
    if any(phrase in FOOTERS for phrase in found):
        return reasons.FOOTER
    return reasons.NAVIGATION if any(phrase in NAVIGATION for phrase in found) else reasons.PAGE_TOOL


def _is_detail(folded: str) -> bool:
    return bool(_DETAILS.match(folded) or (_DATED_DETAILS.match(folded) and find_dates(folded)))


def _is_crumbs(text: str) -> bool:
    """ "Home > News > Statements": parts of few words, the first or last of them a known place of a site."""
    if len(text) > 160:
        return False
    parts = [part for part in _CRUMBS.split(text.strip()) if part]
    if len(parts) < 2 or any(len(part.split()) > 6 for part in parts):
        return False
    return any(part.casefold().strip(" :：") in NAVIGATION for part in (parts[0], parts[-1])) or (
        len(parts) >= 3 and bool(re.search(r">|»|›|\|", text)) and not re.search(r"[.;!?]", text)
    )


def languages_in(text: str) -> list[str]:
    """The tags of a line made of language names alone, in order; empty for any other line."""
    if len(text) > 400:
        return []
    tags = _all_named(_PARTS.split(text.strip()))
    return tags or _all_named(text.split())


def _all_named(names: list[str]) -> list[str]:
    tags: list[str] = []
    for name in names:
        if not name.strip(" []()|·•:,-"):
            continue
        tag = language_named(name)
        if tag is None:
            return []
        tags.append(tag)
    return list(dict.fromkeys(tags))


def _one_of_languages(lines: list[Line], at: int, verdicts: list[str | None]) -> bool:
    """One language a line: a switcher only beside another line that names a language."""
    if len(languages_in(lines[at].text)) != 1:
        return False
    return any(0 <= near < len(lines) and len(languages_in(lines[near].text)) >= 1 for near in (at - 1, at + 1))
