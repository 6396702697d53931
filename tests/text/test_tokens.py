"""Words of the index: cut and folded the same way for every database."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.tokens import Token, fold, stems, words

TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="aZé\u0301İßſΣςЙйё中国\U00020000か\u3099한وَأ\u0640_-'’ 5²Ⅳ🇺\u200d\n", max_size=60),
)


def joined(text: str) -> str:
    return " ".join(token.text for token in words(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("État naïf, STRASSE straße", "etat naif, strasse strasse"),
        ("Российский подъём", "россиискии подъем"),
        ("وَالْحُكُومَةُ أحمد مــمــ", "والحكومة احمد مم"),
        ("İstanbul Σοφός", "istanbul σοφοσ"),
        ("한국어 が", "한국어 か"),
        ("e\u0301", "e"),
    ],
)
def test_fold_takes_capitals_and_marks_away(text, folded):
    assert fold(text) == folded


def test_words_know_where_they_stand():
    assert words("L’État, 5.4 中俄 e\u0301tat_x") == [
        Token("l", 0, 1),
        Token("etat", 2, 6),
        Token("5", 8, 9),
        Token("4", 10, 11),
        Token("中", 12, 13),
        Token("俄", 13, 14),
        Token("etat", 15, 20),
        Token("x", 21, 22),
    ]


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("The “Cold-War” mentality’s end.", "the cold war mentality s end"),
        ("2022年2月4日，中俄", "2022 年 2 月 4 日 中 俄"),
        ("人々は、カタカナ 𠀀𠀁", "人 々 は カ タ カ ナ 𠀀 𠀁"),
        ("한국어 문장", "한국어 문장"),
        ("\u0640 — …", ""),
    ],
)
def test_words_are_cut(text, split):
    assert joined(text) == split


@given(TEXTS)
def test_fold_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
    assert not any(unicodedata.category(sign).startswith("M") for sign in fold(text))


@given(TEXTS)
def test_words_cover_every_letter_and_digit_once(text):
    tokens = words(text)
    covered = [place for token in tokens for place in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert [fold(text[token.start : token.end]) for token in tokens] == [token.text for token in tokens]
    left = {text[place] for place in set(range(len(text))).difference(covered)}
    assert not {sign for sign in left if sign.isalnum() and fold(sign)}


@given(TEXTS)
def test_what_was_split_is_split_again_into_the_same_words(text):
    split = joined(text)
    assert joined(split) == split


@given(TEXTS)
def test_the_form_of_unicode_does_not_matter(text):
    assert joined(unicodedata.normalize("NFD", text)) == joined(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("language", "forms", "stem"),
    [
        ("en", ["declaration", "Declarations", "declared"], "declar"),
        ("en-x-mfa", ["treaties", "Treaty"], "treati"),
        ("ru", ["терроризм", "терроризма", "Терроризму"], "терроризм"),
        ("ru", ["Российская", "российский", "российского"], "россииск"),
        ("ru", ["партнёров", "партнеры"], "партнер"),
        ("fr", ["Déclaration", "déclarations"], "declar"),
        ("es", ["declaración", "declaraciones"], "declar"),
        ("de", ["Erklärung", "Erklärungen"], "erklar"),
        ("ar", ["الحكومات", "حكومة"], "حكوم"),
        ("zh-hans", ["中"], "中"),
        ("tlh", ["Naïve"], "naive"),
    ],
)
def test_stems_join_the_forms_of_a_word(language, forms, stem):
    assert stems(forms, language) == [stem] * len(forms)


@given(TEXTS, st.sampled_from(["en", "ru", "ar", "fr", "zh"]))
def test_there_is_one_stem_for_each_word(text, language):
    written = [text[token.start : token.end] for token in words(text)]
    assert [len(stem.split()) for stem in stems(written, language)] == [1] * len(written)
