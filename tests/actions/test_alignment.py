"""A wrong match of paragraphs is put right for good, and taken back."""

from __future__ import annotations

import pytest

from statements.actions.alignment import NothingSaid, NotNeighbours, say_together, take_saying_back
from statements.actions.edition import carrying_of
from statements.models import Alignment, Edition, Event, Target
from statements.vocabulary import TargetState, Verb
from tests.checked import correct, corrected
from tests.make import edition_of, make_annotation, make_statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]

ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."
THREE = "Outer space is for peaceful uses alone and the parties oppose an arms race in it by any state."
OTHER = "Wholly different sentences were put here by the drafters, about ships, ports and the pay of pilots."


@pytest.fixture
def first(db) -> Edition:
    return edition_of(make_statement(paragraphs=[ONE, TWO, THREE], title="Joint Declaration"))


@pytest.fixture
def second(first, edith) -> Edition:
    return correct(first, by=edith, texts=[ONE, THREE, OTHER])


def pairs(old, new) -> list[tuple[list[int], list[int], str, bool]]:
    rows = Alignment.objects.filter(old=old, new=new).order_by("order")
    return [(row.old_orders, row.new_orders, row.kind, row.corrected_at is not None) for row in rows]


def test_what_a_person_says_goes_before_what_was_worked_out(first, second, edith):
    before = pairs(first, second)
    assert ([1], [], "only_old", False) in before
    assert ([], [2], "only_new", False) in before
    made = say_together(old=first, new=second, here=[1], there=[2], by=edith)
    assert (made.corrected_by, made.method) == (edith, "by hand")
    said = [row for row in pairs(first, second) if row[3]]
    assert said == [([1], [2], "moved", True)] or said == [([1], [2], "edited", True)]
    assert sorted(order for row in pairs(first, second) for order in row[1]) == [0, 1, 2]
    take_saying_back(alignment=made, by=edith)
    assert pairs(first, second) == before
    with pytest.raises(NothingSaid):
        take_saying_back(alignment=made, by=edith)
    assert [event.edition for event in Event.objects.filter(verb=Verb.PAIRED)] == [second] * 2


def test_what_belongs_to_nothing_is_parted(first, second, edith):
    say_together(old=first, new=second, here=[2], there=[], by=edith)
    assert ([2], [], "only_old", True) in pairs(first, second)
    assert ([], [1], "only_new", False) in pairs(first, second)


def test_a_later_word_replaces_an_earlier_one_about_the_same_paragraph(first, second, edith, oscar):
    say_together(old=first, new=second, here=[1], there=[2], by=edith)
    say_together(old=first, new=second, here=[0], there=[0], by=edith)
    say_together(old=first, new=second, here=[1, 2], there=[1], by=oscar)
    said = Alignment.objects.filter(corrected_at__isnull=False).order_by("order")
    assert [(row.old_orders, row.new_orders, str(row.corrected_by)) for row in said] == [
        ([0], [0], "Edith"),
        ([1, 2], [1], "Oscar"),
    ]


@pytest.mark.parametrize(("here", "there"), [([], []), ([0, 2], [1]), ([1], [0, 2])])
def test_paragraphs_apart_do_not_become_one(first, second, edith, here, there):
    before = pairs(first, second)
    with pytest.raises(NotNeighbours):
        say_together(old=first, new=second, here=here, there=there, by=edith)
    assert pairs(first, second) == before


def test_next_edition_proposes_what_a_person_said(first, alice, edith):
    note = make_annotation(by=alice, edition=first, on="central role of the United Nations")
    second = correct(
        first, by=edith, texts=[ONE, THREE, "They back the leading role of the United Nations, and ships."]
    )
    assert Target.objects.get(annotation=note, edition=second).state != TargetState.CARRIED_FORWARD
    say_together(old=first, new=second, here=[1], there=[], by=edith)
    upload = corrected(second, by=edith, texts=[ONE.replace("3 May", "4 May"), THREE, *_last(second)])
    assert [placed.start for placed in carrying_of(upload).placed] == [None]
    say_together(old=first, new=second, here=[1], there=[2], by=edith)
    carrying = carrying_of(upload)
    (placed,) = carrying.placed
    assert placed.state == TargetState.NEEDS_A_LOOK
    assert "role of the United Nations" in carrying.text[placed.start : placed.end]


def _last(edition) -> list[str]:
    return [edition.paragraphs.order_by("-order").first().text]
