"""Teams: members see who is in theirs, operators keep them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statements.models import Annotation, Event, Membership, Team, User
from statements.vocabulary import TeamRole, Verb
from tests.make import make_annotation, make_user


def role_of(user, team) -> str:
    return Membership.objects.filter(user=user, team=team).values_list("role", flat=True).first() or ""


def test_team_page_says_members_and_roles_in_words(rita_browser, alice, lena):
    page = rita_browser.get("/teams/desk/").content.decode()
    assert "Reader: Reads the notes of the team" in page
    assert "Analyst: Writes notes and answers for the team" in page
    assert "Lead: Writes for the team and keeps the codebook" in page
    assert "Take out" not in page


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("alice_browser", 200),
        ("rita_browser", 200),
        ("oscar_browser", 200),
        ("carol_browser", 404),
        ("vera_browser", 404),
        ("edith_browser", 404),
        ("browser", 302),
    ],
)
def test_team_page_is_for_members_and_operators(request, desk, person, status):
    assert request.getfixturevalue(person).get("/teams/desk/").status_code == status


def test_team_list_shows_ones_own(alice_browser, carol, oscar_browser, vera_browser):
    assert ">Other team<" not in alice_browser.get("/teams/").content.decode()
    assert ">Desk<" in alice_browser.get("/teams/").content.decode()
    shown = oscar_browser.get("/teams/").content.decode()
    assert ("Desk" in shown, "Other team" in shown, "You are not in this team." in shown) == (True, True, True)
    assert "You are in no team yet." in vera_browser.get("/teams/").content.decode()


def test_operator_founds_a_team(oscar_browser, oscar):
    response = oscar_browser.post("/teams/", {"name": "Eurasia desk"})
    assert (response.status_code, response.url) == (303, "/teams/eurasia-desk/")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.team.name) == (Verb.CHANGED_TEAM, oscar, "Eurasia desk")


def test_team_named_in_another_script_gets_an_address(oscar_browser):
    for name in ("欧亚组", "亚洲组"):
        oscar_browser.post("/teams/", {"name": name})
    assert list(Team.objects.order_by("pk").values_list("slug", flat=True)) == ["team", "team-2"]


def test_team_name_is_taken_once(oscar_browser, desk):
    response = oscar_browser.post("/teams/", {"name": "Desk"})
    assert response.status_code == 422
    assert "There is a team of that name already." in response.content.decode()
    assert Team.objects.count() == 1


def test_operator_adds_somebody(oscar_browser, desk, vera):
    response = oscar_browser.post("/teams/desk/add/", {"user": vera.pk, "role": "analyst"})
    assert (response.status_code, response.url) == (303, "/teams/desk/")
    assert role_of(vera, desk) == TeamRole.ANALYST


@pytest.mark.parametrize("wrong", [{"role": "king"}, {"user": "999"}, {"user": ""}])
def test_adding_refuses_what_does_not_fit(oscar_browser, desk, vera, wrong):
    assert oscar_browser.post("/teams/desk/add/", {"user": vera.pk, "role": "analyst", **wrong}).status_code == 422
    assert not Membership.objects.exists()


def test_operator_changes_a_role(oscar_browser, desk, rita):
    membership = Membership.objects.get(user=rita)
    response = oscar_browser.post(f"/teams/desk/members/{membership.pk}/", {"role": "lead"})
    assert (response.status_code, role_of(rita, desk)) == (303, "lead")
    assert oscar_browser.post(f"/teams/desk/members/{membership.pk}/", {"role": "king"}).status_code == 422
    assert role_of(rita, desk) == "lead"


def test_somebody_taken_out_sees_the_notes_of_the_team_no_more(oscar_browser, alice, bob, desk):
    make_annotation(by=alice, on="Outer space", team=desk)
    assert Annotation.objects.visible_to(bob).count() == 1
    membership = Membership.objects.get(user=bob)
    assert oscar_browser.post(f"/teams/desk/members/{membership.pk}/remove/").status_code == 303
    assert Annotation.objects.visible_to(User.objects.get(pk=bob.pk)).count() == 0


def test_what_somebody_wrote_stays_when_they_leave(oscar_browser, alice, bob, desk):
    make_annotation(by=alice, on="Outer space", team=desk)
    oscar_browser.post(f"/teams/desk/members/{Membership.objects.get(user=alice).pk}/remove/")
    assert Annotation.objects.visible_to(bob).count() == 1


@pytest.mark.parametrize(("person", "status"), [("lena", 403), ("alice", 403), ("edith", 403)])
def test_only_operators_change_teams(request, client, desk, vera, rita, person, status):
    client.force_login(request.getfixturevalue(person))
    membership = Membership.objects.get(user=rita)
    answers = [
        client.post("/teams/", {"name": "Mine"}),
        client.post("/teams/desk/add/", {"user": vera.pk, "role": "lead"}),
        client.post(f"/teams/desk/members/{membership.pk}/", {"role": "lead"}),
        client.post(f"/teams/desk/members/{membership.pk}/remove/"),
    ]
    assert [answer.status_code for answer in answers] == [status] * 4
    assert (role_of(rita, desk), role_of(vera, desk), Team.objects.count()) == ("reader", "", 1)


def test_changes_are_never_a_get(oscar_browser, desk, rita):
    membership = Membership.objects.get(user=rita)
    paths = ["add/", f"members/{membership.pk}/", f"members/{membership.pk}/remove/"]
    assert [oscar_browser.get(f"/teams/desk/{path}").status_code for path in paths] == [405] * 3


def test_member_of_another_team_cannot_be_changed_through_ours(oscar_browser, desk, carol, other_team):
    membership = Membership.objects.get(user=carol)
    assert oscar_browser.post(f"/teams/desk/members/{membership.pk}/remove/").status_code == 404
    assert role_of(carol, other_team) == "analyst"


def test_team_page_asks_the_database_a_constant_number_of_times(oscar_browser, desk, rita):
    def count():
        with CaptureQueriesContext(connection) as queries:
            oscar_browser.get("/teams/desk/")
        return len(queries)

    with_one = count()
    for number in range(3):
        Membership.objects.create(user=make_user(f"p{number}"), team=desk, role="reader")
    assert count() == with_one
