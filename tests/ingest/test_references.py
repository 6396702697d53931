"""Dated references, dates and quotations in many languages."""

from __future__ import annotations

import pytest

from statements.ingest.dates import find_dates
from statements.ingest.parsed import Block
from statements.ingest.quotations import quotations_of
from statements.ingest.references import references_of


def block(text: str) -> Block:
    return Block("1", "paragraph", None, text, 1, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("under the Treaty on Salt signed in Rome on 4 May 1911 and", [("Treaty on Salt", "1911-05-04")]),
        ("the Charter of Ports and the Joint Statement on Sand issued on May 3, 2001", [
            ("Joint Statement on Sand", "2001-05-03")]),
        ("the Declaration on the Implementation of the Treaty on Salt adopted on 4 May 1999", [
            ("Declaration on the Implementation of the Treaty on Salt", "1999-05-04")]),
        ("2001年7月16日签署的《睦邻条约》和其他文件", [("睦邻条约", "2001-07-16")]),
        ("Договор о соли, подписанный 4 мая 1911 года", [("Договор о соли", "1911-05-04")]),
        ("le Traité sur le sel signé à Rome le 4 mai 1911", [("Traité sur le sel", "1911-05-04")]),
        ("the Special Agreement, done at Rome on 4 May 1911, and", [("Special Agreement", "1911-05-04")]),
        ("They met on 4 May 1911 and spoke about a treaty.", []),
        ("the treaties signed on 4 May 1911", []),
    ],
)  # fmt: skip
def test_references_cover_the_words_of_the_title(text: str, found: list[tuple[str, str]]) -> None:
    rows = references_of([block(text)])
    assert [(text[row.start : row.end], row.date) for row in rows] == found


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Beijing, 23 May 2008", "2008-05-23"),
        ("2008-06-16 00:00", "2008-06-16"),
        ("Feb. 4, 2022", "2022-02-04"),
        ("the 23rd of May 2008", "2008-05-23"),
        ("16 июля 2001 года", "2001-07-16"),
        ("二〇二四年七月三日", "2024-07-03"),
        ("千九百七十二年九月二十九日", "1972-09-29"),
        ("令和5年5月19日", "2023-05-19"),
        ("٢٣ مايو ٢٠٠٨", "2008-05-23"),
        ("le 1er juin 2021", "2021-06-01"),
        ("23 de mayo de 2008", "2008-05-23"),
        ("4. Februar 2022", "2022-02-04"),
        ("05/06/2001", None),
        ("31 February 2001", None),
        ("May 2008", None),
    ],
)
def test_dates_are_full_days_that_exist(text: str, iso: str | None) -> None:
    assert next((row.iso for row in find_dates(text)), None) == iso


@pytest.mark.parametrize(
    ("text", "exact", "inner", "cuts"),
    [
        ('He said "a b" twice.', ["a b"], [], 0),
        ("“one ‘two’ three’s ... four”", ["one ‘two’ three’s ... four"], ["‘two’"], 1),
        ("«раз „два“ три»", ["раз „два“ три"], ["„два“"], 0),
        ("他说“甲‘乙’丙”。", ["甲‘乙’丙"], ["‘乙’"], 0),
        ('A pipe of 5" width', [], [], 0),
        ("“It goes on in the next paragraph", ["It goes on in the next paragraph"], [], 0),
        ("Sie nannten es »Freiheit«.", ["Freiheit"], [], 0),
        ("De sade ”ja” och ”nej”.", ["ja", "nej"], [], 0),
        ("States’ rights and peoples’ wishes", [], [], 0),
    ],
)
def test_quotations_have_inner_ones_and_cuts(text: str, exact: list[str], inner: list[str], cuts: int) -> None:
    rows = quotations_of([block(text)])
    assert [text[row.start : row.end] for row in rows] == exact
    assert [text[low:high] for row in rows for low, high in row.inner] == inner
    assert sum(row.cuts for row in rows) == cuts
