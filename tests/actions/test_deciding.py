"""What becomes of a note is decided before its corrected text is published."""

from __future__ import annotations

import pytest

from statements.actions.carrying import NothingProposed
from statements.actions.deciding import DraftChanged, decide_place, take_decision_back
from statements.actions.edition import LookAgain, carrying_of, publish_upload
from statements.actions.passage import NoWords, Passage, WordsDiffer
from statements.models import Edition, Event, PlaceDecision, Target
from statements.vocabulary import Outcome, TargetState, Verb
from tests.checked import corrected
from tests.make import edition_of, make_annotation, make_statement, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]

ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."
THREE = "Outer space is for peaceful uses alone and the parties oppose an arms race in it by any state."
NEW = [ONE.replace("3 May", "4 May"), THREE]


@pytest.fixture
def first(db) -> Edition:
    return edition_of(make_statement(paragraphs=[ONE, TWO, THREE], title="Joint Declaration"))


@pytest.fixture
def changed(first, alice):
    return make_annotation(by=alice, edition=first, on="in Moscow on 3 May 2001")


@pytest.fixture
def gone(first, alice):
    return make_annotation(by=alice, edition=first, on="central role")


@pytest.fixture
def draft(first, edith, changed, gone):
    return corrected(first, by=edith, texts=NEW)


def decide(draft, note, by, deed, words="", seen=""):
    carrying = carrying_of(draft)
    placed = next(one for one in carrying.placed if one.origin.annotation == note.pk)
    start = carrying.text.index(words)
    passage = Passage(start, start + len(words), words) if words else None
    seen = seen or carrying.seen_of(placed)
    common = {"upload": draft, "carrying": carrying, "placed": placed, "by": by, "seen": seen}
    if deed == "back":
        return take_decision_back(**common)
    return decide_place(**common, deed=deed, passage=passage)


def totals(draft) -> dict[str, int]:
    return {outcome.value: number for outcome, number in carrying_of(draft).totals if number}


def reword(draft, *texts):
    blocks = draft.draft["blocks"]
    made = [{**blocks[min(place, len(blocks) - 1)], "text": text} for place, text in enumerate(texts)]
    for place, block in enumerate(made):
        block["address"] = str(place + 1)
    draft.draft, draft.turn = {**draft.draft, "blocks": made}, draft.turn + 1
    draft.save()


def test_decisions_are_counted_and_taken_back(draft, alice, changed, gone):
    assert totals(draft) == {"look": 1, "gone": 1}
    decide(draft, changed, alice, "confirm")
    assert totals(draft) == {"decided": 1, "gone": 1}
    decide(draft, gone, alice, "choose", "peaceful uses")
    assert totals(draft) == {"decided": 2}
    decide(draft, changed, alice, "leave")
    assert totals(draft) == {"decided": 1, "gone": 1}
    decide(draft, changed, alice, "back")
    assert totals(draft) == {"decided": 1, "look": 1}
    assert Target.objects.count() == 2
    assert [event.upload_id for event in Event.objects.filter(verb=Verb.PLACED)] == [draft.pk] * 4


def test_publishing_stores_what_was_decided_with_who_and_when(draft, alice, edith, changed, gone):
    confirmed = decide(draft, changed, alice, "confirm")
    chosen = decide(draft, gone, alice, "choose", "peaceful uses")
    second = publish_upload(upload=draft, by=edith, note="A date.")
    rows = {target.annotation_id: target for target in second.targets.all()}
    one, other = rows[changed.pk], rows[gone.pk]
    assert (one.exact, one.method, one.state) == ("in Moscow on 4 May 2001", "confirmed", TargetState.CARRIED_FORWARD)
    assert (one.confirmed_by, one.confirmed_at, 0.5 < one.score < 1) == (alice, confirmed.at, True)
    assert (other.exact, other.method, other.score) == ("peaceful uses", "chosen", 1.0)
    assert (other.confirmed_by, other.confirmed_at) == (alice, chosen.at)
    assert text_of(second)[other.start : other.end] == "peaceful uses"
    assert other.prefix.endswith("Outer space is for ")


def test_left_behind_before_publishing_is_left_behind_by_that_person(draft, alice, edith, changed):
    decide(draft, changed, alice, "leave")
    second = publish_upload(upload=draft, by=edith, note="A date.")
    target = second.targets.get(annotation=changed)
    assert (target.state, target.start, target.confirmed_by) == (TargetState.LEFT_BEHIND, None, alice)


def test_a_decision_moves_with_its_paragraph_and_falls_when_that_changes(draft, alice, changed, gone):
    decide(draft, changed, alice, "confirm")
    reword(draft, "They also met the press, all of them.", *NEW)
    assert totals(draft) == {"decided": 1, "gone": 1}
    placed = next(one for one in carrying_of(draft).placed if one.outcome == Outcome.DECIDED)
    assert carrying_of(draft).text[placed.start : placed.end] == "in Moscow on 4 May 2001"
    reword(draft, ONE.replace("3 May", "5 May"), THREE)
    assert totals(draft) == {"look": 1, "gone": 1}
    assert [one.stands for one in carrying_of(draft).decided.values()] == [False]
    reword(draft, *NEW)
    assert totals(draft) == {"decided": 1, "gone": 1}


def test_of_paragraphs_alike_only_the_one_looked_at_will_do(first, alice, edith, gone):
    draft = corrected(first, by=edith, texts=[ONE, THREE, "Once more:", THREE])
    decide(draft, gone, alice, "choose", "peaceful uses")
    assert totals(draft) == {"decided": 1}
    reword(draft, ONE + " So it was.", THREE, "Once more:", THREE)
    assert totals(draft) == {"gone": 1}


def test_choosing_over_two_paragraphs_keeps_them_together(draft, alice, edith, gone):
    words = "great satisfaction.\n\nOuter space"
    decide(draft, gone, alice, "choose", words)
    reword(draft, "Before it.", *NEW)
    assert totals(draft)["decided"] == 1
    reword(draft, NEW[0], "Between them.", NEW[1])
    assert totals(draft) == {"look": 1, "gone": 1}


def test_deciding_after_the_dry_run_is_seen_by_publishing(draft, alice, edith, changed):
    seen = carrying_of(draft).state
    decide(draft, changed, alice, "confirm")
    with pytest.raises(LookAgain):
        publish_upload(upload=draft, by=edith, note="A date.", seen=seen)
    assert Edition.objects.count() == 1


def test_stale_forms_and_places_without_words_change_nothing(draft, alice, edith, changed, gone):
    carrying = carrying_of(draft)
    seen = carrying.seen_of(carrying.placed[0])
    decide(draft, changed, alice, "confirm")
    with pytest.raises(DraftChanged):
        decide(draft, changed, alice, "leave", seen=seen)
    with pytest.raises(DraftChanged):
        decide(draft, gone, alice, "back")
    with pytest.raises(NothingProposed):
        decide(draft, gone, alice, "confirm")
    with pytest.raises(NoWords):
        decide(draft, gone, alice, "choose")
    before = carrying_of(draft)
    placed = next(one for one in before.placed if one.origin.annotation == gone.pk)
    common = {"upload": draft, "carrying": before, "placed": placed, "by": alice, "seen": before.seen_of(placed)}
    with pytest.raises(WordsDiffer):
        decide_place(**common, deed="choose", passage=Passage(0, 3, "Two"))
    for start, end in ((-1, 3), (5, 5), (0, 10**6), (len(NEW[0]), len(NEW[0]) + 2)):
        with pytest.raises(NoWords):
            decide_place(**common, deed="choose", passage=Passage(start, end))
    assert PlaceDecision.objects.count() == 1
    reword(draft, *NEW, "More.")
    with pytest.raises(DraftChanged):
        decide_place(**common, deed="leave")
    publish_upload(upload=draft, by=edith, note="A date.")
    with pytest.raises(DraftChanged):
        decide_place(**common, deed="leave")
