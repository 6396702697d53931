"""The staff screens: who enters, what can be changed there, and what is not there at all."""

from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from statements.actions.invitation import invite
from statements.admin import staff_screens
from statements.models import Annotation, Draft, Event, Reply, Revision, Theme, User
from statements.vocabulary import RoomRole, Verb
from tests.make import edition_of, make_annotation, make_party, make_statement, make_theme, make_user

METADATA = {
    "title": "Joint statement on space",
    "slug": "2008-joint-statement",
    "kind": "joint-statement",
    "party_names": "Russia\nChina",
    "place": "Beijing",
    "date_signed": "2008-05-23",
    "date_published": "",
    "language": "en",
    "topics": "space",
    "digest_of": "",
}


@pytest.fixture
def statement(db):
    statement = make_statement(title="Joint statement on space", parties=["Russia", "China"], place="Beijing")
    statement.slug = "2008-joint-statement"
    statement.date_signed = "2008-05-23"
    statement.save()
    statement.topics.set(["space"])
    return statement


def change(statement) -> str:
    return reverse("admin:statements_statement_change", args=[statement.pk])


@pytest.mark.parametrize(
    ("person", "status"),
    [("edith_browser", 200), ("oscar_browser", 200), ("alice_browser", 403), ("vera_browser", 403)],
)
def test_admin_is_for_editors_and_operators(request, person, status):
    assert request.getfixturevalue(person).get("/admin/").status_code == status


def test_admin_sends_strangers_to_our_sign_in_and_back(browser, db):
    response = browser.get("/admin/statements/statement/")
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/admin/statements/statement/")
    assert browser.get("/admin/login/?next=/admin/").url == "/accounts/login/?next=/admin/"


def test_admin_signs_out_by_post(edith_browser):
    assert edith_browser.get("/admin/logout/").url == "/accounts/logout/"
    assert edith_browser.get("/admin/").status_code == 200
    edith_browser.post("/admin/logout/")
    assert edith_browser.get("/admin/").status_code == 302


def test_admin_changes_passwords_on_our_page(edith_browser):
    assert edith_browser.get("/admin/password_change/").url == "/accounts/password/change/"


def test_admin_does_not_know_notes(db):
    registered = set(staff_screens._registry)
    assert registered & {Annotation, Reply, Revision, Draft, Event, LogEntry} == set()
    assert sorted(model._meta.model_name for model in registered) == [
        *("edition", "instrument", "invitation", "membership", "party", "statement"),
        *("tag", "team", "theme", "upload", "user"),
    ]


def test_admin_index_of_an_editor_has_no_people(edith_browser, oscar_browser):
    people = [
        reverse(f"admin:statements_{name}_changelist") for name in ("user", "team", "membership", "invitation", "theme")
    ]
    library = [
        reverse(f"admin:statements_{name}_changelist")
        for name in ("statement", "edition", "party", "instrument", "upload")
    ]
    for browser, own in ((edith_browser, library), (oscar_browser, library + people)):
        page = browser.get("/admin/").content.decode()
        assert [path for path in library + people if f'href="{path}"' in page] == own
    assert [edith_browser.get(path).status_code for path in people] == [403] * 5
    assert [edith_browser.get(path).status_code for path in library] == [200] * 5
    assert [oscar_browser.get(path).status_code for path in library + people] == [200] * 10


# Statements


def test_metadata_page_shows_what_is_known(edith_browser, statement):
    page = edith_browser.get(change(statement)).content.decode()
    assert 'value="2008-joint-statement"' in page
    assert "Russia\nChina</textarea>" in page
    assert 'value="space"' in page


def test_metadata_is_corrected_with_an_event_and_a_redirect(edith_browser, edith, statement):
    make_party("France")
    new = {**METADATA, "slug": "2008-space", "party_names": "China\nfrance", "topics": "space, arms"}
    assert edith_browser.post(change(statement), new).status_code == 302
    statement.refresh_from_db()
    assert statement.slug == "2008-space"
    assert list(statement.redirects.values_list("slug", flat=True)) == ["2008-joint-statement"]
    assert list(statement.party_rows.values_list("party__name", flat=True)) == ["China", "France"]
    assert sorted(statement.topics.names()) == ["arms", "space"]
    event = Event.objects.get()
    assert (event.verb, event.actor, event.statement) == (Verb.CORRECTED, edith, statement)


def test_metadata_sent_unchanged_is_no_correction(edith_browser, statement):
    assert edith_browser.post(change(statement), METADATA).status_code == 302
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"party_names": "Atlantis"}, "Not in the list of parties: Atlantis."),
        ({"slug": "taken"}, "already exists"),
        ({"slug": "taken-before"}, "Another statement had this address"),
        ({"title": ""}, "This field is required."),
        ({"date_signed": "yesterday"}, "Enter a valid date."),
    ],
)
def test_metadata_page_refuses_what_does_not_fit(edith_browser, statement, wrong, sentence):
    other = make_statement(title="Other", slug="taken")
    other.redirects.create(slug="taken-before")
    response = edith_browser.post(change(statement), {**METADATA, **wrong})
    assert sentence in unescape(response.content.decode())
    statement.refresh_from_db()
    assert (statement.slug, statement.title) == ("2008-joint-statement", "Joint statement on space")
    assert Event.objects.count() == 0


def test_statements_come_and_go_elsewhere(oscar_browser, statement):
    assert oscar_browser.get(reverse("admin:statements_statement_add")).status_code == 403
    assert oscar_browser.post(reverse("admin:statements_statement_delete", args=[statement.pk])).status_code == 403


def test_edition_can_only_be_looked_at(oscar_browser, statement):
    edition = edition_of(statement)
    address = reverse("admin:statements_edition_change", args=[edition.pk])
    assert oscar_browser.get(address).status_code == 200
    assert oscar_browser.post(address, {"title": "Other"}).status_code == 403
    edition.refresh_from_db()
    assert edition.title == "Joint statement on space"


# What is kept on pages of the room


def test_add_upload_leads_to_the_desk(edith_browser):
    response = edith_browser.get(reverse("admin:statements_upload_add"))
    assert (response.status_code, response.url) == (302, reverse("upload_new"))


def test_teams_and_invitations_lead_to_their_pages(oscar_browser, oscar, desk):
    invitation = invite(by=oscar, key="6f1c1d1e-55c9-4d3c-8f1f-0a8f5b1d9c11", team=desk, team_role="reader")
    membership = desk.memberships.create(user=oscar)
    led = {
        name: oscar_browser.get(reverse(f"admin:statements_{name}_change", args=[pk])).url
        for name, pk in (("team", desk.pk), ("membership", membership.pk), ("invitation", invitation.pk))
    }
    assert led == {"team": "/teams/desk/", "membership": "/teams/desk/", "invitation": "/invitations/new/"}
    assert oscar_browser.get(reverse("admin:statements_invitation_add")).url == "/invitations/new/"


def test_theme_is_described_through_the_action(oscar_browser, db):
    theme = make_theme("Peace")
    below = make_theme("Quiet", parent=theme)
    address = reverse("admin:statements_theme_change", args=[theme.pk])
    fields = {"name": "Peace", "definition": "New.", "parent": "", "hue": "4", "pattern": "dot"}
    assert (
        "A theme cannot stand under itself"
        in oscar_browser.post(address, {**fields, "parent": below.pk}).content.decode()
    )
    assert oscar_browser.post(address, fields).status_code == 302
    theme.refresh_from_db()
    assert (theme.definition, theme.hue, theme.pattern) == ("New.", 4, "dot")
    assert Event.objects.get().verb == Verb.DECIDED_THEME


def test_theme_cannot_be_deleted_with_its_private_notes(oscar_browser, alice):
    make_theme("Peace")
    make_annotation(by=alice, on="Outer space", themes=["Peace"])
    theme = Theme.objects.get()
    assert oscar_browser.post(reverse("admin:statements_theme_delete", args=[theme.pk])).status_code == 403


# People


def person_fields(user, **given):
    return {"username": user.username, "name": user.name, "email": "", "role": user.role, "is_active": "on", **given}


def test_operator_gives_a_role(oscar_browser, vera):
    address = reverse("admin:statements_user_change", args=[vera.pk])
    assert oscar_browser.post(address, person_fields(vera, role="editor")).status_code == 302
    vera.refresh_from_db()
    assert vera.role == RoomRole.EDITOR


def test_somebody_shut_out_is_out_at_once(oscar_browser, vera, vera_browser):
    assert vera_browser.get("/account/").status_code == 200
    address = reverse("admin:statements_user_change", args=[vera.pk])
    fields = person_fields(vera)
    del fields["is_active"]
    assert oscar_browser.post(address, fields).status_code == 302
    assert vera_browser.get("/account/").status_code == 302


@pytest.mark.parametrize("given", [{"role": "reader"}, {"is_active": ""}])
def test_last_operator_stays(oscar_browser, oscar, given):
    address = reverse("admin:statements_user_change", args=[oscar.pk])
    assert (
        "This is the last operator of the room."
        in oscar_browser.post(address, person_fields(oscar, **given)).content.decode()
    )
    oscar.refresh_from_db()
    assert (oscar.role, oscar.is_active) == ("operator", True)


def test_one_of_two_operators_can_go(oscar_browser, oscar):
    make_user("olga", role=RoomRole.OPERATOR)
    address = reverse("admin:statements_user_change", args=[oscar.pk])
    assert oscar_browser.post(address, person_fields(oscar, role="reader")).status_code == 302


@pytest.mark.parametrize("wrong", [{"username": "OSCAR"}, {"email": "Oscar@Example.org"}])
def test_user_names_and_mail_addresses_name_one_person(oscar_browser, oscar, vera, wrong):
    User.objects.filter(pk=oscar.pk).update(email="oscar@example.org")
    address = reverse("admin:statements_user_change", args=[vera.pk])
    assert "Someone here already has that" in oscar_browser.post(address, person_fields(vera, **wrong)).content.decode()


def test_people_are_not_made_nor_deleted_here(oscar_browser, vera):
    assert oscar_browser.get(reverse("admin:statements_user_add")).status_code == 403
    assert oscar_browser.post(reverse("admin:statements_user_delete", args=[vera.pk])).status_code == 403


def test_password_link_is_made_on_request(oscar_browser, browser, vera, settings):
    page = oscar_browser.post(
        reverse("admin:statements_user_changelist"),
        {"action": "make_password_link", "_selected_action": [vera.pk]},
        follow=True,
    ).content.decode()
    event = Event.objects.get()
    assert (event.verb, event.actor, event.person) == (Verb.PASSWORD_LINK, User.objects.get(username="oscar"), vera)
    start = page.index(settings.READING_ROOM_URL)
    link = page[start:].partition("<")[0]
    form = browser.get(link.removeprefix(settings.READING_ROOM_URL), follow=True)
    new = {"password1": "a reading lamp", "password2": "a reading lamp"}
    assert browser.post(form.request["PATH_INFO"], new).status_code == 303
    vera.refresh_from_db()
    assert vera.check_password("a reading lamp")


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("user", "password__startswith=md5"),
        ("user", "password__exact=x"),
        ("user", "email__contains=@"),
        ("user", "role__startswith=o"),
        ("upload", "draft__contains=x"),
        ("upload", "report__title=x"),
        ("invitation", "key__exact=x"),
        ("edition", "statement__title__contains=x"),
        ("party", "name__startswith=R"),
    ],
)
def test_lists_answer_no_question_they_do_not_offer(oscar_browser, kind, query):
    assert (
        oscar_browser.get(
            reverse(f"admin:statements_{kind}_changelist"), query_params=dict([query.split("=")])
        ).status_code
        == 400
    )


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("user", "role__exact=reader&is_active__exact=1"),
        ("statement", "date__year=2008&date__month=5&date__day=23"),
        ("statement", "kind__exact=treaty&q=space"),
        ("membership", "team__id__exact=1"),
        ("upload", "state__exact=draft"),
    ],
)
def test_lists_can_be_chosen_from_as_their_links_do(oscar_browser, statement, kind, query):
    assert oscar_browser.get(reverse(f"admin:statements_{kind}_changelist") + f"?{query}").status_code == 200
