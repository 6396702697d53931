"""Who is at the desk of an upload."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """The last moment at which someone had the desk of an upload open. Old rows mean nothing and are cleared away."""

    upload = models.ForeignKey("statements.Upload", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.upload_id}"
