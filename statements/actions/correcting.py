"""Beginning a corrected edition by hand, and bringing an earlier wording back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from statements.actions.about import About, Digested, PartyName
from statements.actions.carrying import store_carrying
from statements.actions.edition import ReasonForEditionMissing, look_again
from statements.actions.event import record
from statements.actions.near_same import keep_fingerprint
from statements.actions.room import one_at_a_time
from statements.actions.upload import keep_original, understand
from statements.actions.waiting import OpenAlready, open_upload
from statements.ingest.derive import derive
from statements.ingest.parsed import Block, ParsedStatement, Party, StatedSource
from statements.ingest.parsed import Signatory as ParsedSignatory
from statements.models import Edition, Paragraph, Reference, Signatory, Statement, Upload, User
from statements.queries.carrying import Carrying, work_out
from statements.queries.chain import ChainState, chain_state, published_chain
from statements.queries.near_same import said
from statements.queries.shelf import shelf_of
from statements.text.align import align_blocks
from statements.vocabulary import BlockKind, Profile, UploadState, Verb


class NotTheCurrentOne(Exception):
    """Only the current edition is corrected, and only an earlier one brought back. Nothing was changed."""

    def __str__(self) -> str:
        return _("Another edition is the current one now. Nothing was changed; look at it first.")


def hand_in_correction(*, edition: Edition, by: User, data: bytes, filename: str) -> Upload:
    """Keep and read a file, or pasted text, that is to become the next edition of this one. What is known of the
    edition is taken over; the language is the edition's, whatever the importer takes the text for.

    Raises OpenAlready, NotTheCurrentOne, and as `keep_original`; then nothing was stored.
    """
    with transaction.atomic():
        _refuse_second(edition)
        upload = keep_original(data=data, filename=filename, by=by)
        upload.about = about_edition(edition)
        upload.save(update_fields=["about"])
    upload = understand(upload=upload)
    if upload.state == UploadState.DRAFT:
        upload.about = about_edition(edition)
        upload.save(update_fields=["about", "updated_at"])
    return upload


@transaction.atomic
def begin_correction(*, edition: Edition, by: User, texts: Sequence[str] = ()) -> Upload:
    """Open the text of the current edition at the desk, as the draft of the next one. Original, hash and provenance
    are those of the edition. `texts` are its paragraphs as they should be now; without them they stay as they are.
    Raises OpenAlready, NotTheCurrentOne.
    """
    statement = _refuse_second(edition)
    source = _upload_of(edition)
    upload = Upload.objects.create(
        filename=source.filename if source else "",
        sha256=edition.sha256,
        size=source.size if source else 0,
        profile=Profile.DIGEST if statement.is_digest else Profile.STATEMENT,
        state=UploadState.DRAFT,
        **_draft_of(edition, source, texts),
        about=about_edition(edition),
        source_url=edition.source_url,
        retrieved_on=edition.retrieved_on,
        handed_in_by=by,
    )
    record(verb=Verb.UPLOADED, actor=by, upload=upload, statement=statement)
    return upload


def _refuse_second(edition: Edition) -> Statement:
    """The statement, locked, if its chain has no open upload. Raises OpenAlready, NotTheCurrentOne."""
    statement = Statement.objects.select_for_update().get(pk=edition.statement.pk)
    one_at_a_time()
    chain = published_chain(statement, edition.language)
    if not chain or chain[0].pk != edition.pk:
        raise NotTheCurrentOne
    waiting = open_upload(statement=statement.slug, language=edition.language)
    if waiting is not None:
        raise OpenAlready(waiting)
    return statement


def about_edition(edition: Edition) -> About:
    """What is known of an edition and its statement now, as the form of the desk has it."""
    statement, digested = edition.statement, edition.statement.digest_of
    parties = statement.party_rows.select_related("party")
    return About(
        title=edition.title,
        kind=statement.kind,
        parties=[PartyName(name=row.party.name, iso=row.party.iso) for row in parties],
        place=statement.place,
        date_signed=_iso(statement.date_signed),
        date_published=_iso(statement.date_published),
        language=edition.language,
        topics=sorted(statement.topics.names()),
        publisher=edition.publisher,
        based_on=edition.based_on,
        translation_kind=edition.translation_kind,
        rights_note=edition.rights_note,
        members_only=edition.members_only,
        self_name=edition.self_name,
        digest_of=Digested(
            title=digested.title if digested else "",
            date=_iso(digested.date) if digested else "",
            url=digested.url if digested else "",
        ),
        statement=statement.slug,
    )


def return_of(edition: Edition) -> Carrying | None:
    """The dry run of bringing the wording of an earlier edition back; None where it is the current one."""
    chain = published_chain(edition.statement, edition.language)
    if not chain or chain[0].pk == edition.pk or edition.pk not in {one.pk for one in chain}:
        return None
    state = chain_state(chain, draft=f"return.{edition.pk}")
    new = [paragraph.text for paragraph in shelf_of(edition).paragraphs]
    return work_out(chain=chain, state=state, new=new, returns_to=edition)


def return_to(*, edition: Edition, by: User, reason: str, seen: ChainState | None = None) -> Edition:
    """Bring the wording of an earlier edition back as the newest one. Nothing is taken away: the edition rolled back
    stays at its address, what stood in the earlier one stands in its old places again, later notes are carried like in
    any other edition; and the same deed, done to the edition rolled back, undoes this one.

    Raises ReasonForEditionMissing, NotTheCurrentOne (nothing to return to), LookAgain as `publish_upload`.
    """
    if not reason.strip():
        raise ReasonForEditionMissing
    ready = return_of(edition)
    with transaction.atomic():
        statement = Statement.objects.select_for_update().get(pk=edition.statement.pk)
        one_at_a_time()
        chain = published_chain(statement, edition.language)
        state = chain_state(chain, draft=f"return.{edition.pk}")
        if seen is not None and seen != state:
            raise look_again(chain, seen, state)
        carrying = ready if ready is not None and ready.state == state else return_of(edition)
        if carrying is None:
            raise NotTheCurrentOne
        made = _copy(edition, number=_next_number(statement, edition.language), by=by, reason=reason.strip())
        keep_fingerprint(edition=made, texts=said(parsed_edition(edition).blocks))
        store_carrying(carrying=carrying, edition=made)
        record(verb=Verb.PUBLISHED, actor=by, statement=statement, edition=made)
    return made


def _next_number(statement: Statement, language: str) -> int:
    newest = statement.editions.filter(language=language).order_by("-number").first()
    return newest.number + 1 if newest else 1


_OWN = ("number", "note", "published_at", "published_by", "returns_to", "state", "withdrawn_at", "withdrawn_by")


def _copy(edition: Edition, *, number: int, by: User, reason: str) -> Edition:
    """A new edition with the text and everything known of an earlier one."""
    kept = {
        field.name: getattr(edition, field.name)
        for field in Edition._meta.concrete_fields
        if not field.primary_key and field.name not in (*_OWN, "withdrawn_reason")
    }
    made = Edition.objects.create(
        **kept, number=number, note=reason, published_at=timezone.now(), published_by=by, returns_to=edition
    )
    for model in (Paragraph, Signatory, Reference):
        rows = list(cast(Any, model).objects.filter(edition=edition))
        for row in rows:
            row.pk, row.edition = None, made
            row._state.adding = True
        cast(Any, model).objects.bulk_create(rows, batch_size=500)
    return made


def _upload_of(edition: Edition) -> Upload | None:
    """What the text was handed in as: the upload of the edition, or of the one whose wording it brought back."""
    seen: set[int] = set()
    source: Edition | None = edition
    while source is not None and source.pk not in seen:
        seen.add(source.pk)
        found = Upload.objects.filter(edition=source, purged_at__isnull=True).first()
        if found is not None:
            return found
        source = source.returns_to
    return None


def _draft_of(edition: Edition, source: Upload | None, texts: Sequence[str]) -> dict[str, Any]:
    """Report and draft: as they were when the edition was published, else made of its paragraphs, one to a line."""
    if source is not None and source.draft and ParsedStatement.from_json(source.draft).text == _text(edition):
        report, parsed = source.report, ParsedStatement.from_json(source.draft)
    else:
        parsed = parsed_edition(edition)
        report = parsed.to_json(stages=True)
    return {"report": report, "draft": (_reworded(parsed, texts) if texts else parsed).to_json()}


def _reworded(parsed: ParsedStatement, texts: Sequence[str]) -> ParsedStatement:
    """The same text in other words: each new paragraph is of the kind of the one it was made from, and beside its
    lines; one made from none is a plain paragraph beside the lines of the one before it.
    """
    blocks: list[Block] = []
    made_from = {
        group.new[0]: parsed.blocks[group.old[0]]
        for group in align_blocks([block.text for block in parsed.blocks], texts)
        if group.old and group.new
    }
    for place, text in enumerate(texts):
        if place in made_from:
            blocks.append(replace(made_from[place], text=text))
        else:
            line = blocks[-1].last_line if blocks else 1
            blocks.append(Block("", BlockKind.PARAGRAPH, None, text, line, line))
    return derive(replace(parsed, blocks=tuple(blocks)))


def _text(edition: Edition) -> str:
    return Paragraph.SEPARATOR.join(paragraph.text for paragraph in shelf_of(edition).paragraphs)


def parsed_edition(edition: Edition) -> ParsedStatement:
    """An edition in the importer's shape. Lines count the lines of its text; nothing is dropped."""
    blocks, lines = [], list[str]()
    for paragraph in shelf_of(edition).paragraphs:
        first = len(lines) + 1
        lines += [f"{paragraph.marker} {paragraph.text}".strip(), ""]
        block = Block(paragraph.address, paragraph.kind, paragraph.marker or None, paragraph.text, first, first)
        blocks.append(block)
    statement = edition.statement
    parties = [row.party for row in statement.party_rows.select_related("party")]
    signatories = edition.signatories.select_related("party")
    return derive(
        ParsedStatement(
            profile=Profile.DIGEST if statement.is_digest else Profile.STATEMENT,
            language=edition.language,
            title=edition.title,
            place=statement.place or None,
            date_signed=_iso(statement.date_signed) or None,
            date_published=_iso(statement.date_published) or None,
            kind=statement.kind,
            parties=tuple(Party(party.name, party.iso or None) for party in parties),
            self_name=edition.self_name or None,
            signatories=tuple(
                ParsedSignatory(
                    one.name or None, one.office or None, (one.party.iso or one.party.name) if one.party else None
                )
                for one in signatories
            ),
            source=StatedSource(edition.publisher or None, edition.based_on or None),
            digest_of=None,
            editions_offered=tuple(edition.languages_offered),
            blocks=tuple(blocks),
            dropped=(),
            quotations=(),
            references=(),
            warnings=(),
            lines=tuple(lines),
        )
    )


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
