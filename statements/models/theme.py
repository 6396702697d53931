"""The codebook."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from statements.vocabulary import Pattern, ThemeState


class Theme(TagBase):
    """A tag of the codebook. `hue` (1 to 12) and `pattern` together draw its line; colour is never the only sign."""

    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children", verbose_name=_("under")
    )
    definition = models.TextField(_("definition"), blank=True)
    hue = models.PositiveSmallIntegerField(
        _("hue"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    pattern = models.CharField(_("pattern"), max_length=8, choices=Pattern.choices(), default=Pattern.SOLID)
    state = models.CharField(max_length=10, choices=ThemeState.choices(), default=ThemeState.ACCEPTED)
    proposed_by = models.ForeignKey(
        "User", null=True, blank=True, on_delete=models.SET_NULL, related_name="themes_proposed"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.CheckConstraint(condition=models.Q(hue__gte=1, hue__lte=12), name="theme_hue_in_range"),
        ]


class ThemedAnnotation(ItemBase):
    """A theme on an annotation."""

    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="themed_annotations")
    content_object = models.ForeignKey("Annotation", on_delete=models.CASCADE, related_name="themed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="theme_once_per_annotation")]
