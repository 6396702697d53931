"""What a person decided about a passage before the corrected text was published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from statements.models.annotation import Annotation
from statements.models.upload import Upload
from statements.vocabulary import TargetState


class PlaceDecision(models.Model):
    """Where a passage of a note shall stand once the draft of `upload` is published, or that it is left behind.

    `start`, `end` and `exact` are those of the draft when it was decided; `around` are the whole paragraphs that hold
    the words and `offset` where these begin in it, so that the decision is found again when other paragraphs change,
    and falls when these do (queries/decided.py). `method` and `score` are kept by the target it becomes.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="decisions")
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="+")
    passage = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=TargetState.choices())
    method = models.CharField(max_length=40)
    score = models.FloatField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(blank=True)
    around = models.TextField(blank=True)
    offset = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["upload", "annotation", "passage"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "annotation", "passage"], name="place_decided_once"),
            models.CheckConstraint(
                condition=models.Q(state=TargetState.LEFT_BEHIND, start__isnull=True, end__isnull=True, exact="")
                | (models.Q(state=TargetState.CARRIED_FORWARD, end__gt=models.F("start")) & ~models.Q(exact="")),
                name="place_decided_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.exact
