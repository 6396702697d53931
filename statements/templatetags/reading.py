"""Small words for the pages about an edition."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from statements import permissions
from statements.models import Edition, Statement
from statements.queries.layers import Choice, Layers
from statements.queries.reading import Row, ThemeLine
from statements.text import languages
from statements.vocabulary import AnnotationState, Motivation

register = template.Library()
register.filter("language_name", languages.language_name)
register.filter("html_lang", languages.html_lang)
register.filter("direction", languages.direction)

MENUS = {"person": _("Person"), "motivation": _("Kind"), "state": _("State")}
WORDS = {word.value: word.label for words in (Motivation, AnnotationState) for word in words}


@register.filter
def language_names(tags: list[str]) -> str:
    return ", ".join(languages.language_name(tag) for tag in tags)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, small: bool = False) -> str:
    """One drawing of templates/_icons, as `_parts/_icon.html` spells it. A page has a hundred of them; they stand in it
    whole, because a browser takes half the time of the page to bring them together from a file of their own.
    """
    return get_template("_parts/_icon.html").render({"name": name, "small": small})


class Frame(NamedTuple):
    """What stands around a paragraph's words and never changes while the edition stands."""

    head: str
    menu: str


@lru_cache(maxsize=128)
def _frames(*key: Any) -> dict[str, Frame]:
    """Frames already rendered for one edition, one language of the interface and one kind of reader."""
    return {}


@register.simple_tag(takes_context=True)
def framed(context: Context, rows: list[Row], edition: Edition) -> list[tuple[Any, ...]]:
    """Each row with its frame, as loose words, because templates find those faster than parts of a thing: address,
    head, count of notes (empty when there are none), menu, words, cards, whether signatures end.

    A frame depends on the edition, which is immutable, on its address, on the language and on whether the reader may
    write: those are its key, so it cannot go stale.
    """
    may_annotate = permissions.can(context["request"].user, "annotate", edition)
    key = (edition.pk, edition.published_at, edition.statement.slug, get_language(), may_annotate)
    frames = {} if settings.DEBUG else _frames(*key)
    missing = [row for row in rows if row.address not in frames]
    if missing:
        shared = {
            "here": edition_address(edition),
            "may_annotate": may_annotate,
            "lang": languages.html_lang(edition.language),
            "direction": languages.direction(edition.language),
        }
        head, menu = get_template("reading/_row_head.html"), get_template("reading/_row_menu.html")
        per_character = 2 if languages.script_class(edition.language) == "cjk" else 1
        for row in missing:
            wide = str((row.end - row.start) * per_character)
            frames[row.address] = Frame(head.render({"row": row, "wide": wide}), menu.render({"row": row, **shared}))
    return [_loose(row, frames[row.address]) for row in rows]


def _loose(row: Row, frame: Frame) -> tuple[Any, ...]:
    count = row.count if row.keys else ""
    return (row.address, frame.head, count, frame.menu, row.html, row.cards, row.ends_signatures)


@register.simple_tag
def edition_address(edition: Edition) -> str:
    """The page of the fixed edition, for ever."""
    return reverse("edition", args=[edition.statement.slug, edition.language, edition.number])


@register.simple_tag
def compare_address(old: Edition, new: Edition) -> str:
    """The two wordings side by side."""
    sides = (f"{one.statement.slug}/{one.language}/{one.number}" for one in (old, new))
    return "/compare/?a={}&b={}".format(*sides)


@register.simple_tag
def days_after(statement: Statement) -> str:
    """How long after signing the page appeared: ", 24 days after signing"."""
    if not statement.date_signed or not statement.date_published or statement.date_published <= statement.date_signed:
        return ""
    days = (statement.date_published - statement.date_signed).days
    return ngettext(", {n} day after signing", ", {n} days after signing", days).format(n=days)


@register.inclusion_tag("reading/_layer_menu.html")
def layer_menu(name: str, choices: list[Choice]) -> dict[str, Any]:
    """A fold-out list of one layer; nothing where there is nothing to choose."""
    entries = [(choice, WORDS.get(choice.value, choice.label)) for choice in choices]
    chosen = next((label for choice, label in entries if choice.chosen), "")
    worth = len(entries) > 1 or bool(chosen)
    return {"name": MENUS[name], "chosen": chosen, "entries": entries if worth else []}


@register.inclusion_tag("reading/_layer_menu.html")
def theme_menu(themes: list[ThemeLine], layers: Layers) -> dict[str, Any]:
    """The codebook as a layer."""
    entries = []
    for theme in sorted(themes, key=lambda theme: theme.name.casefold()):
        chosen = theme.slug == layers.theme
        query = layers.query(theme="" if chosen else theme.slug)
        entries.append((Choice("theme", theme.slug, theme.name, 0, chosen, query), theme.name))
    chosen_name = next((label for choice, label in entries if choice.chosen), "")
    return {"name": _("Theme"), "chosen": chosen_name, "entries": entries}
