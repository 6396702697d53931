"""What an editor may change in a draft: nothing is lost, everything that follows is recomputed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.ingest.corrections import (
    drop_block,
    give_to_next,
    merge_with_next,
    move_block,
    quote,
    restore_dropped,
    set_address,
    set_kind,
    set_marker,
    split_block,
    take_from_next,
    unquote,
)
from statements.ingest.errors import CannotCorrect
from statements.ingest.parsed import ParsedStatement
from tests.ingest.texts import SAMPLES, TEXTS, outline, understood

DIGEST = understood(SAMPLES / "2022-digest.txt")
STATEMENT = understood(SAMPLES / "2008-joint-statement.txt")


def block(parsed: ParsedStatement, address: str):
    return next(block for block in parsed.blocks if block.address == address)


def test_restore_makes_a_block_in_the_order_of_the_lines() -> None:
    restored = restore_dropped(STATEMENT, index=2)
    assert (restored.blocks[-1].text, restored.blocks[-1].first_line) == ("Suggest to a friend", 69)
    assert restored.blocks[-1].address == "11.4"
    assert len(restored.dropped) == len(STATEMENT.dropped) - 1
    first = restore_dropped(DIGEST, index=0, kind="heading")
    assert (first.blocks[0].address, first.blocks[0].text) == ("1", "Go to home page")
    assert block(first, "2").text == "Relations between Moscow and Beijing"


def test_drop_and_restore_bring_the_text_back() -> None:
    dropped = drop_block(STATEMENT, address="5.2")
    assert block(dropped, "5.2").text.startswith("The two sides stand ready to continue")
    index = next(at for at, row in enumerate(dropped.dropped) if row.first_line == 35)
    assert dropped.dropped[index].reason == "by the editor"
    assert restore_dropped(dropped, index=index) == STATEMENT


def test_dropping_a_quoting_block_drops_its_quotations_and_moves_the_others() -> None:
    fewer = drop_block(DIGEST, address="1.1")
    assert len(fewer.quotations) == len(DIGEST.quotations) - 1
    assert fewer.quotations[1].address == "1.1"
    assert fewer.quotations[1].exact == "community with a common destiny for mankind,"


def test_set_kind_makes_a_heading_count() -> None:
    changed = set_kind(DIGEST, address="1.3", kind="heading")
    assert block(changed, "2").text.startswith("Russia and China intend to intensify")
    assert block(changed, "2.1").text.startswith("Moscow and Beijing will increase")


def test_set_marker_only_takes_what_is_printed() -> None:
    without = set_marker(STATEMENT, address="3.1", marker=None)
    # Without its marker it opens no section: it continues the second one.
    assert block(without, "2.2").text.startswith("3. The two sides condemn terrorism")
    again = set_marker(without, address="2.2", marker="3.")
    assert again == STATEMENT
    with pytest.raises(CannotCorrect):
        set_marker(STATEMENT, address="3.1", marker="4.")


def test_split_and_merge_are_inverse() -> None:
    text = block(STATEMENT, "1.2").text
    at = text.index("They should uphold")
    parted = split_block(STATEMENT, address="1.2", at=at)
    assert block(parted, "1.3").text == text[at:]
    assert block(parted, "1.2").text == text[:at].rstrip()
    assert merge_with_next(parted, address="1.2") == STATEMENT


def test_the_border_after_a_block_moves_up_and_down_again() -> None:
    at = block(STATEMENT, "1.2").text.index("They should uphold")
    parted = split_block(STATEMENT, address="1.2", at=at)
    whole = block(STATEMENT, "1.2").text
    first = block(parted, "1.2").text
    given = give_to_next(parted, address="1.2", at=first.index("and build a harmonious"))
    assert block(given, "1.3").text == whole[whole.index("and build a harmonious") :]
    taken = take_from_next(given, address="1.2", at=block(given, "1.3").text.index("They should uphold"))
    assert [row.text for row in taken.blocks] == [row.text for row in parted.blocks]
    assert merge_with_next(given, address="1.2") == STATEMENT


def test_a_label_goes_with_the_words_that_the_border_passes() -> None:
    words = block(STATEMENT, "2.1").text
    at = words.index(" ") + 1
    above = next(
        row.address
        for row, after in zip(STATEMENT.blocks, STATEMENT.blocks[1:], strict=False)
        if after.address == "2.1"
    )
    taken = take_from_next(STATEMENT, address=above, at=at)
    assert block(taken, above).text.endswith(f" 2. {words[:at].strip()}")
    printed = STATEMENT.text.replace(f"\n\n{words}", f" 2. {words}")
    assert taken.text.replace("\n\n", " ") == printed.replace("\n\n", " ")


def test_blocks_change_places_and_back() -> None:
    moved = move_block(STATEMENT, address="1.2", down=False)
    assert [row.text for row in moved.blocks[7:9]] == [row.text for row in reversed(STATEMENT.blocks[7:9])]
    assert move_block(moved, address=moved.blocks[7].address, down=True) == STATEMENT


def test_an_address_given_by_hand_stays_and_others_step_aside() -> None:
    given = set_address(STATEMENT, address="1.2", to="annex.7")
    assert [row.address for row in given.blocks[7:10]] == ["1.1", "annex.7", "2.1"]
    parted = split_block(given, address="annex.7", at=block(given, "annex.7").text.index("They should uphold"))
    assert [row.address for row in parted.blocks[7:11]] == ["1.1", "annex.7", "1.3", "2.1"]
    clash = set_address(set_address(STATEMENT, address="1.2", to="x"), address="1.1", to="1.2")
    free = set_address(clash, address="x", to="")
    assert [row.address for row in free.blocks[7:9]] == ["1.2", "1.2-2"]
    assert set_address(set_address(free, address="1.2-2", to=""), address="1.2", to="") == STATEMENT
    assert ParsedStatement.from_json(given.to_json()) == replace(given, stages=(), lines=())


def test_quotations_are_made_and_unmade_by_hand() -> None:
    words = "the two sides"
    where = next(row for row in STATEMENT.blocks if words in row.text and row.kind == "paragraph")
    at = where.text.index(words)
    quoted = quote(STATEMENT, address=where.address, at=at, end=at + len(words))
    assert [(row.address, row.exact) for row in quoted.quotations if row not in STATEMENT.quotations] == [
        (where.address, words)
    ]
    assert unquote(quoted, address=where.address, at=at) == STATEMENT
    found = STATEMENT.quotations[0]
    none = unquote(STATEMENT, address=found.address, at=found.start)
    assert none.quotations == STATEMENT.quotations[1:]
    assert quote(none, address=found.address, at=found.start, end=found.end) == STATEMENT


@pytest.mark.parametrize(
    "deed",
    [
        lambda: split_block(STATEMENT, address="1.2", at=0),
        lambda: split_block(STATEMENT, address="1.2", at=10_000),
        lambda: split_block(STATEMENT, address="1.2", at=-3),
        lambda: split_block(STATEMENT, address="99.9", at=3),
        lambda: merge_with_next(STATEMENT, address="sig.2"),
        lambda: give_to_next(STATEMENT, address="1.1", at=0),
        lambda: take_from_next(STATEMENT, address="1.1", at=10_000),
        lambda: move_block(STATEMENT, address="title", down=False),
        lambda: set_address(STATEMENT, address="1.1", to="1.2"),
        lambda: set_address(STATEMENT, address="1.1", to="Not An Address"),
        lambda: quote(STATEMENT, address="1.1", at=3, end=3),
        lambda: unquote(STATEMENT, address="1.1", at=3),
        lambda: set_kind(STATEMENT, address="1.1", kind="poem"),
        lambda: restore_dropped(STATEMENT, index=99),
        lambda: restore_dropped(STATEMENT, index=1),
    ],
)
def test_impossible_corrections_are_refused_with_a_sentence(deed) -> None:
    with pytest.raises(CannotCorrect) as refusal:
        deed()
    assert "Nothing was changed" in refusal.value.sentence


@settings(deadline=None)
@given(st.data())
def test_any_chain_of_corrections_keeps_every_line(data: st.DataObject) -> None:
    path = TEXTS / "letters.txt"
    parsed = understood(path)
    for _ in range(data.draw(st.integers(1, 5))):
        address = data.draw(st.sampled_from([row.address for row in parsed.blocks]))
        deed = data.draw(st.sampled_from(["drop", "kind", "merge", "marker", "restore"]))
        try:
            if deed == "drop":
                parsed = drop_block(parsed, address=address)
            elif deed == "kind":
                parsed = set_kind(
                    parsed, address=address, kind=data.draw(st.sampled_from(["heading", "item", "paragraph"]))
                )
            elif deed == "merge":
                parsed = merge_with_next(parsed, address=address)
            elif deed == "marker":
                parsed = set_marker(parsed, address=address, marker=None)
            else:
                parsed = restore_dropped(parsed, index=data.draw(st.integers(0, 2)))
        except CannotCorrect:
            continue
        addresses = [address for address, _ in outline(parsed)]
        assert len(set(addresses)) == len(addresses)
        assert _words(parsed) == _words(understood(path))


def _words(parsed: ParsedStatement) -> list[str]:
    parts = [f"{row.marker or ''} {row.text}" for row in parsed.blocks] + [row.text for row in parsed.dropped]
    return sorted(" ".join(parts).split())
