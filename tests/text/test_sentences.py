"""Sentence borders: the habits of diplomatic texts, and what holds for any text."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statements.text.sentences import MOST_AT_ONCE, sentence_borders

LANGUAGES = ["en", "ru", "zh-hans", "ar", "fr", "es", "de", "xx", "", "en-x-mfa"]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Pursuant to No. 4 and Nos. 5 and 6 of Art. 5 the U.S. and the U.K. agreed.", "They left."]),
        ("en", ["See para. 3 and subpara. (b) of UN Doc. A/RES/2625 (XXV).", "The Parties said so."]),
        ("en", ["Dr. Li met H.E. Mr. Xi and Gen. Smith on Feb. 4.", "They signed."]),
        ("en", ["He said no.", "The Parties left."]),
        ("en", ["Cf. Art. 3, Vol. 3, pp. 4 and ch. 2.", "Done at St. Petersburg."]),
        ("en", ["He said: “We agree.”", "They left.", "(They agreed.)", '"Never."', "The end....", "And so on."]),
        ("en", ["The United States of America (U.S.) Government agreed.", "The treaty is of 1998.", "It stands."]),
        ("en", ["“Is it?” he asked.", "Yes!", "Really?!"]),
        ("en", ["1. The first.", "2. The second.", "(a) The third."]),
        ("en", ["• They met in May.", "They “oppose it” still.", "They left."]),
        (
            "en",
            ["It is “a value of many States....", "There is no Dr. Li in the U.S. Government.", "It is so.”", "Yes."],
        ),
        ("en", ["Joseph R. Biden, Jr. Emmanuel Macron"]),
        ("de", ["Er sagte: „Wir stimmen zu.", "Es gilt.“", "Danach ging er."]),
        ("ru", ["В соответствии с п. 4 ст. 5, т.е. в г. Москве, Стороны согласились.", "Они подписали."]),
        ("ru", ["А.С. Пушкин сказал: «Да!» — и ушёл.", "Стороны тоже."]),
        ("ar", ["هل توافق؟", "نعم.", "قال د. أحمد: «نعم.»", "ثم ذهب."]),
        ("fr", ["M. Macron et Mme. Merkel se sont réunis.", "L’art. 5 est clair.", "« Oui. »", "Il est parti."]),
        ("es", ["El Sr. Pérez y la Sra. López de EE. UU. y Rusia.", "¿Sí?", "El art. 5."]),
        ("de", ["Am 4. Februar 2022 kam Dr. Schmidt.", "Art. 5 Abs. 3 gilt."]),
    ],
)
def test_sentence_borders_know_the_habits_of(language, sentences):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_borders(text, language)] == sentences


@pytest.mark.parametrize("language", ["zh", "zh-hans", "zh-hant"])
def test_sentence_borders_follow_chinese_stops_and_closing_marks(language):
    sentences = ["中俄两国重申；", "“双方同意。”", "双方表示！", "吗？", "（完。）", "一、第一，第二。", "然后……没有。"]
    text = "".join(sentences)
    assert [text[start:end] for start, end in sentence_borders(text, language)] == sentences


def test_sentence_borders_end_at_the_lines_of_a_signature_and_the_cells_of_a_table():
    text = "For the Russian Federation\nV. V. Putin\n\tPresident"
    found = [text[start:end] for start, end in sentence_borders(text, "en")]
    assert found == ["For the Russian Federation", "V. V. Putin", "President"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\t \u00a0\n"])
def test_sentence_borders_of_nothing_are_none(text):
    assert sentence_borders(text, "en") == []


WORDS = st.sampled_from(
    [
        *'aA.!?。；”’"()«»…\n\t  ',
        "No.",
        "• ",
        "4",
        "Art.",
        "U.S.",
        "п.",
        "г.",
        "Да",
        "中",
        "؟",
        "نعم",
        "\u0301",
        "👩‍👩‍👧",
        "—",
        "𠀀",
    ]
)


def test_sentence_borders_of_a_long_paragraph_are_those_of_its_sentences():
    sentences = [f"In Art. {n} the two sides “agreed on para. {n}” of the U.S. text." for n in range(1, 400)]
    text = " ".join(sentences)
    assert len(text) > 4 * MOST_AT_ONCE
    assert [text[start:end] for start, end in sentence_borders(text, "en")] == sentences


def test_sentence_borders_of_a_sentence_longer_than_any_part_stay_together():
    text = "They said " + "Peace and Law and " * 800 + "left. They returned."
    assert [text[start:end] for start, end in sentence_borders(text, "en")] == [text[:-15], "They returned."]


@pytest.mark.parametrize("sign", ["“", "« ", "“a. B ", "a", "a! ", "a. ", ". ", ".", " ", "。", "“a”"])
def test_sentence_borders_of_any_sign_repeated_take_little_time(sign):
    text = sign * (300_000 // len(sign))
    before = time.process_time()
    sentence_borders(text, "en")
    assert time.process_time() - before < 5  # seconds; opening quotes took 52


@given(
    text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map("".join)),
    language=st.sampled_from(LANGUAGES),
)
@example(text="\u2028a. \x1c B", language="en")
@example(text="• ", language="en")
def test_sentence_borders_cover_every_word_once_and_in_order(text, language):
    borders = sentence_borders(text, language)
    covered = [place for start, end in borders for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert set(range(len(text))).difference(covered) <= {i for i, sign in enumerate(text) if sign.isspace()}
    for start, end in borders:
        assert text[start:end].strip() == text[start:end] != ""
        assert "\n" not in text[start:end]
