"""At most one text waits at the desk to become the next edition of a chain."""

from __future__ import annotations

from django.utils.translation import gettext as _

from statements.models import Upload
from statements.vocabulary import UploadState

OPEN = (UploadState.RECEIVED, UploadState.FAILED, UploadState.DRAFT)


class OpenAlready(Exception):
    """A text that is to become an edition of the same statement in the same language waits at the desk: `upload`."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(
            _(
                "A correction of this text is at the desk already; there is one at a time. Publish that one or set it "
                "aside first."
            )
        )
        self.upload = upload


def open_upload(*, statement: str, language: str, but: int = 0) -> Upload | None:
    """The upload that waits to become the next edition of a chain (`statement` is its address), if there is one."""
    waiting = Upload.objects.filter(state__in=OPEN, about__statement=statement, about__language=language)
    return waiting.exclude(pk=but).order_by("pk").first() if statement and language else None
