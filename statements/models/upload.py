"""A file or pasted text handed in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from statements.models.edition import Edition
from statements.vocabulary import Profile, UploadState


class Upload(models.Model):
    """What was handed in, what the importer understood, and the draft an editor makes of it.

    The original bytes lie in the data folder under their SHA-256 (actions/upload.py). `report` is what the importer
    said and never changes; `draft` is the same shape, without its stages, after the editor's corrections; `history`
    holds what each correction changed, newest last (actions/correction.py). `turn` counts corrections, so that two
    editors cannot overwrite each other. `about` is what the editor says of the text (actions/about.py).
    """

    filename = models.CharField(_("file name"), max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    profile = models.CharField(_("profile"), max_length=12, choices=Profile.choices(), blank=True)
    state = models.CharField(max_length=12, choices=UploadState.choices(), default=UploadState.RECEIVED)
    problem = models.TextField(blank=True)
    report = models.JSONField(null=True, blank=True)
    draft = models.JSONField(null=True, blank=True)
    history = models.JSONField(default=list, blank=True)
    turn = models.PositiveIntegerField(default=0)
    about = models.JSONField(default=dict, blank=True)
    # Editions somebody said this text is no edition of, though nearly the same words (queries/near_same.py).
    other_than = models.JSONField(default=list, blank=True)
    source_url = models.URLField(_("address of the original"), max_length=1000, blank=True)
    retrieved_on = models.DateField(_("retrieved"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    edition = models.OneToOneField(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="upload")
    purged_at = models.DateTimeField(null=True, blank=True)
    purged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=UploadState.FAILED) | ~models.Q(problem=""), name="upload_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.filename or f"{_('Pasted text')} {self.pk}"
