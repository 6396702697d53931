"""Inviting by a link, and taking it up."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from statements.actions.invitation import InvitationClosed, invite, take_up, take_up_as_new, token_of
from statements.models import Event, Invitation, Membership, User
from statements.vocabulary import RoomRole, TeamRole, Verb

NEW = "/invitations/new/"
NEWCOMER = {"name": "Nora Lind", "username": "nora", "password1": "a reading lamp", "password2": "a reading lamp"}


def fields(**given):
    return {"key": str(uuid.uuid4()), "name": "Nora", "team": "", "team_role": "", "role": "reader", **given}


@pytest.fixture
def invitation(oscar, desk) -> Invitation:
    return invite(by=oscar, key=uuid.uuid4(), name="Nora", team=desk, team_role=TeamRole.ANALYST)


def address(invitation: Invitation) -> str:
    return f"/invitations/{token_of(invitation)}/"


def changed(invitation: Invitation, **values) -> Invitation:
    Invitation.objects.filter(pk=invitation.pk).update(**values)
    return invitation


def test_invitation_is_made_and_its_link_shown_once(oscar_browser, oscar, desk, settings):
    settings.READING_ROOM_URL = "https://room.example.org"
    page = oscar_browser.post(NEW, fields(team=desk.pk, team_role="analyst"))
    made = Invitation.objects.get()
    assert (made.team, made.team_role, made.role, made.invited_by) == (desk, "analyst", "reader", oscar)
    assert timedelta(days=13) < made.expires_at - timezone.now() <= timedelta(days=14)
    assert f"https://room.example.org{address(made)}" in page.content.decode()
    assert token_of(made) not in oscar_browser.get(NEW).content.decode()
    event = Event.objects.get()
    assert (event.verb, event.actor, event.team) == (Verb.INVITED, oscar, desk)


def test_invitation_form_sent_twice_makes_one(oscar_browser):
    twice = fields()
    pages = [oscar_browser.post(NEW, twice).content.decode() for _ in range(2)]
    made = Invitation.objects.get()
    assert [address(made) in page for page in pages] == [True, True]
    assert Event.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"role": "king"}, {"key": "no"}, {"team": "999", "team_role": "analyst"}])
def test_invitation_refuses_what_does_not_fit_and_makes_nothing(oscar_browser, wrong):
    assert oscar_browser.post(NEW, fields(**wrong)).status_code == 422
    assert Invitation.objects.count() == 0


def test_invitation_without_a_team_names_no_role_there(oscar_browser):
    assert oscar_browser.post(NEW, fields(team_role="analyst")).status_code == 200
    assert (Invitation.objects.get().team, Invitation.objects.get().team_role) == (None, "")


def test_invitation_into_a_team_needs_a_role_there(oscar_browser, desk):
    response = oscar_browser.post(NEW, fields(team=desk.pk))
    assert response.status_code == 422
    assert "Say what they will do in the team." in response.content.decode()
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "status"),
    [("vera_browser", 403), ("alice_browser", 403), ("edith_browser", 403), ("browser", 302)],
)
def test_only_operators_invite(request, db, person, status):
    client = request.getfixturevalue(person)
    assert [client.get(NEW).status_code, client.post(NEW, fields()).status_code] == [status] * 2
    assert Invitation.objects.count() == 0


def test_stranger_sees_who_invites_and_to_what_also_in_a_closed_room(browser, invitation, settings):
    settings.READING_ROOM_PUBLIC = "no"
    response = browser.get(address(invitation))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Oscar invites you into this reading room." in page
    assert "<dd>Desk</dd>" in page
    assert "Analyst: Writes notes and answers for the team" in page
    assert "Reader: Reads everything published and keeps private notes." in page


def test_stranger_comes_in(browser, invitation, desk):
    response = browser.post(address(invitation), NEWCOMER)
    assert (response.status_code, response.url) == (303, "/teams/desk/")
    nora = User.objects.get(username="nora")
    assert (nora.name, nora.role, nora.check_password("a reading lamp")) == ("Nora Lind", "reader", True)
    assert nora.team_roles == {desk.pk: "analyst"}
    assert browser.get("/teams/desk/").status_code == 200
    invitation.refresh_from_db()
    assert invitation.used_by == nora
    event = Event.objects.latest("number")
    assert (event.verb, event.actor, event.team) == (Verb.JOINED, nora, desk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"username": "Oscar"}, "Someone here already has that user name."),
        ({"username": "no ra"}, "Enter a valid username."),
        ({"password2": "another"}, "The two passwords differ."),
        ({"password1": "12345678", "password2": "12345678"}, "This password is entirely numeric."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_newcomer_form_says_what_will_not_do(browser, invitation, wrong, sentence):
    response = browser.post(address(invitation), {**NEWCOMER, **wrong})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert list(User.objects.values_list("username", flat=True)) == ["oscar"]
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_newcomer_cannot_choose_a_role(browser, invitation):
    browser.post(address(invitation), {**NEWCOMER, "role": "operator", "team_role": "lead"})
    nora = User.objects.get(username="nora")
    assert (nora.role, list(nora.team_roles.values())) == ("reader", ["analyst"])


def test_someone_signed_in_joins_with_their_own_account(vera_browser, vera, invitation, desk):
    assert "You are signed in as Vera." in vera_browser.get(address(invitation)).content.decode()
    assert not Membership.objects.exists()
    assert vera_browser.post(address(invitation)).status_code == 303
    assert User.objects.get(pk=vera.pk).team_roles == {desk.pk: "analyst"}


def test_taking_up_never_takes_away(edith, desk, oscar):
    Membership.objects.create(user=edith, team=desk, role=TeamRole.LEAD)
    take_up(invitation=invite(by=oscar, key=uuid.uuid4(), team=desk, team_role=TeamRole.READER), user=edith)
    edith.refresh_from_db()
    assert (edith.role, edith.team_roles) == (RoomRole.EDITOR, {desk.pk: "lead"})


def test_taking_up_adds(vera, oscar):
    take_up(invitation=invite(by=oscar, key=uuid.uuid4(), role=RoomRole.EDITOR), user=vera)
    vera.refresh_from_db()
    assert vera.role == RoomRole.EDITOR


@pytest.mark.parametrize(
    ("closing", "sentence"),
    [
        ({"used_at": timezone.now()}, "It was taken up already"),
        ({"withdrawn_at": timezone.now()}, "It was withdrawn"),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "Its time has run out."),
    ],
)
def test_closed_invitation_says_why_and_lets_nobody_in(browser, vera_browser, invitation, closing, sentence):
    changed(invitation, **closing)
    for client in (browser, vera_browser):
        seen = client.get(address(invitation))
        assert (seen.status_code, sentence in seen.content.decode()) == (410, True)
        assert client.post(address(invitation), NEWCOMER).status_code == 410
    assert not User.objects.filter(username="nora").exists()
    assert not Membership.objects.exists()


@pytest.mark.parametrize("token", ["abc", f"{uuid.uuid4().hex}.forged", "a.b.c", "%F0%9F%98%80"])
def test_tampered_link_is_no_invitation(browser, db, token):
    response = browser.get(f"/invitations/{token}/")
    assert response.status_code == 404
    assert "This room has not made such a link." in response.content.decode()


def test_link_with_one_letter_changed_is_no_invitation(browser, invitation):
    link = address(invitation)
    assert browser.get(link).status_code == 200
    assert browser.get(link.replace(link[-2], "A" if link[-2] != "A" else "B")).status_code == 404


def test_invitation_is_good_once(browser, invitation):
    assert browser.post(address(invitation), NEWCOMER).status_code == 303
    assert Client().post(address(invitation), {**NEWCOMER, "username": "second"}).status_code == 410
    assert not User.objects.filter(username="second").exists()


def test_of_two_who_opened_the_link_one_comes_in(invitation, desk):
    first, second = (Invitation.objects.get(pk=invitation.pk) for _ in range(2))
    take_up_as_new(invitation=first, username="one", name="One", password="a reading lamp")
    with pytest.raises(InvitationClosed) as closed:
        take_up_as_new(invitation=second, username="two", name="Two", password="a reading lamp")
    assert closed.value.why == "used"
    assert list(desk.members.values_list("username", flat=True)) == ["one"]
    assert not User.objects.filter(username="two").exists()


def test_invitation_is_withdrawn_by_an_operator(oscar_browser, browser, invitation, desk):
    response = oscar_browser.post(f"/invitations/{invitation.pk}/withdraw/")
    assert (response.status_code, response.url) == (303, NEW)
    assert browser.get(address(invitation)).status_code == 410
    assert Event.objects.latest("number").verb == Verb.UNINVITED
    assert "Nora" not in oscar_browser.get(NEW).content.decode().split("Open invitations")[1]


def test_withdrawing_too_late_changes_nothing(oscar_browser, browser, invitation):
    browser.post(address(invitation), NEWCOMER)
    page = oscar_browser.post(f"/invitations/{invitation.pk}/withdraw/", follow=True).content.decode()
    assert "That invitation was closed already." in page
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


@pytest.mark.parametrize(("person", "status"), [("alice_browser", 403), ("edith_browser", 403), ("browser", 302)])
def test_only_operators_withdraw(request, invitation, person, status):
    assert request.getfixturevalue(person).post(f"/invitations/{invitation.pk}/withdraw/").status_code == status
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_withdrawing_is_never_a_get(oscar_browser, invitation):
    assert oscar_browser.get(f"/invitations/{invitation.pk}/withdraw/").status_code == 405
