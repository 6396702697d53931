"""Dates as papers print them: in words, over two months, in two calendars and in figures of other scripts."""

from __future__ import annotations

import pytest

from statements.ingest.dates import find_dates
from tests.ingest.texts import parsed_from

DAYS = {
    "this Ninth Day of October in the Year Two Thousand and Twenty-Four": "2024-10-09",
    "on the fifth day of December, one thousand nine hundred and ninety-four": "1994-12-05",
    "the twenty-third of May, nineteen hundred and seventy-two": "1972-05-23",
    "this second day of September nineteen ninety-one": "1991-09-02",
    "the first of May 1999": "1999-05-01",
    "二〇二四年五月十六日": "2024-05-16",
    "١٦ مايو ٢٠٢٤": "2024-05-16",
    "۲۶ اردیبهشت ۱۴۰۳ (۱۶ مه ۲۰۲۴)": "2024-05-16",
    "8 ذو القعدة 1445هـ الموافق 16 مايو 2024م": "2024-05-16",
    "16 พฤษภาคม 2567": "2024-05-16",
    "令和6年5月16日": "2024-05-16",
}


@pytest.mark.parametrize("printed", DAYS)
def test_a_day_is_read(printed: str) -> None:
    assert [(date.iso, date.is_range) for date in find_dates(printed)] == [(DAYS[printed], False)]


@pytest.mark.parametrize(
    "printed",
    ["30 June – 1 July 2024", "June 30 to July 1, 2024", "du 30 juin au 1er juillet 2024", "2024年6月30日至7月1日",
     "с 30 июня по 1 июля 2024 года", "19–21 May 2023"],
)  # fmt: skip
def test_days_of_a_meeting_are_a_range(printed: str) -> None:
    assert [date.is_range for date in find_dates(printed)] == [True]


@pytest.mark.parametrize("printed", ["the fourth of the members", "the second of all twenty", "Article 9 of October"])
def test_words_without_a_day_are_no_date(printed: str) -> None:
    assert find_dates(printed) == []


def test_a_closing_line_in_words_gives_the_day_of_signing() -> None:
    parsed = parsed_from(
        "Declaration on Rice\n\n1. Seed is shared among all who sow it in the valley.\n\n2. Storms are reported.\n\n"
        "ADOPTED in Vientiane this Ninth Day of October in the Year Two Thousand and Fourteen, in one original copy.\n"
    )
    assert (parsed.place, parsed.date_signed) == ("Vientiane", "2014-10-09")


def test_the_day_below_the_line_of_who_issued_it_is_that_of_the_text() -> None:
    parsed = parsed_from(
        "Summit Communiqué\n\nIssued by the Heads of State taking part in the meeting of the Council in Tromsø.\n\n"
        "14 June 2011\n\n1. We met in the north.\n\n2. We shall meet again.\n"
    )
    assert parsed.date_signed == "2011-06-14"
