"""One fixed wording of a statement in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from statements import permissions
from statements.models.party import Party
from statements.models.statement import Statement
from statements.vocabulary import EditionState, TranslationKind

if TYPE_CHECKING:
    from statements.permissions import Person


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Person) -> EditionQuerySet:
        """Editions this person may read, withdrawn ones included (their pages answer 410)."""
        return self.filter(permissions.visible_editions(user))

    def published(self) -> EditionQuerySet:
        return self.filter(state=EditionState.PUBLISHED)

    def current(self, among: models.Q | None = None) -> EditionQuerySet:
        """The highest-numbered published edition of each language chain. Readers get the highest of those they may
        read (`among`, of `permissions.visible_editions`): a correction for members leaves visitors the one before.
        """
        readable = models.Q() if among is None else among
        later = Edition.objects.published().filter(
            readable,
            statement=models.OuterRef("statement"),
            language=models.OuterRef("language"),
            number__gt=models.OuterRef("number"),
        )
        return self.published().filter(readable, ~models.Exists(later))


class Edition(models.Model):
    """Immutable from the moment it is made: a draft lives in its Upload until it is published.

    The text of an edition is its paragraphs' texts joined by one blank line; `length` counts its code points.
    `returns_to` is the earlier edition whose wording this one brings back. `chain` is no column: who finds an edition
    (queries/edition.py) puts there those of its language that the reader may see, newest first.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(_("language"), max_length=35)
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=EditionState.choices(), default=EditionState.PUBLISHED)
    title = models.CharField(_("title"), max_length=500)
    self_name = models.CharField(_("calls its parties"), max_length=200, blank=True)
    translation_kind = models.CharField(_("translation"), max_length=12, choices=TranslationKind.choices(), blank=True)
    members_only = models.BooleanField(_("only for people signed in"), default=False)
    rights_note = models.TextField(_("rights"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    based_on = models.CharField(_("based on"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the original"), max_length=1000, blank=True)
    retrieved_on = models.DateField(_("retrieved"), null=True, blank=True)
    retrieved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sha256 = models.CharField(max_length=64)
    importer_version = models.CharField(max_length=20)
    languages_offered = models.JSONField(default=list, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    length = models.PositiveIntegerField(default=0)
    note = models.TextField(_("note of the editor"), blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)

    returns_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="returned_as")

    objects = EditionQuerySet.as_manager()
    chain: tuple[Edition, ...] = ()

    class Meta:
        ordering = ["statement", "language", "-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["statement", "language", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=models.Q(state=EditionState.PUBLISHED, withdrawn_at__isnull=True)
                | models.Q(state=EditionState.WITHDRAWN, withdrawn_at__isnull=False),
                name="edition_withdrawn_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement.slug}/{self.language}/{self.number}"

    @property
    def is_published(self) -> bool:
        return self.state == EditionState.PUBLISHED

    @property
    def replaced_by(self) -> Edition | None:
        """The next published edition of its chain; None for the current one."""
        later = [one for one in self.chain if one.number > self.number and one.is_published]
        return later[-1] if later else None

    @property
    def replaces(self) -> Edition | None:
        """The published edition before it in its chain."""
        return next((one for one in self.chain if one.number < self.number and one.is_published), None)

    @property
    def may_return(self) -> bool:
        """An earlier wording, which can become the newest again."""
        return self.is_published and self.replaced_by is not None

    @property
    def current(self) -> Edition:
        """The newest published edition of its chain; itself where it knows of no other."""
        return next((one for one in self.chain if one.is_published), self)


class Signatory(models.Model):
    """One person who signed, with their own office, in the order of the text."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="signatories")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=300, blank=True)
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
