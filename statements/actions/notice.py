"""Telling people what waits for them."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from statements.models import Annotation, Edition, Event, Membership, Notice, Target, User
from statements.vocabulary import TargetState, TeamRole, Verb

ASKED = (TargetState.NEEDS_A_LOOK, TargetState.LEFT_BEHIND)


@transaction.atomic
def notify_of_carried(*, event: Event) -> int:
    """Tell the author of each note that needs a look, or was left behind, in a newly published edition, and the leads
    of its team. Doing it twice tells nobody twice. Returns how many were told now; who published is told as well.
    """
    waiting = Target.objects.filter(
        edition=event.edition_id, state__in=ASKED, confirmed_by__isnull=True, annotation__deleted_at__isnull=True
    )
    authors = set(waiting.order_by().values_list("annotation__author", flat=True))
    teams = set(waiting.exclude(annotation__team=None).order_by().values_list("annotation__team", flat=True))
    leads = Membership.objects.filter(team__in=teams, role=TeamRole.LEAD).values_list("user", flat=True)
    known = set(Notice.objects.filter(event=event).values_list("person", flat=True))
    told = sorted((authors | set(leads)) - known)
    Notice.objects.bulk_create([Notice(person_id=person, event=event) for person in told])
    User.objects.filter(pk__in=told).update(unread=models.F("unread") + 1)
    return len(told)


def notify_of_late(*, annotation: Annotation, edition: Edition) -> int:
    """Tell of a note that was carried to `edition` after it had been published, and waits for somebody there: the
    notice of that publication is new again, or made. Inside a transaction; returns how many were told.
    """
    published = Event.objects.filter(verb=Verb.PUBLISHED, edition=edition).order_by("number").first()
    if published is None:
        return 0
    leads = Membership.objects.filter(team=annotation.team_id, role=TeamRole.LEAD).values_list("user", flat=True)
    people = {annotation.author_id, *leads}
    again = Notice.objects.filter(event=published, person__in=people)
    unread = set(again.filter(read_at__isnull=True).values_list("person", flat=True))
    told = people - unread
    known = set(again.values_list("person", flat=True))
    again.filter(person__in=told).update(read_at=None)
    Notice.objects.bulk_create([Notice(person_id=person, event=published) for person in sorted(told - known)])
    User.objects.filter(pk__in=told).update(unread=models.F("unread") + 1)
    return len(told)


@transaction.atomic
def mark_read(*, by: User) -> int:
    """Everything in a person's inbox has been seen. Returns how many notices that were."""
    person = User.objects.select_for_update().get(pk=by.pk)
    read = Notice.objects.filter(person=person, read_at__isnull=True).update(read_at=timezone.now())
    User.objects.filter(pk=person.pk).update(unread=0)
    return read
