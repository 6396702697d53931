"""Dated references: a title of an instrument with the day it was signed, adopted or issued."""

from __future__ import annotations

import re

from statements.ingest.dates import FoundDate, find_dates
from statements.ingest.parsed import Block, Reference
from statements.vocabulary import BlockKind

_HEADS = (
    r"Statement|Declaration|Communiqu[ée]|Treaty|Agreement|Convention|Protocol|Charter|Memorandum|Pact|Accords?|"
    r"Covenant|Resolution|Concept|Act|Plan|Programme|Program|Principles|"
    r"Déclaration|Traité|Accord|Convention|Protocole|Charte|Communiqué|Mémorandum|Pacte|Résolution|"
    r"Declaración|Tratado|Acuerdo|Convenio|Convención|Protocolo|Carta|Comunicado|Memorando|Pacto|Resolución|"
    r"Declaração|Acordo|Convenção|"
    r"Erklärung|Vertrag|Abkommen|Übereinkommen|Protokoll|Kommuniqué|"
    r"Заявлени\w+|Деклараци\w+|Договор\w*|Соглашени\w+|Конвенци\w+|Протокол\w*|Устав\w*|Коммюнике|Меморандум\w*|"
    r"Хартии?|Хартия|Резолюци\w+|Пакт\w*|Акт\w*"
)
_HEAD = re.compile(rf"(?:(?<![\w-])[A-ZА-ЯЁÀ-Þ][\w’'.-]*[ \u00a0])*(?<![\w-])(?:{_HEADS})(?!\w)")
_CONNECT = re.compile(
    r"[,\s(]*(?:(?:which\s+)?(?:was|were)\s+)?(?:signed|adopted|issued|concluded|dated|agreed|published|released|"
    r"made|announced|done|opened for signature|of|from|"
    r"signée?s?|adoptée?s?|conclue?s?|publiée?s?|du|en date du|firmad[oa]s?|suscrit[oa]s?|adoptad[oa]s?|"
    r"emitid[oa]s?|de(?: fecha)?|assinad[oa]s?|"
    r"unterzeichnet\w*|vom|подписанн\w+|принят\w+|заключ[её]нн\w+|опубликованн\w+|от|"
    r"الموقعة?|الموقع|الصادرة?|الصادر|المؤرخة?|المؤرخ|المعتمدة?)"
    r"(?:\s+(?:in|at|à|en|em|в|في)\s+[^\W\d_][\w’'.-]*(?:[ -][A-ZА-ЯЁ][\w’'.-]*){0,3})?,?\s*(?:(?:on|le|el|em|am|"
    r"в|بتاريخ|في|the)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\s*[(（]\s*$")
_HAN_TITLE = re.compile(r"《([^《》]{4,150})》")
_HAN_BEFORE = re.compile(
    r"(?:[^，。；、]{0,14})(?:签署|签订|发表|通过|达成|签字|簽署|發表|宣布|发布|缔结)?(?:的|之)?[^，。；《》\d]{0,6}$"
)
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{3}[.!?])|(?<=[。！？;；]))\s+(?=[A-ZА-ЯЁ])")
_OF_TITLE = re.compile(
    r"(?:\bof|\bon|\bto|\bfor|concerning|regarding|amending|implementing|implement|\bde|\bdu|\bsur|\bsobre|\bо|\bоб|\bк)\s+(?:the\s+|la\s+|le\s+|el\s+)?$",
    re.IGNORECASE,
)
_SKIPPED = (BlockKind.TITLE.value, BlockKind.DATELINE.value, BlockKind.SIGNATURE.value)


def references_of(blocks: list[Block] | tuple[Block, ...]) -> list[Reference]:
    """The dated references of a text, in order; the span covers the words of the title only."""
    found: list[Reference] = []
    for block in blocks:
        if block.kind in _SKIPPED:
            continue
        dates = find_dates(block.text)
        spans = _titled(block.text, dates) if dates else []
        for start, end, date in spans:
            exact = block.text[start:end]
            found.append(Reference(block.address, start, end, exact, " ".join(exact.split()), date))
    return found


def _titled(text: str, dates: list[FoundDate]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    floor = 0
    for date in dates:
        span = _han(text, date) or _before(text, floor, date)
        if span and (not spans or span[0] >= spans[-1][1]):
            spans.append((*span, date.iso))
        floor = date.end
    return spans


def _han(text: str, date: FoundDate) -> tuple[int, int] | None:
    """ "2001年7月16日签署的《…》" and "《…》（2001年7月16日）"."""
    after = _HAN_TITLE.search(text, date.end, date.end + 200)
    if after and _HAN_BEFORE.fullmatch(text[date.end : after.start()]):
        return after.start(1), after.end(1)
    head = text[max(0, date.start - 160) : date.start]
    before = re.search(r"《([^《》]{4,150})》[（(，,]?\s*(?:于|于)?\s*$", head)
    if before:
        base = max(0, date.start - 160)
        return base + before.start(1), base + before.end(1)
    return None


def _before(text: str, floor: int, date: FoundDate) -> tuple[int, int] | None:
    """The title that stands before "signed on" and the date."""
    window = max(floor, date.start - 600)
    head = text[window : date.start]
    cut = None
    for border in _SENTENCE.finditer(head):
        cut = border.end()
    if cut:
        window, head = window + cut, head[cut:]
    connect = _PAREN.search(head) or _last_connect(head)
    if not connect:
        return None
    title = head[: connect.start()]
    start = _title_start(title)
    if start is None:
        return None
    end = len(title.rstrip(' \u00a0,(«»“”"‘’'))
    if title[start:end].count("(") > title[start:end].count(")"):
        return None
    words = title[start:end].split()
    if len(words) < 2 or re.search(r"[!?;:]", title[start:end]):
        return None
    return window + start, window + end


def _last_connect(head: str) -> re.Match[str] | None:
    """The connecting words right before the date; searched only in the last few words, so that cost stays bounded."""
    base = max(0, len(head) - 90)
    for at in (match.start() for match in re.finditer(r"(?<=\w)[,\s(]+(?=\w)|(?<=[»”\"])\s*", head[base:])):
        match = _CONNECT.match(head, base + at)
        if match and match.end() == len(head):
            return match
    return None


def _title_start(title: str) -> int | None:
    """Where the last title of a passage begins; "Declaration on the Implementation of the Treaty" is one title."""
    heads = list(_HEAD.finditer(title))
    if not heads:
        return None
    at = len(heads) - 1
    while (
        at > 0
        and _OF_TITLE.search(title[: heads[at].start()])
        and not re.search(
            r"[,;]|\band the\b|\b(?:welcome|reaffirm|recall|adher|comply|accordance)\w*\b",
            title[heads[at - 1].end() : heads[at].start()],
        )
    ):
        at -= 1
    start = heads[at].start()
    printed = title[start:]
    lead = re.match(
        r"(?:The|A|An|This|That|Der|Die|Das|Dem|Den|Il|O|Os|"
        r"Recalling|Reaffirming|Under|In|Le|La|El|Les|Los|Confirming|Noting)[ \u00a0]",
        printed,
    )
    while lead:
        start += lead.end()
        printed = title[start:]
        lead = re.match(r"(?:The|A|An|This|Le|La|El|Les|Los|Der|Die|Das|Dem|Den|Il|O|Os)[ \u00a0]", printed)
    return start
