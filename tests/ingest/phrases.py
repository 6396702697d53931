"""Sentences as statements are made of, in many languages: every first part goes with every second and third."""

from __future__ import annotations

import random
from collections.abc import Iterator

_PARTS: dict[str, tuple[str, str, str]] = {
    "en": (
        "The leaders|Both sides|The two governments|We|The ministers of transport and energy|The participants",
        "agreed to open a joint centre for water research|reaffirmed their support for the river commission|"
        "noted that 14.5 per cent of the trade of 2019 went by rail|called for the early conclusion of the talks on "
        "visas, which began in 1998|welcomed the adoption of resolution 2612 (2021) of the Security Council|"
        "expressed concern at the “growing number of storms” on the southern coast|will review the list of projects "
        "named in Article 7 of the agreement|intend to raise the number of scholarships from 1,200 to 2,000",
        "within two years.|as set out in paragraph 12 of the plan of action.|and asked their experts to report by "
        "30 June 2025.|in accordance with the Charter of the United Nations.|in the spirit of good neighbours.|"
        "bearing in mind the needs of small farmers, fishing villages and islands.",
    ),
    "fr": (
        "Les deux parties|Les ministres|Les chefs d’État|Nous",
        "sont convenus d’ouvrir un centre commun de recherche sur l’eau|réaffirment leur soutien aux travaux de la "
        "commission du fleuve|saluent les progrès réalisés depuis 2009|appellent à la conclusion rapide des "
        "négociations",
        "dans un délai de deux ans.|conformément à la Charte des Nations Unies.|« sans condition préalable ».|"
        "dans l’intérêt des générations futures.",
    ),
    "es": (
        "Las dos partes|Los ministros|Los jefes de Estado|Ambos gobiernos",
        "acordaron abrir un centro común de investigación del agua|reafirmaron su apoyo a la labor de la comisión del "
        "río|celebraron los avances logrados desde 2009|pidieron la pronta conclusión de las negociaciones",
        "en un plazo de dos años.|de conformidad con la Carta de las Naciones Unidas.|con la participación de la "
        "sociedad civil.|en beneficio de los pueblos de la región.",
    ),
    "pt": (
        "As duas partes|Os ministros|Os chefes de Estado|Ambos os governos",
        "decidiram abrir um centro comum de investigação da água|reafirmaram o seu apoio aos trabalhos da comissão do "
        "rio|saudaram os avanços alcançados desde 2009|apelaram à rápida conclusão das negociações",
        "no prazo de dois anos.|em conformidade com a Carta das Nações Unidas.|em benefício das populações da região.",
    ),
    "de": (
        "Beide Seiten|Die Minister|Die Staatschefs|Wir",
        "haben vereinbart, ein gemeinsames Zentrum für Wasserforschung zu eröffnen|bekräftigen ihre Unterstützung für "
        "die Arbeit der Flusskommission|begrüßen die Fortschritte, die seit 2009 erzielt worden sind|rufen dazu auf, "
        "die Verhandlungen bald abzuschließen",
        "und zwar binnen zwei Jahren.|im Einklang mit der Charta der Vereinten Nationen.|zum Wohle der Menschen.",
    ),
    "it": (
        "Le due parti|I ministri|I capi di Stato|Entrambi i governi",
        "hanno convenuto di aprire un centro comune per la ricerca sull’acqua|ribadiscono il loro sostegno ai lavori "
        "della commissione del fiume|accolgono con favore i progressi compiuti dal 2009",
        "entro due anni.|in conformità con la Carta delle Nazioni Unite.|nell’interesse delle generazioni future.",
    ),
    "pl": (
        "Obie strony|Ministrowie|Szefowie państw|Oba rządy",
        "uzgodniły otwarcie wspólnego ośrodka badań nad wodą|potwierdziły poparcie dla prac komisji rzecznej|"
        "z zadowoleniem przyjęły postępy osiągnięte od 2009 roku",
        "w ciągu dwóch lat.|zgodnie z Kartą Narodów Zjednoczonych.|dla dobra przyszłych pokoleń.",
    ),
    "ru": (
        "Стороны|Министры|Главы государств|Участники встречи",
        "договорились открыть совместный центр по изучению водных ресурсов|подтвердили поддержку работы речной "
        "комиссии|приветствовали успехи, достигнутые с 2009 г. в области торговли|призвали к скорейшему завершению "
        "переговоров",
        "в течение двух лет.|в соответствии с Уставом ООН.|«без предварительных условий».|в интересах народов региона.",
    ),
    "uk": (
        "Сторони|Міністри|Глави держав|Обидва уряди",
        "домовилися відкрити спільний центр з вивчення водних ресурсів|підтвердили підтримку роботи річкової комісії|"
        "привітали успіхи, досягнуті з 2009 року",
        "протягом двох років.|відповідно до Статуту ООН.|в інтересах наступних поколінь.",
    ),
    "tr": (
        "Taraflar|Bakanlar|Devlet başkanları|İki hükûmet",
        "ortak bir su araştırma merkezi açmayı kararlaştırdılar|nehir komisyonunun çalışmalarına desteklerini "
        "yinelediler|2009 yılından bu yana sağlanan ilerlemeyi memnuniyetle karşıladılar",
        "ve iki yıl içinde sonuç beklediler.|ve bunun için uzmanlarını görevlendirdiler.",
    ),
    "zh": (
        "双方|两国元首|两国部长|与会各方",
        "同意设立联合水资源研究中心|重申支持河流委员会的工作|积极评价自2009年以来取得的进展|呼吁尽快结束有关谈判|"
        "决定将贸易额提高到200亿美元",
        "，并在两年内完成。|，遵守《联合国宪章》的宗旨和原则。|，造福两国人民。|，反对“单边主义”和保护主义。",
    ),
    "ja": (
        "双方は|両首脳は|両国の大臣は|参加者は",
        "共同の水資源研究センターを設立することで一致した|河川委員会の活動への支持を改めて表明した|"
        "2009年以来の進展を歓迎した|交渉の早期妥結を呼びかけた",
        "。|。また、専門家に対し報告を求めた。|。これは「開かれた協力」の一例である。",
    ),
    "ko": (
        "쌍방은|양국 정상은|양국 장관은|참가국들은",
        "공동 수자원 연구소를 설립하기로 합의하였다|하천 위원회의 활동에 대한 지지를 재확인하였다|"
        "2009년 이후의 진전을 환영하였다|협상의 조속한 타결을 촉구하였다",
        ".|. 또한 전문가들에게 보고를 요청하였다.|. 이는 두 나라 국민에게 도움이 된다.",
    ),
    "ar": (
        "اتفق الجانبان على|أكد الوزراء على|شدد القادة على",
        "إنشاء مركز مشترك لبحوث المياه|دعم أعمال لجنة النهر|أهمية التقدم المحرز منذ عام 2009|"
        "ضرورة اختتام المفاوضات في أقرب وقت",
        "في غضون عامين.|وفقا لميثاق الأمم المتحدة.|لما فيه مصلحة شعوب المنطقة.",
    ),
    "fa": (
        "دو طرف|وزیران|رهبران دو کشور",
        "بر تأسیس مرکز مشترک پژوهش‌های آب تأکید کردند|از کار کمیسیون رودخانه پشتیبانی کردند|"
        "پیشرفت‌های به دست آمده از سال 2009 را ستودند",
        "و خواستار گزارش کارشناسان شدند.|و به منشور ملل متحد پایبند ماندند.",
    ),
    "hi": (
        "दोनों पक्षों ने|मंत्रियों ने|दोनों देशों के नेताओं ने",
        "संयुक्त जल अनुसंधान केंद्र खोलने पर सहमति व्यक्त की|नदी आयोग के कार्य के प्रति अपना समर्थन दोहराया|"
        "वर्ष 2009 से हुई प्रगति का स्वागत किया",
        "और विशेषज्ञों से रिपोर्ट मांगी।|और संयुक्त राष्ट्र चार्टर में विश्वास व्यक्त किया।",
    ),
    "vi": (
        "Hai bên|Các bộ trưởng|Lãnh đạo hai nước",
        "nhất trí thành lập trung tâm nghiên cứu nước chung|khẳng định ủng hộ công việc của ủy ban sông|"
        "hoan nghênh những tiến bộ đạt được từ năm 2009",
        "trong vòng hai năm.|phù hợp với Hiến chương Liên hợp quốc.|vì lợi ích của nhân dân hai nước.",
    ),
    "id": (
        "Kedua pihak|Para menteri|Para pemimpin|Kedua pemerintah",
        "sepakat untuk membuka pusat penelitian air bersama|menegaskan kembali dukungan bagi kerja komisi sungai|"
        "menyambut baik kemajuan yang dicapai sejak tahun 2009",
        "dalam waktu dua tahun.|sesuai dengan Piagam Perserikatan Bangsa-Bangsa.|demi kepentingan rakyat.",
    ),
    "he": (
        "הצדדים|השרים|מנהיגי שתי המדינות",
        "הסכימו להקים מרכז משותף לחקר המים|חזרו והביעו תמיכה בעבודת ועדת הנהר|בירכו על ההתקדמות שהושגה מאז 2009",
        "בתוך שנתיים.|בהתאם למגילת האומות המאוחדות.",
    ),
    "el": (
        "Οι δύο πλευρές|Οι υπουργοί|Οι αρχηγοί κρατών",
        "συμφώνησαν να ανοίξουν κοινό κέντρο για την έρευνα του νερού|επιβεβαίωσαν τη στήριξή τους στο έργο της "
        "επιτροπής του ποταμού|χαιρέτισαν την πρόοδο που σημειώθηκε από το 2009",
        "εντός δύο ετών.|σύμφωνα με τον Χάρτη των Ηνωμένων Εθνών.",
    ),
}


def sentences(language: str, seed: str) -> Iterator[str]:
    """Endless sentences of a language, the same ones for the same seed."""
    dice = random.Random(f"{language} {seed}")
    space = "" if language in ("zh", "ja") else " "
    first, second, third = (part.split("|") for part in _PARTS[language])
    while True:
        end = dice.choice(third)
        yield dice.choice(first) + space + dice.choice(second) + ("" if end[0] in ".。，" else space) + end


def paragraphs(language: str, seed: str) -> Iterator[str]:
    """Endless paragraphs of one to four sentences."""
    dice = random.Random(f"{language} {seed} lengths")
    space = "" if language in ("zh", "ja") else " "
    source = sentences(language, seed)
    while True:
        yield space.join(next(source) for _ in range(dice.choice((1, 2, 2, 3, 4))))
