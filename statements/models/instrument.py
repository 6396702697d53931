"""What texts refer to, and where they do it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from statements.vocabulary import ReferenceState


class Instrument(models.Model):
    """A treaty, charter or earlier statement that texts name; held when `statement` is set."""

    title = models.CharField(_("title"), max_length=500)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    date = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("address of the original"), max_length=500, blank=True)
    statement = models.ForeignKey(
        "Statement", null=True, blank=True, on_delete=models.SET_NULL, related_name="instruments"
    )

    class Meta:
        ordering = ["date", "title"]
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        constraints = [models.UniqueConstraint(fields=["title", "date"], name="instrument_once")]

    def __str__(self) -> str:
        return self.title


class Reference(models.Model):
    """A passage of an edition that names an instrument. `start` and `end` are code points of the edition's text."""

    edition = models.ForeignKey("Edition", on_delete=models.CASCADE, related_name="references")
    instrument = models.ForeignKey(Instrument, null=True, on_delete=models.SET_NULL, related_name="references")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ReferenceState.choices(), default=ReferenceState.NOT_HELD)

    class Meta:
        ordering = ["edition", "start"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="reference_has_words"),
        ]

    def __str__(self) -> str:
        return self.exact
