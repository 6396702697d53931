"""Addresses of a later edition: kept by blocks that survive, never given twice in a chain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.ingest.parsed import Block
from statements.ingest.succession import succeed, with_addresses
from statements.text.align import Group, GroupKind
from tests.make_upload import make_parsed

SAME, EDITED = GroupKind.SAME, GroupKind.EDITED


def group(old: tuple[int, ...], new: tuple[int, ...], kind: GroupKind = SAME) -> Group:
    return Group(old, new, kind, 1.0, "identical")


def test_surviving_blocks_keep_their_addresses_whatever_the_importer_would_say() -> None:
    groups = [group((0,), (0,)), group((2,), (1,)), group((1,), (2,), GroupKind.MOVED)]
    assert succeed(old=["5.1", "5.2", "5.3"], groups=groups, given=["5.1", "5.2", "5.3"], used=()) == [
        "5.1",
        "5.3",
        "5.2",
    ]


def test_inserted_block_gets_a_letter_after_the_one_before_it() -> None:
    groups = [group((0,), (0,)), group((1,), (1,)), group((), (2,)), group((), (3,)), group((2,), (4,))]
    found = succeed(old=["5.1", "5.2", "5.3"], groups=groups, given=["5.1", "5.2", "5.3", "5.4", "5.5"], used=())
    assert found == ["5.1", "5.2", "5.2a", "5.2b", "5.3"]


def test_blocks_inserted_below_the_place_and_date_are_numbered_before_the_first_of_the_text() -> None:
    groups = [group((0,), (0,)), group((), (1,)), group((), (2,)), group((1,), (3,))]
    found = succeed(old=["dateline", "0.1"], groups=groups, given=["dateline", "0.1", "0.2", "0.3"], used=())
    assert found == ["dateline", "0.0a", "0.0b", "0.1"]


def test_block_added_at_the_end_of_a_section_takes_the_next_number() -> None:
    groups = [group((0,), (0,)), group((), (1,)), group((1,), (2,)), group((), (3,))]
    assert succeed(old=["5.1", "6.1"], groups=groups, given=["5.1", "5.2", "6.1", "7.1"], used=()) == [
        "5.1",
        "5.2",
        "6.1",
        "7.1",
    ]


def test_address_of_a_block_that_was_dropped_is_never_given_again() -> None:
    groups = [group((0,), (0,)), group((), (1,))]
    assert succeed(old=["5.1"], groups=groups, given=["5.1", "5.2"], used={"5.1", "5.2", "5.1a"}) == ["5.1", "5.1b"]


def test_first_part_of_a_split_block_keeps_the_address_and_a_merged_one_the_first() -> None:
    split = [group((0,), (0, 1), GroupKind.SPLIT), group((1, 2), (2,), GroupKind.MERGED)]
    assert succeed(old=["1", "2", "3"], groups=split, given=["1", "2", "3"], used=()) == ["1", "1a", "2"]


def test_inserted_block_before_all_others_and_after_letters_is_told_apart() -> None:
    groups = [group((), (0,)), group((0,), (1,)), group((), (2,))]
    assert succeed(old=["5.a"], groups=groups, given=["5.a", "5.b", "5.a"], used={"0.1"}) == ["0.2", "5.a", "5.a-a"]


def test_quotations_and_references_follow_their_blocks() -> None:
    parsed = make_parsed()
    moved = with_addresses(parsed, ["title", "7.1", "7.2"])
    assert [block.address for block in moved.blocks] == ["title", "7.1", "7.2"]
    assert [row.address for row in (*moved.quotations, *moved.references)] == ["7.1", "7.1"]
    assert moved.text == parsed.text


@given(st.data())
def test_addresses_are_unique_in_the_edition_and_new_ones_in_the_chain(data: st.DataObject) -> None:
    old = data.draw(st.lists(st.sampled_from([f"{s}.{n}" for s in "1235" for n in range(1, 6)]), unique=True))
    length = data.draw(st.integers(0, 12))
    used = data.draw(st.sets(st.sampled_from(["1.1", "1.6", "5.2a", "0.1", "2.1a"])))
    partners = data.draw(st.permutations([*range(len(old)), *[None] * length]))[:length]
    groups = [group(() if partner is None else (partner,), (place,)) for place, partner in enumerate(partners)]
    found = succeed(old=old, groups=groups, given=[f"{place // 4}.{place % 4}" for place in range(length)], used=used)
    assert len(set(found)) == length
    fresh = [found[place] for place, partner in enumerate(partners) if partner is None]
    assert not {*fresh} & {*old, *used}
    assert [found[place] for place, partner in enumerate(partners) if partner is not None] == [
        old[partner] for partner in partners if partner is not None
    ]


@pytest.mark.parametrize("number", [30])
def test_many_inserted_blocks_get_letters_and_figures(number: int) -> None:
    groups = [group((0,), (0,)), *(group((), (place,)) for place in range(1, number)), group((1,), (number,))]
    found = succeed(old=["4", "5"], groups=groups, given=[str(place) for place in range(number + 1)], used=())
    assert found[1:4] == ["4a", "4b", "4c"]
    assert found[25:28] == ["4y", "4z1", "4z2"]
    assert len({*found}) == number + 1
    assert Block("4z2", "paragraph", None, "x", 1, 1).address == found[27]
