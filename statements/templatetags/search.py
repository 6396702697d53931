"""Addresses on the search page, each the present one with something changed."""

from __future__ import annotations

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def toggled(context: Context, name: str, value: str) -> str:
    """The query string with one choice of a facet added, or taken out when it is there; always from the first page."""
    query = context["request"].GET.copy()
    values = query.getlist(name)
    query.setlist(name, [other for other in values if other != value] if value in values else [*values, value])
    query.pop("page", None)
    return "?" + query.urlencode()
