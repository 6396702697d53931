"""What follows from a language tag: direction, script, the `lang` attribute, a name for people.

Tags are BCP 47 in lower case, as they stand in addresses: `en`, `zh-hant`, `en-x-mfa`. No function here refuses a
tag: an unknown one reads from left to right, is set like Latin script and is called by its tag.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["ltr", "rtl"]
ScriptClass = Literal["latin", "cyrillic", "arabic", "cjk", "other"]

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")

_NAMES = {
    **{"ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish"},
    **{"de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian"},
    **{"fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian"},
    **{"hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh"},
    **{"ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian"},
    **{"mk": "Macedonian", "mn": "Mongolian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish"},
    **{"ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene"},
    **{"sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "tg": "Tajik", "th": "Thai"},
    **{"tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese"},
}
_SCRIPT_NAMES = {"hans": "simplified", "hant": "traditional", "cyrl": "Cyrillic", "latn": "Latin", "arab": "Arabic"}

# The script of a language that says none; every language not named here is written in Latin letters.
_SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "sd", "ug", "ks", "ckb"), "arab"),
    **dict.fromkeys(("he", "yi"), "hebr"),
    **{"dv": "thaa", "syr": "syrc", "arc": "syrc"},
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "ab", "os"), "cyrl"),
    **{"zh": "hans", "yue": "hant", "ja": "jpan", "ko": "kore"},
    **{"el": "grek", "hy": "armn", "ka": "geor", "am": "ethi", "th": "thai", "lo": "laoo", "km": "khmr", "my": "mymr"},
    **{"hi": "deva", "ne": "deva", "mr": "deva", "bn": "beng", "ta": "taml", "te": "telu", "si": "sinh", "bo": "tibt"},
}
_RIGHT_TO_LEFT = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"})
_CLASSES: dict[str, ScriptClass] = {
    **{"latn": "latin", "cyrl": "cyrillic", "arab": "arabic"},
    **{"hans": "cjk", "hant": "cjk", "hani": "cjk", "jpan": "cjk", "kore": "cjk"},
}
_TRADITIONAL_CHINESE = frozenset({"tw", "hk", "mo"})


def is_tag(tag: str) -> bool:
    """Whether `tag` may stand in an address: `[a-z]{2,3}(-[a-z0-9]{1,8})*`."""
    return _TAG.fullmatch(tag) is not None


def direction(tag: str) -> Direction:
    """In which direction the lines of the language run; a script in the tag (`az-arab`) decides before the language."""
    return "rtl" if _script(tag) in _RIGHT_TO_LEFT else "ltr"


def script_class(tag: str) -> ScriptClass:
    """Which set of faces, sizes and line breaks the page needs. Korean is set with Chinese and Japanese."""
    return _CLASSES.get(_script(tag), "other")


def html_lang(tag: str) -> str:
    """The tag as browsers and screen readers know it: usual capitals, and without the private part.

    Chinese always says its script, because browsers choose faces by it: `zh-Hant` for Taiwan, Hong Kong and Macao,
    else `zh-Hans`, unless the tag names one.
    """
    language, *rest = _public_parts(tag)
    if language == "zh" and _script_part(rest) is None:
        rest.insert(0, _script(tag))
    return "-".join([language, *(_usual_capitals(part) for part in rest)])


def language_name(tag: str) -> str:
    """The name of the language in English, what the tag adds in brackets: "Chinese (traditional)", "English (mfa)".

    The tag itself for a language without a name here.
    """
    language, *rest = tag.lower().split("-")
    if language not in _NAMES:
        return tag
    more = [_SCRIPT_NAMES.get(part, part.upper() if len(part) == 2 else part) for part in rest if part != "x"]
    return f"{_NAMES[language]} ({', '.join(more)})" if more else _NAMES[language]


def _public_parts(tag: str) -> list[str]:
    return tag.lower().partition("-x-")[0].split("-")


def _script(tag: str) -> str:
    language, *rest = _public_parts(tag)
    if language == "zh" and _TRADITIONAL_CHINESE.intersection(rest):
        return _script_part(rest) or "hant"
    return _script_part(rest) or _SCRIPTS.get(language, "latn")


def _script_part(parts: list[str]) -> str | None:
    return next((part for part in parts if len(part) == 4 and part.isalpha()), None)


def _usual_capitals(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part
