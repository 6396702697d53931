"""What is typed into the search field becomes terms, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statements.text.query import LONGEST, MOST_TERMS, CannotAsk, Match, Query, Remark, Term, parse, places

SAFE = re.compile(r"[^\s'\"\\():*&|!<>^{}\-]+")


def terms(text: str) -> list[list[str]]:
    return [[" ".join(term.words) + "*" * term.prefix for term in group] for group in parse(text).required]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("cold war", [["cold"], ["war"]]),
        ('"cold war" peace', [["cold war"], ["peace"]]),
        ("«cold war» „warm peace“ 「外空」", [["cold war"], ["warm peace"], ["外 空"]]),
        ("missile OR rocket ban", [["missile", "rocket"], ["ban"]]),
        ("a OR b OR c", [["a", "b", "c"]]),
        ("missile or rocket", [["missile"], ["or"], ["rocket"]]),
        ("indivis* 外空*", [["indivis*"], ["外 空*"]]),
        ("anti-missile", [["anti missile"]]),
        ("5.4", [["5 4"]]),
        ("État", [["etat"]]),
        ('say"cold war"now', [["say"], ["cold war"], ["now"]]),
        ('"cold', [["cold"]]),
    ],
)
def test_words_phrases_and_alternatives(typed: str, understood: list[list[str]]) -> None:
    assert terms(typed) == understood


def test_exclusions_are_kept_apart() -> None:
    query = parse('security -military −"two words" –x*')
    assert [term.words for term in query.excluded] == [("military",), ("two", "words"), ("x",)]
    assert [term.prefix for term in query.excluded] == [False, False, True]


def test_only_a_bare_single_word_stands_for_its_forms() -> None:
    assert parse("nations").required[0][0].stems == ("nation", "nations")
    for typed in ('"nations"', "nations*", "anti-missile"):
        assert parse(typed).required[0][0].stems == ()


@pytest.mark.parametrize(
    ("typed", "remarks"),
    [
        ("cold war", ()),
        ('"cold', (Remark.OPEN_QUOTE,)),
        ("cold …", (Remark.NO_WORDS_IN,)),
        ('cold ""', (Remark.NO_WORDS_IN,)),
        ("OR cold OR", (Remark.LONELY_OR,)),
    ],
)
def test_what_was_not_taken_as_typed_is_said(typed: str, remarks: tuple[Remark, ...]) -> None:
    assert parse(typed).remarks == remarks


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("x" * (LONGEST + 1), "too-long"),
        ("x " * (MOST_TERMS + 1), "too-many"),
        ("-x", "only-exclusions"),
        ("", "no-words"),
        ("* - OR …", "no-words"),
    ],
)
def test_what_cannot_be_asked_has_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(CannotAsk) as problem:
        parse(typed)
    assert problem.value.reason == reason


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(Match))
@example("'; DROP TABLE x; --", Match.ALL)
@example("\\' \" : & | ! <-> NEAR(", Match.ANY)
def test_whatever_is_typed_no_sign_reaches_a_database(typed: str, match: Match) -> None:
    try:
        query = parse(typed, match, ["en", "ru", "ar", "fr", "zh"])
    except CannotAsk:
        return
    for term in (*query.wanted, *query.excluded):
        for word in (*term.words, *term.stems):
            assert SAFE.fullmatch(word), word


def test_places_are_those_of_words_forms_phrases_and_beginnings() -> None:
    text = "Nations and a nation’s peoples: cold War, the COLD war."
    found = [text[start:end] for start, end in places(text, parse('nation "cold war" peo* -the'), "en")]
    assert found == ["Nations", "nation", "peoples", "cold War", "COLD war"]


def test_places_in_chinese_and_in_text_with_marks_are_code_points() -> None:
    query = Query(((Term(("外", "空")), Term(("etat",))),))
    assert places("🕊外空 E\u0301tat", query, "zh") == [(1, 3), (4, 9)]
