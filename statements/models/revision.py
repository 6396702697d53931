"""Every wording a note or a reply ever had."""

from django.conf import settings
from django.db import models

from statements.models.annotation import Annotation
from statements.models.reply import Reply
from statements.models.team import Team
from statements.vocabulary import Visibility


class Revision(models.Model):
    """One wording, restorable. Belongs to a note or to a reply; `number` is its `wording` there.

    A wording of a note was written for somebody: `visibility` and `team` keep for whom, so that a note opened to more
    people later does not open what was said before.
    """

    annotation = models.ForeignKey(Annotation, null=True, on_delete=models.CASCADE, related_name="revisions")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility.choices(), blank=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
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
