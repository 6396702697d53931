"""The head of a text: its title, and the place and date lines around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statements.ingest.countries import code_of
from statements.ingest.dates import FoundDate, find_dates
from statements.ingest.kindwords import names_a_digest, names_a_kind
from statements.ingest.labels import opens_like_a_label
from statements.ingest.names import is_office
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

_SENTENCE_END = re.compile(r"[.!?。！？;；:：,،，]\s*[”’\"»」)]?(?:\[\d{1,3}\]|[¹²³⁰-⁹])?$")
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3,}[.!?]\s+\w.*[.!?]$", re.DOTALL)
# A line that names another paper by its date is no date line.
_MENTIONS = re.compile(r"\b(?:dated|letter|annex|appendix|note verbale)\b|от имени|附件", re.IGNORECASE)
_SENTENCE = re.compile(r"\w.{30,}[^\W\d_]{3,}\.$|.{15,}。$", re.DOTALL)
_TIME = re.compile(r"\b\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?")
_PUBLISHED = re.compile(
    r"publish|posted|updated|released|last modified|опубликован|размещен|дата публикации|publié|mis en ligne|"
    r"publicad|veröffentlicht|"
    r"发布|發佈|发表时间|更新|来源|تاريخ النشر|نشر|yayın|掲載",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:done|signed|adopted|issued|concluded|fait|signé|adopté|hecho|firmad|suscrit|adoptad|feito|assinad|"
    r"fatto|geschehen|unterzeichnet|"
    r"совершено|подписано|принято|учинено|вчинено|sporządzono)\b|订于|签订于|签署|签于|حرر|وقع|صدر",
    re.IGNORECASE,
)
_NUMERIC_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_NUMERIC = re.compile(r"[\d\s./:T+Z-]+")
_WEEKDAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|星期.|понедельник|вторник|среда|четверг|пятница|суббота|"
    r"воскресенье|"
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|"
    r"domingo)\b",
    re.IGNORECASE,
)
_LITTLE = re.compile(
    r"\b(?:at|in|on|the|this|le|la|el|à|en|a|em|il|il giorno|den|am|в|во|г|года|году|город|городе|of|de|du|"
    r"м|місто|року|рік|r|roku|годзе|жылы|жылғы|године|godine|dnia|dne|il|ili|gün\w*|tanggal)\b\.?|于|於|在|في|يوم|"
    r"بتاريخ|م\b|هـ",
    re.IGNORECASE,
)
# "(Provisional translation)" below a title is said of the text, not by its name.
_REMARK = re.compile(
    r"[（(\[].{0,30}(?:全文|摘要|仮訳|譯文|译文|translation|full text|перевод|traduction|traducci[óo]n|übersetzung)"
    r".{0,20}[)）\]]",
    re.IGNORECASE,
)
_SITE_BORDER = re.compile(r"\s[|–—·»-]\s|[|_]")
# What a press office prints above its papers; the day among it is that of the release.
_RELEASE = re.compile(
    r"for immediate release|^(?:press|media|news) release\b|office of the press secretary|^communiqué de presse\b|"
    r"^comunicado de prensa\b|^пресс-релиз\b|^新闻稿",
    re.IGNORECASE,
)
_MOST_FRONT = 14
# "Council meeting (3 May 2021) – Conclusions" names an occasion, with its day in the middle, and "XX Summit" no place.
_OCCASION = re.compile(
    r"\b(?:meeting|summit|session|conference|conclusions|council|réunion|sommet|conférence|conseil|reunión|cumbre|"
    r"conferencia|consejo|treffen|gipfel|konferenz|rat|reunião|cúpula|vertice|заседани\w+|саммит\w*|встреч\w+|"
    r"конференци\w+|сесси\w+)\b|会议|会谈|峰会|首脳会議|会合|قمة|مؤتمر|اجتماع",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"(?:issued|adopted|approved|agreed|endorsed) (?:by|at) ", re.IGNORECASE)
# "Next meeting: Tripoli, 5 June 2024": the label says what the day is of.
_OTHER_LABEL = re.compile(
    r"\s*(?!(?:place|date|day|venue|lieu|lugar|fecha|data|datum|ort|дата|место|место и дата|日期|时间|地点|التاريخ|"
    r"المكان)\b)"
    r"[^\W\d_][^:：\d]{3,40}[:：]\s*\S",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:identical )?(?:letters?|notes? verbales?) dated\b|lettres?(?: identiques?)? datée|note verbale datée|"
    r"cartas?(?: idénticas?)? de fecha|nota verbal de fecha|(?:идентичные )?письм[оа] .{0,60}от \d|"
    r"вербальная нота .{0,60}от \d",
    re.IGNORECASE,
)
_SORT = re.compile(
    r"(?:press |media |official )?(?:statements?|declarations?|communiqu[ée]s?)|заявлени[ея]|声明|公报|"
    r"déclarations?|declaraci(?:ón|ones)|comunicados?(?: de prensa)?",
    re.IGNORECASE,
)
_PLACE_NAME = re.compile(r"[^\W\d_][\w’'.-]{1,20}(?: [\w’'.-]{2,20})?")
_UNSPACED_PLACE = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff]{2,8}|[\uac00-\ud7af]{2,6}")
_PLACE_IN_STATE = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w’'. -]{1,40}(?:, [A-ZÀ-ÞА-ЯЁ][\w’'. -]{1,40}){1,2}")
# A part of a sentence, or a finished one whose words are no names, tells of a day and dates nothing.
_CLAUSE = re.compile(r"[a-zа-яёіїєґß-ÿ].*[,;–—]$", re.DOTALL)
_TOLD = re.compile(r"(?<![\w.])[a-zа-яёіїєґß-ÿ][\w’'-]{2,}")
# Days that are not the day of signing.
_OTHER_DAY = re.compile(
    r"\b(?:in(?:to)? force|effective|amended|expir\w+|valid|since|until|before|after|born|deadline|anniversary|"
    r"entrée en vigueur|en vigor|вступил\w*|in kraft)\b|生效",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"(?:on|of|between|for|by|and|to|concerning|regarding|sur|de|du|entre|sobre|о|об|между|по|и|von|über|"
    r"zwischen|zur|zum|关于|بين|بشأن|حول)\b",
    re.IGNORECASE,
)


def is_letter(title: str) -> bool:
    """True for the heading of a letter or a note that transmits another text."""
    return _LETTER.match(title) is not None


@dataclass(slots=True)
class Dateline:
    """What a place or date line says. `role` is "signed", "published" or "open" (a bare date in words)."""

    draft: Draft
    place: str | None
    date: FoundDate | None
    role: str


@dataclass(slots=True)
class Front:
    title: str | None
    datelines: list[Dateline]


def read_front(drafts: list[Draft], metadata_title: str | None, *, from_page: bool) -> Front:
    """Marks title and datelines at the head; merges the lines of a title into its first draft.

    `metadata_title` is what the format says the title is. Of a web page (`from_page`) it may be the name of the site.
    """
    zone = _zone(drafts)
    datelines = [line for draft in zone if (line := read_dateline(draft))]
    for line in datelines:
        line.draft.kind = BlockKind.DATELINE.value
    _take_times(zone, datelines)
    open_drafts = [draft for draft in zone if draft.kind == BlockKind.PARAGRAPH.value]
    title = _title_draft(open_drafts, metadata_title, from_page=from_page)
    if title is None:
        return Front(_without_site(metadata_title, from_page=from_page), datelines)
    _merge_title(drafts, open_drafts, title)
    above = drafts[: drafts.index(title)]
    if from_page or is_letter(title.text) or any(_RELEASE.search(draft.text) for draft in above):
        _date_the_page(drafts, title, datelines)
    _place_lines(drafts, title, datelines, from_page=from_page)
    return Front(" ".join(title.text.split()), datelines)


def _take_times(zone: list[Draft], datelines: list[Dateline]) -> None:
    """The hour alone on the line below a day, as sites print it, makes the day one of the page."""
    for line in datelines:
        at = zone.index(line.draft)
        if at + 1 < len(zone) and line.date and not line.place and _TIME.fullmatch(zone[at + 1].text.strip()):
            line.role = "published"
            zone[at + 1].kind = BlockKind.DATELINE.value


def _date_the_page(drafts: list[Draft], title: Draft, datelines: list[Dateline]) -> None:
    """A bare date above the heading of a web page or of a letter is the paper's own, not the statement's."""
    for line in datelines:
        if line.role == "open" and not line.place and drafts.index(line.draft) < drafts.index(title):
            line.role = "published"


def _zone(drafts: list[Draft]) -> list[Draft]:
    """The short lines before the text proper."""
    zone: list[Draft] = []
    for draft in drafts[:_MOST_FRONT]:
        text = draft.text
        if zone and len(text) < 300 and _ISSUED.match(text):
            continue  # who issued it stands between the title and the date
        ends = bool(_SENTENCE_END.search(text))
        too_long = (
            len(text) > 420
            or bool(_TWO_SENTENCES.search(text))
            or (len(text) > 160 and ends)
            or (len(text) > 90 and ends and len(zone) > 0)
        )
        if draft.kind != BlockKind.PARAGRAPH.value or draft.hint == "row" or too_long:
            break
        if zone and _SENTENCE.search(text) and not read_dateline(draft):
            break
        if opens_like_a_label(text) and not find_dates(text):
            break
        zone.append(draft)
    return zone


def read_dateline(draft: Draft) -> Dateline | None:
    """Reads a line that holds a date and at most a place, a time and a few words about them."""
    text = draft.text
    if _NUMERIC_DAY.fullmatch(text):
        found = find_dates(text)  # 03/05/2021 is two days and none
        return Dateline(draft, None, found[0] if found else None, "published")
    if len(text) > 140 or (names_a_kind(text) and not _SIGNED.search(text)):
        return None
    dates = find_dates(text)
    if not dates or _speaks_of_a_day(text, dates):
        return None
    rest = text
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    timed = bool(_TIME.search(rest))
    rest = _WEEKDAYS.sub(" ", _TIME.sub(" ", rest))
    published, signed = bool(_PUBLISHED.search(rest)), bool(_SIGNED.search(rest))
    if not (published or signed) and _OTHER_LABEL.match(rest):
        return None
    words = re.findall(r"[^\W\d_]+", rest)
    if text.rstrip().endswith((":", "：", ";", "；")) or sum(char > "\u2e80" for char in rest) > 14:
        return None
    if not (published or signed) and (len(words) > 7 or len(rest.split()) > 9):
        return None
    place = None if published else _place(rest)
    if re.search(r"[.!?。]\s*\S", rest) and not place:
        return None
    begins = _SIGNED.search(text[:25]) is not None
    if not (published or begins) and text.endswith((".", ",", ";")) and _TOLD.search(_LITTLE.sub(" ", rest)):
        return None
    role = "published" if published or timed or (_NUMERIC.fullmatch(text.strip("() （）")) and not signed) else "open"
    if role == "open" and (place or signed or text[:1] in "(（"):
        role = "signed"
    clear = not dates[0].is_range and len({date.iso for date in dates}) == 1
    return Dateline(draft, place, dates[0] if clear else None, role)


def _speaks_of_a_day(text: str, dates: list[FoundDate]) -> bool:
    """True for a line that names another paper or an occasion by its day, or tells of a day in a sentence."""
    if re.search("[“”«»]", text) or _MENTIONS.search(text) or _OTHER_DAY.search(text) or _CLAUSE.match(text):
        return True
    inside = re.search(r"[^\W\d_]", text[dates[-1].end :])
    return bool(_OCCASION.search(text) and inside and not _SIGNED.search(text))


def _place(rest: str) -> str | None:
    """What remains of a date line without its date, if it reads as the name of a place."""
    rest = _SIGNED.sub(" ", rest)
    parts = [part.strip(" \u00a0\u3000.()（）,，،:：-–—/") for part in re.split(r"\s{2,}|[—–]|[()（）]", rest)]
    for part in parts:
        name = _trimmed(part)
        if name and (_TOLD.match(name.split()[-1]) or _OCCASION.search(name)):
            continue  # no name ends with a small word
        if name and len(name.split()) <= 4 and len(name) <= 40 and (name[0].isupper() or not name[0].isascii()):
            return name
    return None


def _trimmed(part: str) -> str:
    before = ""
    while part != before:
        before = part
        for pattern in (rf"^(?:{_LITTLE.pattern})[\s.,]*", rf"[\s,]*(?:{_LITTLE.pattern})$"):
            part = re.sub(pattern, "", part, flags=re.IGNORECASE).strip(" ,，،.")
    return part if not re.search(r"\d", part) else ""


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _without_site(title: str | None, *, from_page: bool) -> str | None:
    """The title that the format states; of a web page only the one part of it that names a kind of statement."""
    if not title or not from_page:
        return " ".join(title.split()) if title else None
    parts = [part.strip() for part in _SITE_BORDER.split(title) if part.strip()]
    named = [part for part in parts if names_a_kind(part)]
    return " ".join(named[0].split()) if len(named) == 1 else None


def _title_draft(drafts: list[Draft], metadata_title: str | None, *, from_page: bool) -> Draft | None:
    if metadata_title:
        wanted = _fold(metadata_title)
        for draft in drafts:
            text = _fold(draft.text)
            if text == wanted or (len(text) > 15 and wanted.startswith(text)):
                return draft
        if not from_page:
            return None
    headings = [draft for draft in drafts if draft.hint == "heading" and draft.level == 1]
    named = [draft for draft in drafts if names_a_kind(draft.text) or names_a_digest(draft.text)]
    named = [draft for draft in named if not re.search(r"[,;:，；：،]$|\S\t+\S", draft.text)]
    letter = next((draft for draft in drafts if _LETTER.match(draft.text)), None)
    if letter and not (named and drafts.index(named[0]) < drafts.index(letter)):
        return letter
    if len(named) > 1 and _SORT.fullmatch(named[0].text) and len(named[1].text.split()) >= 5:
        named = named[1:]  # "Press statement" above the title is the page's own label
    named = [draft for draft in named if not re.search(r"[^\W\d_]{3,}[.。]$", draft.text)] or named[:1]
    if len(headings) == 1 and (not named or headings[0] in named):
        return headings[0]
    if named:
        return named[0]
    first = drafts[0] if drafts else None
    return (
        first
        if first
        and not re.search(r"[.。](?:\[\d{1,3}\]|[¹²³⁰-⁹])?$", first.text)
        and any(char.isalpha() for char in first.text)
        else None
    )


def _merge_title(drafts: list[Draft], zone: list[Draft], title: Draft) -> None:
    """Joins title lines that stand together, or that go on in the middle of a phrase."""
    at = drafts.index(title)
    while at + 1 < len(drafts) and drafts[at + 1] in zone and _continues(title, drafts[at + 1]):
        _absorb(title, drafts.pop(at + 1))
    while at > 0 and drafts[at - 1] in zone and not title.gap and not opens_like_a_label(drafts[at - 1].text):
        earlier = drafts[at - 1]
        if len(earlier.text) + len(title.text) > 400:
            break
        drafts.remove(title)
        _absorb(earlier, title)
        title.text, title.first, title.last, title.gap = earlier.text, earlier.first, earlier.last, earlier.gap
        drafts[at - 1] = title
        at -= 1
    title.kind = BlockKind.TITLE.value


def _continues(title: Draft, after: Draft) -> bool:
    if len(title.text) + len(after.text) > 400 or (after.hint == "heading" and title.hint == "heading" and after.gap):
        return False
    if _SENTENCE_END.search(after.text) or after.cut or _REMARK.fullmatch(after.text):
        return False
    if not after.gap:
        return True
    if _JOINS.match(after.text) and (after.text[:1].islower() or title.text.isupper() == after.text.isupper()):
        return True
    return title.text.isupper() and after.text.isupper() and title.hint == after.hint and len(title.text) < 60


def _absorb(title: Draft, more: Draft) -> None:
    between = (
        "" if re.match(r"[\u2e80-\u9fff]", title.text[-1:]) and re.match(r"[\u2e80-\u9fff]", more.text[:1]) else " "
    )
    title.text += between + more.text
    title.last = max(title.last, more.last)
    title.parts = [*title.parts, *more.parts]


def _place_lines(drafts: list[Draft], title: Draft, datelines: list[Dateline], *, from_page: bool) -> None:
    """A name alone on the line before or after a date line is its place; so is "Sandton, South Africa" beside it."""
    for line in datelines:
        if line.place or not line.date:
            continue
        at = drafts.index(line.draft)
        for near in (at - 1, at + 1):
            if not 0 <= near < len(drafts) or drafts[near] is title:
                continue
            if near > at and any(other.draft is drafts[min(near + 1, len(drafts) - 1)] for other in datelines):
                continue  # a place between two days belongs to the one below it
            parted = drafts[max(near, at)].gap
            if _reads_as_place(drafts[near], parted=parted) or (from_page and _reads_as_seat(drafts[near])):
                drafts[near].kind = BlockKind.DATELINE.value
                line.place, line.role = drafts[near].text.rstrip(",， "), "signed"
                break


def _reads_as_seat(draft: Draft) -> bool:
    """ "Moscow, The Kremlin" beside the day on a web page, where every line is a block of its own."""
    text = draft.text.rstrip(",， ")
    short = len(text) <= 40 and draft.kind == BlockKind.PARAGRAPH.value and not is_office(text)
    return short and _PLACE_IN_STATE.fullmatch(text) is not None and not names_a_kind(text)


def _reads_as_place(draft: Draft, *, parted: bool) -> bool:
    """`parted`: a blank line stands between it and the date, so that only a place with its state is believed."""
    text = draft.text.rstrip(",， ")
    if draft.kind != BlockKind.PARAGRAPH.value or draft.hint not in ("", "bold") or is_office(text):
        return False
    if _PLACE_IN_STATE.fullmatch(text) and code_of(text.rpartition(",")[2], None):
        return True
    if parted or names_a_kind(text):
        return False
    if _PLACE_IN_STATE.fullmatch(text) and len(text) <= 40:
        return True
    if _UNSPACED_PLACE.fullmatch(text):
        return True
    return bool(_PLACE_NAME.fullmatch(text)) and text[:1].isupper() and not text.isupper()
