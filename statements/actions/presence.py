"""Being seen at the desk."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from statements.models import Presence, Upload, User

FORGOTTEN_AFTER = timedelta(days=1)


@transaction.atomic
def be_at_desk(*, upload: Upload, by: User) -> Presence:
    """Say that `by` has the desk of `upload` open now; no event. Rows of days past are cleared away with it."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    presence, _made = Presence.objects.update_or_create(upload=upload, user=by, defaults={"seen_at": now})
    return presence
