"""A text inside a text: the declaration that a letter transmits as its annex."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from statements.ingest.endings import Ending, read_ending
from statements.ingest.front import Dateline, is_letter, read_dateline
from statements.ingest.kindwords import names_a_kind
from statements.ingest.wrap import Draft
from statements.vocabulary import BlockKind

_LONGEST_TITLE = 300
_MOST_BEFORE = 3
_SENTENCE_END = re.compile(r"[.;:,。；：，]$")


@dataclass(slots=True)
class Inner:
    """The inner text: its blocks from the title on, what its head and foot say of place and date, who signed it."""

    drafts: list[Draft]
    datelines: list[Dateline] = field(default_factory=list)
    ending: Ending = field(default_factory=Ending)

    @property
    def title(self) -> str:
        return " ".join(self.drafts[0].text.split())


def find_inner(drafts: list[Draft], language: str | None) -> Inner | None:
    """Marks the title, the date lines and the signatures of a text that stands in an annex of a letter.

    None where the text is no letter, or where no annex opens with a short line that names a kind of statement.
    """
    if not any(draft.kind == BlockKind.TITLE.value and is_letter(draft.text) for draft in drafts):
        return None
    for at, draft in enumerate(drafts):
        if draft.kind == BlockKind.ANNEX.value:
            title = _title_after(drafts, at + 1)
            if title is not None:
                return _marked(drafts, title, language)
    return None


def _title_after(drafts: list[Draft], start: int) -> int | None:
    for at in range(start, min(start + _MOST_BEFORE, len(drafts))):
        text = drafts[at].text
        if drafts[at].kind != BlockKind.PARAGRAPH.value or len(text) > _LONGEST_TITLE:
            return None
        if names_a_kind(text) and not _SENTENCE_END.search(text):
            return at
    return None


def _marked(drafts: list[Draft], title: int, language: str | None) -> Inner:
    end = next((at for at in range(title, len(drafts)) if drafts[at].kind == BlockKind.ANNEX.value), len(drafts))
    body = drafts[title:end]
    body[0].kind = BlockKind.TITLE.value
    inner = Inner(body)
    for draft in body[1 : 1 + _MOST_BEFORE]:
        line = read_dateline(draft)
        if line is None:
            break
        draft.kind = BlockKind.DATELINE.value
        inner.datelines.append(line)
    inner.ending = read_ending(body, language)
    drafts[title:end] = body
    return inner
