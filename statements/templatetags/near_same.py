"""The question about a text held already, on whatever page shows an upload."""

from __future__ import annotations

from django import template

from statements.models import Upload
from statements.queries.near_same_shown import ShownNearSame, shown_near_same

register = template.Library()


@register.simple_tag
def near_same_of(upload: Upload) -> list[ShownNearSame]:
    return shown_near_same(upload)
