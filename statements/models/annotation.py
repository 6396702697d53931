"""The note: a body about one or more passages, by someone, for someone."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from statements import permissions
from statements.models.room import Room
from statements.models.team import Team
from statements.models.theme import Theme, ThemedAnnotation
from statements.vocabulary import AnnotationState, Motivation, Relation, Visibility

if TYPE_CHECKING:
    from statements.permissions import Person


def seen_by(user: Person, *, prefix: str = "") -> models.Q:
    """What this person may see now: on Annotation, or through a relation with `prefix` ("annotation__")."""
    notes_open = permissions.is_signed_in(user) or Room.objects.notes_are_open()
    return permissions.visible_annotations(user, notes_open=notes_open, prefix=prefix)


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, user: Person) -> AnnotationQuerySet:
        """Notes this person may see now, on editions they may read; deleted ones included."""
        return self.filter(seen_by(user))

    def alive(self) -> AnnotationQuerySet:
        return self.filter(deleted_at__isnull=True)


class Annotation(models.Model):
    """Integer key in marks, uuid in addresses. `body_html` is derived from `body` by the renderer of
    `body_html_version` and written only by actions. `drawn_theme` is the first theme: its line is drawn under the
    words.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annotations")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="annotations")
    visibility = models.CharField(max_length=8, choices=Visibility.choices())
    motivation = models.CharField(max_length=12, choices=Motivation.choices(), default=Motivation.COMMENTING)
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    body_html_version = models.PositiveSmallIntegerField(default=0)
    drawn_theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation.choices(), blank=True)
    state = models.CharField(max_length=10, choices=AnnotationState.choices(), default=AnnotationState.OPEN)
    state_changed_at = models.DateTimeField(null=True, blank=True)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments"
    )
    due = models.DateField(null=True, blank=True)
    wording = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    themes = TaggableManager(through=ThemedAnnotation, blank=True, verbose_name=_("themes"))
    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility=Visibility.PRIVATE, team__isnull=True)
                | (~models.Q(visibility=Visibility.PRIVATE) & models.Q(team__isnull=False)),
                name="annotation_team_null_only_for_private",
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=[word.value for word in Visibility]),
                name="annotation_visibility_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_resolved(self) -> bool:
        return self.state == AnnotationState.RESOLVED
