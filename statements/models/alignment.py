"""Which paragraphs of an edition became which of the next one."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from statements.models.edition import Edition


class Alignment(models.Model):
    """One group of paragraphs of two editions that belong together; either side may have several, or none.

    `old_orders` and `new_orders` hold the `order` of paragraphs, which never change once published. `kind`, `method`
    and `score` are those of text/align.py, unless a person corrected the group.
    """

    old = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="alignments_on")
    new = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="alignments_back")
    order = models.PositiveIntegerField()
    old_orders = models.JSONField(default=list)
    new_orders = models.JSONField(default=list)
    kind = models.CharField(max_length=12)
    method = models.CharField(max_length=40)
    score = models.FloatField()
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["old", "new", "order"]
        constraints = [models.UniqueConstraint(fields=["old", "new", "order"], name="alignment_order_once")]

    def __str__(self) -> str:
        return f"{self.old_orders} → {self.new_orders}"
