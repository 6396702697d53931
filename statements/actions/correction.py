"""What an editor corrects in a draft; each correction can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from statements.actions.about import About, fingerprint
from statements.actions.correcting import OpenAlready, open_upload
from statements.actions.upload import CorrectedMeanwhile, NotWaiting
from statements.ingest import corrections
from statements.ingest.errors import CannotCorrect
from statements.ingest.parsed import ParsedStatement
from statements.models import Upload, User
from statements.vocabulary import UploadState

MOST_STEPS = 200  # corrections that can be taken back

Json = dict[str, Any]


class NothingToUndo(Exception):
    """The draft is as the importer left it."""


def split_before(parsed: ParsedStatement, *, address: str, words: str) -> ParsedStatement:
    """Part a block before `words`, which must stand in it exactly once; spaces may differ. Raises CannotCorrect."""
    text = next((block.text for block in parsed.blocks if block.address == address), "")
    found = list(re.finditer(r"\s+".join(map(re.escape, words.split())), text)) if words.strip() else []
    if len(found) != 1:
        raise CannotCorrect(
            "words-not-once",
            _("These words do not stand in the block. Nothing was changed; copy them from the text.")
            if not found
            else _("These words stand in the block more than once. Nothing was changed; take a few words more."),
        )
    return corrections.split_block(parsed, address=address, at=found[0].start())


def restore_at(parsed: ParsedStatement, *, place: int) -> ParsedStatement:
    return corrections.restore_dropped(parsed, index=place)


# The deeds of the desk on the blocks; what each has to name stands in forms/correction.py.
DEEDS: dict[str, Callable[..., ParsedStatement]] = {
    "kind": corrections.set_kind,
    "marker": corrections.set_marker,
    "split": corrections.split_block,
    "split-before": split_before,
    "merge": corrections.merge_with_next,
    "drop": corrections.drop_block,
    "restore": restore_at,
}
SETTLE = "settle"


@transaction.atomic
def correct(*, upload: Upload, by: User, turn: int, deed: str, **details: Any) -> Upload:
    """Do one of DEEDS to the draft, or SETTLE a warning by its place in the list: someone has looked, and it does not
    come back. `turn` is the one the editor saw.

    Raises CorrectedMeanwhile when another correction was stored since, CannotCorrect (with its sentence) for one that
    makes no sense on this text, NotWaiting for an upload that is no draft; then nothing was changed.
    """
    upload = _locked(upload, turn)
    before: Json = {"settled": [], **(upload.draft or {})}
    after = _settled(before, **details) if deed == SETTLE else _corrected(before, DEEDS[deed], details)
    if after == before:
        return upload
    step = {"deed": deed, "by": by.pk, "at": timezone.now().isoformat(), "was": changed_parts(before, after)}
    upload.draft, upload.history = after, [*upload.history, step][-MOST_STEPS:]
    return _stored(upload)


@transaction.atomic
def undo(*, upload: Upload, by: User, turn: int) -> Upload:
    """Take the last correction back. Raises NothingToUndo, CorrectedMeanwhile, NotWaiting."""
    upload = _locked(upload, turn)
    if not upload.history:
        raise NothingToUndo
    upload.draft = with_parts_as_before(upload.draft or {}, upload.history[-1]["was"])
    upload.history = upload.history[:-1]
    return _stored(upload)


@transaction.atomic
def set_about(
    *, upload: Upload, by: User, about: About, seen: str, source_url: str = "", retrieved_on: date | None = None
) -> Upload:
    """Store what is known about the text. `seen` is the fingerprint of what the editor's form showed.

    Raises CorrectedMeanwhile when another editor saved other values since, NotWaiting for an upload that is no draft,
    OpenAlready when another text waits to become the next edition of the same chain.
    """
    upload = _locked(upload)
    waiting = open_upload(statement=about["statement"], language=about["language"], but=upload.pk)
    if waiting is not None:
        raise OpenAlready(waiting)
    if seen != seen_about(upload) and about != upload.about:
        raise CorrectedMeanwhile(upload)
    upload.about, upload.source_url, upload.retrieved_on = about, source_url, retrieved_on
    upload.save(update_fields=["about", "source_url", "retrieved_on", "updated_at"])
    return upload


def seen_about(upload: Upload) -> str:
    """The fingerprint of what is known about the text now."""
    return fingerprint([upload.about, upload.source_url, str(upload.retrieved_on or "")])


def changed_parts(before: Json, after: Json) -> list[Json]:
    """What has to be put back into `after` to have `before` again: of a list only the stretch that differs."""
    parts: list[Json] = []
    for name in before:
        old, new = before[name], after[name]
        if old == new:
            continue
        if not (isinstance(old, list) and isinstance(new, list)):
            parts.append({"name": name, "value": old})
            continue
        fewer = min(len(old), len(new))
        start = next((i for i in range(fewer) if old[i] != new[i]), fewer)
        rest = next((i for i in range(fewer - start) if old[-1 - i] != new[-1 - i]), fewer - start)
        parts.append({"name": name, "start": start, "end": len(new) - rest, "items": old[start : len(old) - rest]})
    return parts


def with_parts_as_before(after: Json, parts: list[Json]) -> Json:
    """The inverse of `changed_parts`."""
    before = dict(after)
    for part in parts:
        name = part["name"]
        if "value" in part:
            before[name] = part["value"]
        else:
            before[name] = [*after[name][: part["start"]], *part["items"], *after[name][part["end"] :]]
    return before


def _corrected(before: Json, deed: Callable[..., ParsedStatement], details: Mapping[str, Any]) -> Json:
    """The draft after a deed. Warnings are found anew by it; those that were settled stay settled."""
    after = deed(ParsedStatement.from_json(before), **details).to_json()
    settled = before["settled"]
    after["warnings"] = [row for row in after["warnings"] if [row["code"], row["message"]] not in settled]
    return {"settled": settled, **after}


def _settled(before: Json, *, place: int) -> Json:
    warnings = before["warnings"]
    if not 0 <= place < len(warnings):
        raise CannotCorrect("no-such-warning", _("This warning has been dealt with already. Nothing was changed."))
    row = warnings[place]
    return {
        **before,
        "settled": [*before["settled"], [row["code"], row["message"]]],
        "warnings": warnings[:place] + warnings[place + 1 :],
    }


def _locked(upload: Upload, turn: int | None = None) -> Upload:
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != UploadState.DRAFT:
        raise NotWaiting
    if turn is not None and upload.turn != turn:
        raise CorrectedMeanwhile(upload)
    return upload


def _stored(upload: Upload) -> Upload:
    upload.turn += 1
    upload.save(update_fields=["draft", "history", "turn", "updated_at"])
    return upload
