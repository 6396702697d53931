"""What the form of the compare page looks up."""

from __future__ import annotations

from django import template

from statements.models import Statement

register = template.Library()


@register.simple_tag
def found_for(found: dict[str, list[Statement]], field: str) -> list[Statement]:
    """The statements found for one side."""
    return found.get(field, [])
