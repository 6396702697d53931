"""What happens on Publish, and on Withdraw."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from statements.actions.about import About
from statements.actions.event import record
from statements.actions.reference import add_references, digested_instrument, link_earlier_references
from statements.actions.room import one_at_a_time
from statements.actions.statement import open_statement, parties_named
from statements.actions.upload import CorrectedMeanwhile
from statements.ingest import IMPORTER_VERSION
from statements.ingest.parsed import ParsedStatement, Quotation
from statements.models import Edition, Paragraph, Party, Signatory, Statement, Upload, User
from statements.text.sentences import sentence_borders
from statements.vocabulary import EditionState, StatementKind, UploadState, Verb

# What people count as words: what stands between spaces, and each character of scripts that write none.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff](?:[^\s\u3040-\u9fff]*)"
)


class CannotPublish(Exception):
    """The text is not ready; nothing was published. `str()` says what is missing."""


class AlreadyPublished(CannotPublish):
    """The upload has its edition: `edition`."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(_("This text has already been published. Nothing was changed."))
        self.edition = edition


class AlreadyWithdrawn(Exception):
    """The edition was withdrawn before."""


class ReasonMissing(ValueError):
    """Withdrawing says why: readers are told."""


Borders = dict[tuple[str, str], list[tuple[int, int]]]  # language and text of a block → its sentences


def publish_upload(
    *, upload: Upload, by: User | None, note: str = "", statement: Statement | None = None, turn: int | None = None
) -> Edition:
    """Make the draft of `upload` an edition: of `statement`, else of the one its metadata name, else of a new one.

    All or nothing: statement, edition, paragraphs with their sentences and quotations, signatories, parties,
    references, event. A statement newly held links what the room cited of it before.
    `turn` is that of the draft the editor saw. Raises CorrectedMeanwhile when it has another one now, AlreadyPublished,
    and CannotPublish with the sentence of what is missing.
    """
    # Sentences take their time on a long text; nobody else should wait for them, as they would for a transaction.
    borders = _sentence_borders(upload.pk)
    return _publish(upload=upload, by=by, note=note, statement=statement, turn=turn, borders=borders)


@transaction.atomic
def _publish(
    *, upload: Upload, by: User | None, note: str, statement: Statement | None, turn: int | None, borders: Borders
) -> Edition:
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    _refuse_unready(upload)
    if turn is not None and turn != upload.turn:
        raise CorrectedMeanwhile(upload)
    parsed, about = ParsedStatement.from_json(upload.draft or {}), cast(About, upload.about)
    statement = _statement(about, statement)
    edition = _edition(upload=upload, parsed=parsed, about=about, statement=statement, by=by, note=note)
    starts = _add_paragraphs(edition, parsed, borders)
    _add_signatories(edition, parsed)
    add_references(edition=edition, references=parsed.references, starts=starts)
    link_earlier_references(statement=statement, titles={statement.title, edition.title})
    upload.edition, upload.state = edition, UploadState.PUBLISHED
    upload.save(update_fields=["edition", "state", "updated_at"])
    record(verb=Verb.PUBLISHED, actor=by, statement=statement, edition=edition)
    return edition


@transaction.atomic
def withdraw_edition(*, edition: Edition, by: User, reason: str) -> Edition:
    """Take an edition back: its pages answer 410 with who, when and why; notes stay in their authors' notebooks.

    Raises ReasonMissing without a reason and AlreadyWithdrawn the second time.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state == EditionState.WITHDRAWN:
        raise AlreadyWithdrawn
    edition.state = EditionState.WITHDRAWN
    edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_reason = timezone.now(), by, reason
    edition.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(verb=Verb.WITHDREW, actor=by, statement=edition.statement, edition=edition)
    return edition


def what_is_missing(upload: Upload) -> list[str]:
    """Sentences about what must be known before this draft can be published; empty when it can."""
    about = cast(About, upload.about)
    missing = []
    if not (upload.draft or {}).get("blocks"):
        missing.append(_("There is no text left to publish: restore a line or undo."))
    if not about.get("title"):
        missing.append(_("The text needs a title."))
    if not about.get("language"):
        missing.append(_("Say in which language the text is."))
    return missing


def _refuse_unready(upload: Upload) -> None:
    if upload.state == UploadState.PUBLISHED and upload.edition is not None:
        raise AlreadyPublished(upload.edition)
    if upload.state != UploadState.DRAFT:
        raise CannotPublish(_("Only a draft can be published. Nothing was changed."))
    missing = what_is_missing(upload)
    if missing:
        raise CannotPublish(" ".join(missing))


def _statement(about: About, given: Statement | None) -> Statement:
    """The statement of the new edition, locked, so that numbers of one chain are given one after the other."""
    if given is None and about["statement"]:
        given = Statement.objects.filter(slug=about["statement"]).first()
        if given is None:
            raise CannotPublish(_("The statement this was to become an edition of is no longer at that address."))
    held = Statement.objects.select_for_update().get(pk=given.pk) if given else None
    one_at_a_time()
    if held:
        return held
    digest = about["kind"] == StatementKind.DIGEST
    return open_statement(about=about, digest_of=digested_instrument(about["digest_of"]) if digest else None)


def _edition(
    *, upload: Upload, parsed: ParsedStatement, about: About, statement: Statement, by: User | None, note: str
) -> Edition:
    chain = statement.editions.filter(language=about["language"])
    highest = chain.aggregate(highest=models.Max("number"))["highest"] or 0
    return Edition.objects.create(
        statement=statement,
        language=about["language"],
        number=highest + 1,
        title=about["title"],
        self_name=about["self_name"],
        translation_kind=about["translation_kind"],
        members_only=about["members_only"],
        rights_note=about["rights_note"],
        publisher=about["publisher"],
        based_on=about["based_on"],
        source_url=upload.source_url,
        retrieved_on=upload.retrieved_on,
        retrieved_by=upload.handed_in_by,
        sha256=upload.sha256,
        importer_version=IMPORTER_VERSION,
        languages_offered=list(parsed.editions_offered),
        word_count=len(_WORD.findall(parsed.text)),
        length=len(parsed.text),
        note=note,
        published_at=timezone.now(),
        published_by=by,
    )


def _sentence_borders(key: int) -> Borders:
    upload = Upload.objects.get(pk=key)
    language = upload.about.get("language") or ""
    blocks = ParsedStatement.from_json(upload.draft).blocks if upload.draft else []
    return {(language, block.text): sentence_borders(block.text, language) for block in blocks}


def _add_paragraphs(edition: Edition, parsed: ParsedStatement, borders: Borders) -> dict[str, int]:
    """Store the blocks in order; returns the place of each address in the edition's text. Blocks that were corrected
    after `borders` were found are cut here.
    """
    quoted: dict[str, list[dict[str, Any]]] = {}
    for quotation in parsed.quotations:
        quoted.setdefault(quotation.address, []).append(_stand_off(quotation))
    starts: dict[str, int] = {}
    rows: list[Paragraph] = []
    start = 0
    for order, block in enumerate(parsed.blocks):
        starts[block.address] = start
        found = borders.get((edition.language, block.text)) or sentence_borders(block.text, edition.language)
        rows.append(
            Paragraph(
                edition=edition,
                order=order,
                kind=block.kind,
                address=block.address,
                marker=block.marker or "",
                text=block.text,
                start=start,
                sentences=[list(span) for span in found],
                quotations=quoted.get(block.address, []),
            )
        )
        start += len(block.text) + len(Paragraph.SEPARATOR)
    Paragraph.objects.bulk_create(rows, batch_size=500)
    return starts


def _stand_off(quotation: Quotation) -> dict[str, Any]:
    """A quotation as its paragraph keeps it: the words are the paragraph's own."""
    kept = asdict(quotation)
    return {name: kept[name] for name in ("start", "end", "inner", "cuts")}


def _add_signatories(edition: Edition, parsed: ParsedStatement) -> None:
    for order, signatory in enumerate(parsed.signatories):
        Signatory.objects.create(
            edition=edition,
            order=order,
            name=signatory.name or "",
            office=signatory.office or "",
            party=_signing_party(signatory.party, parsed),
        )


def _signing_party(named: str | None, parsed: ParsedStatement) -> Party | None:
    """`named` is an ISO code or a name; only parties the text itself names are made."""
    for party in parsed.parties:
        if named and named in (party.iso, party.name):
            return parties_named([{"name": party.name, "iso": party.iso or ""}])[0]
    return Party.objects.filter(models.Q(iso=named) | models.Q(name__iexact=named)).first() if named else None
