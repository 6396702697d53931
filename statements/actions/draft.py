"""Keeping what someone is still typing."""

from __future__ import annotations

import json

from django.db import transaction

from statements.models import Draft, User

KEY_LENGTH = 250
MAX_BYTES = 40_000  # a body of the greatest length, in the widest script
MAX_DRAFTS = 200


class DraftTooLarge(ValueError):
    """The draft holds more than a note can."""


class DraftUnreadable(ValueError):
    """The draft holds a NUL, which no database keeps in a text."""


@transaction.atomic
def keep_draft(*, by: User, key: str, content: dict[str, str]) -> Draft:
    """Keep the fields of a form under its key, in place of what was kept there before; no event, nobody else sees it.

    Each person has at most `MAX_DRAFTS`; the ones untouched for longest make room. Raises DraftTooLarge and
    DraftUnreadable.
    """
    if any("\0" in part for part in (key, *content, *content.values())):
        raise DraftUnreadable
    if not key or len(key) > KEY_LENGTH or len(json.dumps(content, ensure_ascii=False).encode()) > MAX_BYTES:
        raise DraftTooLarge
    draft, made = Draft.objects.update_or_create(user=by, key=key, defaults={"content": content})
    if made:
        kept = Draft.objects.filter(user=by).order_by("-updated_at", "-pk").values_list("pk", flat=True)[:MAX_DRAFTS]
        Draft.objects.filter(user=by).exclude(pk__in=list(kept)).delete()
    return draft


def drop_draft(*, by: User, key: str) -> None:
    """Forget a draft: it was sent, or its author put it aside."""
    if "\0" not in key:  # else none can be kept under it, and PostgreSQL would not even look
        Draft.objects.filter(user=by, key=key).delete()
