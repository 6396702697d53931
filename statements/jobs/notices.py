"""Tasks that tell people what follows from an event. Each can run twice, or late, without harm."""

from __future__ import annotations

from django_tasks import task

from statements.actions.notice import notify_of_carried
from statements.models import Event


@task()
def notify_of_edition(event_number: int) -> int:
    """Tell those whose notes need a look, or were left behind, in a newly published edition."""
    event = Event.objects.filter(pk=event_number, edition__isnull=False).first()
    return notify_of_carried(event=event) if event else 0
