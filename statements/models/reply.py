"""An answer in the thread of a note."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from statements.models.annotation import Annotation


class ReplyQuerySet(models.QuerySet["Reply"]):
    def alive(self) -> "ReplyQuerySet":
        return self.filter(deleted_at__isnull=True)


class Reply(models.Model):
    """Flat, oldest first; seen by whoever sees the note."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies")
    body = models.TextField()
    body_html = models.TextField()
    body_html_version = models.PositiveSmallIntegerField(default=0)
    wording = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return str(self.uuid)
