"""Names of states in many languages → ISO 3166 alpha-3.

The names are in data/countries.json: short ones as in Unicode CLDR, official ones added.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).with_name("data") / "countries.json"
_GROUPS = (
    "European Union|Union européenne|Unión Europea|União Europeia|Европейский союз|Европейского союза|欧洲联盟|欧盟|"
    "الاتحاد الأوروبي|African Union|Association of Southeast Asian Nations|ASEAN|G7|G20|G8|BRICS|БРИКС|金砖国家|"
    "Shanghai Cooperation Organization|Shanghai Cooperation Organisation|NATO|Gulf Cooperation Council|"
    "League of Arab States|CELAC|MERCOSUR|CARICOM|Eurasian Economic Union|Nordic countries|"
    # States that are no more, which have no code today.
    "Union of Soviet Socialist Republics|Soviet Union|USSR|Союз Советских Социалистических Республик|СССР|"
    "苏维埃社会主义共和国联盟|苏联|German Democratic Republic|Германская Демократическая Республика|Yugoslavia|"
    "Czechoslovakia"
).split("|")
# One group by its long and its short name.
_SAME = {
    "association of southeast asian nations": "asean",
    "shanghai cooperation organization": "shanghai cooperation organisation",
}
# Words of official names: "the Federative Republic of Brazil", "la République fédérative du Brésil".
_FORM = (
    r"(?:Republic|Kingdom|States?|Federation|Union|Commonwealth|Sultanate|Emirate|Principality|Confederation|"
    r"Grand Duchy)"
)
_BEFORE_EN = re.compile(
    rf"(?<!Member )(?<!MEMBER )(?:\b(?!THE |The |Member |"
    rf"MEMBER )[A-Z][\w’'‑-]*[ \u00a0]+){{0,4}}(?i:{_FORM})\s+(?i:of)\s+(?:(?i:the)\s+)?$"
)

_BEFORE_ROMANCE = re.compile(
    r"(?:République|Royaume|Fédération|Principauté|Sultanat|État|Repubblica|Regno|República|Reino|Federación|Estado)"
    r"(?:\s+(?!de\b|des\b|du\b|del\b|di\b|do\b|da\b)[^\W\d_]+){0,3}\s+(?:de\s+la\s+|de\s+los\s+|de\s+l[’']|"
    r"del\s+|du\s+|des\s+|d[’']|de\s+|della\s+|di\s+|do\s+|da\s+)?$",
    re.IGNORECASE,
)
_BEFORE_DE = re.compile(
    r"\b(?:[A-ZÄÖÜ]\w+e[nrs]? )?(?:Bundesrepublik|Republik|Königreichs?|Fürstentums?|Großherzogtums?|Föderation)\s+$"
)
_BEFORE_RU = re.compile(r"(?:(?:Республик|Королевств|Государств|Княжеств|Султанат)\w{0,3}|[А-Я]\w+ая Республик\w+)\s+$")


_JOINED = frozenset(("zh", "ja", "ko", "th", "ar", "fa"))
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]\w*")
_FOLDS = str.maketrans({"’": "'", "‑": "-", "ё": "е", "Ё": "Е", "İ": "I", "ı": "i", "\u00a0": " "})
_ENDINGS = re.compile(
    r"(?:ская|ской|скую|ский|ского|скому|ским|ском|ные|ных|ими|ами|ые|ых|ая|ой|ую|ии|ия|ию|ией|ей|ом|ов|ем|ам|ах|"
    r"а|е|и|о|у|ы|ь|й|я|ю|і|ї)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A state named in a text: the span of its fullest form and its code (None for a group of states)."""

    start: int
    end: int
    name: str
    iso: str | None


def find_states(text: str, language: str | None) -> list[Mention]:
    """The states and groups named in a text of that language, in order, each in its fullest printed form."""
    names = _index((language or "en").split("-")[0])
    found: list[Mention] = []
    for start, end, iso in sorted(names.matches(text), key=lambda match: (match[0], -match[1])):
        if found and start < found[-1].end:
            continue
        if iso:
            start, end = _widened(text, start, end, found[-1].end if found else 0)
        found.append(Mention(start, end, _canonical(text[start:end], iso), iso or None))
    return found


def group_key(name: str) -> str:
    """What tells a group from others, whichever of its names is printed."""
    folded = " ".join(name.casefold().split())
    return _SAME.get(folded, folded)


def code_of(text: str, language: str | None) -> str | None:
    """The code of the one state that a text names; None for none or several."""
    codes = {mention.iso for mention in find_states(text, language) if mention.iso}
    return codes.pop() if len(codes) == 1 else None


def _widened(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    head = text[max(floor, start - 80) : start]
    for pattern in (_BEFORE_EN, _BEFORE_ROMANCE, _BEFORE_RU, _BEFORE_DE):
        before = pattern.search(head)
        if before:
            start -= len(head) - before.start()
            break
    return start, end


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data


class _Index:
    """The names of one language and English, looked up by their first word; those of unspaced scripts as substrings."""

    def __init__(self, language: str) -> None:
        self.by_word: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.joined: list[tuple[str, str]] = []
        for iso, languages in _names().items():
            for name in languages.get("en", []):
                self._add_words(name, iso)
            for name in languages.get(language, []):
                if language in _JOINED:
                    self.joined.append((name, iso))
                elif language != "en":
                    self._add_words(name, iso)
        for group in _GROUPS:
            if re.search(r"[\u0600-\u06ff\u4e00-\u9fff]", group):
                self.joined.append((group, ""))
            else:
                self._add_words(group, "")
        for rows in self.by_word.values():
            rows.sort(key=lambda row: len(row[0]), reverse=True)

    def _add_words(self, name: str, iso: str) -> None:
        words = tuple(_stem_word(word) for word in _WORD.findall(_fold(name)))
        if words:
            self.by_word[words[0].casefold()].append((tuple(word.casefold() for word in words), iso))

    def matches(self, text: str) -> list[tuple[int, int, str]]:
        found = self._spaced(text)
        for name, iso in self.joined:
            at = text.find(name)
            while at >= 0:
                found.append((at, at + len(name), iso))
                at = text.find(name, at + len(name))
        return found

    def _spaced(self, text: str) -> list[tuple[int, int, str]]:
        tokens = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(_fold_same_length(text))]
        stems = [_stem_word(word).casefold() for _, _, word in tokens]
        found: list[tuple[int, int, str]] = []
        for at, stem in enumerate(stems):
            if not tokens[at][2][0].isupper():
                continue
            for words, iso in self.by_word.get(stem, ()):
                if tuple(stems[at : at + len(words)]) == words and _same_case(words, tokens[at][2]):
                    found.append((tokens[at][0], tokens[at + len(words) - 1][1], iso))
                    break
        return found


def _same_case(words: tuple[str, ...], printed: str) -> bool:
    """ "US" is a state, "Us" a word."""
    return len(words) > 1 or len(words[0]) > 2 or printed.isupper()


@lru_cache(maxsize=8)
def _index(language: str) -> _Index:
    return _Index(language)


def _fold(name: str) -> str:
    return " ".join(_fold_same_length(name).split())


def _fold_same_length(text: str) -> str:
    return text.translate(_FOLDS)


def _stem_word(word: str) -> str:
    """Russian and Ukrainian cases differ in the last letters of a word; other words stay whole."""
    if len(word) < 4 or (word.isupper() and not word[0] > "\u0400") or not "\u0400" <= word[-1] <= "\u04ff":
        return word
    return _ENDINGS.sub("", word)


def _canonical(printed: str, iso: str) -> str:
    """Names as printed, their spaces folded; Russian ones in the nominative."""
    printed = " ".join(printed.split())
    if iso and re.search("[а-яё]", printed):
        wanted = [_stem_word(word).casefold() for word in _WORD.findall(_fold(printed))]
        for name in _names()[iso].get("ru", []):
            if [_stem_word(word).casefold() for word in _WORD.findall(_fold(name))] == wanted:
                return name
    return printed
