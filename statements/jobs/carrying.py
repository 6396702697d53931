"""Tasks that keep notes together with the current wording. Each can run twice, or late, without harm."""

from __future__ import annotations

from django_tasks import task

from statements.actions.carrying import carry_late_note
from statements.models import Annotation


@task()
def carry_note(annotation_id: int) -> int:
    """Carry a note written on an edition that had been replaced; returns how many passages that were."""
    note = Annotation.objects.filter(pk=annotation_id).first()
    return carry_late_note(annotation=note) if note else 0
