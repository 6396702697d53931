"""A signature block read as person, office and party."""

from __future__ import annotations

import re

from statements.ingest.countries import code_of, find_states
from statements.ingest.names import Line, is_office, says_for, without_sign
from statements.ingest.parsed import Signatory

_INLINE = re.compile(r"(?P<name>[^,，]{3,60})[,，]\s*(?P<office>.+)")
_HAN_INLINE = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{4,40}?(?:主席|总统|总理|首相|国王|部长|外长|大臣|总书记))[\s\u3000]+(?P<name>[\u4e00-\u9fff·・.]{2,16})"
)
_CYRILLIC_INLINE = re.compile(r"(?P<office>.+?)\s+(?P<name>(?:[А-ЯЁ]\.\s?){1,3}[А-ЯЁ][\w-]+)")
_LATIN_INLINE = re.compile(r"(?P<office>.+?[^\W\d_]{2,})\s+(?P<name>(?:[A-ZÀ-Þ]\.\s?){1,3}[A-ZÀ-Þ][\w’'-]+)")
# "For the Government of the" and the state on the next line.
_UNFINISHED = re.compile(
    r"\b(?:the|of|de|du|del|della|da|do|der|la|le|and|republic|kingdom|government|state)$", re.IGNORECASE
)
_FOR_WORDS = re.compile(
    r"(?:for|on behalf of|pour|au nom (?:de|du)|por|en nombre de|em nome d[eoa]|für|im namen|per|за|от имени|untuk|"
    r"atas nama|w imieniu|pentru|za)\s+"
    r"(?:(?:the|le|la|el|o|a|die|das)\s+)?(?:(?:government|gouvernement|gobierno|governo|правительство|"
    r"правительства|regierung)\s+(?:of|de|del|du|do)?\s*)?(?:the\s+)?",
    re.IGNORECASE,
)


def signatory_of(lines: list[Line], language: str | None) -> Signatory:
    """Name, office and party as far as the lines say them; what they do not say is None."""
    names: list[str] = []
    offices: list[str] = []
    stated: list[str] = []
    for line in _finished(lines):
        text = without_sign(line.text).rstrip(":：")
        if line.kind == "for":
            party, named = _named_after_colon(text)
            stated.append(party)
            if named and not names:
                name, stated_office = _inline(named)
                names.append(name)
                offices.extend(stated_office)
        elif line.kind == "name" and not names:
            name, stated_office = _inline(text)
            names.append(name)
            offices.extend(stated_office)
        elif line.kind in ("office", "other"):
            name, stated_office = _inline(text)
            if stated_office and not names:
                names.append(name)
                offices.extend(stated_office)
            else:
                offices.append(text)
    office = " ".join(offices) or None
    return Signatory(names[0] if names and names[0] else None, office, _party(stated, office, language))


def _named_after_colon(text: str) -> tuple[str, str]:
    """ "For the French Republic: Jeanne Martin" as whom it is for and who signs; an office is nobody's name."""
    party, _colon, named = text.replace("：", ":").partition(":")
    return (party.strip(), "" if is_office(named.strip()) else named.strip()) if named.strip() else (text, "")


def _finished(lines: list[Line]) -> list[Line]:
    """The lines with "For the Government of the" and the state below it read as one."""
    out: list[Line] = []
    for line in lines:
        before = out[-1] if out else None
        if before and before.kind == "for" and line.kind != "name" and _UNFINISHED.search(before.text):
            out[-1] = Line(f"{before.text} {line.text}", "for")
        else:
            out.append(line)
    return out


def says_all(text: str) -> bool:
    """True for a line that holds office and name of one signatory."""
    return bool(_inline(text)[1])


def _inline(text: str) -> tuple[str, list[str]]:
    """Name and office that share a line; an office alone comes back as the name with no office."""
    for pattern in (_HAN_INLINE, _CYRILLIC_INLINE, _LATIN_INLINE):
        match = pattern.fullmatch(text)
        if match and is_office(match["office"]):
            return match["name"], [match["office"]]
    match = _INLINE.fullmatch(text)
    if match and is_office(match["office"]) and not is_office(match["name"]):
        return match["name"].strip(), [match["office"].strip()]
    return text, []


def _party(stated: list[str], office: str | None, language: str | None) -> str | None:
    for text in [*stated, office or ""]:
        code = code_of(text, language)
        if code:
            return code
        mentions = find_states(text, language)
        if len(mentions) == 1:
            return mentions[0].name
    for text in stated:
        if says_for(text):
            name = _FOR_WORDS.sub("", text, count=1).strip()
            return name or None
    return None
