"""Those in whose name a statement is made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.Model):
    """A state (with its ISO 3166 alpha-3 code) or another body that makes statements (without one)."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    iso = models.CharField(_("ISO 3166 alpha-3"), max_length=3, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(fields=["iso"], condition=~models.Q(iso=""), name="party_iso_once"),
        ]

    def __str__(self) -> str:
        return self.name
