"""Changing the codebook."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.text import slugify

from statements import permissions
from statements.actions.event import record
from statements.models import Theme, User
from statements.vocabulary import Pattern, ThemeState, Verb

HUES = 12


class UnknownThemes(Exception):
    """Theme names that are not in the codebook, from someone who may not propose any."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@transaction.atomic
def propose_theme(*, name: str, by: User) -> Theme:
    """Add a theme that is not yet in the codebook as a proposal, with the line that fewest themes use so far.

    The caller has looked whether the name is there already, and whether this person may propose.
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
    known |= {name.casefold(): propose_theme(name=name, by=by) for name in missing}
    return list(dict.fromkeys(known[name.casefold()] for name in wanted))


def _named(names: list[str]) -> models.QuerySet[Theme]:
    themes: models.QuerySet[Theme] = Theme.objects.filter(models.Q(name__in=names) | models.Q(slug__in=names))
    return themes


def _free_slug(name: str) -> str:
    """An address in any script; a name that has no letters or digits gets "theme"."""
    stem = slugify(name, allow_unicode=True)[:90] or "theme"
    slug, number = stem, 1
    while Theme.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
