"""Lines of a signature block: what is a person's name, what an office, what says for whom one signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statements.ingest.countries import find_states

_SIGNED = re.compile(
    r"\(\s*(?:signed|sgd\.?|signature|signé|firmado|assinado|gez\.?|unterzeichnet|подпись|подписано|signed "
    r"by)\s*\)|/s/|\bsg?d\.?/-|\bsigned\s*:|"
    r"[（(]\s*(?:签字|签署|簽字|签名|署名|서명)\s*[)）]|\(\s*(?:توقيع|موقع|وقع)\s*\)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[（]([^()\[\]（）]{3,60})[)\]）]")
_OFFICE = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|crown prince|minister|secretary|"
    r"secretary[- ]general|chairman|"
    r"chairperson|chairwoman|chair|head of (?:state|government)|ambassador|"
    r"ambassadeur|ambassadrice|embajador|embajadora|embaixador|botschafter|посол|director(?:-general)?|commissioner|"
    r"governor|speaker|representative|"
    r"général|président|présidente|premier ministre|ministre|roi|chancelier|presidente|presidenta|primer "
    r"ministro|ministro|ministra|"
    r"canciller|rey|primeiro-ministro|chanceler|bundeskanzler(?:in)?|präsident(?:in)?|bundespräsident|"
    r"президент|председатель|премьер|премьер-министр|министр|король|президента|глава|генеральный секретарь|"
    r"президентом|"
    r"cumhurbaşkanı|başbakanı?|bakanı?|chủ tịch|thủ tướng|tổng thống|bộ trưởng|"
    r"presiden|perdana menteri|menteri(?: luar negeri)?|prezydent|premier|prezes rady ministrów|"
    r"minister spraw zagranicznych|"
    r"президент\w*|прем[’']єр-міністр\w*|міністр\w*|премијер|председник|министър|міністэр|министр\w*|"
    r"prezident|předseda vlády|preşedintele|președintele|prim-ministru(?:l)?|ministrul|elnök|miniszterelnök|"
    r"predsjednik|predsednik|predsednica|statsminister|utenriksminister|president van|minister-president|"
    r"πρόεδρος|πρωθυπουργός|υπουργός|prezidenti|президенті|премьер-министрі|bosh vaziri?|prezidenti|baş nazir|"
    r"rais|waziri mkuu)\b|"
    r"პრეზიდენტი|პრემიერ-მინისტრი|նախագահ|վարչապետ|राष्ट्रपति|प्रधान ?मंत्री|נשיא|ראש (?:ה)?ממשלת?|שר החוץ|"
    r"رئیس ?جمهور|نخست ?وزیر|وزیر|صدر|นายกรัฐมนตรี|ประธานาธิบดี|রাষ্ট্রপতি|প্রধানমন্ত্রী|장관|主席|首相|大統領|内閣総理大臣|"
    r"主席|总统|總統|总理|首相|国王|部长|外长|大臣|总书记|委员长|대통령|총리|"
    r"رئيس|الرئيس|وزير|ملك|أمير|سلطان|خادم الحرمين",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:for|on behalf of|pour|au nom|por|en nombre|em nome|für|im namen|per|за|от имени|за уряд|від імені|"
    r"untuk|bagi|atas nama|w imieniu|za|"
    r"jménem|v mene|pentru|în numele|voor|"
    r"thay mặt|u ime|für die)\s+(?:the "
    r"|le |la |el |o |a |die |das )?\S|"
    r"[^\d.]{3,60}\sadına:?$|בשם\s|از طرف\s|"
    r"(?:代表)?[\u4e00-\u9fff]{2,30}(?:政府)?代表$|عن\s",
    re.IGNORECASE,
)
_WITNESSES = re.compile(
    r"(?:witness(?:es|ed)?\b|in the presence of|in witness|testigos?\b|testemunhas?\b|témoins?\b|en présence de|"
    r"zeugen?\b|свидетел|в присутствии|见证|見證|بحضور|الشهود)[^.]{0,60}$",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?:[^\W\d_a-z][\w’'‑-]*\.?|[^\W\d_]\.(?:[^\W\d_]\.)*|de|da|do|dos|del|della|der|den|van|von|bin|ibn|al|el|"
    r"la|le|y|e|ben|abu|zu)"
)
_SUFFIX = re.compile(r",?\s*(?:Jr\.?|Sr\.?|M\.P\.|MP|II|III|IV|Ph\.D\.|K\.C\.|Q\.C\.|P\.C\.)$")
_INNER_SUFFIX = re.compile(r"(?<=Jr\.)\s+(?=[A-Z])|(?<=Sr\.)\s+(?=[A-Z])|(?<=M\.P\.)\s+(?=[A-Z])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_a-zа-я][^\W\d_]+(?:-[^\W\d_]+)?")
_HAN_FORM = re.compile(r"(?<=[\u4e00-\u9fff])(?:王国|王國|共和国|共和國|联邦|聯邦)$")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·・．.]{2,16}")
_ARABIC_NAME = re.compile(r"[\u0621-\u064a\u064b-\u0652]+(?: [\u0621-\u064a\u064b-\u0652]+){1,5}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a signature block; `kind` is "name", "office" or "for"."""

    text: str
    kind: str


def without_sign(text: str) -> str:
    """The line without "(Signed)" and its like; a name in brackets without them."""
    if _SIGNED.search(text):
        return " ".join(_SIGNED.sub(" ", text).strip(" _.…").split())
    bracketed = _BRACKETED.fullmatch(text.strip())
    return bracketed[1].strip() if bracketed else text.strip()


def is_signed(text: str) -> bool:
    return _SIGNED.search(text) is not None


def is_office(text: str) -> bool:
    return _OFFICE.search(text) is not None


def says_for(text: str) -> bool:
    return len(text) < 140 and _FOR.match(text) is not None and text[:1].isupper() | (text[:1] > "\u0600")


def names_witnesses(text: str) -> bool:
    """True for a line such as "Witnessed by:"; those below it signed for nobody."""
    return len(text) < 80 and _WITNESSES.match(text) is not None


def names_only_states(text: str, language: str | None) -> bool:
    """True for a line that is the name of a state and nothing else, as it stands above the one who signs for it."""
    named = {text.strip(), _HAN_FORM.sub("", text.strip())} - {""}
    return any(sum(one.end - one.start for one in find_states(name, language)) >= 0.8 * len(name) for name in named)


def is_evidence(text: str) -> bool:
    """True where a short line at the end of a text shows that it belongs to signatures."""
    return is_signed(text) or is_office(text) or says_for(text) or names_witnesses(text)


def reads_as_name(text: str) -> bool:
    """True where a line reads as a person's name in Latin, Greek or Cyrillic letters; other scripts show no sign."""
    bare = without_sign(text)
    if _INITIALS.fullmatch(bare):
        return True
    stripped = _SUFFIX.sub("", bare)
    tokens = stripped.replace(",", " ").split()
    if not 2 <= len(tokens) <= 9 or len(bare) > 80 or is_office(bare) or re.search(r"\d", bare):
        return False
    if bare.endswith((".", ";", ":", "?", "!")) and not re.search(r"(?:\b[^\W\d_]|Jr|Sr|M\.P)\.$", bare):
        return False
    capitals = sum(token[:1].isupper() for token in tokens)
    return all(_TOKEN.fullmatch(token) for token in tokens) and capitals >= 2


def kind_of_line(text: str, language: str | None) -> str:
    if is_signed(text):
        return "name" if without_sign(text) else "sign"
    if says_for(text):
        return "for"
    if is_office(text):
        return "office"
    if names_only_states(text, language):
        return "office"
    mentions = find_states(text, language)
    if mentions and sum(mention.end - mention.start for mention in mentions) > 0.5 * len(text):
        return "office"
    return "name" if reads_as_name(text) or _HAN_NAME.fullmatch(text) or _ARABIC_NAME.fullmatch(text) else "other"


def split_run_together(text: str) -> list[str]:
    """Two names on one line, parted by nothing but the suffix of the first: "Joseph R. Biden, Jr. Emmanuel Macron"."""
    return _INNER_SUFFIX.split(text) if reads_as_name(text) else [text]
