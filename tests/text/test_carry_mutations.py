"""Thousands of passages through corrections whose true places are known: nothing unchanged is lost, nothing misplaced.

The rates are reported by `tests/bench/carrying.py`; here stand the guarantees.
"""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.text.carry import Carrier
from statements.vocabulary import TargetState
from tests.text.formulas import formula_text
from tests.text.judging import Judgement
from tests.text.mutations import (
    DEEDS,
    LIGHT,
    change_punctuation,
    change_quotation_marks,
    change_spaces,
    cut_all_anew,
    insert_copy,
    join_all,
    merge_paragraphs,
    move_paragraph,
    mutated,
    passages,
    split_paragraph,
    typo,
)
from tests.text.texts import TEXTS

LANGUAGES = ["en", "zh", "ru", "ar"]
PLAIN = [typo, change_punctuation, change_quotation_marks, change_spaces, merge_paragraphs]


def judge(texts, deeds, seeds, each=40):
    judgement = Judgement()
    for seed in seeds:
        rng = random.Random(seed)
        paper = mutated(texts if isinstance(texts, list) else texts(rng), deeds(rng), rng)
        judgement.add(paper, passages(paper.old_text, rng, each))
    return judgement


def first(judgement, verdict):
    return next((fault[:4] for fault in judgement.faults if fault[0].startswith(verdict)), None)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_did_not_change_keeps_every_passage(name):
    judgement = judge(TEXTS[name], lambda rng: [], range(2), each=100)
    assert judgement.counts == {"same: placed": 200}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_full_of_look_alikes_keeps_every_passage(language):
    judgement = judge(lambda rng: formula_text(language, rng), lambda rng: [], range(3), each=100)
    assert judgement.counts == {"same: placed": 300}


@pytest.mark.parametrize("deed", PLAIN, ids=lambda deed: deed.__name__)
def test_what_a_small_correction_does_not_touch_stays_exactly_in_its_place(deed):
    for name in ("2008", "ru"):
        judgement = judge(TEXTS[name], lambda rng: [deed], range(12))
        assert (judgement.placed_exactly, judgement.wrongly_placed) == (100.0, 0.0), first(judgement, "")


@pytest.mark.parametrize("deed", [cut_all_anew, join_all], ids=lambda deed: deed.__name__)
@pytest.mark.parametrize("name", [*TEXTS, *(f"formulas in {language}" for language in LANGUAGES)])
def test_a_text_cut_into_other_paragraphs_keeps_every_passage_that_no_border_tears(name, deed):
    texts = TEXTS.get(name) or (lambda rng: formula_text(name[-2:], rng))
    judgement = judge(texts, lambda rng: [deed], range(3))
    assert (judgement.placed_exactly, judgement.wrongly_placed) == (100.0, 0.0), first(judgement, "")


@pytest.mark.parametrize("name", TEXTS)
def test_a_paragraph_that_moved_takes_every_passage_along(name):
    judgement = judge(TEXTS[name], lambda rng: [move_paragraph], range(8))
    assert (judgement.placed_exactly, judgement.wrongly_placed) == (100.0, 0.0), first(judgement, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_among_look_alikes_nothing_is_placed_wrongly(language, deed):
    judgement = judge(lambda rng: formula_text(language, rng), lambda rng: [deed], range(6))
    assert first(judgement, "wrongly placed") is None


@pytest.mark.parametrize("name", TEXTS)
def test_in_real_texts_nothing_is_placed_wrongly_by_several_deeds(name):
    judgement = judge(TEXTS[name], lambda rng: rng.sample(LIGHT, 3), range(12))
    assert first(judgement, "wrongly placed") is None


def test_rates_of_ordinary_corrections():
    judgement = Judgement()
    for name in ("2008", "2022"):
        for seed in range(40):
            rng = random.Random(seed)
            paper = mutated(TEXTS[name], rng.sample(LIGHT, 3), rng)
            judgement.add(paper, passages(paper.old_text, rng, 50))
    assert judgement.placed_exactly >= 99
    assert judgement.changed_found >= 80
    assert (judgement.wrongly_placed, judgement.wrong_proposals <= 1) == (0.0, True)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([*TEXTS, *LANGUAGES]),
    st.lists(st.sampled_from(DEEDS), max_size=4),
    st.integers(0, 2**32),
)
def test_whatever_is_done_an_answer_keeps_its_promises(name, deeds, seed):
    rng = random.Random(seed)
    texts = TEXTS[name] if name in TEXTS and rng.random() < 0.5 else formula_text(rng.choice(LANGUAGES), rng, 8)
    paper = mutated(texts, deeds, rng)
    carrier = Carrier(paper.old, paper.new)
    for start, end in passages(paper.old_text, rng, 15):
        found = carrier.carry(start, end)
        if found.state == TargetState.LEFT_BEHIND:
            assert (found.start, found.end, found.exact, found.score) == (None, None, "", 0.0)
            continue
        assert 0 <= found.start < found.end <= len(paper.new_text)
        assert paper.new_text[found.start : found.end] == found.exact
        assert 0 <= found.score <= 1
        assert (found.state == TargetState.CARRIED_FORWARD) <= (found.exact == paper.old_text[start:end])
        if found.runner_up:
            place = found.runner_up
            assert paper.new_text[place.start : place.end] == place.exact
            assert place.end <= found.start or place.start >= found.end


def test_single_words_are_placed_only_where_they_are_theirs():
    judgement = Judgement()
    for seed in range(30):
        rng = random.Random(seed)
        texts = formula_text(rng.choice(LANGUAGES), rng)
        paper = mutated(texts, rng.sample(LIGHT, 2), rng)
        words = [span for span in passages(paper.old_text, rng, 200) if span[1] - span[0] < 15]
        judgement.add(paper, words)
    assert first(judgement, "wrongly placed") is None


def test_copies_of_a_paragraph_and_parts_of_it_do_not_lead_astray():
    judgement = judge(TEXTS["2008"], lambda rng: [split_paragraph, insert_copy, typo], range(30))
    assert first(judgement, "wrongly placed") is None
