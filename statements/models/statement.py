"""The statement: who said what, when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from statements.models.instrument import Instrument
from statements.models.party import Party
from statements.vocabulary import StatementKind

if TYPE_CHECKING:
    from statements.permissions import Person


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, user: Person) -> StatementQuerySet:
        """Statements of which at least one published edition may be read by this person."""
        from statements.models.edition import Edition  # edition.py imports this module

        editions = Edition.objects.published().visible_to(user)
        return self.filter(models.Exists(editions.filter(statement=models.OuterRef("pk"))))


class Statement(models.Model):
    """The work, at one stable address. Its wordings are editions."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=500)
    kind = models.CharField(_("kind"), max_length=20, choices=StatementKind.choices(), default=StatementKind.OTHER)
    place = models.CharField(_("place"), max_length=120, blank=True)
    date_signed = models.DateField(_("signed"), null=True, blank=True)
    date_published = models.DateField(_("published"), null=True, blank=True)
    # Its date for order and lineage: signed, else published, else undated (null).
    date = models.GeneratedField(
        expression=Coalesce("date_signed", "date_published"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    language = models.CharField(_("main language"), max_length=35)
    parties = models.ManyToManyField(Party, through="StatementParty", related_name="statements")
    digest_of = models.ForeignKey(
        Instrument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="digests",
        verbose_name=_("digest of"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    topics = TaggableManager(blank=True, verbose_name=_("topics"))
    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = [models.F("date").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(fields=["date"], name="statement_date")]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in StatementKind]), name="statement_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_digest(self) -> bool:
        return self.kind == StatementKind.DIGEST


class StatementParty(models.Model):
    """A party of a statement, in the order of the title."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="party_rows")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="statement_rows")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["statement", "party"], name="statement_party_once")]

    def __str__(self) -> str:
        return str(self.party)


class StatementRedirect(models.Model):
    """An address a statement had before it was renamed; it leads on for ever."""

    slug = models.SlugField(max_length=120, unique=True)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="redirects")

    def __str__(self) -> str:
        return self.slug
