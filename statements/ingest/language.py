"""Which language a text is in: by script and letters, by little words, at last by py3langid; None when unsure."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

from statements.ingest.kin import among_kin, are_kin

_SCRIPTS = (
    ("han", re.compile(r"[\u3400-\u9fff]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_WORDS = {
    "en": "the of and to in that for with on by is are their this will be as from",
    "fr": "le la les des et du en que pour dans une est sur par au aux qui nous leurs leur ont",
    "es": "el la los las de del y en que para con una por se su sus como al han ambas",
    "pt": "o a os as do da dos das e em que para com uma por não ao à seus no na",
    "it": "il la le di del della dei e in che per con una gli i nel sono alla delle",
    "de": "der die das und den von zu mit für des im auf ist dem eine sich sie haben wir",
    "nl": "de het een van en in op te dat voor met zijn door aan worden deze",
    "pl": "i w na z do się oraz że o dla przez jest ich od nie",
    "sk": "a v na sa že o pre vo z ich sú bol ktoré s k",
    "cs": "a v na se že o pro ve z jejich jsou byl které s k",
    "tr": "ve bir bu için ile olarak da de ülke arasında olan iki",
    "vi": "và của các trong cho với hai bên về những được là",
    "id": "dan yang di untuk dengan dalam pada kedua dari ini antara",
    "sv": "och att i det som för på av en är med till den de om",
    "no": "og at i det som for på av en er med til den de om å",
    "da": "og at i det som for på af en er med til den de om",
    "ro": "și în de la a cu pe pentru care din un o ale între",
    "hu": "a az és hogy is nem egy a valamint között",
    "fi": "ja on että sekä ovat mukaan kanssa myös se",
    "sw": "na ya wa kwa katika za ni la pande mbili",
    "az": "və ilə bu bir üçün tərəflər iki haqqında olan",
    "uz": "va bilan uchun bu bir tomonlar haqida ikki",
    "hr": "i u na se da za od su je te o s kao",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ENOUGH = 20


def language_of(text: str, *, declared: str | None = None) -> str | None:
    """A BCP 47 primary language ("en", "zh", "sr"), None when unsure. `declared` settles what the text leaves open."""
    sample = text[:20_000]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    letters = sum(counts.values())
    if letters < 4:
        return None
    script = max(counts, key=lambda name: counts[name])
    if script in ("han", "kana") or counts["kana"] > 0.1 * letters:
        return _east_asian(counts)
    if counts[script] < 0.5 * letters:
        return None
    if script == "arabic":
        return _arabic(sample)
    if script == "cyrillic":
        return _cyrillic(sample)
    if script in ("latin", "devanagari"):
        return _latin(sample, counts, declared) if script == "latin" else _devanagari(sample)
    return script


def _east_asian(counts: dict[str, int]) -> str:
    return "ja" if counts["kana"] > 0.05 * (counts["han"] + counts["kana"]) else "zh"


def _devanagari(sample: str) -> str:
    """Hindi, unless Marathi or Nepali verbs prevail."""
    counts = {
        "hi": len(re.findall("(?:है|हैं|ने|में|और)(?![\u0900-\u097f])", sample)),
        "mr": len(re.findall("(?:आहे|आहेत|आणि|मध्ये)(?![\u0900-\u097f])", sample)),
        "ne": len(re.findall("(?:छ|छन्|गर्ने|भएको|हुन्छ)(?![\u0900-\u097f])", sample)),
    }
    return max(counts, key=lambda name: counts[name])


def _arabic(sample: str) -> str | None:
    if re.search("[ښځڅډټړږ]", sample):
        return "ps"
    if len(re.findall("[ەێۆ]", sample)) > 5:
        return None  # Kurdish or Uyghur
    if re.search("[ٹڈڑںےۓ]", sample):
        return "ur"
    persian = len(re.findall("[پچژگکی]", sample))
    arabic = len(re.findall("[ةىيكأإ]", sample))
    return "fa" if persian > arabic else "ar"


def _cyrillic(sample: str) -> str | None:
    lowered = sample.lower()
    letters = len(re.findall("[а-яёіїєґўђјљњћџѓќѕәғқңөұүһ]", lowered)) or 1

    def share(signs: str) -> float:
        return sum(lowered.count(sign) for sign in signs) / letters

    if share("әғқңұһ") > 0.01:
        return "kk"
    if share("өү") > 0.01:
        return "mn" if share("ң") == 0 else "ky"
    if share("ў") > 0.003:
        return "be" if share("і") > 0.01 else "uz"
    if share("їєґ") > 0.003:
        return "uk"
    if share("ѓќѕ") > 0.001:
        return "mk"
    if share("ђјљњћџ") > 0.01:
        return "sr"
    if share("ғҳҷӣӯқ") > 0.005:
        return "tg"
    if share("ыэ") == 0 and letters > 100:
        return "bg" if share("ъ") > 0.003 else None
    return "ru"


def _latin(sample: str, counts: dict[str, int], declared: str | None) -> str | None:
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {language: sum(words[word] for word in little) for language, little in _SETS.items()}
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    total = sum(words.values())
    if scores[best] >= max(3, 0.12 * total) and (scores[best] >= 1.25 * scores[second] or are_kin(best, second)):
        return among_kin(best, sample)
    named = (declared or "").split("-")[0].lower()
    if named in scores and scores[named] >= 0.8 * scores[best] and scores[named] > 0.1 * total:
        return named
    return _by_model(sample) if counts["latin"] >= 10 * _ENOUGH else None


def _by_model(sample: str) -> str | None:
    """The slow way (a second to load): only texts that the rules leave open come here."""
    try:
        language, certainty = _model().classify(sample[:3000])
    except (OSError, MemoryError):  # the limits of the child; a language not known is no reason to refuse a text
        return None
    return str(language) if certainty > 0.95 else None


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
