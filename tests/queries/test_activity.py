"""What happened lately: only what one may see, and never a note taken back."""

from __future__ import annotations

from statements.actions.annotation import delete_annotation
from statements.models import User
from statements.queries.activity import lately
from statements.vocabulary import Visibility
from tests.make import edition_of, make_annotation, make_reply, make_statement


def told(user) -> list[tuple[str, str, str]]:
    person = User.objects.get(pk=user.pk) if user.pk else user
    return [(deed.by, deed.verb, deed.quote) for deed in lately(person)]


def test_lately_tells_each_person_what_they_may_see(desk, alice, bob, carol, visitor):
    edition = edition_of(make_statement())
    make_annotation(by=alice, on="Cold War", edition=edition)
    shared = make_annotation(by=alice, on="Outer space", edition=edition, team=desk)
    make_annotation(by=bob, on="security of one", edition=edition, team=desk, visibility=Visibility.ROOM)
    make_reply(shared, by=bob)
    room = ("Bob", "wrote a note on", "security of one")
    team = ("Alice", "wrote a note on", "Outer space")
    reply = ("Bob", "replied on", "Outer space")
    assert told(alice) == [reply, room, team, ("Alice", "wrote a note on", "Cold War")]
    assert told(bob) == [reply, room, team]
    assert told(carol) == [room]
    assert told(visitor) == []


def test_lately_forgets_a_note_that_was_taken_back(desk, alice):
    note = make_annotation(by=alice, on="Outer space", team=desk)
    assert len(told(alice)) == 1
    delete_annotation(annotation=note, by=alice)
    assert told(alice) == []
