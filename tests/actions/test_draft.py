"""What is being typed is kept, for its author alone, within limits."""

import pytest

from statements.actions import draft as drafts
from statements.actions.draft import DraftTooLarge, drop_draft, keep_draft
from statements.models import Draft, Event


def test_draft_is_replaced_not_multiplied(alice, bob):
    for body in ("a", "ab", "abc"):
        keep_draft(by=alice, key="note:1", content={"body": body})
    keep_draft(by=bob, key="note:1", content={"body": "mine"})
    assert list(Draft.objects.order_by("pk").values_list("user", "content")) == [
        (alice.pk, {"body": "abc"}),
        (bob.pk, {"body": "mine"}),
    ]
    assert not Event.objects.exists()


def test_draft_that_is_too_large_is_refused(alice):
    with pytest.raises(DraftTooLarge):
        keep_draft(by=alice, key="note:1", content={"body": "外" * 14_000})
    with pytest.raises(DraftTooLarge):
        keep_draft(by=alice, key="k" * 251, content={})


def test_oldest_drafts_make_room(alice, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 2)
    for number in range(3):
        keep_draft(by=alice, key=f"note:{number}", content={"body": "x"})
    assert sorted(Draft.objects.values_list("key", flat=True)) == ["note:1", "note:2"]


def test_dropped_draft_is_gone(alice, bob):
    keep_draft(by=alice, key="note:1", content={})
    drop_draft(by=bob, key="note:1")
    assert Draft.objects.count() == 1
    drop_draft(by=alice, key="note:1")
    assert Draft.objects.count() == 0
