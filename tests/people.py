"""The people, named once. Each fixture is a person in the database; `<name>_browser` is a client signed in as them.

alice and bob are analysts of the team "desk", rita reads there; carol is an analyst of another team; edith edits, oscar
operates the room; vera is signed in and belongs to no team. The visitor is not signed in.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from statements.exchange.check import check_room
from statements.models import Team, User
from statements.vocabulary import RoomRole, TeamRole
from tests.make import join, make_team, make_user


@pytest.fixture
def proven_room(db: None) -> Iterator[None]:
    """After the test, check_room has nothing to say but that the originals of made-up texts are not on the disk."""
    yield
    findings, _looked = check_room(index=False)
    assert [str(finding) for finding in findings if finding.check != "original"] == []


@pytest.fixture
def desk(db: None) -> Team:
    return make_team("desk")


@pytest.fixture
def other_team(db: None) -> Team:
    return make_team("other-team")


@pytest.fixture
def alice(desk: Team) -> User:
    return _member("alice", desk, TeamRole.ANALYST)


@pytest.fixture
def bob(desk: Team) -> User:
    return _member("bob", desk, TeamRole.ANALYST)


@pytest.fixture
def lena(desk: Team) -> User:
    """The lead of the desk."""
    return _member("lena", desk, TeamRole.LEAD)


@pytest.fixture
def rita(desk: Team) -> User:
    return _member("rita", desk, TeamRole.READER)


@pytest.fixture
def carol(other_team: Team) -> User:
    return _member("carol", other_team, TeamRole.ANALYST)


@pytest.fixture
def edith(db: None) -> User:
    return make_user("edith", role=RoomRole.EDITOR)


@pytest.fixture
def oscar(db: None) -> User:
    return make_user("oscar", role=RoomRole.OPERATOR)


@pytest.fixture
def vera(db: None) -> User:
    return make_user("vera")


@pytest.fixture
def visitor() -> AnonymousUser:
    return AnonymousUser()


def _member(username: str, team: Team, role: str) -> User:
    user = make_user(username)
    join(user, team, role)
    return user


def signed_in(user: User) -> Client:
    """A browser of this person, without going through the sign-in page."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def alice_browser(alice: User) -> Client:
    return signed_in(alice)


@pytest.fixture
def bob_browser(bob: User) -> Client:
    return signed_in(bob)


@pytest.fixture
def carol_browser(carol: User) -> Client:
    return signed_in(carol)


@pytest.fixture
def rita_browser(rita: User) -> Client:
    return signed_in(rita)


@pytest.fixture
def edith_browser(edith: User) -> Client:
    return signed_in(edith)


@pytest.fixture
def oscar_browser(oscar: User) -> Client:
    return signed_in(oscar)


@pytest.fixture
def vera_browser(vera: User) -> Client:
    return signed_in(vera)


@pytest.fixture
def browser() -> Client:
    """A stranger's browser."""
    return Client()
