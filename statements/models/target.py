"""A passage a note is about, in one edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from statements.models.annotation import Annotation, seen_by
from statements.models.edition import Edition
from statements.models.reply import Reply
from statements.text.selectors import Selector
from statements.vocabulary import TargetState

if TYPE_CHECKING:
    from statements.permissions import Person


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: Person) -> TargetQuerySet:
        """Passages of notes this person may see now."""
        return self.filter(seen_by(user, prefix="annotation__"))

    def placed(self) -> TargetQuerySet:
        """All but those left behind, which have no place in their edition."""
        return self.exclude(state=TargetState.LEFT_BEHIND)

    def standing(self) -> TargetQuerySet:
        """Passages still drawn: of living notes, and of deleted ones that others have answered."""
        answered = Reply.objects.alive().filter(annotation=models.OuterRef("annotation"))
        return self.placed().filter(models.Q(annotation__deleted_at__isnull=True) | models.Exists(answered))


class Target(models.Model):
    """Selector, method and score of its placing, and state. `start` and `end` are code points of the edition's text;
    both null means the whole statement, or no place where the passage was left behind.

    `carried_from` is the target whose words were carried to this edition. `runner_up` is the second-best proposal,
    `[start, end, score]`, while a person has not decided.
    """

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="targets")
    passage = models.PositiveSmallIntegerField(default=1)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="targets")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    method = models.CharField(max_length=40, default="placed")
    score = models.FloatField(default=1.0)
    state = models.CharField(max_length=16, choices=TargetState.choices(), default=TargetState.PLACED)
    runner_up = models.JSONField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["annotation", "passage"]
        indexes = [models.Index(fields=["edition", "start"], name="target_place")]
        constraints = [
            models.UniqueConstraint(fields=["annotation", "passage", "edition"], name="target_once_per_edition"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True, exact="")
                | (models.Q(end__gt=models.F("start")) & ~models.Q(exact="")),
                name="target_has_words",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=TargetState.LEFT_BEHIND) | models.Q(start__isnull=True),
                name="target_left_behind_has_no_place",
            ),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def is_certain(self) -> bool:
        """Placed by its author, carried with the same words, or decided about by a person; and it has a place."""
        return self.state in (TargetState.PLACED, TargetState.CARRIED_FORWARD)

    @property
    def selector(self) -> Selector | None:
        """Position and quote together; None for a note on the whole statement."""
        if self.start is None or self.end is None:
            return None
        return Selector(start=self.start, end=self.end, exact=self.exact, prefix=self.prefix, suffix=self.suffix)
