"""What the index finds: the same literal answers on every database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from statements.models import IndexEntry, Paragraph
from statements.models.index import OVERLAP, PART, index_annotation, index_edition
from statements.text import tokens
from statements.text.query import LANGUAGES_OF_NOTES, Match, parse
from statements.vocabulary import EditionState
from tests.make import edition_of, make_annotation, make_edition, make_reply, make_statement

pytestmark = pytest.mark.django_db

TEXTS = {
    "en": [
        "The two sides oppose the Cold War mentality.",
        "Security of all nations: a nation's security is indivisible.",
        "Naïve hopes of the État are noted, see section 5.4 of CD/1839.",
        "They welcome the 2nd, 10th and 11th rounds; ² is a figure too, and so is ①.",
        "Rare characters 𠮷 and an emoji 🕊 stand between words.",
        "Words words words of security.",
    ],
    "ru": ["Стороны осуждают терроризм во всех его проявлениях.", "Против терроризма и ещё чего-то.", "Мир и Йемен."],
    "zh": ["双方反对外空武器化。", "外层空间应当和平利用，空外无人。", "中俄两国元首声明。"],
    "ar": ["يدين الجانبان الإرهاب", "القانون الدولي وميثاق الأمم المتحدة", "مـكـافـحـة الإرهابِ"],
    "fr": ["Les États s’engagent à la coopération nucléaire."],
}

# What is asked → the paragraphs found, as language and place.
ANSWERS = [
    ("security", ["en2", "en6"]),
    ("SECURITY", ["en2", "en6"]),
    ("nation", ["en2"]),
    ("nations", ["en2"]),
    ('"nation"', ["en2"]),
    ('"nations security"', []),
    ('"nation s security"', ["en2"]),
    ("nation's", ["en2"]),
    ("opposes", ["en1"]),
    ('"opposes"', []),
    ('"cold war"', ["en1"]),
    ('"war cold"', []),
    ("“cold war”", ["en1"]),
    ("cold war", ["en1"]),
    ("war cold", ["en1"]),
    ("mental*", ["en1"]),
    ("menta", []),
    ("indivis*", ["en2"]),
    ("securit* -words", ["en2"]),
    ("security -indivisible", ["en6"]),
    ('security -"all nations"', ["en6"]),
    ("security −indivisible", ["en6"]),
    ("naive", ["en3"]),
    ("naïve", ["en3"]),
    ("État", ["en3", "fr1"]),
    ("etat", ["en3", "fr1"]),
    ("5.4", ["en3"]),
    ("5 4", ["en3"]),
    ("4.5", []),
    ("CD/1839", ["en3"]),
    ("1839", ["en3"]),
    ("183*", ["en3"]),
    ("2nd", ["en4"]),
    ("1*", ["en3", "en4"]),
    ("²", ["en4"]),
    ("①", ["en4"]),
    ("𠮷", ["en5"]),
    ("emoji 🕊 stand", ["en5"]),
    ("cold OR indivisible", ["en1", "en2"]),
    ("security cold OR words", ["en6"]),
    ("cold OR words OR naive", ["en1", "en3", "en5", "en6"]),
    ("терроризм", ["ru1", "ru2"]),
    ("терроризма", ["ru1", "ru2"]),
    ('"терроризма"', ["ru2"]),
    ("террор*", ["ru1", "ru2"]),
    ("ещё", ["ru2"]),
    ("еще", ["ru2"]),
    ("йемен", ["ru3"]),
    ("сторона", ["ru1"]),
    ("外空", ["zh1"]),
    ("空外", ["zh2"]),
    ("外 空", ["zh1", "zh2"]),
    ("中俄", ["zh3"]),
    ("外层空间", ["zh2"]),
    ("外空 -武器", []),
    ("外空 OR 中俄", ["zh1", "zh3"]),
    ("الإرهاب", ["ar1", "ar3"]),
    ("مكافحة", ["ar3"]),
    ('"الأمم المتحدة"', ["ar2"]),
    ("القانون", ["ar2"]),
    ("قانون", ["ar2"]),
    ("بالقانون", ["ar2"]),
    ("إرهاب", ["ar1", "ar3"]),
    ("الدولية", ["ar2"]),
    ("coopérations", ["fr1"]),
    ("nucleaire", ["fr1"]),
    ("neutrino", []),
    ('a"b', []),
    ("' OR 1=1 --", []),
    ("words : stems", []),
    ("NEAR(cold war)", []),
    ("cold* war*", ["en1"]),
    ("wo* -words", []),
    ("security AND", []),
]


@pytest.fixture
def held() -> dict[int, str]:
    """An edition in each language, indexed. Key of the paragraph → its name in ANSWERS."""
    names = {}
    for language, paragraphs in TEXTS.items():
        edition = edition_of(make_statement(paragraphs=paragraphs, language=language, edition={"language": language}))
        index_edition(edition.pk)
        names |= {key: f"{language}{order + 1}" for key, order in edition.paragraphs.values_list("pk", "order")}
    return names


def found(text: str, names: dict[int, str], match: Match = Match.ALL) -> list[str]:
    entries = IndexEntry.objects.matching(parse(text, match, ["fr", *LANGUAGES_OF_NOTES]))
    return sorted((names[key] for key in entries.values_list("paragraph", flat=True)), key=list(names.values()).index)


def test_index_finds_the_same_on_every_database(held: dict[int, str]) -> None:
    assert {asked: found(asked, held) for asked, _ in ANSWERS} == dict(ANSWERS)


def test_index_matches_words_in_order_or_any_of_them(held: dict[int, str]) -> None:
    assert found("the cold war", held, Match.PHRASE) == ["en1"]
    assert found("cold the war", held, Match.PHRASE) == []
    assert found("cold -indivisible", held, Match.PHRASE) == []
    assert found("cold indivisible", held, Match.ANY) == ["en1", "en2"]


def test_index_of_an_edition_written_twice_is_the_same() -> None:
    edition = make_edition()
    assert index_edition(edition.pk) == index_edition(edition.pk) == 3
    assert IndexEntry.objects.count() == 3
    assert IndexEntry.objects.matching(parse("mentality")).count() == 1


def test_index_forgets_withdrawn_editions() -> None:
    edition = make_edition()
    index_edition(edition.pk)
    edition.state, edition.withdrawn_at = EditionState.WITHDRAWN, edition.published_at
    edition.save()
    assert index_edition(edition.pk) == 0
    assert IndexEntry.objects.count() == 0
    assert IndexEntry.objects.matching(parse("mentality")).count() == 0


def test_index_follows_rows_that_go_with_their_paragraph() -> None:
    edition = make_edition()
    index_edition(edition.pk)
    Paragraph.objects.filter(edition=edition, text__contains="mentality").delete()
    assert IndexEntry.objects.matching(parse("mentality")).count() == 0
    assert IndexEntry.objects.matching(parse("others")).count() == 1


def test_index_of_a_note_holds_its_replies_as_well(alice, bob, desk) -> None:
    note = make_annotation(by=alice, team=desk, body="About *sovereignty* alone")
    answer = make_reply(note, by=bob, body="Суверенитета")
    assert index_annotation(note.pk) == index_annotation(note.pk) == 2
    assert list(IndexEntry.objects.matching(parse("sovereignty")).values_list("annotation", "reply")) == [
        (note.pk, None)
    ]
    assert list(IndexEntry.objects.matching(parse("суверенитет")).values_list("annotation", "reply")) == [
        (note.pk, answer.pk)
    ]


def test_index_of_an_edited_note_holds_its_new_words_only(alice) -> None:
    note = make_annotation(by=alice, body="Sovereignty")
    index_annotation(note.pk)
    note.body = "Arbitration"
    note.save()
    index_annotation(note.pk)
    assert IndexEntry.objects.matching(parse("sovereignty")).count() == 0
    assert IndexEntry.objects.matching(parse("arbitration")).count() == 1


def test_index_of_things_that_are_gone_is_empty(alice) -> None:
    note = make_annotation(by=alice, body="Sovereignty")
    index_annotation(note.pk)
    note.deleted_at = note.created_at
    note.save()
    assert index_annotation(note.pk) == index_annotation(0) == index_edition(0) == 0
    assert IndexEntry.objects.count() == 0


def test_index_finds_a_phrase_at_the_end_of_a_very_long_paragraph() -> None:
    words = ["x" * 3000, *(f"w{number}" for number in range(PART * 8))]
    text = " ".join([*words, "the the"] + ["the"] * 200 + ["last words"])
    edition = make_edition(paragraphs=[text])
    assert index_edition(edition.pk) == 9
    for number in (0, PART - OVERLAP, PART - 1, PART, 7 * PART + 3):
        phrase = f'"w{number} w{number + 1}"'
        assert IndexEntry.objects.matching(parse(phrase)).values("paragraph").distinct().count() == 1, phrase
    assert IndexEntry.objects.matching(parse('"the last words"')).values("paragraph").distinct().count() == 1


def test_every_kind_of_word_is_one_word_for_the_engine() -> None:
    """Both engines cut again what we have cut; a word they would cut otherwise could never be found as one."""
    samples = [
        "1e5",
        "5e",
        "0x1f",
        "00",
        "12abc34",
        "a1b2",
        "ß",
        "œuvre",
        "ﬁn",
        "ǆ",
        "ⅷ",
        "½",
        "٣٤",
        "५",
        "한국",
        "ไทย",
    ]
    samples += ["हिन्दी", "தமிழ்", "עברית", "ⅷ2", "x²", "h₂o", "ɐ", "𝔸", "𝟙", "ꙮ", "ჯ", "ᏸ", "𐐨", "ƣ", "ﷺ", "々", "〇"]
    samples += ["http", "www", "mailto", "e5", "1st", "v2", "covid19", "i18n", "inf", "nan", "null"]
    words = [token.text for sample in samples for token in tokens.words(sample)]
    edition = make_edition(paragraphs=words)
    index_edition(edition.pk)
    lost = [word for word in words if IndexEntry.objects.matching(parse(f'"{word}"')).count() == 0]
    assert lost == []


@pytest.mark.django_db(transaction=True)
def test_index_can_be_taken_out_and_made_again() -> None:
    edition = make_edition()
    index_edition(edition.pk)
    try:
        MigrationExecutor(connection).migrate([("statements", "0001_initial")])
        assert IndexEntry.objects.count() == 3
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert IndexEntry.objects.matching(parse("mentality")).count() == 1
