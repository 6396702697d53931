"""Languages so near to each other that little words do not part them: only signs of one alone settle it."""

from __future__ import annotations

import re

# Words and letters that only one of the kin writes.
_KIN: tuple[dict[str, re.Pattern[str]], ...] = tuple(
    {language: re.compile(signs, re.IGNORECASE) for language, signs in family.items()}
    for family in (
        {
            "da": r"\b(?:af|blev|bliver|efter|mellem|møde\w*|uden|hvad|mødtes|lande|styrke af)\b",
            "no": r"\b(?:av|å|ble|blir|etter|mellom|møte\w*|uten|hva|møttes|enige)\b",
            "sv": r"\b(?:och|att|är|för|från|inte)\b",
        },
        {
            "id": r"\b(?:kerja sama|sepakat|bahwa|karena|kedua negara|kedua pihak|kedua pemimpin|pertemuan)\b",
            "ms": r"\b(?:kerjasama|bersetuju|kedua-dua|perjumpaan|bahawa|kerana|dua hala|ogos|disember|julai)\b",
        },
        {
            "hr": r"\b(?:suradnj\w+|također|uvjet\w*|tjed\w+|siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|"
            r"kolovoza|rujna|listopada|studenoga|prosinca|europsk\w+|sigurnosn\w+|tisuć\w+)\b",
            "sr": r"\b(?:saradnj\w+|takođe|uslov\w*|nedelj\w+|januara|februara|aprila|juna|jula|avgusta|septembra|"
            r"oktobra|novembra|decembra|evropsk\w+|bezbednos\w+|hiljad\w+|obe|obostran\w+)\b",
        },
        {"cs": r"[ěřů]", "sk": r"[ľĺŕôä]|\b(?:sa|ktor\w+|medzi|spoločn\w+)\b"},
    )
)


def among_kin(language: str, text: str) -> str | None:
    """The language itself where it has no kin; else the one of its family whose own signs prevail, None when unsure."""
    for family in _KIN:
        if language in family:
            counts = {name: len(signs.findall(text)) for name, signs in family.items()}
            best, second = sorted(counts, key=lambda name: -counts[name])[:2]
            return best if counts[best] > 2 * counts[second] else None
    return language


def are_kin(one: str, other: str) -> bool:
    return any(one in family and other in family for family in _KIN)
