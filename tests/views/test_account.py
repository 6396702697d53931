"""Coming in and going out, and what people keep about themselves."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import NoReverseMatch, reverse

from statements.forms.account import client_address
from statements.models import User
from tests.make import make_user

SIGN_IN = "/accounts/login/"


def sign_in(browser: Client, username: str, password: str = "secret", **extra):
    return browser.post(SIGN_IN, {"login": username, "password": password, **extra})


def who(browser: Client) -> str | None:
    key = browser.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else None


def test_sign_in_leads_back_to_the_passage(browser, vera):
    response = sign_in(browser, "vera", next="/statements/a-text/?theme=peace#p5.4")
    assert (response.status_code, response.url) == (303, "/statements/a-text/?theme=peace#p5.4")
    assert who(browser) == "vera"


def test_sign_in_page_keeps_where_one_wanted_to_go(browser, db):
    page = browser.get(SIGN_IN, {"next": "/statements/a-text/#p5.4"}).content.decode()
    assert '<input type="hidden" name="next" value="/statements/a-text/#p5.4">' in page
    assert 'data-behaviour="keep-fragment"' in page


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_sign_in_never_leads_to_another_site(browser, vera, back):
    response = sign_in(browser, "vera", next=back)
    assert (response.status_code, response.url) == (303, "/")


def test_sign_in_with_mail_address_works(browser, db):
    make_user("mara", email="mara@example.org")
    assert sign_in(browser, "mara@example.org").status_code == 303
    assert who(browser) == "mara"


@pytest.mark.parametrize("username", ["vera", "nobody"])
def test_sign_in_refuses_a_wrong_password_and_does_not_say_who_exists(browser, vera, username):
    response = sign_in(browser, username, "wrong")
    assert response.status_code == 422
    assert "This user name and this password do not belong together" in response.content.decode()
    assert who(browser) is None


def test_sign_in_is_throttled_with_a_sentence_and_counts_in_the_database(browser, vera, settings):
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    answers = [sign_in(browser, "vera", "wrong").status_code for _ in range(7)]
    assert answers == [422] * 6 + [429]
    response = sign_in(browser, "vera", "secret")
    assert response.status_code == 429
    assert "Wait five minutes" in response.content.decode()
    assert who(browser) is None


def test_sign_in_from_one_place_is_throttled_with_a_page(browser, vera):
    answers = [sign_in(browser, f"person{number}", "wrong").status_code for number in range(32)]
    assert answers[:20] == [422] * 20
    assert answers[20:30] == [429] * 10
    response = browser.post(SIGN_IN, {"login": "vera", "password": "secret"})
    assert response.status_code == 429
    assert "Wait a minute, then try again." in response.content.decode()


def test_client_address_believes_only_as_many_proxies_as_are_trusted(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.1, 10.0.0.2"}, REMOTE_ADDR="127.0.0.1")
    told = {}
    for settings.TRUSTED_PROXY in (0, 1, 2, 9):
        told[settings.TRUSTED_PROXY] = client_address(request)
    assert told == {0: "127.0.0.1", 1: "10.0.0.2", 2: "10.0.0.1", 9: "6.6.6.6"}


def test_signing_out_is_a_post(vera_browser):
    assert vera_browser.get("/accounts/logout/").status_code == 200
    assert who(vera_browser) == "vera"
    response = vera_browser.post("/accounts/logout/")
    assert (response.status_code, response.url) == (303, "/")
    assert who(vera_browser) is None


def test_somebody_closed_out_is_told_so(browser, vera):
    vera.is_active = False
    vera.save()
    response = sign_in(browser, "vera")
    assert response.status_code in (302, 303)
    assert "an operator of this room has closed your account" in browser.get(response.url).content.decode()
    assert who(browser) is None


def test_password_change_needs_the_old_one_and_signs_out_elsewhere(browser, vera, vera_browser):
    sign_in(browser, "vera")
    address = reverse("account_change_password")
    new = {"password1": "a reading lamp", "password2": "a reading lamp"}
    refused = vera_browser.post(address, {"oldpassword": "wrong", **new})
    assert refused.status_code == 422
    assert "This is not your password as it is now." in refused.content.decode()
    changed = vera_browser.post(address, {"oldpassword": "secret", **new})
    assert (changed.status_code, changed.url) == (303, "/account/")
    vera.refresh_from_db()
    assert vera.check_password("a reading lamp")
    assert vera_browser.get("/account/").status_code == 200
    assert browser.get("/account/").status_code == 302


def test_password_change_is_closed_to_demo_people(client, db):
    person = make_user("dana", is_demo=True)
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert client.get(reverse("account_change_password")).status_code == 403


def test_account_page_keeps_name_and_colours(vera_browser, vera):
    response = vera_browser.post("/account/", {"name": "Vera Holm", "scheme": "dark"})
    assert (response.status_code, response.url) == (303, "/account/")
    vera.refresh_from_db()
    assert (vera.name, vera.scheme) == ("Vera Holm", "dark")
    assert response.cookies["scheme"].value == "dark"
    assert 'data-scheme="dark"' in vera_browser.get("/account/").content.decode()


def test_account_page_refuses_an_empty_name_and_changes_nothing(vera_browser, vera):
    response = vera_browser.post("/account/", {"name": "", "scheme": "dark"})
    assert response.status_code == 422
    vera.refresh_from_db()
    assert (vera.name, vera.scheme) == ("Vera", "")
    assert "<h1>Vera</h1>" in response.content.decode()
    assert response.content.decode().count(" autofocus") == 1


def test_account_page_cannot_give_a_role(vera_browser, vera):
    vera_browser.post("/account/", {"name": "Vera", "scheme": "", "role": "operator", "is_demo": "on"})
    vera.refresh_from_db()
    assert (vera.role, vera.is_demo) == ("reader", False)


def test_colours_follow_a_person_to_another_browser(browser, db):
    make_user("mara", scheme="light")
    assert sign_in(browser, "mara").cookies["scheme"].value == "light"


def test_account_page_of_a_stranger_leads_to_sign_in(browser, db):
    response = browser.get("/account/")
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/account/")


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "reauthenticate/",
        "password/set/",
        "confirm-email/",
        "confirm-email/abc/",
        "login/code/confirm/",
        "login/code/",
        "",
    ],
)
def test_other_pages_of_allauth_do_not_exist(browser, vera_browser, path):
    assert [client.get(f"/accounts/{path}").status_code for client in (browser, vera_browser)] == [404, 404]


def test_names_of_closed_pages_cannot_be_linked(db):
    for name in ("account_signup", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


# A forgotten password


def test_forgotten_password_is_a_page_only_where_mail_is_sent(browser, db, settings):
    addresses = ["/accounts/password/reset/", "/accounts/password/reset/done/"]
    assert [browser.get(address).status_code for address in addresses] == [200, 200]
    assert "/accounts/password/reset/" in browser.get(SIGN_IN).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert [browser.get(address).status_code for address in addresses] == [404, 404]
    assert "An operator of this room can give you a link" in browser.get(SIGN_IN).content.decode()


def test_forgotten_password_sends_a_link_that_works_once(browser, db, mailoutbox):
    mara = make_user("mara", email="mara@example.org")
    assert browser.post("/accounts/password/reset/", {"email": "mara@example.org"}).status_code == 303
    [mail] = mailoutbox
    assert mail.subject == "Set a new password in the reading room"
    address = next(line for line in mail.body.splitlines() if line.startswith("http"))
    form = browser.get(address, follow=True)
    assert form.status_code == 200
    new = {"password1": "a reading lamp", "password2": "a reading lamp"}
    assert browser.post(form.request["PATH_INFO"], {**new, "password2": "another"}).status_code == 422
    assert browser.post(form.request["PATH_INFO"], new).status_code == 303
    mara.refresh_from_db()
    assert mara.check_password("a reading lamp")
    used = browser.get(address)
    assert used.status_code == 410
    assert "This link is no longer good" in used.content.decode()


def test_forgotten_password_does_not_say_who_exists(browser, db, mailoutbox):
    assert browser.post("/accounts/password/reset/", {"email": "nobody@example.org"}).status_code == 303
    assert mailoutbox == []


# Demo people


@pytest.fixture
def demo(db, settings):
    settings.READING_ROOM_DEMO = True
    return make_user("dana", name="Dana Demo", is_demo=True)


def test_demo_people_are_offered_on_the_machine_itself(browser, demo, vera):
    page = browser.get(SIGN_IN, {"next": "/statements/a/#p1"}, headers={"Host": "127.0.0.1:8000"}).content.decode()
    assert "Dana Demo" in page
    assert "Reads everything published and keeps private notes." in page
    assert "Vera" not in page


def test_demo_person_comes_in_by_one_press(browser, demo):
    entry = {"username": "dana", "next": "/statements/a/#p1"}
    response = browser.post("/accounts/demo/", entry, headers={"Host": "localhost:8000"})
    assert (response.status_code, response.url) == (303, "/statements/a/#p1")
    assert who(browser) == "dana"


@pytest.mark.parametrize(
    "request_from",
    [
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "localhost:8000"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "room.example.org"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_X_REAL_IP": "192.0.2.7"},
    ],
)
def test_demo_people_are_for_nobody_else(browser, demo, settings, request_from):
    settings.ALLOWED_HOSTS = ["*"]
    assert "Dana Demo" not in browser.get(SIGN_IN, **request_from).content.decode()
    assert browser.post("/accounts/demo/", {"username": "dana"}, **request_from).status_code == 404
    assert who(browser) is None


def test_demo_people_are_not_offered_in_a_real_room(browser, demo, settings):
    settings.READING_ROOM_DEMO = False
    assert "Dana Demo" not in browser.get(SIGN_IN, headers={"Host": "localhost"}).content.decode()
    assert browser.post("/accounts/demo/", {"username": "dana"}, headers={"Host": "localhost"}).status_code == 404


def test_demo_sign_in_takes_no_real_person(browser, demo, vera):
    assert browser.post("/accounts/demo/", {"username": "vera"}, headers={"Host": "localhost"}).status_code == 404
    assert who(browser) is None


def test_demo_sign_in_changes_nothing_on_get(browser, demo):
    assert browser.get("/accounts/demo/", {"username": "dana"}, headers={"Host": "localhost"}).status_code == 405
    assert who(browser) is None


def test_signed_out_message_is_ours(vera_browser):
    response = vera_browser.post("/accounts/logout/")
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["You are signed out."]


def test_demo_person_of_a_name_with_nul_is_nobody(browser, demo):
    assert (
        browser.post("/accounts/demo/", {"username": "da\0na"}, headers={"Host": "localhost:8000"}).status_code == 404
    )
