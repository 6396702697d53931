"""What a correction changes can be put back, letter by letter."""

from hypothesis import given
from hypothesis import strategies as st

from statements.actions.correction import changed_parts, with_parts_as_before

ROWS = st.lists(st.fixed_dictionaries({"text": st.sampled_from("abc")}), max_size=8)
DRAFTS = st.fixed_dictionaries({"title": st.sampled_from(["one", "two", None]), "blocks": ROWS, "dropped": ROWS})


@given(before=DRAFTS, after=DRAFTS)
def test_changed_parts_put_a_draft_back(before, after):
    assert with_parts_as_before(after, changed_parts(before, after)) == before


@given(draft=DRAFTS)
def test_nothing_changed_is_nothing_to_keep(draft):
    assert changed_parts(draft, draft) == []


def test_only_the_stretch_that_differs_is_kept():
    before = {"blocks": ["a", "b", "c", "d"], "title": "x"}
    after = {"blocks": ["a", "bc", "d"], "title": "x"}
    assert changed_parts(before, after) == [{"name": "blocks", "start": 1, "end": 2, "items": ["b", "c"]}]
