"""Every wording a note or a reply ever had."""

from django.conf import settings
from django.db import models

from statements.models.annotation import Annotation
from statements.models.reply import Reply


class Revision(models.Model):
    """One wording, restorable. Belongs to a note or to a reply; `number` is its `wording` there."""

    annotation = models.ForeignKey(Annotation, null=True, on_delete=models.CASCADE, related_name="revisions")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(annotation__isnull=False, reply__isnull=True)
                | models.Q(annotation__isnull=True, reply__isnull=False),
                name="revision_of_one_thing",
            ),
            models.UniqueConstraint(fields=["annotation", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["reply", "number"], name="revision_reply_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)
