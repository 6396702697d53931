"""Invented texts full of formulas, in four scripts: paragraphs that differ in few words or not at all."""

from __future__ import annotations

import random

OPENINGS = {
    "en": [
        "The two sides reaffirm their commitment to {}.",
        "The two sides support {} and stand ready to work together to this end.",
        "The two sides oppose any attempt to undermine {}.",
        "The two sides call on the international community to respect {} and to strengthen cooperation in this field.",
        "They believe that {} is of great importance.",
    ],
    "zh": [
        "双方重申致力于{}。",
        "双方支持{}，并愿为此共同努力。",
        "双方反对任何破坏{}的企图。",
        "双方呼吁国际社会尊重{}，加强在这一领域的合作。",
        "双方认为，{}具有重要意义。",
    ],
    "ru": [
        "Стороны подтверждают приверженность {}.",
        "Стороны поддерживают {} и готовы совместно работать в этих целях.",
        "Стороны выступают против любых попыток подорвать {}.",
        "Стороны призывают международное сообщество уважать {} и укреплять сотрудничество в этой области.",
        "Они считают, что {} имеет большое значение.",
    ],
    "ar": [
        "يؤكد الجانبان التزامهما بـ {}.",
        "يدعم الجانبان {} وهما على استعداد للعمل معا لتحقيق هذه الغاية.",
        "يعارض الجانبان أي محاولة لتقويض {}.",
        "يدعو الجانبان المجتمع الدولي إلى احترام {} وتعزيز التعاون في هذا المجال.",
        "يريان أن {} ذو أهمية كبيرة.",
    ],
}
SUBJECTS = {
    "en": [
        *("strategic stability", "the central role of the United Nations", "the peaceful use of outer space"),
        *(
            "trade in goods and services",
            "the treaty of 2001",
            "the treaty of 2004",
            "energy cooperation",
            "arms control",
        ),
        *("the rights of all countries", "multilateralism", "the freedom of the seas", "nuclear safety"),
    ],
    "zh": [
        *("战略稳定", "联合国的核心作用", "和平利用外空", "货物和服务贸易", "2001年条约", "2004年条约", "能源合作"),
        *("军备控制", "各国权利", "多边主义", "海洋自由", "核安全"),
    ],
    "ru": [
        *("стратегическую стабильность", "центральную роль ООН", "мирное использование космоса", "торговлю товарами"),
        *("договор 2001 года", "договор 2004 года", "сотрудничество в энергетике", "контроль над вооружениями"),
        *("права всех стран", "многосторонность", "свободу морей", "ядерную безопасность"),
    ],
    "ar": [
        *("الاستقرار الاستراتيجي", "الدور المركزي للأمم المتحدة", "الاستخدام السلمي للفضاء", "تجارة السلع والخدمات"),
        *("معاهدة 2001", "معاهدة 2004", "التعاون في مجال الطاقة", "الحد من التسلح", "حقوق جميع الدول"),
        *("تعددية الأطراف", "حرية البحار", "السلامة النووية"),
    ],
}


def formula_text(language: str, rng: random.Random, paragraphs: int = 24) -> list[str]:
    """Numbered and plain paragraphs of one to four formulas; one in six stands in the text twice."""
    glue = "" if language == "zh" else " "
    texts: list[str] = []
    for number in range(1, paragraphs + 1):
        said = [
            rng.choice(OPENINGS[language]).format(rng.choice(SUBJECTS[language]))
            for _ in range(rng.choice((1, 1, 2, 3, 4)))
        ]
        text = glue.join(said)
        texts.append(f"{number}. {text}" if rng.random() < 0.3 else text)
        if rng.random() < 1 / 6:
            texts.insert(rng.randrange(len(texts)), rng.choice(texts))
    return texts
