"""What the frame of every page asks: may this person, and what kind of room is this."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context
from django.templatetags.static import static

from statements import permissions
from statements.models import Room

register = template.Library()


@register.simple_tag(takes_context=True)
def can(context: Context, deed: str, thing: Any = None) -> bool:
    """`{% can "upload" as may_upload %}`: the permissions module's answer for whoever looks at the page."""
    return permissions.can(context["request"].user, deed, thing)


@register.filter
def near_root(path: str) -> str:
    """The address of one of the rooms itself ("/themes/"), or of everything under it ("/themes/…"): what the top bar
    has to know of a page, so that it need not be drawn for each.
    """
    room, _slash, below = path[1:].partition("/")
    return f"/{room}/…" if below else path


@register.simple_tag
def frame_styles() -> list[str]:
    """Addresses of the style sheets every page needs: one where the static files were collected, else each."""
    joined = getattr(staticfiles_storage, "joined_styles", "")
    names = [joined] if joined and not settings.DEBUG else settings.STYLES_OF_EVERY_PAGE
    return [static(name) for name in names]


@register.inclusion_tag("_parts/_room_notice.html", takes_context=True)
def room_notice(context: Context) -> dict[str, bool]:
    """The line that says this is a demo room and that visitors see its room notes."""
    demo = settings.READING_ROOM_DEMO
    return {"demo": demo, "notes_open": demo and Room.objects.notes_are_open()}
