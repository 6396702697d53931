"""Uploads for tests: a draft made by hand, so that what follows publication is tested without the importer."""

from __future__ import annotations

import hashlib
from typing import Any

from statements.actions.about import about_understood
from statements.ingest.parsed import (
    Block,
    Dropped,
    ParsedStatement,
    Party,
    Quotation,
    Reference,
    Signatory,
    StageReport,
    StatedSource,
    Warning,
)
from statements.models import Upload, User
from statements.vocabulary import UploadState

FIRST = "The sides recall the Charter of Friendship of 1 May 1999. They say “peace … first”."


def make_parsed(
    *,
    text: str = "",
    title: str = "Joint Declaration",
    day: str = "2001-07-16",
    kind: str = "declaration",
    language: str = "en",
) -> ParsedStatement:
    """Three blocks with a quotation, a dated reference and a signatory; with `text` one block of these words alone."""
    blocks = (
        Block("title", "title", None, "Joint Declaration", 1, 1),
        Block("1.1", "item", "1.", FIRST, 3, 3),
        Block("1.2", "paragraph", None, "They stand ready.", 5, 5),
    )
    start = FIRST.index("Charter")
    quoted = FIRST.index("peace")
    return ParsedStatement(
        profile="digest" if kind == "digest" else "statement",
        language=language or None,
        title=title or None,
        place="Moscow",
        date_signed=day or None,
        date_published=None,
        kind=kind,
        parties=(Party("Russian Federation", "RUS"), Party("People's Republic of China", "CHN")),
        self_name="the sides",
        signatories=(Signatory("A. Ivanov", "President", "RUS"),),
        source=StatedSource(publisher="Kremlin"),
        digest_of=None,
        editions_offered=("ru",),
        blocks=(Block("1", "paragraph", None, text, 1, 1),) if text else blocks,
        dropped=() if text else (Dropped(7, 7, "Back to top", "page navigation"),),
        quotations=() if text else (Quotation("1.1", quoted, quoted + 13, "peace … first", (), 1),),
        references=()
        if text
        else (Reference("1.1", start, start + 21, "Charter of Friendship", "Charter of Friendship", "1999-05-01"),),
        warnings=() if text else (Warning("doubled-word", "“the the” may be a doubled word.", 3),),
        stages=(StageReport("decoded", "UTF-8, 7 lines"),),
    )


def make_draft(
    *,
    by: User,
    text: str = "",
    digest_of: dict[str, str] | None = None,
    statement: str = "",
    topics: tuple[str, ...] = ("Security",),
    members_only: bool = False,
    **parsed: str,
) -> Upload:
    """An upload that was understood and waits at the desk. Its original is not on the disk."""
    found = make_parsed(text=text, **parsed)
    about: dict[str, Any] = {**about_understood(found), "topics": list(topics), "members_only": members_only}
    about |= {"statement": statement, **({"digest_of": digest_of} if digest_of else {})}
    words = found.text.encode()
    return Upload.objects.create(
        filename="declaration.txt",
        sha256=hashlib.sha256(words + repr(parsed).encode()).hexdigest(),
        size=len(words),
        profile=found.profile,
        state=UploadState.DRAFT,
        report=found.to_json(stages=True),
        draft=found.to_json(),
        about=about,
        handed_in_by=by,
    )
