"""The head of a text: title, place and date lines in many languages; a day told in a sentence dates nothing."""

from __future__ import annotations

import pytest

from statements.ingest.dates import find_dates
from statements.ingest.kindwords import kind_of
from tests.ingest.texts import outline, parsed_from

BODY = "The two sides will dig wells along the road, and they will keep them in good repair for all who pass.\n"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("16 ביוני 2020", "2020-06-16"),
        ("26 जनवरी 2024", "2024-01-26"),
        ("20. јун 2023. године", "2023-06-20"),
        ("2024 წლის 26 იანვარი", "2024-01-26"),
        ("2024 жылғы 8 тамыз", "2024-08-08"),
        ("2020. június 16.", "2020-06-16"),
        ("2020 m. birželio 16 d.", "2020-06-16"),
        ("8 avqust 2024-cü il", "2024-08-08"),
        ("5. listopada 2020.", "2020-10-05"),
        ("5 listopada 2020", "2020-11-05"),
        ("5 Ogos 2020", "2020-08-05"),
        ("8 Μαΐου 2018", "2018-05-08"),
        ("23 สิงหาคม 2560", "2017-08-23"),
    ],
)
def test_dates_of_many_languages(text: str, iso: str) -> None:
    assert [row.iso for row in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("הצהרה משותפת", "joint-statement"),
        ("ЗАЈЕДНИЧКА ИЗЈАВА", "joint-statement"),
        ("ერთობლივი განცხადება", "joint-statement"),
        ("Declarație comună", "joint-statement"),
        ("DOSTLUK BEYANNAMESİ", "declaration"),
        ("ΚΟΙΝΗ ΔΗΛΩΣΗ", "joint-statement"),
        ("แถลงการณ์ร่วมไทย-เวียดนาม", "joint-statement"),
    ],
)
def test_kinds_of_many_languages(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_a_clause_with_a_day_is_no_date_line() -> None:
    parsed = parsed_from(
        "Declaration of Chad and Niger\n\nChad and Niger,\n\nrecalling their first meeting of 4 May 2001,\n\n"
        "guided by good will,\n\ndeclare as follows:\n\n1. Wells are dug.\n\n2. Roads are built.\n"
    )
    assert outline(parsed)[2] == ("pre.2", "preamble")
    assert (parsed.date_signed, parsed.date_published) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Next meeting: Zinder, 5 June 2024",
        "They recalled the Treaty on Salt, done at Zinder on 8 December 2008, and the wells dug because of it.",
        "The markers were set on 13 May 1999.",
        "Entered into force 1 January 2009",
        "Signed 1 May 2001, 2 June 2002",
    ],
)
def test_other_days_are_no_signing_date(line: str) -> None:
    assert parsed_from(f"Statement of Chad and Niger\n\n{BODY}\n{line}\n").date_signed is None


def test_a_clause_that_names_a_treaty_is_no_title() -> None:
    parsed = parsed_from(
        f"Friendship of Chad and Niger\n\nZinder, 3 May 2001\n\nrecalling the Treaty on Salt,\n\n{BODY}"
    )
    assert parsed.title == "Friendship of Chad and Niger"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("Zinder, Niger\n\n3 May 2001", "Zinder, Niger"),
        ("ZINDER, NIGER\n3 MAY 2001", "ZINDER, NIGER"),
        ("2022년 5월 21일\n서울", "서울"),
        ("2022年10月22日\nパース", "パース"),
        ("Zinder, N.E.\n3 May 2001", "Zinder, N.E."),
        ("A Road for All\n\n3 May 2001", None),
    ],
)
def test_places_beside_the_date(lines: str, place: str | None) -> None:
    parsed = parsed_from(f"Joint Statement of Chad and Niger\n\n{lines}\n\n{BODY}")
    assert parsed.place == place
    if place:
        assert outline(parsed)[1:3] == [("dateline", "dateline"), ("dateline.2", "dateline")]


def test_lines_above_the_title_head_nothing() -> None:
    parsed = parsed_from(
        "ASSEMBLY OF WELLS\n\nThird Session\n\nDECLARATION ON WATER\n\nWE, the members;\n\nRECALLING the drought;\n\n"
        f"HEREBY DECLARE as follows:\n\n1. {BODY}\n2. {BODY}"
    )
    kinds = [kind for _, kind in outline(parsed)]
    assert kinds == ["paragraph", "paragraph", "title", "preamble", "preamble", "formula", "item", "item"]


def test_clauses_may_end_with_a_dash() -> None:
    parsed = parsed_from(
        "Gemeinsame Erklärung\n\nTschad und Niger –\n\nin dem Wunsch nach Brunnen,\n\nunter Hinweis auf die Dürre –\n\n"
        "erklären Folgendes:\n\n1. Die Seiten graben Brunnen.\n\n2. Die Seiten bauen Wege.\n"
    )
    assert [kind for _, kind in outline(parsed)][1:5] == ["preamble", "preamble", "preamble", "formula"]


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        ("Президент Чаду та Президент Нігеру, далі – «Сторони», заявляють про таке:", "Сторони"),
        ("Prezydenci Czadu i Nigru, zwani dalej „Stronami”, oświadczają, co następuje:", "Stronami"),
    ],
)
def test_defined_terms_of_other_languages(formula: str, name: str) -> None:
    assert parsed_from(f"Tytuł\n\n{formula}\n\n1. Abc.\n\n2. Def.\n").self_name == name


@pytest.mark.parametrize(
    "formula", ["declară următoarele:", "δηλώνουν τα ακόλουθα:", "The sides agreed on the following:"]
)
def test_formulas_of_other_languages(formula: str) -> None:
    parsed = parsed_from(f"Title\n\nNiger and Chad,\n\nwith a view to water,\n\n{formula}\n\n1. Abc.\n\n2. Def.\n")
    assert outline(parsed)[1:4] == [("pre.1", "preamble"), ("pre.2", "preamble"), ("pre.3", "formula")]


def test_a_sentence_with_its_note_is_no_title() -> None:
    text = f"The sides agree that wells are dug with care every year.[1]\n\n{BODY}\n[1] Since 1999.\n"
    assert parsed_from(text).title is None


def test_a_day_that_could_be_two_is_a_date_line_without_a_date() -> None:
    parsed = parsed_from(f"Joint Statement of Chad and Niger\n\n03/05/2021\n\n{BODY}")
    assert outline(parsed)[1] == ("dateline", "dateline")
    assert (parsed.date_signed, parsed.date_published) == (None, None)


def test_a_letter_that_transmits_a_statement_has_its_own_title() -> None:
    letter = "Letter dated 5 July 2021 from the Permanent Representative of Chad to the United Nations"
    parsed = parsed_from(f"United Nations\nGeneral Assembly\nA/75/999\n\n{letter}\n\n{BODY}")
    assert (parsed.title, parsed.date_signed) == (letter, None)
    assert [row.text for row in parsed.dropped] == ["United Nations", "General Assembly", "A/75/999"]


def test_the_sort_of_paper_above_a_fuller_title_is_no_title() -> None:
    assert parsed_from(f"Press Statement\n\nJoint Statement of Chad and Niger\n\n{BODY}").title == (
        "Joint Statement of Chad and Niger"
    )
    assert parsed_from(f"STATEMENT\n\n{BODY}").title == "STATEMENT"


def test_a_clause_of_a_meeting_is_no_place() -> None:
    parsed = parsed_from(
        "Résolution sur les puits\n\nLes ministres du Tchad et du Niger,\n\n"
        "Réunis à Zinder les 11 et 12 octobre 2018,\n\n"
        "Rappelant la sécheresse ;\n\n1. Décident de creuser des puits.\n\n2. Décident de tracer une route.\n"
    )
    assert [kind for _, kind in outline(parsed)][1:4] == ["preamble"] * 3
    assert (parsed.place, parsed.date_signed, parsed.kind) == (None, None, "other")


def test_a_remark_in_brackets_below_the_title_is_no_part_of_it() -> None:
    parsed = parsed_from(
        "Joint Statement of Norway and Japan\n(Provisional translation)\n\nThe sides met and agreed on ice.\n"
    )
    assert parsed.title == "Joint Statement of Norway and Japan"
    kept = parsed_from("Joint Statement of Norway and Japan\n(Second Round)\n\nThe sides met and agreed on ice.\n")
    assert kept.title == "Joint Statement of Norway and Japan (Second Round)"
