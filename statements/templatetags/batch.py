"""What the page of a batch asks."""

from __future__ import annotations

from django import template

from statements.vocabulary import BatchItemState

register = template.Library()


@register.filter
def outcome_label(outcome: str) -> str:
    """The word people read for what became of a file."""
    return str(BatchItemState(outcome).label)
