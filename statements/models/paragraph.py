"""One block of an edition."""

from __future__ import annotations

from django.db import models

from statements.models.edition import Edition
from statements.vocabulary import BlockKind


class Paragraph(models.Model):
    """A block with its address. `start` counts code points of the edition's text; `sentences` holds [start, end]
    pairs in code points of this paragraph's own text, fixed at publication and never recomputed.
    """

    SEPARATOR = "\n\n"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="paragraphs")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=BlockKind.choices())
    address = models.CharField(max_length=40)
    marker = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    start = models.PositiveIntegerField()
    sentences = models.JSONField(default=list)
    quotations = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="paragraph_order_once"),
            models.UniqueConstraint(fields=["edition", "address"], name="paragraph_address_once"),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def end(self) -> int:
        """Code point of the edition's text just after this paragraph."""
        return self.start + len(self.text)
