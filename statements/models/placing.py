"""Where a passage stood in an edition before a person decided about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from statements.models.target import Target
from statements.vocabulary import TargetState


class Placing(models.Model):
    """A place a target had until `until`: every decision keeps the one before it. `by` is the person who had decided
    for it at `at`; both null where the room had placed it when the edition was published.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="placings")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(blank=True)
    method = models.CharField(max_length=40)
    score = models.FloatField()
    state = models.CharField(max_length=16, choices=TargetState.choices())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(null=True)
    until = models.DateTimeField()

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.exact
