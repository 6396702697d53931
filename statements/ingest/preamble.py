"""Preamble clauses, the declaration formula, and the name by which the parties call themselves."""

from __future__ import annotations

import re
from itertools import pairwise

from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

_OPENERS = re.compile(
    r"(?:\w+ly\s+(?:and\s+\w+ly\s+)?)?(?:\w{3,}ing|\w+ing\s+in\s+mind)\b|"
    r"(?:guided|convinced|determined|mindful|conscious|aware|committed|inspired|desirous|resolved|concerned|"
    r"alarmed|encouraged|motivated|"
    r"united|led|faithful|grateful|in accordance with|on the basis of|with a view to|in view of|considering|"
    r"whereas|having regard|"
    r"deeply|gravely|fully|firmly|keenly|further|also|strongly)\b|"
    r"(?:[Cc]onsidérant|[Rr]appelant|\w+ant\b|conscients?|conscientes|désireux|désireuses|résolus?|résolues?|"
    r"guidés?|convaincus?|soucieux|attachés?|vu\b)|"
    r"(?:\w+(?:ando|iendo|yendo|endo|indo)\b|convencid[oa]s|conscientes|deseos[oa]s|resuelt[oa]s|decidid[oa]s|"
    r"guiad[oa]s|inspirad[oa]s|animad[oa]s|"
    r"convinti|consapevoli|desiderosi)|"
    r"(?:in dem (?:Bewusstsein|Wunsch|Bestreben)|eingedenk|in Anbetracht|überzeugt|entschlossen|gestützt auf|"
    r"geleitet)|"
    r"(?:\w+(?:я|ясь|вая|ваясь|ив|ав|яв|вшись|ая|аясь)\b|руководствуясь|исходя|будучи|в соответствии|в целях|"
    r"желая|учитывая|принимая во внимание|"
    r"керуючись|виходячи)|"
    r"(?:基于|基於|遵循|鉴于|鑒於|考虑到|重申|忆及|回顾|认识到|确认|强调|本着|根据|为了|铭记|深信|注意到|愿意?|希望|满意地)|"
    r"(?:و?إذ\s|وإذ|انطلاقا|انطلاقاً|تأكيدا|تأكيداً|إيمانا|إيماناً|رغبة|إدراكا|إدراكاً|استنادا|استناداً|واقتناعا|"
    r"اقتناعا)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"(?:[,;，；、،؛]|\s[–—-]|(?<=[\s,;])(?:and|et|y|и|e|und|та|و)|[，；]?和)\s*$", re.IGNORECASE)
_SENTENCES = re.compile(r"[^\W\d_]{3,}[.!?]\s+[A-ZА-ЯЁ]")
_PERFORMATIVE = re.compile(
    r"as follows|the following|hereby|declare\b|have agreed|agree\b|hereafter|"
    r"ce qui suit|déclarent|sont convenu|conviennent|lo siguiente|declaran|han (?:acordado|convenido)|"
    r"acuerdan|o seguinte|declaram|acordaram|quanto segue|"
    r"erklären|wie folgt|folgendes|нижеследующ|следующ|заявляют|договорились|согласились|"
    r"如下|声明|聲明|宣布|达成|يعلن|يعلنان|ما يلي|يلي|اتفق|"
    r"următoarele|a következők|následující|nasledujúce|следеће|sledeće|sljedeće|следното|следново|het volgende|"
    r"följande|"
    r"følgende|seuraav|ακόλουθα|εξής|כדלקמן|כדלהלן|निम्नलिखित|به شرح زیر|درج ذیل|aşağıdakı|quyidagi|қуйидаги|мыналар|"
    r"төмөнкү|հետևյալ|შემდეგ|ดังต่อไปนี้|নিম্নলিখিত|yafuatayo|следующ|次のとおり|以下のとおり|다음과 같|hal-hal berikut|"
    r"наступне|таке|sebagai berikut|như sau|aşağıdaki|następuje",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"(?:make|issue|issued|adopt|adopted) the following|"
    r"(?:state|declare|declared|agree|agreed) (?:as follows|(?:on )?the following)|"
    r"as follows\s*[:：]?$|ce qui suit|lo siguiente|"
    r"o seguinte|заявляют о следующем|заявляют следующее|о нижеследующем|如下|ما يلي",
    re.IGNORECASE,
)
_OPEN_SUBJECT = re.compile(r"[^\W\d_][\"”»’)）]*[:：]?$")
_HEAD = 4000
_FRONT_KINDS = (BlockKind.TITLE.value, BlockKind.DATELINE.value)
_PREAMBLE_HEADING = re.compile(
    r"preamble|préambule|preámbulo|preâmbulo|преамбула|序言|前言|الديباجة|präambel", re.IGNORECASE
)
_QUOTED = r"[\"“”„«‘'「『]\s*(?P<term>[^\"“”„«»‘「」『』]{2,60}?)\s*[,.]?[\"”“»’'」』]"
_DEFINED = re.compile(
    r"(?:here(?:in)?after|hereinafter|herein),?\s+(?:jointly\s+|collectively\s+|together\s+)?"
    + r"(?:referred to\s+)?(?:collectively\s+|jointly\s+)?(?:as|called)?\s*(?:the\s+)?[\s:–—-]*" + _QUOTED
    + r"|(?:далее|в дальнейшем|далі|надалі)[^\"“„«]{0,60}?" + _QUOTED.replace("term", "ru")
    + r"|(?:以下|下)(?:统称|简称|合称|稱|簡稱)(?:为|為)?[：:]?\s*[\"“「『]?(?P<zh>[\u4e00-\u9fff]{2,12})[\"”」』]?"
    + r"|ci-après[^\"“«]{0,60}?" + _QUOTED.replace("term", "fr")
    + r"|(?:en adelante|en lo sucesivo|doravante|adiante)[^\"“«]{0,60}?" + _QUOTED.replace("term", "es")
    + r"|(?:zwan\w+ (?:dalej|łącznie)|bundan (?:sonra|böyle)|selanjutnya disebut|sau đây (?:gọi|được gọi))"
    + r"[^\"“„«]{0,60}?" + _QUOTED.replace("term", "other")
    + r"|(?:im Folgenden|nachstehend|nachfolgend)[^\"“„«]{0,60}?" + _QUOTED.replace("term", "de")
    + r"|(?:المشار إلي|ويشار إلي|يشار إلي|المسمى|فيما يلي|فيما بعد)[^\"“«]{0,60}?" + _QUOTED.replace("term", "ar"),
    re.IGNORECASE,
)  # fmt: skip
_TOGETHER = re.compile(
    r"\b(?:sides|parties|leaders|participants|countries|states|ministers|governments|members|partners|"
    r"presidents|heads|signatories)\b|"
    r"сторон|сторін|учасник|участник|стран|лидер|государств|双方|各方|三方|两国|四方|парт|stron|taraf|pihak|"
    r"các bên|hai bên|"
    r"parties|pays|partes|países|seiten|parteien|الطرف|الجانب|الأطراف|البلد",
    re.IGNORECASE,
)


def find_preamble(drafts: list[Draft]) -> None:
    """Marks clauses and formula between the head of the text and its first section; so too of a text in an annex."""
    borders = [at for at, draft in enumerate(drafts) if draft.kind == BlockKind.ANNEX.value]
    for start, end in pairwise([0, *borders, len(drafts)]):
        section = drafts[start:end]
        if start == 0 or any(draft.kind == BlockKind.TITLE.value for draft in section):
            _find_preamble(section)


def _find_preamble(drafts: list[Draft]) -> None:
    start, end = _zone(drafts)
    zone = drafts[start:end]
    clauses = _run_of_clauses(zone)
    formula = _formula(zone, clauses)
    if formula is None and len(clauses) < 2 and not (clauses and clauses[0] == 0 and _opened(zone[0])):
        return
    for at in clauses:
        if formula is None or at < formula:
            zone[at].kind = BlockKind.PREAMBLE.value
    if formula is not None:
        zone[formula].kind = BlockKind.FORMULA.value
        _complete_clauses(zone, clauses, formula)


def _complete_clauses(zone: list[Draft], clauses: list[int], formula: int) -> None:
    """Who declares, when no comma follows their names; and a last clause that was closed with a full stop."""
    before = [at for at in clauses if at < formula]
    if len(before) < 2:
        return
    subject, last = zone[0], zone[formula - 1]
    if before[0] == 1 and subject.kind == BlockKind.PARAGRAPH.value and _OPEN_SUBJECT.search(subject.text):
        subject.kind = BlockKind.PREAMBLE.value
    if before[-1] == formula - 2 and _opened(last) and not _SENTENCES.search(last.text):
        last.kind = BlockKind.PREAMBLE.value


def _zone(drafts: list[Draft]) -> tuple[int, int]:
    title = next((at for at, draft in enumerate(drafts) if draft.kind == BlockKind.TITLE.value), 0)
    start = next((at for at in range(title, len(drafts)) if drafts[at].kind not in _FRONT_KINDS), len(drafts))
    if start < len(drafts) and _PREAMBLE_HEADING.fullmatch(drafts[start].text.strip()):
        start += 1
    end = start
    while end < len(drafts) and end - start < 80 and drafts[end].kind in (*_FRONT_KINDS, BlockKind.PARAGRAPH.value):
        end += 1
    return start, end


def _run_of_clauses(zone: list[Draft]) -> list[int]:
    """The clauses that begin near the head of the text; open lines further down are lists."""
    clauses = [at for at, draft in enumerate(zone) if _is_clause(draft)]
    return clauses if clauses and (clauses[0] <= 2 or _opened(zone[clauses[0]])) else []


def _is_clause(draft: Draft) -> bool:
    """A clause is a part of a sentence: it ends open and holds no full sentence."""
    if draft.kind != BlockKind.PARAGRAPH.value or draft.hint in ("heading", "row"):
        return False
    return bool(_CLAUSE_END.search(draft.text)) and not _SENTENCES.search(draft.text)


def _opened(draft: Draft) -> bool:
    return _OPENERS.match(draft.text.lstrip('«“"*- ')) is not None


def _formula(zone: list[Draft], clauses: list[int]) -> int | None:
    """The block that declares: it ends with a colon and performs, or it closes the clauses."""
    for at, draft in enumerate(zone):
        if at in clauses or draft.kind != BlockKind.PARAGRAPH.value or len(draft.text) > 900:
            continue
        colon = draft.text.rstrip().endswith((":", "：")) or (
            bool(clauses) and draft.text.rstrip().endswith((",", "，"))
        )
        after_clauses = bool(clauses) and at > clauses[0]
        if (
            after_clauses
            and not any(later > at for later in clauses)
            and (colon or len(draft.text) < 400)
            and (
                _PERFORMATIVE.search(draft.text)
                or (len(clauses) > 1 and at == clauses[-1] + 1 and _ends_in_colon(draft))
            )
        ):
            return at
        if colon and _SURE.search(draft.text) and not _SENTENCES.search(draft.text):
            return at
        if not after_clauses and at > 4:
            break
    return None


def _ends_in_colon(draft: Draft) -> bool:
    """ "Proclaims that:" right after the clauses declares, whatever its verb."""
    return len(draft.text) < 200 and draft.text.rstrip().endswith((":", "："))


def self_name(drafts: list[Draft]) -> str | None:
    """The defined term for all parties together; None where only one party or an organisation is given a name."""
    for at, draft in enumerate(drafts[:40]):
        terms = [next(term for term in match.groups() if term) for match in _DEFINED.finditer(draft.text[:_HEAD])]
        together = [term for term in terms if _TOGETHER.search(term)]
        if together:
            return together[-1].strip()
        if len(terms) == 1 and draft.kind == BlockKind.FORMULA.value:
            return terms[0].strip()
        if at > 12 and draft.kind == BlockKind.ITEM.value:
            break
    return None
