"""Citations name their edition and survive the characters of BibTeX and RIS."""

from __future__ import annotations

from datetime import date

import pytest

from statements.exchange.citations import cite
from statements.models import Statement
from statements.queries.places import place_at
from tests.make import edition_of, make_statement

URL = "https://room.example/statements/a/en/1/#p2"


@pytest.fixture
def edition(db):
    statement = make_statement(
        title="Peace & Trade_100%", place="Beijing", slug="peace", date_signed=date(2008, 5, 23), parties=["China"]
    )
    return edition_of(Statement.objects.get(pk=statement.pk))


def test_plain_citation_is_quotation_source_and_link(edition):
    plain = cite(edition, URL, place_at(edition, "2")).plain
    assert plain == (
        "“The security of one state must not rest on the security of others.” (Peace & Trade_100%, Beijing, "
        f"23 May 2008, paragraph 2, Edition 1, English, {URL})"
    )


def test_bibtex_escapes_what_tex_would_read(edition):
    assert cite(edition, URL).bibtex.splitlines() == [
        "@misc{peace-en-1,",
        r"  title = {Peace \& Trade\_100\%},",
        "  author = {{China}},",
        "  date = {2008-05-23},",
        "  year = {2008},",
        "  address = {Beijing},",
        "  note = {Edition 1, English},",
        f"  url = {{{URL}}},",
        "}",
    ]


def test_ris_keeps_one_line_for_each_tag(edition):
    ris = cite(edition, URL, place_at(edition, "1s2")).ris
    assert ris.split("\r\n") == [
        "TY  - GOVDOC",
        "TI  - Peace & Trade_100%",
        "AU  - China",
        "DA  - 2008/05/23/",
        "PY  - 2008",
        "CY  - Beijing",
        "ET  - 1",
        "LA  - en",
        "SE  - paragraph 1s2",
        "N1  - They support the role of the United Nations.",
        f"UR  - {URL}",
        "ER  - ",
        "",
    ]


def test_undated_statement_says_so(db):
    edition = edition_of(make_statement(title="Undated"))
    assert cite(edition, URL).plain == f"Undated, undated, Edition 1, English, {URL}"
