"""Passages go where their words went, and are placed only when that is certain."""

import pytest

from statements.text.carry import Carrier, CarryMethod
from statements.text.selectors import BadSpan
from statements.vocabulary import TargetState

OPEN = "The ministers met in the town hall of the old harbour on a rainy Tuesday."
WAR = "The two sides support peace and oppose war. They will send letters to all schools every year."
FISH = "Cod, herring and eel may be caught by boats of either side beyond the third sandbank."
BEES = "Beekeepers may cross the border with their hives in summer without further papers."
END = "Done in two copies, both being equally authentic."
OLD = [OPEN, WAR, FISH, BEES, END]


def carried(new, words, old=OLD, number=0):
    """What becomes of the words (of the occurrence with this number), as (method, state, new words)."""
    carrier = Carrier(old, new)
    start = -1
    for _ in range(number + 1):
        start = carrier.old_text.index(words, start + 1)
    found = carrier.carry(start, start + len(words))
    if found.start is not None:
        assert carrier.new_text[found.start : found.end] == found.exact
    return found.method.value, found.state.value, found.exact


FORWARD, LOOK, BEHIND = (
    TargetState.CARRIED_FORWARD.value,
    TargetState.NEEDS_A_LOOK.value,
    TargetState.LEFT_BEHIND.value,
)


def test_words_that_stayed_are_where_they_are_now():
    assert carried(["New first words.", *OLD], "herring and eel") == ("exact", FORWARD, "herring and eel")


def test_words_in_an_edited_paragraph_stay_theirs():
    new = [OPEN, WAR.replace("every year", "twice a year"), FISH, BEES, END]
    assert carried(new, "support peace and oppose war") == ("exact", FORWARD, "support peace and oppose war")
    assert carried(new, "all schools every year.") == ("changed", LOOK, "all schools twice a year.")


def test_a_paragraph_that_moved_takes_its_notes_along():
    assert carried([OPEN, BEES, WAR, FISH, END], "with their hives") == ("moved", FORWARD, "with their hives")


def test_words_that_are_gone_are_left_behind():
    assert carried([OPEN, WAR, BEES, END], "herring") == ("gone", BEHIND, "")
    assert carried([], "herring") == ("gone", BEHIND, "")
    short = WAR.split(". ")[1]
    assert carried([OPEN, short, FISH, BEES, END], "oppose war") == ("gone", BEHIND, "")


def test_a_passage_across_paragraphs_goes_as_one():
    words = "all schools every year.\n\nCod, herring"
    assert carried(["New.", *OLD], words) == ("exact", FORWARD, words)
    assert carried([OPEN, f"{WAR} {FISH}", BEES, END], words) == ("spacing", LOOK, words.replace("\n\n", " "))
    assert carried([OPEN, WAR, "A new one between them.", FISH, BEES, END], words)[:2] == ("changed", LOOK)
    assert carried([OPEN, FISH, BEES, END, WAR], words)[1] in (LOOK, BEHIND)


def test_a_paragraph_cut_in_two_takes_what_is_in_one_part():
    new = [OPEN, *WAR.split(" They"), FISH, BEES, END]
    assert carried(
        [OPEN, "The two sides support peace and oppose war.", WAR[44:], FISH, BEES, END], "send letters"
    ) == (*("exact", FORWARD, "send letters"),)
    assert carried(new, "oppose war")[:2] == ("exact", FORWARD)


def test_one_word_is_not_placed_on_another_of_its_kind():
    new = [OPEN, WAR.replace("oppose war", "oppose peace at any price, and peace"), FISH, BEES, END]
    assert carried(new, "peace")[0] in ("unsure", "exact")
    rewritten = "Each party reserves the right to make peace or not. They will send letters to all schools every year."
    assert carried([OPEN, rewritten, FISH, BEES, END], "peace")[1] != FORWARD


def test_of_two_equal_sentences_one_of_which_is_gone_nobody_knows_which():
    twice = (
        "They will send letters. They will send letters. Boats shall be painted white before the winter comes again."
    )
    once = twice.removeprefix("They will send letters. ")
    assert carried([OPEN, once, END], "letters", old=[OPEN, twice, END])[1] != FORWARD
    assert carried([OPEN, once, END], "painted white", old=[OPEN, twice, END])[1] == FORWARD


def test_a_typo_is_proposed_at_its_place_with_where_else_the_old_words_stand():
    new = [OPEN, WAR, FISH.replace("herring", "herrings"), BEES, "All herring is free."]
    carrier = Carrier(OLD, new)
    start = carrier.old_text.index("herring")
    found = carrier.carry(start, start + 7)
    assert (found.exact, found.state) == ("herrings", TargetState.NEEDS_A_LOOK)
    assert found.score == pytest.approx(12 / 13, abs=1e-4)
    assert found.runner_up is not None
    assert carrier.new_text[found.runner_up.start - 4 : found.runner_up.end] == "All herring"


def test_other_spaces_or_quotation_marks_are_for_a_person_to_see():
    new = [OPEN, WAR.replace("all schools", "all\u00a0schools"), FISH, BEES, END]
    assert carried(new, "all schools") == ("spacing", LOOK, "all\u00a0schools")
    old, new = ["He said “peace” and left the room in silence."], ["He said «peace» and left the room in silence."]
    assert carried(new, "“peace”", old=old) == ("changed", LOOK, "«peace»")


def test_parts_of_words_are_carried_by_the_letter():
    assert carried(["New.", *OLD], "erring and e") == ("exact", FORWARD, "erring and e")
    new = [OPEN, WAR, FISH.replace("either", "one"), BEES, END]
    assert carried(new, "erring and e") == ("exact", FORWARD, "erring and e")


def test_chinese_goes_sign_by_sign():
    old = ["双方支持和平利用外空，反对外空武器化。", "双方愿加强能源合作。"]
    new = ["双方一贯支持和平利用外空，坚决反对外空武器化。", "双方愿加强能源合作。"]
    assert carried(new, "和平利用外空", old=old) == ("exact", FORWARD, "和平利用外空")
    assert carried(new, "外空，反对", old=old) == ("changed", LOOK, "外空，坚决反对")


def test_spans_that_are_none_are_refused():
    carrier = Carrier(OLD, OLD)
    for start, end in ((3, 3), (5, 2), (-1, 4), (0, len(carrier.old_text) + 1)):
        with pytest.raises(BadSpan):
            carrier.carry(start, end)


def test_white_space_between_paragraphs_has_no_place_of_its_own():
    carrier = Carrier(OLD, OLD)
    assert carrier.carry(len(OPEN), len(OPEN) + 2).method == CarryMethod.GONE
    assert carrier.carry(len(OPEN), len(OPEN) + 5).state == TargetState.CARRIED_FORWARD


def test_methods_fit_where_they_are_kept():
    assert max(map(len, CarryMethod)) <= 20
