"""A room with one of everything, for the tests that walk all of it: its people, and the address of each place."""

from __future__ import annotations

import uuid
from typing import Any, NamedTuple

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from statements.actions.batch import add_file, open_batch
from statements.actions.invitation import invite, token_of
from statements.actions.original import store_original
from statements.actions.room import open_notes
from statements.forms.sign_in import password_link
from statements.models import Annotation, Edition, Statement, User
from statements.vocabulary import EditionState, RoomRole, TeamRole, ThemeState, Visibility
from tests.make import (
    edition_of,
    join,
    make_annotation,
    make_reply,
    make_statement,
    make_team,
    make_theme,
    make_user,
)
from tests.make_upload import make_draft

NOBODY = uuid.UUID(int=0)


class World(NamedTuple):
    people: dict[str, User]
    places: dict[str, str]
    values: dict[str, str]
    edition: Edition

    def browser(self, column: str, settings: Any) -> Client:
        """The browser of a person, or of a stranger in a room of that name (see permission_table.ROOMS)."""
        client = Client()
        if column in self.people:
            client.force_login(self.people[column], backend="allauth.account.auth_backends.AuthenticationBackend")
            return client
        settings.READING_ROOM_PUBLIC = {"unconfirmed": "texts+notes", "confirmed": "texts+notes"}.get(column, column)
        if column == "confirmed":
            open_notes(by=None)
        return client


def make_world() -> World:
    people = _people()
    open_one, members, withdrawn = _statements()
    edition = edition_of(open_one)
    places = {
        **{name: reverse(name) for name in PLAIN},
        **_reading_places(open_one, members, withdrawn),
        **_note_places(people, edition),
        **_theme_places(people),
        **_people_places(people),
        **_upload_places(people),
    }
    values = {"vera": str(people["vera"].pk), "proposed": str(places.pop("proposed key"))}
    return World(people, places, values, edition)


PLAIN = (
    *("party_pairs", "robots"),
    *(
        "library",
        "healthz",
        "help",
        "search",
        "compare",
        "note_preview",
        "draft",
        "notebook",
        "inbox",
        "theme_list",
        "theme_suggest",
    ),
    *("theme_propose", "uploads", "upload_new", "account_login", "account_logout", "account_inactive", "demo_sign_in"),
    *("account_change_password", "account_reset_password_from_key_done", "account_reset_password"),
    *("account_reset_password_done", "account", "team_list", "invitation_new", "admin:index"),
    *(
        f"admin:statements_{name}_changelist"
        for name in (
            *("statement", "edition", "party", "instrument", "theme", "upload"),
            *("user", "team", "membership", "invitation"),
        )
    ),
    "admin:taggit_tag_changelist",
)


def _people() -> dict[str, User]:
    people = {name: make_user(name) for name in ("vera", "rita", "bob", "alice", "lena", "carol")}
    people["edith"] = make_user("edith", role=RoomRole.EDITOR)
    people["oscar"] = make_user("oscar", role=RoomRole.OPERATOR)
    desk, other = make_team("desk"), make_team("other-team")
    join(people["rita"], desk, TeamRole.READER)
    join(people["bob"], desk, TeamRole.ANALYST)
    join(people["alice"], desk, TeamRole.ANALYST)
    join(people["lena"], desk, TeamRole.LEAD)
    join(people["carol"], other, TeamRole.ANALYST)
    return people


def _statements() -> tuple[Statement, Statement, Statement]:
    withdrawn = make_statement(title="A withdrawn statement")
    withdrawn.editions.update(
        state=EditionState.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="It was the wrong text."
    )
    members = make_statement(title="A statement for members", edition={"members_only": True})
    return make_statement(title="A statement for all"), members, withdrawn


def _reading_places(open_one: Statement, members: Statement, withdrawn: Statement) -> dict[str, str]:
    places = {}
    slugs = {"": open_one.slug, "members ": members.slug, "withdrawn ": withdrawn.slug, "missing ": "not-held"}
    for prefix, slug in slugs.items():
        for name in ("statement", *(f"statement_{page}" for page in ("history", "provenance", "references", "print"))):
            places[f"{prefix}{name}"] = reverse(name, args=[slug])
        places[f"{prefix or 'compared '}compare"] = f"{reverse('compare')}?a={slug}:1&b={open_one.slug}:2"
        places[f"{prefix}statement_news"] = f"{reverse('statement_news', args=[slug])}?after=0"
        places[f"{prefix}statement_language"] = reverse("statement_language", args=[slug, "en"])
        for name in (
            *("edition", "edition_cite", "edition_notes", "note_new"),
            *(f"edition_{deed}" for deed in ("withdraw", "correct", "return", "carried")),
        ):
            places[f"{prefix}{name}"] = reverse(name, args=[slug, "en", 1])
        places[f"{prefix}edition_alignment"] = reverse("edition_alignment", args=[slug, "en", 1, 2])
    return places


def _note_places(people: dict[str, User], edition: Edition) -> dict[str, str]:
    desk = make_team("desk")
    alice, places = people["alice"], {}
    private = make_annotation(by=alice, edition=edition, on="Cold War mentality", body="Only I see this.")
    team = make_annotation(by=alice, edition=edition, on="Outer space", body="For the desk.", team=desk)
    room = make_annotation(
        by=alice, edition=edition, on="peaceful uses", body="For everyone.", team=desk, visibility=Visibility.ROOM
    )
    notes = {"private": private.uuid, "team": team.uuid, "room": room.uuid, "missing": NOBODY}
    for whose, note in notes.items():
        places[f"{whose} annotation"] = reverse("annotation", args=[note])
        for deed in ("edit", "delete", "restore", "reply", "resolve", "history", "place"):
            places[f"{whose} annotation_{deed}"] = reverse(f"annotation_{deed}", args=[note])
    answers = {
        "": make_reply(team, by=people["bob"], body="Bob agrees.").uuid,
        "private ": make_reply(private, by=alice, body="A second thought.").uuid,
        "missing ": NOBODY,
    }
    for prefix, answer in answers.items():
        for deed in ("edit", "delete", "restore"):
            places[f"{prefix}reply_{deed}"] = reverse(f"reply_{deed}", args=[answer])
    return places


def _theme_places(people: dict[str, User]) -> dict[str, Any]:
    make_theme("Peace")
    proposed = make_theme("Proposed", state=ThemeState.PROPOSED, proposed_by=people["bob"])
    places: dict[str, Any] = {"proposed key": proposed.pk}
    for prefix, slug in (("", "peace"), ("proposed ", "proposed"), ("missing ", "nothing")):
        places[f"{prefix}theme"] = reverse("theme", args=[slug])
        for deed in ("edit", "accept", "merge", "delete"):
            places[f"{prefix}theme_{deed}"] = reverse(f"theme_{deed}", args=[slug])
    return places


def _people_places(people: dict[str, User]) -> dict[str, str]:
    desk = make_team("desk")
    membership = desk.memberships.get(user=people["rita"])
    invitation = invite(by=people["oscar"], key=uuid.uuid4(), name="Nora", team=desk, team_role=TeamRole.READER)
    link = password_link(make_user("nora"))
    path = link[link.index("/accounts/") :]
    return {
        "team": reverse("team", args=["desk"]),
        "missing team": reverse("team", args=["nothing"]),
        "team_add": reverse("team_add", args=["desk"]),
        "member_change": reverse("member_change", args=["desk", membership.pk]),
        "member_remove": reverse("member_remove", args=["desk", membership.pk]),
        "invitation": reverse("invitation", args=[token_of(invitation)]),
        "forged invitation": reverse("invitation", args=["forged"]),
        "invitation_withdraw": reverse("invitation_withdraw", args=[invitation.pk]),
        "account_reset_password_from_key": path,
        "forged account_reset_password_from_key": f"{path[:-4]}abc/",
    }


def _upload_places(people: dict[str, User]) -> dict[str, str]:
    upload = make_draft(by=people["edith"])
    upload.sha256 = store_original(b"A draft at the desk.")
    upload.save()
    batch, _is_new = open_batch(name="papers.zip", by=people["edith"])
    add_file(batch=batch, name="declaration.txt", data=b"A text of a batch.")
    places = {"missing upload": reverse("upload", args=[0]), "missing batch": reverse("batch", args=[0])}
    for name in ("batch", "batch_stop", "batch_go_on"):
        places[name] = reverse(name, args=[batch.pk])
    pages = ("preview", "correct", "here", "about", "publish", "original", "near_same", "dry_run")
    for name in ("upload", *(f"upload_{page}" for page in pages)):
        places[name] = reverse(name, args=[upload.pk])
    for whose in ("private", "room"):
        note = Annotation.objects.get(visibility=whose)
        places[f"{whose} upload_place"] = reverse("upload_place", args=[upload.pk, note.uuid])
    return places
