"""What happens to a text that is handed in: kept, understood, set aside, purged."""

from __future__ import annotations

import html
import logging
from datetime import date

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from statements.actions.about import about_understood
from statements.actions.archive import forget_archives_with
from statements.actions.event import record
from statements.actions.original import hash_of, original_path, read_original, remove_original, store_original
from statements.actions.room import one_at_a_time
from statements.ingest.child import understand_in_child
from statements.ingest.decode import decode, lines_of
from statements.ingest.errors import CannotUnderstand
from statements.ingest.parsed import ParsedStatement
from statements.models import Upload, User
from statements.vocabulary import UploadState, Verb

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
LONGEST_LINE = 4_000  # characters of a line that the desk keeps for showing; a saved page may be one line


class CannotHandIn(Exception):
    """Refused before anything was stored; `str()` says why."""


class NothingHandedIn(CannotHandIn):
    def __str__(self) -> str:
        return _("There is nothing in it: the file or the field is empty. Nothing was stored.")


class TooLarge(CannotHandIn):
    def __str__(self) -> str:
        return too_large_sentence(settings.UPLOAD_LIMIT)


class PurgedBefore(CannotHandIn):
    """These very bytes were purged by an operator; only an operator may say whether they may come back."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(
            _("An operator has purged these same bytes from the room. Nothing was stored. Ask an operator why.")
        )
        self.upload = upload


class AlreadyHeld(CannotHandIn):
    """The same bytes are here: `upload`, with its edition once it is published. Nothing was stored again."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(_("The room already holds these very bytes. Nothing was stored again."))
        self.upload = upload


class NotWaiting(Exception):
    """The upload is not in a state in which that can be done; nothing was changed."""

    def __str__(self) -> str:
        return _("This text no longer waits at the desk. Nothing was changed.")


class CorrectedMeanwhile(Exception):
    """Someone else changed the draft after the page was opened. Nothing of theirs was touched; `upload` is as it is."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(
            _(
                "This draft was changed after you opened the page, so your step was not taken. "
                "Here it is as it stands now: look at it and take the step again."
            )
        )
        self.upload = upload


def too_large_sentence(limit: int) -> str:
    """`limit` in bytes."""
    return ngettext(
        "The text is larger than the room takes: at most {megabytes} megabyte. Nothing was stored. "
        "Hand in the statement alone, without the pages around it.",
        "The text is larger than the room takes: at most {megabytes} megabytes. Nothing was stored. "
        "Hand in the statement alone, without the pages around it.",
        limit // MEGABYTE,
    ).format(megabytes=limit // MEGABYTE)


@transaction.atomic
def keep_original(
    *,
    data: bytes,
    filename: str,
    by: User | None,
    source_url: str = "",
    retrieved_on: date | None = None,
    profile: str = "",
) -> Upload:
    """Keep bytes that were handed in, as they came. What they say is found out afterwards by `understand`.

    `filename` is empty for pasted text; `profile` is a word of Profile, or empty to let the importer find out.
    Raises NothingHandedIn, TooLarge, AlreadyHeld, PurgedBefore, CannotKeepOriginal; then nothing was stored.
    """
    if not data.strip():
        raise NothingHandedIn
    if len(data) > settings.UPLOAD_LIMIT:
        raise TooLarge
    one_at_a_time()
    _refuse_known_bytes(hash_of(data))
    upload = Upload.objects.create(
        filename="".join(char for char in filename if char.isprintable())[-255:],
        sha256=store_original(data),
        size=len(data),
        profile=profile,
        source_url=source_url,
        retrieved_on=retrieved_on,
        handed_in_by=by,
    )
    record(verb=Verb.UPLOADED, actor=by, upload=upload)
    return upload


def understand(*, upload: Upload) -> Upload:
    """Let the importer read the original, in a process of its own and outside any transaction; then store the draft
    and the report, or the sentence why there is none. A text that already has its draft is left alone.
    Raises OriginalMissing.
    """
    if upload.state not in (UploadState.RECEIVED, UploadState.FAILED):
        return upload
    data = read_original(upload.sha256)
    filename = upload.filename or "pasted.txt"
    try:
        parsed = understand_in_child(original_path(upload.sha256), filename, upload.profile or None)
        return _store_outcome(upload, **_understood(data, filename, parsed))
    except CannotUnderstand as error:
        return _store_outcome(upload, state=UploadState.FAILED, problem=error.sentence)
    except (SuspiciousOperation, DataError, ValueError, LookupError, TypeError, RecursionError):
        # A stranger's file has found a fault of ours. It must not wait without a word for someone to wonder about it.
        logger.exception("The text of upload %s could not be taken over", upload.pk)
        return _store_outcome(upload, state=UploadState.FAILED, problem=_not_taken_over())


def _understood(data: bytes, filename: str, parsed: ParsedStatement) -> dict[str, object]:
    """The columns of an upload whose text is understood."""
    return {
        "state": UploadState.DRAFT,
        "problem": "",
        "profile": parsed.profile,
        "report": {**parsed.to_json(stages=True), "lines": original_lines(data, filename, parsed)},
        "draft": parsed.to_json(),
        "about": about_understood(parsed),
    }


def _not_taken_over() -> str:
    return _(
        "The room read this file and then could not make a draft of it; that is a fault of the room. The original is "
        "kept. Paste the statement as plain text, and tell the operator: the log has the rest."
    )


def original_lines(data: bytes, filename: str, parsed: ParsedStatement) -> list[str]:
    """The lines of the original that the desk shows beside the blocks, as plain text; the others are empty.

    Of a web page the tags are left out; those of a package or a PDF were counted by its reader. `data` must be what
    `parsed` was understood from: it is known to be readable.
    """
    if parsed.lines:
        return [line[:LONGEST_LINE] for line in parsed.lines]
    is_html = filename.lower().endswith((".html", ".htm", ".xhtml", ".shtml")) or data.lstrip()[:1] == b"<"
    spans = [(block.first_line, block.last_line) for block in parsed.blocks]
    spans += [(entry.first_line, entry.last_line) for entry in parsed.dropped]
    shown = {number for first, last in spans for number in range(first, last + 1)}
    lines = lines_of(decode(data, is_html=is_html).text)
    plain = [line if number in shown else "" for number, line in enumerate(lines, start=1)]
    return [_without_tags(line) if is_html else line[:LONGEST_LINE] for line in plain]


def _without_tags(line: str) -> str:
    if "<" not in line:
        return line.strip()[:LONGEST_LINE]
    try:
        return html.unescape(strip_tags(line[: 4 * LONGEST_LINE])).strip()[:LONGEST_LINE]
    except SuspiciousOperation:  # so many unclosed tags that Django will not look for their ends
        return line.strip()[:LONGEST_LINE]


@transaction.atomic
def discard(*, upload: Upload, by: User) -> Upload:
    """Set a text aside before it is published. The original stays; handing the same bytes in again starts anew."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state not in (UploadState.RECEIVED, UploadState.FAILED, UploadState.DRAFT):
        raise NotWaiting
    upload.state = UploadState.DISCARDED
    upload.save(update_fields=["state", "updated_at"])
    record(verb=Verb.SET_ASIDE, actor=by, upload=upload)
    return upload


@transaction.atomic
def purge(*, upload: Upload, by: User | None) -> Upload:
    """Take the original and everything the importer made of it out of the room; a dated stub and the hash remain.

    Every upload of the same bytes is purged with it, and every archive they came in. An edition made of it stays as it
    is: withdraw that as well where its words must go from the pages.
    """
    one_at_a_time()
    same = Upload.objects.filter(sha256=upload.sha256).exclude(state=UploadState.PURGED)
    for row in same:
        row.state, row.purged_at, row.purged_by = UploadState.PURGED, timezone.now(), by
        row.filename = row.source_url = row.problem = ""
        row.report = row.draft = None
        row.history, row.about = [], {}
        row.save()
        record(verb=Verb.PURGED, actor=by, upload=row)
    forget_archives_with(upload.sha256)
    transaction.on_commit(lambda: remove_original(upload.sha256))
    upload.refresh_from_db()
    return upload


def _refuse_known_bytes(sha256: str) -> None:
    known = Upload.objects.filter(sha256=sha256).select_related("edition__statement").order_by("pk")
    for upload in known:
        if upload.state == UploadState.PURGED:
            raise PurgedBefore(upload)
    for upload in known:
        withdrawn = upload.edition is not None and not upload.edition.is_published
        if upload.state != UploadState.DISCARDED and not withdrawn:
            raise AlreadyHeld(upload)


@transaction.atomic
def _store_outcome(upload: Upload, **outcome: object) -> Upload:
    """Store what came of the reading, unless someone was faster or set the text aside meanwhile."""
    current = Upload.objects.select_for_update().get(pk=upload.pk)
    if current.state in (UploadState.RECEIVED, UploadState.FAILED):
        for name, value in outcome.items():
            setattr(current, name, value)
        current.save()
    return current
