"""Who may see and do what: predicates, one table, and the filters built from the same rules.

Imports no model: it asks objects for attributes and builds `Q`. The table is DESIGN's, a person's columns add up.
Pages, search, counts, export and live updates all ask here. For whoever asks: `can()` for a deed, `visible_*` for
lists.

`notes_open` says whether strangers see room notes *now*; the model layer answers it from the database
(`Room.objects.notes_are_open`), because the setting alone is not enough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from statements.vocabulary import EditionState, RoomRole, TeamRole, ThemeState, Visibility

WRITING_ROLES = (TeamRole.ANALYST, TeamRole.LEAD)


class Person(Protocol):
    """Whoever asks: one of our users, or Django's AnonymousUser for a stranger."""

    @property
    def pk(self) -> Any: ...
    @property
    def is_authenticated(self) -> bool: ...


# Predicates. Each takes the person and, where there is one, the object.


def is_signed_in(user: Any, thing: Any = None) -> bool:
    return bool(user.is_authenticated and user.is_active)


def is_editor(user: Any, thing: Any = None) -> bool:
    """Operators have every right of an editor."""
    return is_signed_in(user) and user.role in (RoomRole.EDITOR, RoomRole.OPERATOR)


def is_operator(user: Any, thing: Any = None) -> bool:
    return is_signed_in(user) and user.role == RoomRole.OPERATOR


def room_is_open_to(user: Any, thing: Any = None) -> bool:
    return is_signed_in(user) or settings.READING_ROOM_PUBLIC != "no"


def strangers_may_see_notes() -> bool:
    """What the setting says; the database must have agreed as well (Room.objects.notes_are_open)."""
    return bool(settings.READING_ROOM_PUBLIC == "texts+notes")


def may_read_edition(user: Any, edition: Any) -> bool:
    return room_is_open_to(user) and (is_signed_in(user) or not edition.members_only)


def may_annotate(user: Any, edition: Any) -> bool:
    """Private notes are open to everyone signed in; a withdrawn edition takes no new notes from anyone."""
    return is_signed_in(user) and may_read_edition(user, edition) and edition.state == EditionState.PUBLISHED


def writes_for(user: Any, team_id: int | None) -> bool:
    return team_id is not None and user.team_roles.get(team_id) in WRITING_ROLES


def writes_for_some_team(user: Any, thing: Any = None) -> bool:
    return is_signed_in(user) and any(role in WRITING_ROLES for role in user.team_roles.values())


def writes_for_team(user: Any, team: Any) -> bool:
    return is_signed_in(user) and writes_for(user, team.pk)


def leads_some_team(user: Any, thing: Any = None) -> bool:
    return is_signed_in(user) and TeamRole.LEAD in user.team_roles.values()


def belongs_to_team(user: Any, team: Any) -> bool:
    return is_signed_in(user) and team.pk in user.team_roles


def is_author(user: Any, thing: Any) -> bool:
    return is_signed_in(user) and thing.author_id == user.pk


def may_see_annotation(user: Any, annotation: Any) -> bool:
    """The rule of `visible_annotations` for one note and someone signed in."""
    if not is_signed_in(user):
        return False
    if annotation.visibility == Visibility.PRIVATE:
        return bool(annotation.author_id == user.pk)
    if annotation.visibility == Visibility.TEAM:
        return annotation.team_id in user.team_roles
    return True


def may_see_wording(user: Any, revision: Any) -> bool:
    """A wording of a note somebody may see: the newest is the note itself, an earlier one is for those it was written
    for, and for its author.
    """
    note = revision.annotation
    if revision.number == note.wording or is_author(user, note):
        return True
    if revision.visibility == Visibility.TEAM:
        return is_signed_in(user) and revision.team_id in user.team_roles
    return bool(revision.visibility == Visibility.ROOM)


def may_write_in_thread(user: Any, annotation: Any) -> bool:
    """Reply, resolve, reopen: where one may see and write."""
    if annotation.deleted_at is not None or not may_see_annotation(user, annotation):
        return False
    if annotation.visibility == Visibility.PRIVATE:
        return True
    return writes_for(user, annotation.team_id)


def may_edit_annotation(user: Any, annotation: Any) -> bool:
    return is_author(user, annotation) and may_write_in_thread(user, annotation)


def may_place_annotation(user: Any, annotation: Any) -> bool:
    """Say where a note stands in a corrected text: its author, and the leads of its team."""
    if annotation.deleted_at is not None or not may_see_annotation(user, annotation):
        return False
    return is_author(user, annotation) or user.team_roles.get(annotation.team_id) == TeamRole.LEAD


def may_restore_annotation(user: Any, annotation: Any) -> bool:
    return is_author(user, annotation) and may_see_annotation(user, annotation)


def may_delete_annotation(user: Any, annotation: Any) -> bool:
    """Authors may always take their own words back, also after leaving the team."""
    return is_author(user, annotation) and annotation.deleted_at is None


def may_edit_reply(user: Any, reply: Any) -> bool:
    return is_author(user, reply) and reply.deleted_at is None and may_write_in_thread(user, reply.annotation)


def may_delete_reply(user: Any, reply: Any) -> bool:
    return is_author(user, reply) and reply.deleted_at is None and may_see_annotation(user, reply.annotation)


def may_restore_reply(user: Any, reply: Any) -> bool:
    return is_author(user, reply) and may_see_annotation(user, reply.annotation)


# The table: deed → who may do it.

RULES: dict[str, Callable[..., bool]] = {
    "enter_room": room_is_open_to,
    "read_edition": may_read_edition,
    "keep_account": is_signed_in,
    "annotate": may_annotate,
    "write_for_team": writes_for_team,
    "see_annotation": may_see_annotation,
    "see_wording": may_see_wording,
    "edit_annotation": may_edit_annotation,
    "delete_annotation": may_delete_annotation,
    "restore_annotation": may_restore_annotation,
    "place_annotation": may_place_annotation,
    "reply": may_write_in_thread,
    "resolve": may_write_in_thread,
    "edit_reply": may_edit_reply,
    "delete_reply": may_delete_reply,
    "restore_reply": may_restore_reply,
    "see_team": belongs_to_team,
    "propose_theme": writes_for_some_team,
    "decide_theme": leads_some_team,
    "upload": is_editor,
    "publish": is_editor,
    "correct_metadata": is_editor,
    "withdraw": is_editor,
    "get_original": is_editor,
    "enter_admin": is_editor,
    "manage_people": is_operator,
    "purge": is_operator,
}


def can(user: Any, deed: str, thing: Any = None) -> bool:
    """Whether this person may do this deed (to this thing). An unknown deed is a KeyError: typos mean neither."""
    return RULES[deed](user, thing) if thing is not None else RULES[deed](user)


def require(user: Any, deed: str, thing: Any = None) -> None:
    """Raise PermissionDenied unless `can`. Views turn it into sign-in, 401 or 403 (views/responses.py)."""
    if not can(user, deed, thing):
        raise PermissionDenied(deed)


# What Django's admin may touch. Notes, replies, revisions and drafts are not registered there at all.

EDITORS_ADMIN = ("statement", "edition", "party", "instrument", "upload", "tag", "signatory")


def may_administer(user: Any, perm: str) -> bool:
    """Answer Django's `app.action_model` permission names: editors keep the library, operators also the people."""
    if is_operator(user):
        return True
    model = perm.rpartition("_")[2]
    return is_editor(user) and model in EDITORS_ADMIN and not perm.rpartition(".")[2].startswith("delete_")


# Filters, from the same rules. They name columns of the model in each function's first line.


NOTHING = Q(pk__in=[])


def visible_editions(user: Any) -> Q:
    """On Edition."""
    if not room_is_open_to(user):
        return NOTHING
    return Q() if is_signed_in(user) else Q(members_only=False)


def visible_annotations(user: Any, *, notes_open: bool, prefix: str = "") -> Q:
    """On Annotation, or through a relation with `prefix` ("annotation__"). A note all of whose passages stand in
    editions one may not read is not visible either: strangers and members-only editions.
    """
    visibility, author, team = f"{prefix}visibility", f"{prefix}author", f"{prefix}team__in"
    if is_signed_in(user):
        return (
            Q(**{visibility: Visibility.ROOM})
            | Q(**{visibility: Visibility.PRIVATE, author: user.pk})
            | Q(**{visibility: Visibility.TEAM, team: list(user.team_roles)})
        )
    if not notes_open or not room_is_open_to(user):
        return NOTHING
    # A passage in a members-only edition hides the whole note: its body may quote that edition.
    return Q(**{visibility: Visibility.ROOM}) & ~Q(**{f"{prefix}targets__edition__members_only": True})


def placeable_annotations(user: Any, *, prefix: str = "") -> Q:
    """On Annotation, or through a relation: the rule of `may_place_annotation`."""
    if not is_signed_in(user):
        return NOTHING
    led = [team for team, role in user.team_roles.items() if role == TeamRole.LEAD]
    seen = visible_annotations(user, notes_open=True, prefix=prefix) & Q(**{f"{prefix}deleted_at__isnull": True})
    return seen & (Q(**{f"{prefix}author": user.pk}) | Q(**{f"{prefix}team__in": led}))


def visible_themes(user: Any) -> Q:
    """On Theme: proposals are for people of the room until a lead has decided; strangers read the codebook."""
    if is_signed_in(user):
        return Q()
    return Q(state=ThemeState.ACCEPTED) if room_is_open_to(user) else NOTHING


def visible_teams(user: Any) -> Q:
    """On Team: one's own; operators, who keep them, see all teams (not their notes)."""
    if is_operator(user):
        return Q()
    return Q(pk__in=list(user.team_roles)) if is_signed_in(user) else NOTHING


def visible_events(user: Any, *, notes_open: bool) -> Q:
    """On Event: its note, edition, upload or team must be visible now; what was done to a person is theirs to know."""
    if not room_is_open_to(user):
        return NOTHING
    note = Q(annotation__isnull=True) | visible_annotations(user, notes_open=notes_open, prefix="annotation__")
    # An empty Q means "all" on its own but vanishes beside `|`: the choice has to stand outside. Strangers are told
    # what happens on editions they may read, not who joins, or what is proposed or corrected elsewhere.
    edition = Q() if is_signed_in(user) else Q(edition__isnull=False, edition__members_only=False)
    upload = Q() if is_editor(user) else Q(upload__isnull=True)
    roles = list(user.team_roles) if is_signed_in(user) else []
    team = Q() if is_operator(user) else Q(team__isnull=True) | Q(team__in=roles) | Q(annotation__isnull=False)
    person = Q() if is_operator(user) else Q(person__isnull=True) | Q(person=user.pk)
    return note & edition & upload & team & person
