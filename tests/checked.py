"""Corrected texts for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from statements.actions.correcting import about_edition, parsed_edition
from statements.actions.edition import publish_upload
from statements.ingest.derive import derive
from statements.ingest.parsed import Block
from statements.models import Edition, Upload, User
from statements.vocabulary import UploadState


def corrected(edition: Edition, *, by: User, texts: Sequence[str]) -> Upload:
    """A draft at the desk that is to take the place of `edition`: paragraphs with these texts, corrected in a file."""
    blocks = tuple(
        Block("", "paragraph", None, text, number * 2 + 1, number * 2 + 1) for number, text in enumerate(texts)
    )
    parsed = derive(replace(parsed_edition(edition), blocks=blocks))
    data = "\n\n".join(texts).encode()
    return Upload.objects.create(
        filename="corrected.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        profile=parsed.profile,
        state=UploadState.DRAFT,
        report=parsed.to_json(stages=True),
        draft=parsed.to_json(),
        about=about_edition(edition),
        handed_in_by=by,
    )


def correct(edition: Edition, *, by: User, texts: Sequence[str], note: str = "Corrected.") -> Edition:
    """The next edition, published."""
    return publish_upload(upload=corrected(edition, by=by, texts=texts), by=by, note=note)
