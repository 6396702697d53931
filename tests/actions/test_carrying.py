"""A corrected text takes every note with it, or says that it could not."""

from __future__ import annotations

import pytest

from statements.actions.annotation import annotate, delete_annotation, edit_annotation
from statements.actions.carrying import (
    DecidedMeanwhile,
    EditionReplaced,
    carry_late_note,
    choose_place,
    confirm_place,
    leave_behind,
    place_seen,
)
from statements.actions.correcting import (
    NotTheCurrentOne,
    begin_correction,
    hand_in_correction,
    return_of,
    return_to,
)
from statements.actions.edition import LookAgain, ReasonForEditionMissing, carrying_of, publish_upload, withdraw_edition
from statements.actions.notice import mark_read
from statements.actions.passage import Passage
from statements.actions.reply import reply
from statements.actions.waiting import OpenAlready
from statements.models import Alignment, Edition, Event, Notice, Placing, Target, Upload, User
from statements.queries.cards import passages_of
from statements.vocabulary import Outcome, TargetState, UploadState, Verb
from tests.checked import correct, corrected
from tests.make import edition_of, make_annotation, make_statement, place_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]

ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."
THREE = "Outer space is for peaceful uses alone and the parties oppose an arms race in it by any state."
FOUR = "The security of one state must not rest on the insecurity of others, whoever they may be, now or ever after."


@pytest.fixture
def first(db) -> Edition:
    paragraphs = [("1.1", ONE), ("1.2", TWO), ("2.1", THREE), ("2.2", FOUR)]
    return edition_of(make_statement(paragraphs=paragraphs, title="Joint Declaration"))


def targets_on(edition: Edition, *notes) -> list[tuple[str, str]]:
    found = {target.annotation_id: (target.state, target.exact) for target in edition.targets.all()}
    return [found[note.pk] for note in notes]


def test_unchanged_words_are_carried_exactly_and_addresses_stay(first, alice, edith):
    note = make_annotation(by=alice, edition=first, on="peaceful uses")
    second = correct(first, by=edith, texts=[ONE, TWO, "They also met the press.", THREE, FOUR])
    assert [p.address for p in second.paragraphs.all()] == ["1.1", "1.2", "1.2a", "2.1", "2.2"]
    target = second.targets.get()
    assert (target.state, target.exact, target.method) == (TargetState.CARRIED_FORWARD, "peaceful uses", "exact")
    assert target.carried_from == first.targets.get()
    assert (target.start, target.end) == place_of(second, "peaceful uses")
    assert text_of(second)[target.start - 10 : target.start] == target.prefix[-10:]
    assert note.targets.count() == 2


def test_moved_changed_and_gone_words_are_told_apart(first, alice, edith):
    moved = make_annotation(by=alice, edition=first, on="peaceful uses")
    changed = make_annotation(by=alice, edition=first, on="in Moscow on 3 May 2001")
    gone = make_annotation(by=alice, edition=first, on="central role of the United Nations")
    whole = make_annotation(by=alice, edition=first)
    second = correct(first, by=edith, texts=[ONE.replace("3 May", "4 May"), FOUR, THREE])
    assert targets_on(second, moved, changed, gone, whole) == [
        (TargetState.CARRIED_FORWARD, "peaceful uses"),
        (TargetState.NEEDS_A_LOOK, "in Moscow on 4 May 2001"),
        (TargetState.LEFT_BEHIND, ""),
        (TargetState.CARRIED_FORWARD, ""),
    ]
    rows = Alignment.objects.filter(old=first, new=second)
    assert sorted(place for row in rows for place in row.old_orders) == [0, 1, 2, 3]
    assert sorted(place for row in rows for place in row.new_orders) == [0, 1, 2]


def test_dry_run_says_what_publishing_does_and_changes_nothing(first, alice, edith):
    make_annotation(by=alice, edition=first, on="peaceful uses")
    make_annotation(by=alice, edition=first, on="in Moscow on 3 May 2001")
    make_annotation(by=alice, edition=first, on="central role of the United Nations")
    deleted = make_annotation(by=alice, edition=first, on="whoever they may be")
    delete_annotation(annotation=deleted, by=alice)
    upload = corrected(first, by=edith, texts=[ONE.replace("3 May", "4 May"), FOUR, THREE])
    before = (Target.objects.count(), Event.objects.count())
    carrying = carrying_of(upload)
    assert dict(carrying.totals) == {Outcome.EXACT: 0, Outcome.MOVED: 1, Outcome.LOOK: 1, Outcome.GONE: 1}
    assert carrying.total == 3
    assert (Target.objects.count(), Event.objects.count()) == before
    edition = publish_upload(upload=upload, by=edith, note="The date.", seen=carrying.state)
    assert edition.targets.count() == 4  # what is brought back has its place
    assert edition.note == "The date."


def test_no_reason_no_edition(first, edith):
    upload = corrected(first, by=edith, texts=[ONE])
    with pytest.raises(ReasonForEditionMissing):
        publish_upload(upload=upload, by=edith, note="  ")
    assert (Edition.objects.count(), Upload.objects.get().state) == (1, UploadState.DRAFT)


@pytest.mark.parametrize("deed", ["write", "answer", "edit"])
def test_what_is_written_between_dry_run_and_publishing_is_caught(first, alice, edith, deed):
    note = make_annotation(by=alice, edition=first, on="peaceful uses")
    upload = corrected(first, by=edith, texts=[ONE, THREE])
    seen = carrying_of(upload).state
    if deed == "write":
        make_annotation(by=alice, edition=first, on="arms race")
    elif deed == "answer":
        reply(annotation=note, by=alice, body="So it is.")
    else:
        edit_annotation(
            annotation=note,
            by=alice,
            body="Other words",
            motivation=note.motivation,
            themes=[],
            visibility=note.visibility,
            wording=note.wording,
        )
    with pytest.raises(LookAgain) as caught:
        publish_upload(upload=upload, by=edith, note="Shorter.", seen=seen)
    assert (caught.value.notes, caught.value.edition) == (1, False)
    assert Edition.objects.count() == 1
    assert publish_upload(upload=upload, by=edith, note="Shorter.", seen=carrying_of(upload).state).number == 2


def test_second_of_two_editors_has_to_look_again(first, edith, oscar):
    one = corrected(first, by=edith, texts=[ONE, TWO])
    other = corrected(first, by=oscar, texts=[ONE, THREE])
    seen = carrying_of(other).state
    publish_upload(upload=one, by=edith, note="Shorter.", seen=carrying_of(one).state)
    with pytest.raises(LookAgain) as caught:
        publish_upload(upload=other, by=oscar, note="Other.", seen=seen)
    assert caught.value.edition
    assert Edition.objects.count() == 2


def test_nothing_is_built_on_a_proposal_that_nobody_confirmed(first, alice, edith):
    note = make_annotation(by=alice, edition=first, on="in Moscow on 3 May 2001")
    changed = ONE.replace("3 May", "4 May")
    second = correct(first, by=edith, texts=[changed, TWO, THREE, FOUR])
    third = correct(second, by=edith, texts=[changed, TWO, THREE])
    assert targets_on(third, note) == [(TargetState.NEEDS_A_LOOK, "in Moscow on 4 May 2001")]
    assert third.targets.get().carried_from == first.targets.get()
    confirm_place(target=third.targets.get(), by=alice, seen=place_seen(third.targets.get()))
    fourth = correct(third, by=edith, texts=[changed, TWO])
    assert targets_on(fourth, note) == [(TargetState.CARRIED_FORWARD, "in Moscow on 4 May 2001")]
    fifth = correct(fourth, by=edith, texts=[ONE, TWO])
    assert targets_on(fifth, note) == [(TargetState.NEEDS_A_LOOK, "in Moscow on 3 May 2001")]


def test_decisions_keep_the_place_before_and_can_be_made_again(first, alice, lena, edith):
    note = make_annotation(by=alice, edition=first, on="in Moscow on 3 May 2001")
    second = correct(first, by=edith, texts=[ONE.replace("3 May", "4 May"), TWO])
    target = second.targets.get()
    seen = place_seen(target)
    start, end = place_of(second, "United Nations")
    chosen = choose_place(target=target, by=lena, seen=seen, passage=Passage(start, end, "United Nations"))
    assert (chosen.exact, chosen.method, chosen.confirmed_by) == ("United Nations", "chosen", lena)
    with pytest.raises(DecidedMeanwhile):
        confirm_place(target=target, by=alice, seen=seen)
    left = leave_behind(target=chosen, by=alice, seen=place_seen(chosen))
    assert (left.state, left.start, left.exact) == (TargetState.LEFT_BEHIND, None, "")
    assert list(Placing.objects.values_list("exact", "by__username", "state")) == [
        ("in Moscow on 4 May 2001", None, TargetState.NEEDS_A_LOOK),
        ("United Nations", "lena", TargetState.CARRIED_FORWARD),
    ]
    assert Event.objects.filter(verb=Verb.PLACED, annotation=note, edition=second).count() == 2
    again = choose_place(target=left, by=alice, seen=place_seen(left), passage=Passage(start, end))
    assert again.state == TargetState.CARRIED_FORWARD
    third = correct(second, by=edith, texts=[TWO])
    with pytest.raises(EditionReplaced):
        leave_behind(target=again, by=alice, seen=place_seen(again))
    assert targets_on(third, note) == [(TargetState.CARRIED_FORWARD, "United Nations")]


def test_left_behind_by_a_person_stays_so_and_by_the_room_comes_back_with_its_words(first, alice, bob, edith):
    by_person = make_annotation(by=alice, edition=first, on="peaceful uses")
    by_room = make_annotation(by=bob, edition=first, on="central role of the United Nations")
    second = correct(first, by=edith, texts=[ONE, THREE, FOUR])
    target = second.targets.get(annotation=by_person)
    leave_behind(target=target, by=alice, seen=place_seen(target))
    third = correct(second, by=edith, texts=[ONE, TWO, THREE, FOUR])
    assert targets_on(third, by_person, by_room) == [
        (TargetState.LEFT_BEHIND, ""),
        (TargetState.CARRIED_FORWARD, "central role of the United Nations"),
    ]
    assert [p.address for p in third.paragraphs.all()] == ["1.1", "1.1a", "2.1", "2.2"]


def test_returning_brings_wording_places_and_addresses_back_and_loses_nothing(first, alice, bob, edith):
    early = make_annotation(by=alice, edition=first, on="central role of the United Nations")
    second = correct(first, by=edith, texts=[ONE, "A wholly new paragraph about rivers.", THREE, FOUR])
    late = make_annotation(by=bob, edition=second, on="about rivers")
    kept = make_annotation(by=bob, edition=second, on="peaceful uses")
    dry = return_of(first)
    third = return_to(edition=first, by=edith, reason="The correction was wrong.", seen=dry.state)
    assert (third.number, third.returns_to, text_of(third)) == (3, first, text_of(first))
    assert [p.address for p in third.paragraphs.all()] == [p.address for p in first.paragraphs.all()]
    assert targets_on(third, early, late, kept) == [
        (TargetState.CARRIED_FORWARD, "central role of the United Nations"),
        (TargetState.LEFT_BEHIND, ""),
        (TargetState.CARRIED_FORWARD, "peaceful uses"),
    ]
    fourth = return_to(edition=second, by=edith, reason="It was right after all.")
    assert targets_on(fourth, early, late, kept) == [
        (TargetState.LEFT_BEHIND, ""),
        (TargetState.CARRIED_FORWARD, "about rivers"),
        (TargetState.CARRIED_FORWARD, "peaceful uses"),
    ]
    assert Edition.objects.current().get(statement=first.statement) == fourth


def test_only_an_earlier_published_edition_is_returned_to(first, edith):
    with pytest.raises(NotTheCurrentOne):
        return_to(edition=first, by=edith, reason="Why not.")
    with pytest.raises(ReasonForEditionMissing):
        return_to(edition=first, by=edith, reason=" ")


def test_correcting_by_hand_opens_the_text_of_the_current_edition_once(first, edith, oscar):
    upload = begin_correction(edition=first, by=edith)
    assert (upload.state, upload.about["statement"], upload.sha256) == (
        UploadState.DRAFT,
        first.statement.slug,
        first.sha256,
    )
    assert [block["text"] for block in upload.draft["blocks"]] == [ONE, TWO, THREE, FOUR]
    with pytest.raises(OpenAlready) as waiting:
        begin_correction(edition=first, by=oscar)
    assert waiting.value.upload == upload
    with pytest.raises(OpenAlready):
        hand_in_correction(edition=first, by=oscar, data=b"Another wording.", filename="")
    assert Upload.objects.count() == 1
    carrying = carrying_of(upload)
    assert carrying.changes_nothing
    assert publish_upload(upload=upload, by=edith, note="Only the source is known now.").number == 2


def test_correction_handed_in_as_a_file_belongs_to_the_chain_whatever_it_looks_like(first, edith):
    upload = hand_in_correction(edition=first, by=edith, data="Другой текст о мире.".encode(), filename="new.txt")
    assert (upload.about["statement"], upload.about["language"]) == (first.statement.slug, "en")
    assert carrying_of(upload).kept_share < 0.25


def test_ten_editions_in_a_row_carry_a_note_through(first, alice, edith):
    note = make_annotation(by=alice, edition=first, on="insecurity of others")
    edition = first
    for number in range(10):
        edition = correct(
            edition, by=edith, texts=[ONE, f"Paragraph number {number} of many.", FOUR, TWO][number % 2 :]
        )
    assert edition.number == 11
    assert targets_on(edition, note) == [(TargetState.CARRIED_FORWARD, "insecurity of others")]
    assert note.targets.count() == 11


def test_pair_of_passages_in_two_statements_is_carried_one_by_one(first, alice, edith):
    other = edition_of(make_statement(paragraphs=["Words of another text stand here."]))
    note = make_annotation(by=alice, edition=first, on="peaceful uses", and_on="another text", and_edition=other)
    second = correct(first, by=edith, texts=[TWO, THREE])
    assert list(note.targets.order_by("pk").values_list("edition", "passage", "exact")) == [
        (first.pk, 1, "peaceful uses"),
        (other.pk, 2, "another text"),
        (second.pk, 1, "peaceful uses"),
    ]


def test_note_on_a_replaced_edition_is_carried_by_the_worker_or_with_the_next_one(first, alice, edith):
    second = correct(first, by=edith, texts=[ONE, THREE])
    start, end = place_of(first, "peaceful uses")
    note = annotate(by=alice, edition=first, passages=[Passage(start, end)], body="Late.")
    assert (carry_late_note(annotation=note), carry_late_note(annotation=note)) == (1, 0)
    assert targets_on(second, note) == [(TargetState.CARRIED_FORWARD, "peaceful uses")]
    other = annotate(by=alice, edition=first, passages=[Passage(start, end)], body="Later.")
    third = correct(second, by=edith, texts=[THREE])
    assert targets_on(third, note, other) == [(TargetState.CARRIED_FORWARD, "peaceful uses")] * 2


def test_late_note_that_needs_a_look_tells_its_people(first, alice, bob, lena, desk, edith):
    second = correct(first, by=edith, texts=[ONE.replace("3 May", "4 May"), THREE, FOUR])
    exact = make_annotation(by=alice, edition=first, on="peaceful uses")
    carry_late_note(annotation=exact)
    assert Notice.objects.count() == 0
    shared = make_annotation(by=bob, edition=first, on="in Moscow on 3 May 2001", team=desk)
    carry_late_note(annotation=shared)
    assert targets_on(second, shared) == [(TargetState.NEEDS_A_LOOK, "in Moscow on 4 May 2001")]
    assert sorted(str(notice.person) for notice in Notice.objects.all()) == ["Bob", "Lena"]
    assert {notice.event.edition for notice in Notice.objects.all()} == {second}
    mark_read(by=bob)
    for words in ("central role", "affairs of the world"):
        carry_late_note(annotation=make_annotation(by=bob, edition=first, on=words, team=desk))
    assert Notice.objects.count() == 2
    assert [User.objects.get(pk=person.pk).unread for person in (alice, bob, lena)] == [0, 1, 1]


def test_withdrawing_a_correction_leaves_the_notes_where_they_were_and_its_addresses_used(first, alice, edith):
    note = make_annotation(by=alice, edition=first, on="peaceful uses")
    second = correct(first, by=edith, texts=[ONE, TWO, "A paragraph that should not be here.", THREE, FOUR])
    own = make_annotation(by=alice, edition=second, on="should not be here")
    withdraw_edition(edition=second, by=edith, reason="The wrong file.")
    assert passages_of([note.pk])[note.pk][0].edition == first.pk
    third = correct(first, by=edith, texts=[ONE, TWO, "Another paragraph.", THREE, FOUR])
    assert [p.address for p in third.paragraphs.all()] == ["1.1", "1.2", "1.2b", "2.1", "2.2"]
    assert targets_on(third, note) == [(TargetState.CARRIED_FORWARD, "peaceful uses")]
    assert list(own.targets.values_list("edition", flat=True)) == [second.pk]
