"""The codebook: read by all, proposed by analysts, decided by leads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from statements.actions.annotation import delete_annotation
from statements.models import Edition, Event, Theme, ThemedAnnotation
from statements.queries.theme import codebook, suggested_themes
from statements.vocabulary import EditionState, ThemeState, Verb, Visibility
from tests.make import edition_of, make_annotation, make_edition, make_statement, make_theme
from tests.people import signed_in


@pytest.fixture
def peace(db) -> Theme:
    return make_theme("Peace", definition="Words about peace.", hue=3, pattern="dash")


@pytest.fixture
def lena_browser(lena):
    return signed_in(lena)


def counts(user) -> dict[str, tuple[int, int]]:
    found = {}
    waiting = codebook(user)
    while waiting:
        entry = waiting.pop()
        found[entry.theme.name] = (entry.notes, entry.statements)
        waiting += entry.under
    return found


# Reading


def test_codebook_is_a_tree_with_definitions_and_lines(browser, peace):
    make_theme("Disarmament", parent=peace)
    page = browser.get("/themes/").content.decode()
    assert "Words about peace." in page
    assert 'data-h1="3" data-l1="dash"' in page
    assert [(entry.theme.name, [under.theme.name for under in entry.under]) for entry in codebook(AnonymousUser())] == [
        ("Peace", ["Disarmament"])
    ]


def test_counts_are_of_notes_one_may_see(alice, bob, carol, vera, oscar, desk, peace):
    edition = make_edition()
    make_annotation(by=alice, edition=edition, on="Outer space", themes=["Peace"])
    make_annotation(by=alice, edition=edition, on="peaceful uses", themes=["Peace"], team=desk)
    make_annotation(
        by=alice, edition=make_edition(), on="Cold War", themes=["Peace"], team=desk, visibility=Visibility.ROOM
    )
    assert [counts(person)["Peace"] for person in (alice, bob, carol, vera, oscar)] == [
        (3, 2),
        (2, 2),
        (1, 1),
        (1, 1),
        (1, 1),
    ]


def test_counts_leave_out_deleted_notes_and_withdrawn_editions(alice, peace):
    kept, gone = make_edition(), make_edition()
    note = make_annotation(by=alice, edition=kept, on="Outer space", themes=["Peace"])
    make_annotation(by=alice, edition=gone, on="Outer space", themes=["Peace"])
    assert counts(alice)["Peace"] == (2, 2)
    Edition.objects.filter(pk=gone.pk).update(state=EditionState.WITHDRAWN, withdrawn_at=timezone.now())
    assert counts(alice)["Peace"] == (1, 1)
    delete_annotation(annotation=note, by=alice)
    assert counts(alice)["Peace"] == (0, 0)


def test_note_with_two_passages_counts_once_and_in_both_statements(alice, peace):
    make_annotation(
        by=alice,
        edition=make_edition(),
        on="Outer space",
        and_on="Cold War",
        and_edition=make_edition(),
        themes=["Peace"],
    )
    assert counts(alice)["Peace"] == (1, 2)


def test_theme_page_lists_statements_and_notes(alice_browser, alice, peace):
    statement = make_statement(title="A statement on space")
    make_annotation(by=alice, edition=edition_of(statement), on="Outer space", body="Why here?", themes=["Peace"])
    page = alice_browser.get("/themes/peace/").content.decode()
    assert f'<a href="/statements/{statement.slug}/?theme=peace">A statement on space</a>' in page
    assert ">Outer space</q>" in page
    assert "Why here?" in page
    assert "1 note you may see" in page


def test_theme_page_shows_others_nothing_of_a_private_note(alice_browser, oscar_browser, bob_browser, alice, peace):
    make_annotation(by=alice, on="Outer space", body="A secret thought.", themes=["Peace"])
    assert "A secret thought." in alice_browser.get("/themes/peace/").content.decode()
    for browser in (oscar_browser, bob_browser):
        page = browser.get("/themes/peace/").content.decode()
        assert ("A secret thought." in page, "Outer space" in page) == (False, False)
        assert "No note that you may see carries this theme." in page


def test_theme_page_is_paged(alice_browser, alice, peace):
    edition = make_edition()
    for number in range(26):
        make_annotation(by=alice, edition=edition, on="Outer space", body=f"Thought {number}.", themes=["Peace"])
    first, second = (alice_browser.get(f"/themes/peace/?page={page}").content.decode() for page in (1, 2))
    assert (first.count("Thought "), second.count("Thought ")) == (25, 1)
    assert "Thought 0." in second


def test_theme_page_asks_the_database_a_constant_number_of_times(alice_browser, alice, peace):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            alice_browser.get("/themes/peace/")
        return len(queries)

    make_annotation(by=alice, on="Outer space", themes=["Peace"])
    with_one = asked()
    for _ in range(2):
        make_annotation(by=alice, edition=make_edition(), on="Cold War", themes=["Peace"])
    assert asked() == with_one


def test_proposals_are_for_people_of_the_room(browser, vera_browser, db):
    make_theme("Peace")
    make_theme("Unheard of", state=ThemeState.PROPOSED)
    assert "Unheard of" in vera_browser.get("/themes/").content.decode()
    assert "Unheard of" not in browser.get("/themes/").content.decode()
    assert "Unheard of" not in browser.get("/themes/suggest/?q=un").content.decode()
    assert browser.get("/themes/unheard-of/").status_code == 404
    assert browser.get("/themes/peace/").status_code == 200


def test_theme_that_is_not_there_is_404(alice_browser):
    assert alice_browser.get("/themes/nothing/").status_code == 404


# Completion


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("out", ["Outer space"]),
        ("SPACE", ["Outer space"]),
        ("外", ["外空"]),
        ("etat", ["Rôle de l’État"]),
        ("мир", ["Миропорядок"]),
        ("ro", ["Rôle de l’État"]),
        ("zz", []),
    ],
)
def test_suggestions_know_every_script(vera, typed, found):
    for name in ("Outer space", "外空", "Rôle de l’État", "Миропорядок"):
        make_theme(name)
    assert [theme.name for theme in suggested_themes(vera, typed)] == found


def test_suggestions_put_beginnings_first(vera):
    for name in ("Arms control", "Small arms", "Alarms"):
        make_theme(name)
    assert [theme.name for theme in suggested_themes(vera, "arms")] == ["Arms control", "Small arms", "Alarms"]


def test_suggestions_are_a_fragment(alice_browser, peace):
    page = alice_browser.get("/themes/suggest/", {"q": "pea"}).content.decode()
    assert page.strip().startswith('<ul class="theme-suggestions" id="theme-suggestions"')
    assert 'data-slug="peace" data-name="Peace"' in page


# Proposing


def test_analyst_proposes(alice_browser, alice):
    response = alice_browser.post("/themes/propose/", {"name": "  Outer   space "})
    theme = Theme.objects.get()
    assert (response.status_code, response.url) == (303, "/themes/outer-space/")
    assert (theme.name, theme.state, theme.proposed_by) == ("Outer space", ThemeState.PROPOSED, alice)
    assert Event.objects.get().verb == Verb.PROPOSED_THEME


@pytest.mark.parametrize("name", ["peace", "PEACE", "", "x" * 101])
def test_proposing_refuses_what_is_there_or_no_name(alice_browser, peace, name):
    assert alice_browser.post("/themes/propose/", {"name": name}).status_code == 422
    assert Theme.objects.count() == 1


@pytest.mark.parametrize("name", ["Propose", "Suggest"])
def test_theme_does_not_take_the_address_of_a_page(alice_browser, name):
    response = alice_browser.post("/themes/propose/", {"name": name})
    assert response.url == f"/themes/{name.lower()}-2/"
    assert alice_browser.get(response.url).status_code == 200


@pytest.mark.parametrize(
    ("person", "status"), [("rita_browser", 403), ("vera_browser", 403), ("edith_browser", 403), ("browser", 302)]
)
def test_only_writers_propose(request, db, person, status):
    assert request.getfixturevalue(person).post("/themes/propose/", {"name": "Mine"}).status_code == status
    assert Theme.objects.count() == 0


# Deciding


def described(**given):
    return {"name": "Peace", "definition": "New.", "parent": "", "hue": "5", "pattern": "teeth", **given}


def test_lead_takes_a_proposal_in(lena_browser, db):
    theme = make_theme("Peace", state=ThemeState.PROPOSED)
    assert lena_browser.post("/themes/peace/accept/").status_code == 303
    theme.refresh_from_db()
    assert theme.state == ThemeState.ACCEPTED
    assert Event.objects.get().verb == Verb.DECIDED_THEME


def test_lead_describes_a_theme_and_its_address_stays(lena_browser, peace):
    response = lena_browser.post("/themes/peace/edit/", described(name="Peace and quiet"))
    assert (response.status_code, response.url) == (303, "/themes/peace/")
    peace.refresh_from_db()
    assert (peace.name, peace.definition, peace.hue, peace.pattern) == ("Peace and quiet", "New.", 5, "teeth")


def test_preview_draws_and_keeps_nothing(lena_browser, peace):
    response = lena_browser.post("/themes/peace/edit/", described(preview="1"))
    assert response.status_code == 200
    assert '<mark data-h1="5" data-l1="teeth">' in response.content.decode()
    peace.refresh_from_db()
    assert (peace.definition, peace.hue, peace.pattern) == ("Words about peace.", 3, "dash")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"hue": "13"}, {"pattern": "wave"}, {"name": "DISARMAMENT"}])
def test_describing_refuses_what_does_not_fit(lena_browser, peace, wrong):
    make_theme("Disarmament")
    assert lena_browser.post("/themes/peace/edit/", described(**wrong)).status_code == 422
    peace.refresh_from_db()
    assert (peace.name, peace.hue) == ("Peace", 3)


def test_theme_never_stands_under_itself(lena_browser, peace):
    child = make_theme("Disarmament", parent=peace)
    response = lena_browser.post("/themes/peace/edit/", described(parent=child.pk))
    assert response.status_code == 422
    assert "A theme cannot stand under itself" in response.content.decode()
    peace.refresh_from_db()
    assert peace.parent is None


def test_merging_moves_notes_lines_and_themes_below(lena_browser, alice, peace):
    other = make_theme("Concord")
    child = make_theme("Disarmament", parent=peace)
    one = make_annotation(by=alice, on="Outer space", themes=["Peace"])
    both = make_annotation(by=alice, on="Cold War", themes=["Peace", "Concord"])
    response = lena_browser.post("/themes/peace/merge/", {"into": other.pk})
    assert (response.status_code, response.url) == (303, "/themes/concord/")
    for note in (one, both):
        note.refresh_from_db()
        assert (list(note.themes.names()), note.drawn_theme) == (["Concord"], other)
    child.refresh_from_db()
    assert child.parent == other
    assert not Theme.objects.filter(name="Peace").exists()
    assert ThemedAnnotation.objects.count() == 2


def test_merging_into_a_theme_below_leaves_no_circle(lena_browser, peace):
    child = make_theme("Disarmament", parent=peace)
    assert lena_browser.post("/themes/peace/merge/", {"into": child.pk}).status_code == 303
    child.refresh_from_db()
    assert child.parent is None


def test_merging_into_itself_is_refused(lena_browser, peace):
    assert lena_browser.post("/themes/peace/merge/", {"into": peace.pk}).status_code == 422
    assert Theme.objects.count() == 1


def test_unused_theme_is_taken_out(lena_browser, peace):
    assert lena_browser.post("/themes/peace/delete/").status_code == 303
    assert Theme.objects.count() == 0


def test_theme_in_use_stays_also_when_its_note_is_not_seen(lena_browser, carol, peace):
    note = make_annotation(by=carol, on="Outer space", body="A secret thought.", themes=["Peace"])
    response = lena_browser.post("/themes/peace/delete/")
    assert response.status_code == 409
    assert "Merge it into another instead." in response.content.decode()
    assert "A secret thought." not in response.content.decode()
    assert list(note.themes.names()) == ["Peace"]


@pytest.mark.parametrize(
    ("person", "status"), [("alice_browser", 403), ("rita_browser", 403), ("edith_browser", 403), ("browser", 302)]
)
def test_only_leads_decide(request, peace, person, status):
    other = make_theme("Concord")
    browser = request.getfixturevalue(person)
    answers = [
        browser.get("/themes/peace/edit/"),
        browser.post("/themes/peace/edit/", described()),
        browser.post("/themes/peace/accept/"),
        browser.post("/themes/peace/merge/", {"into": other.pk}),
        browser.post("/themes/peace/delete/"),
    ]
    assert [answer.status_code for answer in answers] == [status] * 5
    peace.refresh_from_db()
    assert (peace.definition, Theme.objects.count()) == ("Words about peace.", 2)


@pytest.mark.parametrize("deed", ["accept", "merge", "delete"])
def test_deciding_is_never_a_get(lena_browser, peace, deed):
    assert lena_browser.get(f"/themes/peace/{deed}/").status_code == 405
