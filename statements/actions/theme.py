"""Changing the codebook."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

from statements import permissions
from statements.actions.event import record
from statements.models import Annotation, Theme, ThemedAnnotation, User
from statements.vocabulary import Pattern, ThemeState, Verb

HUES = 12
TAKEN_ADDRESSES = ("propose", "suggest")  # pages beside the themes


class UnknownThemes(Exception):
    """Theme names that are not in the codebook, from someone who may not propose any."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@transaction.atomic
def propose_theme(*, name: str, by: User) -> Theme:
    """Add a theme that is not yet in the codebook as a proposal, with the line that fewest themes use so far.

    The caller has looked whether the name is there already, and whether this person may propose. Raises IntegrityError
    when somebody was quicker.
    """
    number = Theme.objects.count()
    patterns = list(Pattern)
    theme: Theme = Theme.objects.create(
        name=name,
        slug=_free_slug(name),
        hue=number % HUES + 1,
        pattern=patterns[number % len(patterns)],
        state=ThemeState.PROPOSED,
        proposed_by=by,
    )
    record(verb=Verb.PROPOSED_THEME, actor=by, theme=theme)
    return theme


def themes_named(names: Iterable[str], *, by: User) -> list[Theme]:
    """The themes of these names or slugs, each once, in the order given; new names become proposals.

    Raises UnknownThemes when there are new names and `by` may not propose any.
    """
    wanted = list({name.casefold(): name for given in names if (name := " ".join(given.split())[:100])}.values())
    if not wanted:
        return []
    known = {word.casefold(): theme for theme in _named(wanted) for word in (theme.slug, theme.name)}
    missing = [name for name in wanted if name.casefold() not in known]
    if missing:
        # Letter case of every script: what the databases know of it differs, so the whole codebook is looked through.
        known = {word.casefold(): theme for theme in Theme.objects.all() for word in (theme.slug, theme.name)}
        missing = [name for name in wanted if name.casefold() not in known]
    if missing and not permissions.can(by, "propose_theme"):
        raise UnknownThemes(missing)
    known |= {name.casefold(): _found_or_proposed(name, by) for name in missing}
    return list(dict.fromkeys(known[name.casefold()] for name in wanted))


def _found_or_proposed(name: str, by: User) -> Theme:
    """Of two people who write a new name at the same moment, one proposes it and the other finds it."""
    try:
        return propose_theme(name=name, by=by)
    except IntegrityError:
        found: Theme | None = Theme.objects.filter(name=name).first()
        return found or propose_theme(name=name, by=by)


def _named(names: list[str]) -> models.QuerySet[Theme]:
    themes: models.QuerySet[Theme] = Theme.objects.filter(models.Q(name__in=names) | models.Q(slug__in=names))
    return themes


def _free_slug(name: str) -> str:
    """An address in any script; a name that has no letters or digits gets "theme"."""
    stem = slugify(name, allow_unicode=True)[:90] or "theme"
    slug, number = stem, 1
    while slug in TAKEN_ADDRESSES or Theme.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


class ThemeInUse(Exception):
    """Notes carry this theme, perhaps some that the person deciding cannot see; merge it instead."""


class ThemeUnderItself(Exception):
    """A theme cannot stand under itself or under one of those that stand under it."""


@transaction.atomic
def accept_theme(*, theme: Theme, by: User) -> Theme:
    """Take a proposal into the codebook."""
    theme.state = ThemeState.ACCEPTED
    theme.save(update_fields=["state"])
    record(verb=Verb.DECIDED_THEME, actor=by, theme=theme)
    return theme


@transaction.atomic
def describe_theme(
    *, theme: Theme, by: User, name: str, definition: str, parent: Theme | None, hue: int, pattern: str
) -> Theme:
    """Say what a theme is called, what it means, under which it stands and how its line is drawn.

    Its address stays, so that links hold. Raises ThemeUnderItself.
    """
    above = parent
    while above is not None:
        if above.pk == theme.pk:
            raise ThemeUnderItself
        above = above.parent
    theme.name, theme.definition, theme.parent, theme.hue, theme.pattern = name, definition, parent, hue, pattern
    theme.save(update_fields=["name", "definition", "parent", "hue", "pattern"])
    record(verb=Verb.DECIDED_THEME, actor=by, theme=theme)
    return theme


@transaction.atomic
def merge_theme(*, theme: Theme, into: Theme, by: User) -> Theme:
    """Give every note of `theme` the theme `into` instead; themes under it go with them, and it is gone.

    Raises ThemeUnderItself when `into` is the theme itself.
    """
    if into.pk == theme.pk:
        raise ThemeUnderItself
    both = ThemedAnnotation.objects.filter(tag=into).values("content_object")
    moving = ThemedAnnotation.objects.filter(tag=theme)
    moving.filter(content_object__in=both).delete()
    moving.update(tag=into)
    Annotation.objects.filter(drawn_theme=theme).update(drawn_theme=into)
    if into.parent_id == theme.pk:
        Theme.objects.filter(pk=into.pk).update(parent=theme.parent)
    theme.children.exclude(pk=into.pk).update(parent=into)
    theme.delete()
    into.refresh_from_db()
    record(verb=Verb.DECIDED_THEME, actor=by, theme=into)
    return into


@transaction.atomic
def delete_theme(*, theme: Theme, by: User) -> None:
    """Take a theme that no note carries, deleted notes included, out of the codebook. Raises ThemeInUse."""
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    if ThemedAnnotation.objects.filter(tag=theme).exists():
        raise ThemeInUse
    theme.children.update(parent=theme.parent)
    theme.delete()
    record(verb=Verb.DECIDED_THEME, actor=by)
