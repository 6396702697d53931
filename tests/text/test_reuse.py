"""Pairs of passages: what is found, what is not, what it is called."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from statements.text.exact_runs import exact_runs
from statements.text.passages import LONGEST, Passage, ReadText, read_text
from statements.text.reuse import comparable, pair_passages
from statements.text.sentences import sentence_borders
from statements.vocabulary import ParallelKind

SAMPLES = Path(__file__).parents[2] / "statements" / "samples"


def read(*paragraphs: str, language: str = "en") -> ReadText:
    passages, start = [], 0
    for number, text in enumerate(paragraphs, start=1):
        passages.append(Passage(str(number), "paragraph", start, text, sentence_borders(text, language)))
        start += len(text) + 2
    return read_text(passages, language)


def told(a: ReadText, b: ReadText) -> list[tuple[str, str, str]]:
    return [(pair.kind.value, pair.a.text, pair.b.text) for pair in pair_passages(a, b)]


def compared(capsys, a: Path, b: Path) -> dict:
    call_command("compare_texts", str(a), str(b), "--json")
    return json.loads(capsys.readouterr().out)


def test_pair_the_same_words_are_verbatim():
    a = read("We affirm that a nuclear war cannot be won and must never be fought.", "We will expand farm trade.")
    b = read("Today we reaffirm the principle that a nuclear war cannot be won, and must never be fought.")
    wording = "nuclear war cannot be won and must never be fought"
    assert told(a, b) == [("verbatim", wording, wording.replace("won", "won,"))]


def test_pair_few_other_words_are_near():
    a = read("Nuclear weapons, for as long as they continue to exist, should serve defensive purposes and deter war.")
    b = read("Nuclear weapons, for as long as they exist, should serve defensive purposes and deter any war.")
    [(kind, ours, theirs)] = told(a, b)
    assert kind == "near"
    assert ours.endswith("deter war")
    assert theirs.endswith("deter any war")


def test_pair_other_words_for_the_same_are_reworded():
    a = read("The security of some countries should not be achieved at the cost of security of others.")
    b = read(
        "No State can ensure its own security separate from the world, at the expense of the security of other States."
    )
    assert [kind for kind, _a, _b in told(a, b)] == ["reworded"]


def test_pair_abbreviation_is_its_full_name():
    a = read("They regret the withdrawal from the ABM Treaty, a cornerstone of balance.")
    b = read("Withdrawal from the Anti-Ballistic Missile Treaty, that cornerstone of balance, was a mistake.")
    [pair] = pair_passages(a, b)
    assert "ABM Treaty" in pair.shared


def test_pair_abbreviation_counts_in_capitals_only():
    a = read("It would help us to clear orchards of mildew quickly.")
    b = read("Experts from the US clear orchards of mildew quickly.")
    assert "us" not in [word for pair in pair_passages(a, b) for word in pair.shared]


def test_pair_stock_words_alone_are_a_formula_once():
    a = read("The two sides agreed that fishing quotas matter.", "The two sides agreed that visas take too long.")
    b = read("The two sides agreed that rail gauges differ.", "The two sides agreed that poetry must be translated.")
    assert told(a, b) == [("formula", "The two sides agreed that", "The two sides agreed that")]


def test_pair_subject_of_its_own_is_the_same_topic():
    a = read("They call for compliance with the Biological Weapons Convention.", "Ports are deep.")
    b = read("The BWC must have a mechanism.", "Ports are shallow.")
    [pair] = pair_passages(a, b)
    assert (pair.kind, pair.shared) == (ParallelKind.SAME_TOPIC, ("Biological Weapons Convention",))


def test_pair_subject_of_the_whole_text_tells_nothing():
    a = read(*(f"Taiwan has {number} lighthouses." for number in ("two", "four", "six", "eight")))
    assert pair_passages(a, read("Opera is sung in Taiwan.")) == []


def test_pair_names_alone_are_no_pair():
    a = read("The People's Republic of China and the Russian Federation discussed timber.")
    b = read("The People's Republic of China and the Russian Federation signed a film protocol.")
    assert told(a, b) == []


def test_pair_genre_without_common_words_is_no_pair():
    a = read("The two sides reaffirm their commitment to strengthening regional cooperation on fisheries.")
    b = read("Both parties welcome further exchanges and stand ready to deepen dialogue about satellite navigation.")
    assert told(a, b) == []


def test_pair_sentences_that_follow_each_other_are_one():
    text = (
        "Rivers must not be poisoned by mining waste. Upstream quarries shall publish their discharge tables monthly."
    )
    [pair] = pair_passages(read(text), read("Some other matter entirely.", text))
    assert (pair.kind, pair.a.text) == (ParallelKind.VERBATIM, text.rstrip("."))


def test_pair_places_are_those_of_the_edition():
    a = read("Nothing here.", "Upstream quarries shall publish their discharge tables monthly.")
    whole = "\n\n".join(passage.text for passage in a.passages)
    [pair] = pair_passages(a, a)[:1]
    assert whole[pair.a.start : pair.a.end] == pair.a.text
    assert (pair.a.address, pair.b.address) == ("2", "2")


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "kind"),
    [
        ("zh", "双方重申，核战争打不赢也打不得。", "五国申明核战争打不赢也打不得。", "verbatim"),
        ("zh", "双方一致认为，世界正在变化。", "双方一致认为，关系很好。", "formula"),
        ("zh", "主张缔结防止在外空部署武器的国际法律文书。", "尽快缔结防止外空部署武器条约。", "near"),
        (
            "ru",
            "В ядерной войне не может быть победителей и она никогда не должна быть развязана.",
            "Мы заявляем, что в ядерной войне не может быть победителей и что она никогда не должна быть развязана.",
            "near",
        ),
        (
            "ar",
            "أكد الجانبان أن الحرب النووية لا يمكن الانتصار فيها ويجب ألا تخاض أبدا.",
            "نؤكد أن الحرب النووية لا يمكن الانتصار فيها ويجب ألا تخاض أبدا.",
            "verbatim",
        ),
        (
            "ar",
            "شدد الجانبان على رفض التدخل في الشؤون الداخلية للدول تحت ذريعة حماية حقوق الإنسان.",
            "رفض الجانبان استخدام حقوق الإنسان ذريعة للتدخل في الشؤون الداخلية للدول الأخرى.",
            "reworded",
        ),
    ],
)
def test_pair_in_other_scripts(language, ours, theirs, kind):
    assert [found for found, _a, _b in told(read(ours, language=language), read(theirs, language=language))] == [kind]


def test_pair_of_two_languages_is_none():
    text = "Upstream quarries shall publish their discharge tables monthly."
    assert pair_passages(read(text, language="en"), read(text, language="fr")) == []
    assert comparable("en-x-mfa", "en")
    assert not comparable("zh", "ja")


def test_pair_samples_give_the_known_parallels_and_no_noise(capsys):
    found = compared(capsys, SAMPLES / "2008-joint-statement.txt", SAMPLES / "2022-digest.txt")
    assert [(pair["a"]["address"], pair["b"]["address"], pair["kind"]) for pair in found["pairs"]] == [
        ("5.5", "3.5", "reworded"),  # weapons in outer space
        ("1.2", "3.4", "verbatim"),  # abandon the Cold War mentality
        ("10.1", "4.3", "verbatim"),  # universality of human rights
        ("5.2", "3.1", "reworded"),  # security at the cost of others
        ("10.1", "4.2", "reworded"),  # human rights as a pretext to interfere
        ("5.4", "3.4", "same_topic"),  # global missile defense
        ("1.1", "1.2", "same_topic"),  # multipolar
        ("4.2", "3.6", "same_topic"),  # protectionism
        ("5.5", "3.5", "same_topic"),  # outer space, the sentence before
        ("6.2", "3.6", "same_topic"),  # climate change
        ("1.2", "3.2", "formula"),  # sovereignty and territorial integrity
    ]
    scores = [pair["score"] for pair in found["pairs"]]
    assert scores == sorted(scores, reverse=True)
    assert set(found["pairs"][0]) == {"a", "b", "kind", "score", "shared"}
    assert set(found["pairs"][0]["a"]) == {"address", "start", "end", "text"}


def test_pair_command_says_why_there_is_none(capsys, tmp_path):
    french = tmp_path / "fr.txt"
    french.write_text("Déclaration commune\n\nLes deux parties ont décidé de renforcer leur coopération agricole.\n")
    found = compared(capsys, SAMPLES / "2008-joint-statement.txt", french)
    assert found["pairs"] == []
    assert found["reason"].startswith("The first text is in English, the second in French")


def test_pair_command_refuses_what_is_no_text(tmp_path):
    for name, sentence in (("none.txt", "cannot be read"), ("scan.pdf", "scan.pdf: ")):
        if name == "scan.pdf":
            (tmp_path / name).write_bytes(b"%PDF-1.7 broken")
        with pytest.raises(CommandError, match=sentence):
            call_command("compare_texts", str(tmp_path / name), str(SAMPLES / "2022-digest.txt"))


def test_pair_takes_time_with_the_length_of_the_texts():
    """Counted in steps, not in seconds: what is repeated without end is compared a few times only."""
    repeated = read_text([Passage("1", "paragraph", 0, "ab cd " * 3_000, [(0, 18_000)])], "en")
    assert len(exact_runs(repeated.tokens, repeated.tokens)) <= 2 * 12 * 12


def test_pair_reads_a_sentence_without_an_end_in_pieces():
    """Counted in steps: each unit is read once for each of its candidates."""
    endless = " ".join(f"word{number}" for number in range(1_000))
    text = read(f"Nothing is said here. {endless}")
    lengths = [len(unit.items) for unit in text.units]
    assert max(lengths) <= LONGEST
    assert sum(lengths) == len(text.items_between(0, 0, len(text.passages[0].text)))
    spans = [(unit.start, unit.end) for unit in text.units]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert spans[-1][1] == len(text.passages[0].text)
    (pair,) = pair_passages(text, read(endless))
    assert (pair.kind, pair.a.text) == (ParallelKind.VERBATIM, endless)


@given(
    st.lists(st.text("abc de.fé中国 ", max_size=60), max_size=5),
    st.lists(st.text("abc de.fé中国 ", max_size=60), max_size=5),
)
def test_pair_of_any_texts_stands_where_it_says(ours, theirs):
    a, b = read(*ours), read(*theirs)
    texts = ["\n\n".join(paragraphs) for paragraphs in (ours, theirs)]
    for pair in pair_passages(a, b):
        assert texts[0][pair.a.start : pair.a.end] == pair.a.text
        assert texts[1][pair.b.start : pair.b.end] == pair.b.text
        assert 0 < pair.score <= 1
