"""The words by which a statement names its own kind, in many languages."""

from __future__ import annotations

import re

from statements.vocabulary import StatementKind

_JOINT = StatementKind.JOINT_STATEMENT.value
_ROWS: tuple[tuple[str, str], ...] = (
    (
        _JOINT,
        r"joint (?:\w+[’']? ){0,3}statement|joint (?:press|media) statement|déclaration (?:conjointe|commune)|"
        r"declaración conjunta|comunicado conjunto de prensa|"
        r"declaração conjunta|dichiarazione congiunta|gemeinsame erklärung|совместн\w+ заявлени\w+|спільн\w+ "
        r"заяв\w+|联合声明|聯合聲明|"
        r"共同声明|공동성명|공동 성명|بيان مشترك|البيان المشترك|ortak açıklama|ortak bildiri|tuyên bố chung|pernyataan "
        r"bersama|wspólne oświadczenie|"
        r"بیانیه مشترک|gezamenlijke verklaring|gemensamt uttalande|सांझा बयान|संयुक्त वक्तव्य|संयुक्त बयान|"
        r"הצהרה משותפת|הודעה משותפת|заједничк\w+ изјав\w+|zajedničk\w+ izjav\w+|skupn\w+ izjav\w+|"
        r"съвместн\w+ (?:изявление|декларация)|заедничк\w+ изјав\w+|declarați[ea] comun[ăe]|közös nyilatkozat\w*|"
        r"společné prohlášení|spoločné vyhlásenie|yhteinen julkilausuma|fælles erklæring|felles erklæring|"
        r"ühisavaldus|kopīg\w+ paziņojum\w+|bendr\w+ pareiškim\w+|κοιν[ήη] δ[ήη]λωση|κοινό ανακοινωθέν|"
        r"ერთობლივი განცხადება|"
        r"համատեղ հայտարարություն\w*|бірлескен мәлімдеме\w*|биргелешкен билдирүү\w*|қўшма баёнот\w*|"
        r"qo[‘'’ʻ]shma bayonot\w*|birgə bəyanat\w*|изҳороти муштарак|хамтарсан мэдэгдэл\w*|"
        r"แถลงการณ์ร่วม|যৌথ বিবৃতি|கூட்டறிக்கை|கூட்டு அறிக்கை|مشترکہ (?:اعلامیہ|بیان)|taarifa ya pamoja|"
        r"kenyataan bersama|የጋራ መግለጫ|сумесн\w+ заяв\w+|deklarat\w+ e përbashkët",
    ),
    (
        StatementKind.COMMUNIQUE.value,
        r"communiqu[ée]s?|communique|comuniqu[ée]|comunicado|comunicato|kommuniqu[ée]|коммюнике|комюніке|公报|公報|"
        r"共同コミュニケ|"
        r"コミュニケ|코뮈니케|البيان الختامي|komunikat|bildirge|thông cáo",
    ),
    (
        StatementKind.TREATY.value,
        r"treaty|traité|tratado|trattato|vertrag|договор|договір|条约|條約|条約|조약|معاهدة|"
        r"antlaşma\w*|hiệp ước|covenant",
    ),
    (
        StatementKind.AGREEMENT.value,
        r"agreement|accord|acuerdo|acordo|accordo|abkommen|соглашени\w+|угода|协定|協定|协议|협정|اتفاق|اتفاقية|"
        r"anlaşma\w*|hiệp định|"
        r"memorandum of understanding|perjanjian|umowa",
    ),
    (
        StatementKind.DECLARATION.value,
        r"declaration|déclaration|declaración|declaração|dichiarazione|erklärung|деклараци\w+|декларація|宣言|선언|"
        r"إعلان|deklarasyon\w*|"
        r"deklarasi|deklaracja|tuyên bố|verklaring|اعلامیه|beyanname\w*|декларац\w+|изјава|"
        r"izjava|declarați[ea]|nyilatkozat\w*|"
        r"prohlášení|vyhlásenie|julistus|erklæring|δ[ήη]λωση|διακ[ήη]ρυξη|დეკლარაცია|հռչակագիր\w*|мәлімдеме\w*|"
        r"билдирүү\w*|deklaratsiya\w*|bəyannamə\w*|тунхаг\w*|ปฏิญญา|घोषणा|ঘোষণা|اعلامیہ|הצהרה|הכרזה",
    ),
    (
        StatementKind.OTHER.value,
        r"statement|заявлени\w+|声明|聲明|성명|بيان|comunicado|charter|устав|хартия|宪章|memorandum|меморандум|备忘录|"
        r"protocol|протокол|议定书|"
        r"resolution|résolution|resolución|resolução|risoluzione|entschließung|mémorandum|memorando|резолюция|"
        r"决议|convention|конвенция|公约|"
        r"vision|action plan|plan of action|конвенці\w+|convenio|convenção|konvention",
    ),
)
_KINDS = [(kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)" if kind else "", re.IGNORECASE)) for kind, words in _ROWS]
_UNSPACED = [
    (
        kind,
        re.compile(
            "|".join(word for word in words.split("|") if word[0] > "\u2e80" or "\u0e00" <= word[0] <= "\u109f")
        ),
    )
    for kind, words in _ROWS
]
_DIGEST = re.compile(
    r"\b(?:key (?:points|provisions|takeaways|highlights|messages)|main (?:points|provisions)|"
    r"highlights of|summary of|digest|"
    r"excerpts from|at a glance|points clés|principaux points|puntos (?:clave|principales)|"
    r"ключевые (?:положения|тезисы|пункты)|"
    r"главное из|основные положения|wichtigste punkte)\b|要点|摘要|要點|أبرز (?:نقاط|ما جاء)|النقاط الرئيسية|요지|骨子",
    re.IGNORECASE,
)


def names_a_kind(text: str) -> bool:
    return kind_of(text) is not None


def kind_of(title: str) -> str | None:
    """The kind that a title names; the first one printed wins, "joint statement" before plain "statement"."""
    best: tuple[int, int, str] | None = None
    for order, ((kind, pattern), (_, unspaced)) in enumerate(zip(_KINDS, _UNSPACED, strict=True)):
        match = pattern.search(title) or (unspaced.search(title) if unspaced.pattern else None)
        if match:
            found = (match.start() if order else -1, order, kind)
            best = found if best is None or found < best else best
    return best[2] if best else None


def names_a_digest(title: str) -> bool:
    return _DIGEST.search(title) is not None
