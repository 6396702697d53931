"""Notes are stored with our words, in one go, once."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statements.actions.annotation import (
    annotate,
    delete_annotation,
    edit_annotation,
    restore_annotation,
    restore_wording,
    set_state,
)
from statements.actions.passage import EditionWithdrawn, NoWords, Passage, WordsDiffer
from statements.actions.theme import UnknownThemes
from statements.actions.wording import EditedMeanwhile, NothingToSay
from statements.models import Annotation, Event, Revision, Target, Theme
from statements.text.markdown import TooLong
from statements.vocabulary import AnnotationState, EditionState, Motivation, ThemeState, Verb, Visibility
from tests.make import edition_of, make_annotation, make_edition, make_statement, make_theme, place_of

RARE = "The 😀 sides met in 𠮷野 and agreed: 外空 belongs to all. Done."


def note_on(edition, by, start, end, exact=None, **given):
    return annotate(by=by, edition=edition, passages=[Passage(start, end, exact)], body="Really?", **given)


def edit(annotation, by, **changes):
    now = {
        "wording": annotation.wording,
        "body": annotation.body,
        "motivation": annotation.motivation,
        "themes": [],
        "visibility": annotation.visibility,
        "team": annotation.team,
    }
    return edit_annotation(annotation=annotation, by=by, **{**now, **changes})


def test_note_keeps_our_words_and_what_stands_around_them(alice):
    edition = make_edition()
    note = make_annotation(by=alice, edition=edition, on="Cold War mentality", body="**Whose**?")
    target = note.targets.get()
    assert (target.exact, target.suffix[:6]) == ("Cold War mentality", ". They")
    assert target.prefix == "The two sides oppose the "
    assert note.body_html == "<p><strong>Whose</strong>?</p>"
    assert list(note.revisions.values_list("number", "body", "by")) == [(1, "**Whose**?", alice.pk)]
    event = Event.objects.get()
    assert (event.verb, event.annotation, event.edition, event.statement) == (
        Verb.ANNOTATED,
        note,
        edition,
        edition.statement,
    )


@pytest.mark.parametrize("words", ["😀", "𠮷野", "外", "agreed: 外空 belongs"])
def test_note_counts_code_points(alice, words):
    edition = make_edition(text=RARE)
    note = make_annotation(by=alice, edition=edition, on=words)
    assert note.targets.get().exact == words
    assert note.targets.get().start == RARE.index(words)


def test_note_across_paragraphs_is_compared_after_folding_white_space(alice):
    edition = make_edition(paragraphs=["One ends here.", "Two begins there."])
    start, end = place_of(edition, "here.\n\nTwo")
    note = note_on(edition, alice, start, end, "here.\nTwo")
    assert note.targets.get().exact == "here.\n\nTwo"


def test_note_on_other_words_than_seen_is_refused_with_both(alice):
    edition = make_edition()
    start, end = place_of(edition, "Cold War")
    with pytest.raises(WordsDiffer) as refusal:
        note_on(edition, alice, start, end, "Hot War")
    assert (refusal.value.ours, refusal.value.theirs) == ("Cold War", "Hot War")
    assert not Annotation.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(("start", "end"), [(5, 5), (7, 3), (0, 10_000), (9_000, 9_001)])
def test_note_on_no_words_is_refused(alice, start, end):
    with pytest.raises(NoWords):
        note_on(make_edition(), alice, start, end)


def test_note_on_white_space_between_paragraphs_is_refused(alice):
    edition = make_edition(paragraphs=["One.", "Two."])
    with pytest.raises(NoWords):
        note_on(edition, alice, 4, 6)


def test_note_on_the_last_character_of_the_text(alice):
    edition = make_edition(paragraphs=["One.", "Two."])
    assert note_on(edition, alice, 9, 10).targets.get().exact == "."


def test_note_on_the_whole_statement_has_no_words(alice):
    target = make_annotation(by=alice).targets.get()
    assert (target.start, target.end, target.exact, target.selector) == (None, None, "", None)


def test_note_on_two_statements(alice):
    here, there = make_edition(), make_edition(text="Space stays peaceful.")
    note = make_annotation(
        by=alice, edition=here, on="Outer space", and_on="Space", and_edition=there, body="", relation="softened"
    )
    assert list(note.targets.values_list("passage", "edition", "exact")) == [
        (1, here.pk, "Outer space"),
        (2, there.pk, "Space"),
    ]
    assert note.relation == "softened"


def test_note_sent_twice_is_one(alice, bob):
    edition, key = make_edition(), uuid.uuid4()
    first = make_annotation(by=alice, edition=edition, on="Cold War", uuid=key)
    assert make_annotation(by=alice, edition=edition, on="Cold War", uuid=key) == first
    assert (
        Annotation.objects.count() == Revision.objects.count() == Event.objects.count() == Target.objects.count() == 1
    )


def test_note_with_the_uuid_of_someone_else_gets_its_own(alice, bob):
    edition, key = make_edition(), uuid.uuid4()
    first = make_annotation(by=alice, edition=edition, on="Cold War", uuid=key)
    second = make_annotation(by=bob, edition=edition, on="Cold War", uuid=key)
    assert (first.uuid, first.author) == (key, alice)
    assert (second.uuid != key, second.author) == (True, bob)


def test_notes_on_identical_words_are_two(alice):
    edition = make_edition()
    for _ in range(2):
        make_annotation(by=alice, edition=edition, on="Cold War")
    assert Target.objects.values_list("start", "end").distinct().count() == 1
    assert Annotation.objects.count() == 2


def test_note_on_a_withdrawn_edition_is_refused(alice):
    edition = make_edition()
    type(edition).objects.update(state=EditionState.WITHDRAWN, withdrawn_at="2026-01-01T00:00Z")
    for words in ("Cold War", ""):
        with pytest.raises(EditionWithdrawn):
            make_annotation(by=alice, edition=edition, on=words)
    assert not Annotation.objects.exists()


def test_highlight_needs_no_words_and_has_no_wording(alice):
    note = make_annotation(by=alice, on="Cold War", body="", motivation=Motivation.HIGHLIGHTING)
    assert not note.revisions.exists()
    with pytest.raises(NothingToSay):
        make_annotation(by=alice, on="Cold War", body="  ")


def test_body_too_long_is_refused(alice):
    with pytest.raises(TooLong):
        make_annotation(by=alice, on="Cold War", body="a" * 10_001)
    assert not Annotation.objects.exists()


def test_themes_are_found_by_name_and_slug_in_any_case_and_script(alice):
    make_theme("Cold War")
    make_theme("Холодная война")
    note = make_annotation(by=alice, on="Cold War", themes=["ХОЛОДНАЯ ВОЙНА", "cold-war", "Cold  war"])
    assert [theme.name for theme in note.themes.order_by("name")] == ["Cold War", "Холодная война"]
    assert note.drawn_theme.name == "Холодная война"


def test_new_theme_of_an_analyst_is_a_proposal(alice):
    note = make_annotation(by=alice, on="Cold War", themes=["外空", "外空"])
    theme = Theme.objects.get()
    assert (theme.name, theme.slug, theme.state, theme.proposed_by) == ("外空", "外空", ThemeState.PROPOSED, alice)
    assert note.drawn_theme == theme


def test_new_theme_of_someone_who_may_not_propose_is_refused(vera):
    with pytest.raises(UnknownThemes) as refusal:
        make_annotation(by=vera, on="Cold War", themes=["Brand new"])
    assert refusal.value.names == ["Brand new"]
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("themes", [["Cold War"], ["Cold War", "Sovereignty", "Outer space"]])
def test_storing_a_note_takes_the_same_few_queries(alice, desk, themes):
    for name in themes:
        make_theme(name)
    edition = edition_of(make_statement())
    make_annotation(by=alice, edition=edition, on="Cold")  # from now on the room counts and the text is on the shelf
    with CaptureQueriesContext(connection) as queries:
        start, end = 25, 33
        annotate(
            by=alice,
            edition=edition,
            passages=[Passage(start, end, "Cold War")],
            body="Whose?",
            themes=themes,
            visibility=Visibility.TEAM,
            team=desk,
            uuid=uuid.uuid4(),
        )
    assert len([query for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]) == 9


def test_edit_keeps_every_wording(alice):
    note = make_annotation(by=alice, on="Cold War", body="First.")
    second = edit(note, alice, body="Second.")
    third = restore_wording(annotation=second, by=alice, number=1, wording=2)
    assert list(note.revisions.values_list("number", "body")) == [(3, "First."), (2, "Second."), (1, "First.")]
    assert (third.body, third.body_html, third.wording) == ("First.", "<p>First.</p>", 3)


def test_edit_of_a_stale_wording_gives_both(alice):
    note = make_annotation(by=alice, on="Cold War", body="First.")
    edit(note, alice, body="From the other tab.")
    with pytest.raises(EditedMeanwhile) as refusal:
        edit(note, alice, body="From this tab.")
    problem = refusal.value
    assert (problem.ours, problem.theirs, problem.wording) == ("From the other tab.", "From this tab.", 2)
    note.refresh_from_db()
    assert note.body == "From the other tab."
    assert edit(note, alice, body="From this tab.", wording=2).body == "From this tab."


def test_edit_sent_twice_is_one_wording(alice):
    note = make_annotation(by=alice, on="Cold War", body="First.")
    for _ in range(2):
        changed = edit(note, alice, body="Second.")
    assert changed.wording == 2
    assert note.revisions.count() == 2


def test_edit_changes_themes_and_audience(alice, desk):
    make_theme("Blocs")
    note = make_annotation(by=alice, on="Cold War", themes=["Cold War"])
    changed = edit(note, alice, themes=["Blocs"], visibility=Visibility.TEAM, team=desk)
    assert [theme.name for theme in changed.themes.all()] == ["Blocs"]
    assert (changed.drawn_theme.name, changed.team, changed.wording) == ("Blocs", desk, 1)
    back = edit(changed, alice, visibility=Visibility.PRIVATE)
    assert (back.team, back.drawn_theme) == (None, None)


def test_delete_and_restore_are_each_one_event(alice):
    note = make_annotation(by=alice, on="Cold War")
    for _ in range(2):
        delete_annotation(annotation=note, by=alice)
    assert not Annotation.objects.alive().exists()
    for _ in range(2):
        restore_annotation(annotation=note, by=alice)
    assert Annotation.objects.alive().count() == 1
    assert list(Event.objects.values_list("verb", flat=True)) == ["restored", "deleted", "annotated"]


def test_state_remembers_who_and_when(alice, bob, desk):
    note = make_annotation(by=alice, on="Cold War", team=desk)
    resolved = set_state(annotation=note, by=bob, state=AnnotationState.RESOLVED)
    assert (resolved.is_resolved, resolved.state_changed_by) == (True, bob)
    again = set_state(annotation=note, by=alice, state=AnnotationState.OPEN)
    assert (again.is_resolved, again.state_changed_by) == (False, alice)
