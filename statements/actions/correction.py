"""What an editor corrects in a draft; each correction can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from statements.actions.about import About, fingerprint
from statements.actions.upload import CorrectedMeanwhile, NotWaiting
from statements.actions.waiting import OpenAlready, open_upload
from statements.ingest import corrections
from statements.ingest.derive import derive
from statements.ingest.errors import CannotCorrect
from statements.ingest.parsed import ParsedStatement, Warning
from statements.models import Upload, User
from statements.text.numbers import whole_number
from statements.vocabulary import UploadState

MOST_STEPS = 200  # corrections that can be taken back

Json = dict[str, Any]


class NothingToUndo(Exception):
    """There is no step left in this direction."""


def _place_of(parsed: ParsedStatement, address: str, words: str) -> tuple[int, int]:
    """Where `words` stand in a block, in code points; they must stand there exactly once, spaces may differ."""
    text = next((block.text for block in parsed.blocks if block.address == address), "")
    found = list(re.finditer(r"\s+".join(map(re.escape, words.split())), text)) if words.strip() else []
    if len(found) != 1:
        raise CannotCorrect(
            "words-not-once",
            _("These words do not stand in the block. Nothing was changed; copy them from the text.")
            if not found
            else _("These words stand in the block more than once. Nothing was changed; take a few words more."),
        )
    return found[0].span()


def split(parsed: ParsedStatement, *, address: str, at: int | None, words: str) -> ParsedStatement:
    """Part a block at `at`, or without it before `words`."""
    return corrections.split_block(
        parsed, address=address, at=_place_of(parsed, address, words)[0] if at is None else at
    )


def give(parsed: ParsedStatement, *, address: str, at: int | None, words: str) -> ParsedStatement:
    """Give the words from `at`, or from `words`, to the end of a block to the next one."""
    return corrections.give_to_next(
        parsed, address=address, at=_place_of(parsed, address, words)[0] if at is None else at
    )


def take(parsed: ParsedStatement, *, address: str, at: int | None, words: str) -> ParsedStatement:
    """Take the words of the next block before `at`, or up to the end of `words`, into a block."""
    addresses = [block.address for block in parsed.blocks]
    after = next((lower for upper, lower in pairwise(addresses) if upper == address), "")
    return corrections.take_from_next(
        parsed, address=address, at=_place_of(parsed, after, words)[1] if at is None else at
    )


def quote(parsed: ParsedStatement, *, address: str, at: int | None, end: int | None, words: str) -> ParsedStatement:
    """Say that the words from `at` to `end`, or `words`, are a quotation."""
    start, stop = _place_of(parsed, address, words) if at is None or end is None else (at, end)
    return corrections.quote(parsed, address=address, at=start, end=stop)


def restore(parsed: ParsedStatement, *, entry: str) -> ParsedStatement:
    """Bring a dropped entry back; `entry` is its first line and, where others begin there too, a point and a number."""
    line, _point, number = entry.partition(".")
    places = [at for at, dropped in enumerate(parsed.dropped) if str(dropped.first_line) == line]
    at = whole_number(number) or 0
    return corrections.restore_dropped(parsed, index=places[at] if at < len(places) else -1)


# The deeds of the desk on the blocks; what each has to name stands in forms/correction.py.
DEEDS: dict[str, Callable[..., ParsedStatement]] = {
    "kind": corrections.set_kind,
    "marker": corrections.set_marker,
    "address": corrections.set_address,
    "split": split,
    "merge": corrections.merge_with_next,
    "give": give,
    "take": take,
    "up": partial(corrections.move_block, down=False),
    "down": partial(corrections.move_block, down=True),
    "drop": corrections.drop_block,
    "restore": restore,
    "quote": quote,
    "unquote": corrections.unquote,
}
SETTLE, UNSETTLE = "settle", "unsettle"


@transaction.atomic
def correct(*, upload: Upload, by: User, turn: int, deed: str, **details: Any) -> Upload:
    """Do one of DEEDS to the draft; or SETTLE a warning by its key: someone has looked, and it does not come back until
    it is UNSETTLEd. `turn` is the one the editor saw. What had been undone can then not be done again.

    Raises CorrectedMeanwhile when another correction was stored since, CannotCorrect (with its sentence) for one that
    makes no sense on this text, NotWaiting for an upload that is no draft; then nothing was changed.
    """
    upload = _locked(upload, turn)
    before = _whole(upload.draft)
    if deed in (SETTLE, UNSETTLE):
        after = _settled(before, **details) if deed == SETTLE else _unsettled(before, **details)
    else:
        after = _corrected(before, DEEDS[deed], details)
    if after == before:
        return upload
    step = {"deed": deed, "on": _on(details), "by": by.pk, "was": changed_parts(before, after)}
    done = [step for step in upload.history if not step.get("undone")]
    upload.history = [*done, _stamped(step, upload)][-MOST_STEPS:]
    upload.draft = after
    return _stored(upload)


@transaction.atomic
def undo(*, upload: Upload, by: User, turn: int) -> Upload:
    """Take the last correction back. Raises NothingToUndo, CorrectedMeanwhile, NotWaiting."""
    upload = _locked(upload, turn)
    last = _last_done(upload)
    if last < 0:
        raise NothingToUndo
    return _turned(upload, last, by, undone=True)


@transaction.atomic
def redo(*, upload: Upload, by: User, turn: int) -> Upload:
    """Do again what was undone last. Raises NothingToUndo, CorrectedMeanwhile, NotWaiting."""
    upload = _locked(upload, turn)
    first = _last_done(upload) + 1
    if first >= len(upload.history):
        raise NothingToUndo
    return _turned(upload, first, by, undone=False)


def _turned(upload: Upload, at: int, by: User, *, undone: bool) -> Upload:
    """Step number `at` taken back or done again: what it keeps from then on is what leads the other way."""
    step, now = upload.history[at], _whole(upload.draft)
    upload.draft = with_parts_as_before(now, step["was"])
    turned = {**step, "by": by.pk, "was": changed_parts(now, upload.draft), "undone": undone}
    upload.history = [*upload.history[:at], _stamped(turned, upload), *upload.history[at + 1 :]]
    return _stored(upload)


def _last_done(upload: Upload) -> int:
    """The number in `history` of the last step that is not undone; -1 when there is none."""
    return sum(not step.get("undone") for step in upload.history) - 1


@transaction.atomic
def set_about(
    *,
    upload: Upload,
    by: User,
    about: About,
    seen: str,
    signatories: list[Json] | None = None,
    source_url: str = "",
    retrieved_on: date | None = None,
) -> Upload:
    """Store what is known about the text; `signatories` (rows of name, office, party) are a part of the draft, which
    stays as it is without them. `seen` is the fingerprint of what the editor's form showed.

    Raises CorrectedMeanwhile when another editor saved other values since, NotWaiting for an upload that is no draft,
    OpenAlready when another text waits to become the next edition of the same chain.
    """
    upload = _locked(upload)
    waiting = open_upload(statement=about["statement"], language=about["language"], but=upload.pk)
    if waiting is not None:
        raise OpenAlready(waiting)
    signed = (upload.draft or {}).get("signatories")
    if seen != seen_about(upload) and (about, signatories or signed) != (upload.about, signed):
        raise CorrectedMeanwhile(upload)
    upload.about, upload.source_url, upload.retrieved_on = about, source_url, retrieved_on
    if signatories is not None:
        upload.draft = {**(upload.draft or {}), "signatories": signatories}
    upload.save(update_fields=["about", "draft", "source_url", "retrieved_on", "updated_at"])
    return upload


def seen_about(upload: Upload) -> str:
    """The fingerprint of what is known about the text now."""
    signed = (upload.draft or {}).get("signatories")
    return fingerprint([upload.about, signed, upload.source_url, str(upload.retrieved_on or "")])


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


def _whole(draft: Json | None) -> Json:
    """A draft with every part that steps may add to it."""
    return {"settled": [], "by_hand": {}, **(draft or {})}


def _corrected(before: Json, deed: Callable[..., ParsedStatement], details: Mapping[str, Any]) -> Json:
    """The draft after a deed. Warnings are found anew by it; those that were settled stay settled."""
    after = deed(ParsedStatement.from_json(before), **details).to_json()
    settled = before["settled"]
    after["warnings"] = [row for row in after["warnings"] if [row["code"], row["message"]] not in settled]
    return _whole({"settled": settled, **after})


def _settled(before: Json, *, warning: str) -> Json:
    found = [row for row in before["warnings"] if Warning(**row).key == warning]
    if not found:
        raise CannotCorrect("no-such-warning", _("This warning has been dealt with already. Nothing was changed."))
    return {
        **before,
        "settled": [*before["settled"], [found[0]["code"], found[0]["message"]]],
        "warnings": [row for row in before["warnings"] if row not in found],
    }


def _unsettled(before: Json, *, warning: str) -> Json:
    settled = [row for row in before["settled"] if Warning(row[0], row[1], 0).key != warning]
    if settled == before["settled"]:
        raise CannotCorrect("no-such-warning", _("This warning is in the list already. Nothing was changed."))
    again = derive(ParsedStatement.from_json(before)).to_json()["warnings"]
    return {
        **before,
        "settled": settled,
        "warnings": [row for row in again if [row["code"], row["message"]] not in settled],
    }


def _on(details: Mapping[str, Any]) -> str:
    """What a step was about, for the list of steps: the address of a block, or the line of an entry."""
    return str(details.get("address") or details.get("entry") or "")


def _stamped(step: Json, upload: Upload) -> Json:
    return {**step, "at": timezone.now().isoformat(), "turn": upload.turn + 1}


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
