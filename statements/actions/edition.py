"""What happens on Publish, and on Withdraw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from statements.actions.about import About
from statements.actions.carrying import store_carrying
from statements.actions.event import record
from statements.actions.near_same import keep_fingerprint
from statements.actions.reference import add_references, digested_instrument, link_earlier_references
from statements.actions.room import one_at_a_time
from statements.actions.statement import open_statement, parties_named
from statements.actions.upload import CorrectedMeanwhile
from statements.ingest import IMPORTER_VERSION
from statements.ingest.parsed import ParsedStatement, Quotation
from statements.ingest.succession import succeed, with_addresses
from statements.models import Edition, Paragraph, Party, Signatory, Statement, Upload, User
from statements.queries.carrying import Carrying, work_out
from statements.queries.chain import ChainState, chain_state, notes_touched_since, published_chain, used_addresses
from statements.queries.decided import decisions_at
from statements.queries.near_same import NearSame, near_same, said
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


class ReasonForEditionMissing(CannotPublish):
    """An edition that takes the place of another says why: readers are told."""

    def __str__(self) -> str:
        return _("Say what was corrected and why; readers of the new edition are told. Nothing was published.")


class LookAgain(CannotPublish):
    """Something was written or published after the dry run that `seen` names: `notes` notes, and perhaps an edition.
    Nothing was changed.
    """

    def __init__(self, *, notes: int, edition: bool) -> None:
        super().__init__(notes, edition)
        self.notes, self.edition = notes, edition

    def __str__(self) -> str:
        if self.edition:
            return _("Another edition was published after you looked. Nothing was changed: look again.")
        if not self.notes:
            return _("Something here was changed after you looked. Nothing was published: look again.")
        return ngettext(
            "{n} note was written or changed after you looked. Nothing was published: look again.",
            "{n} notes were written or changed after you looked. Nothing was published: look again.",
            self.notes,
        ).format(n=self.notes)


class NearlyHeld(CannotPublish):
    """The room holds nearly the same words, and nobody has said yet what this text is to them: `found`."""

    def __init__(self, found: list[NearSame]) -> None:
        super().__init__(found)
        self.found = found

    def __str__(self) -> str:
        return _(
            "The room holds nearly this text already: “{title}”. Say whether it is the same text, a new edition of it, "
            "or a new statement."
        ).format(title=self.found[0].edition.title)


class AlreadyWithdrawn(Exception):
    """The edition was withdrawn before."""


class ReasonMissing(ValueError):
    """Withdrawing says why: readers are told."""


Borders = dict[tuple[str, str], list[tuple[int, int]]]  # language and text of a block → its sentences


def publish_upload(
    *,
    upload: Upload,
    by: User | None,
    note: str = "",
    statement: Statement | None = None,
    turn: int | None = None,
    seen: ChainState | None = None,
) -> Edition:
    """Make the draft of `upload` an edition: of `statement`, else of the one its metadata name, else of a new one.

    All or nothing: statement, edition, paragraphs with their sentences and quotations, signatories, parties,
    references, event. A statement newly held links what the room cited of it before. Where the edition takes the place
    of another, every note is carried with it (queries/carrying.py), surviving blocks keep their addresses, and `note`
    has to say why.

    `turn` is that of the draft the editor saw, `seen` what the dry run looked at. Raises CorrectedMeanwhile when the
    draft has another turn now, NearlyHeld, LookAgain when the chain has changed since, ReasonForEditionMissing,
    AlreadyPublished, and CannotPublish with the sentence of what is missing.
    """
    # Sentences take their time on a long text, and carrying on many notes; nobody else should wait for them, as they
    # would for a transaction.
    borders = _sentence_borders(upload.pk)
    ready = carrying_of(Upload.objects.get(pk=upload.pk), statement)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        _refuse_unready(upload)
        if turn is not None and turn != upload.turn:
            raise CorrectedMeanwhile(upload)
        parsed, about = ParsedStatement.from_json(upload.draft or {}), cast(About, upload.about)
        given, statement = statement, _statement(about, statement)
        # Asked where the room is locked: of two at once the second is asked.
        nearly = near_same(upload) if given is None else []
        if nearly:
            raise NearlyHeld(nearly)
        carrying = _still_true(ready, seen, statement, about["language"], upload)
        if carrying is not None:
            if not note.strip():
                raise ReasonForEditionMissing
            parsed = with_addresses(parsed, addresses_after(carrying, parsed))
        edition = _edition(upload=upload, parsed=parsed, about=about, statement=statement, by=by, note=note.strip())
        starts = _add_paragraphs(edition, parsed, borders)
        keep_fingerprint(edition=edition, texts=said(parsed.blocks))
        _add_signatories(edition, parsed)
        add_references(edition=edition, references=parsed.references, starts=starts)
        link_earlier_references(statement=statement, titles={statement.title, edition.title})
        if carrying is not None:
            store_carrying(carrying=carrying, edition=edition)
        upload.edition, upload.state = edition, UploadState.PUBLISHED
        upload.save(update_fields=["edition", "state", "updated_at"])
        record(verb=Verb.PUBLISHED, actor=by, statement=statement, edition=edition)
    return edition


def carrying_of(upload: Upload, statement: Statement | None = None) -> Carrying | None:
    """The dry run: what would become of every note if this draft were published now. None where it takes no edition's
    place. Writes nothing.
    """
    about = upload.about or {}
    if statement is None and about.get("statement"):
        statement = Statement.objects.filter(slug=about["statement"]).first()
    chain = published_chain(statement, about.get("language", ""))
    if not chain or not upload.draft:
        return None
    new = [block.text for block in ParsedStatement.from_json(upload.draft).blocks]
    state = chain_state(chain, draft=draft_state(upload))
    return work_out(chain=chain, state=state, new=new, decided=decisions_at(upload, new))


def draft_state(upload: Upload) -> str:
    """Names the state of a draft, for the stamp of a dry run. What is decided about its notes is an event of theirs."""
    return f"{upload.pk}.{upload.turn}"


def addresses_after(carrying: Carrying, parsed: ParsedStatement) -> list[str]:
    """The addresses of the blocks of a draft once it takes the place of the current edition."""
    current = carrying.current
    return succeed(
        old=list(current.paragraphs.order_by("order").values_list("address", flat=True)),
        groups=carrying.groups,
        given=[block.address for block in parsed.blocks],
        used=used_addresses(current.statement, current.language),
    )


def _still_true(
    ready: Carrying | None, seen: ChainState | None, statement: Statement, language: str, upload: Upload
) -> Carrying | None:
    """What was worked out before the transaction, if it still holds; worked out anew where nobody has looked at it.
    Raises LookAgain where somebody has.
    """
    chain = published_chain(statement, language)
    state = chain_state(chain, draft=draft_state(upload))
    if seen is not None and seen != state:
        raise look_again(chain, seen, state)
    if not chain:
        return None
    return ready if ready is not None and ready.state == state else carrying_of(upload, statement)


def look_again(chain: Sequence[Edition], seen: ChainState, now: ChainState) -> LookAgain:
    return LookAgain(notes=notes_touched_since(chain, seen), edition=seen.current != now.current)


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
