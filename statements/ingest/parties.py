"""Who speaks: the states and groups named by the title, the declaration formula or the first words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from statements.ingest.countries import Mention, find_states, group_key
from statements.ingest.parsed import Party
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

# After these words a title says what it is about, and names other states than the speakers.
_TOPIC = re.compile(
    r"\b(?:on|regarding|concerning|about|in support of|following|towards?|for the|sur|relative|concernant|"
    r"concernant|sobre|relativa|acerca|"
    r"über|zur|zum|zu|о|об|по вопрос\w+|относительно|щодо|про|hakkında|tentang|về)\b|关于|就|بشأن|حول|عن",
    re.IGNORECASE,
)
_VISIT = re.compile(r"\bvisit\b|визит|访问|visite|visita|زيارة|occasion|anniversary|周年", re.IGNORECASE)
_FILLER = re.compile(
    r"(?:[,;、，/\s&()–—-]|\b(?:and|the|of|as|well|by|between|with|its|et|le|la|les|des|de|du|d|l|y|e|el|los|del|"
    r"und|der|die|das|"
    r"leaders?|heads?|state|states|government|governments|presidents?|prime|ministers?|foreign|affairs|king|"
    r"chancellor|premier|republic|kingdom|"
    r"chefs?|présidents?|ministres?|premiers?|jefes?|gobierno|presidentes?|république|república|royaume|reino|"
    r"from|his|her|excellency|majesty|"
    r"on|behalf|governments|secretary|general|council|co|operative|members?)\b|"
    r"[и]|между|правительств\w*|президент\w*|председател\w*|глав\w*|премьер\w*|министр\w*|республик\w*|"
    r"和|与|與|及び|及|以及|同|と|政府|国家元首|主席|总统|总理|في|بين|و|حكومة|رئيس|ال)+",
    re.IGNORECASE,
)
_NAME_WORDS = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁ][\w.’'-]*\s*)*")
# A state whose name is not known stands among those that are: better no list than one that leaves it out.
_STATE_UNKNOWN = re.compile(
    r"\b(?:Republic|Kingdom|Sultanate|State) of (?:the )?[A-Z]|\b(?:Республика|Королевство) [А-ЯЁ]|"
    r"\b(?:République|Royaume) (?:de |du |d’|d')[A-ZÀ-Þ]|\b(?:República|Reino) (?:de |del )[A-ZÀ-Þ]"
)
# "The group (A, B, with …) and the Republic of C": the list goes on after what the brackets say.
_LISTED_ON = re.compile(r"[)）]\s*(?:,|and|et|y|и)\s*(?:the\s+)?$")
_STATE_UNKNOWN_LAST = re.compile(rf"[\s,]*(?:(?:and|et|y|e|и)\s+)?(?:(?:the|la|le|el)\s+)?(?:{_STATE_UNKNOWN.pattern})")
_SUBJECT_END = 1500
_SHORTEST = 130
_SENTENCE_END = re.compile(r"[.;:!?。；：؛।]$")
_MOST_SUBJECTS = 6
_MEMBERS = re.compile(r"\bmember (?:states|countries) of (?:the )?$|\bmembers of (?:the )?$", re.IGNORECASE)
_NO_SUBJECT = (BlockKind.TITLE.value, BlockKind.DATELINE.value, BlockKind.HEADING.value)


def parties_of(drafts: list[Draft], title: str | None, language: str | None) -> tuple[Party, ...]:
    """At least two for a text spoken together; empty rather than half of them."""
    zones: list[list[Mention]] = []
    if title:
        zones.append(_in_title(title, language))
    for draft in _subjects(drafts):
        zones.append(_run(draft.text[:_SUBJECT_END], language))
    for mentions in zones:
        parties = _distinct(mentions)
        if len(parties) >= 2:
            return parties
    groups = _distinct(zones[0]) if zones else ()
    if len(groups) == 1 and groups[0].iso is None:
        return groups
    return ()


def _in_title(title: str, language: str | None) -> list[Mention]:
    """The speakers that a title names before its topic begins: "Joint Statement of A and B on C"."""
    mentions = find_states(title, language)
    if not mentions:
        return []
    topic = next((match.start() for match in _TOPIC.finditer(title)), len(title))
    before = [mention for mention in mentions if mention.start < topic]
    if len(before) >= 2 or _VISIT.search(title[:topic]):
        return [] if _VISIT.search(title[:topic]) else before
    # "Declaration on Friendship between A and B"
    between = re.search(r"\b(?:between|entre|zwischen|между)\b|بين", title)
    after = [mention for mention in mentions if between and mention.start >= between.end()]
    return after if len(after) >= 2 else before


def _subjects(drafts: list[Draft]) -> Iterable[Draft]:
    """The formula, then the first block of the text."""
    for draft in drafts:
        if draft.kind == BlockKind.FORMULA.value:
            yield draft
    title = next((at for at, draft in enumerate(drafts) if draft.kind == BlockKind.TITLE.value), 0)
    body = [draft for draft in drafts[title:] if draft.kind not in _NO_SUBJECT]
    for draft in body[:_MOST_SUBJECTS]:
        yield draft
        # What is short and open may name a place, a theme or a session; the first sentence ends the search.
        if len(draft.text) >= _SHORTEST or _SENTENCE_END.search(draft.text):
            return


def _run(text: str, language: str | None) -> list[Mention]:
    """The first row of states that stand together with nothing between them but offices, names and "and"."""
    mentions = find_states(text, language)
    run: list[Mention] = []
    for mention in mentions:
        if not run:
            if mention.start > 160:
                return []
            run.append(mention)
        elif _only_filler(text[run[-1].end : mention.start]):
            if mention.iso is None and len(run) > 1 and _MEMBERS.search(text[: mention.start]):
                break  # "…, Member States of the Association": what they are, not one more of them
            run.append(mention)
        elif len(run) >= 2:
            between = text[run[-1].end : mention.start]
            if _STATE_UNKNOWN.search(between) or _LISTED_ON.search(between):
                return []
            break
        else:
            run = [mention] if mention.start <= 160 else []
            if not run:
                return []
    return [] if run and _STATE_UNKNOWN_LAST.match(text, run[-1].end) else run


def _only_filler(between: str) -> bool:
    if len(between) > 120 or _STATE_UNKNOWN.search(between):
        return False
    if re.search(r"[.!?]\s+[A-Z]", re.sub(r"\b[A-Z]\.\s", "", between)):
        return False
    rest = _FILLER.sub(" ", between)
    return not _NAME_WORDS.sub("", rest).strip(" .,’'")


def _distinct(mentions: list[Mention]) -> tuple[Party, ...]:
    parties: dict[str, Party] = {}
    for mention in mentions:
        parties.setdefault(mention.iso or group_key(mention.name), Party(mention.name, mention.iso))
    return tuple(parties.values())
