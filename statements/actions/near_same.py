"""What a text is to the nearly same texts held already: somebody says it, once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from statements.actions.room import one_at_a_time
from statements.actions.upload import NotWaiting
from statements.actions.waiting import OpenAlready, open_upload
from statements.models import Edition, Fingerprint, FingerprintBand, Statement, Upload, User
from statements.text.shingles import bands, folded_words, words_hash
from statements.vocabulary import UploadState


def keep_fingerprint(*, edition: Edition, texts: Iterable[str]) -> None:
    """Remember by what the text of an edition is recognised; part of the transaction that publishes it. `texts` are
    those of the paragraphs that say something (queries/near_same.py).
    """
    folded = folded_words(texts)
    fingerprint = Fingerprint.objects.create(edition=edition, words_hash=words_hash(folded))
    rows = [FingerprintBand(fingerprint=fingerprint, value=value) for value in bands(folded)]
    FingerprintBand.objects.bulk_create(rows)


@transaction.atomic
def say_edition_of(*, upload: Upload, by: User, statement: Statement) -> Upload:
    """The text is to become a new edition of `statement`. Raises NotWaiting for an upload that is no draft, and
    OpenAlready when another text waits to become the next edition of the same chain.
    """
    upload = _waiting(upload)
    one_at_a_time()
    other = open_upload(statement=statement.slug, language=upload.about.get("language", ""), but=upload.pk)
    if other is not None:
        raise OpenAlready(other)
    upload.about = {**upload.about, "statement": statement.slug}
    upload.save(update_fields=["about", "updated_at"])
    return upload


@transaction.atomic
def say_other_than(*, upload: Upload, by: User, editions: Iterable[Edition]) -> Upload:
    """The text is another statement, though nearly the same as these editions; nobody is asked about them again.
    Raises NotWaiting for an upload that is no draft.
    """
    upload = _waiting(upload)
    upload.other_than = sorted({*upload.other_than, *(edition.pk for edition in editions)})
    upload.save(update_fields=["other_than", "updated_at"])
    return upload


def _waiting(upload: Upload) -> Upload:
    current = Upload.objects.select_for_update().get(pk=upload.pk)
    if current.state != UploadState.DRAFT:
        raise NotWaiting
    return current
