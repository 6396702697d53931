"""The library page, and the page of pairs."""

from __future__ import annotations

import lxml.html
import pytest
from django.urls import reverse

from tests.make import make_statement


@pytest.fixture
def held(db):
    make_statement(title="Beijing", kind="joint-statement", date_signed="2008-05-23", parties=["China", "Russia"])
    make_statement(title="A digest", kind="digest", date_published="2022-02-04", parties=["China", "Russia"])
    make_statement(title="Paris", kind="declaration", date_signed="2011-01-01", parties=["France"])
    return make_statement(title="No date", kind="declaration", parties=["France", "China"])


def page_of(browser, query: str = "", name: str = "library") -> lxml.html.HtmlElement:
    answer = browser.get(f"{reverse(name)}{query}")
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def links(element: lxml.html.HtmlElement) -> dict[str, str]:
    return {link.get("aria-label") or words(link): link.get("href") for link in element.xpath(".//a")}


def test_timeline_of_few_statements_leads_to_each(held, browser):
    (timeline,) = page_of(browser).find_class("timeline")
    (picture,) = timeline.xpath(".//svg[@role='group']")
    assert words(picture.xpath("./title")[0]) == (
        "2 statements, 1 digest, 2008–2022; nothing held 2009–2010, 2012–2021"
    )
    assert list(links(picture)) == ["Beijing, 23 May 2008", "Paris, 1 January 2011", "A digest, 4 February 2022"]
    assert links(timeline)["1 has no date"] == "?year=undated"
    rows = [" ".join(map(words, row)) for row in timeline.xpath(".//tbody/tr")]
    assert rows == [
        *("2008 1 0", "2009–2010 nothing held", "2011 1 0", "2012–2021 nothing held", "2022 0 1", "undated 1"),
    ]


def test_timeline_follows_the_other_filters(held, browser):
    (timeline,) = page_of(browser, "?party=france&year=2011").find_class("timeline")
    assert words(timeline.xpath(".//svg/title")[0]) == "1 statement, 2011"
    assert timeline.xpath(".//tbody//a[@aria-current]")[0].get("href") == "?party=france"


def test_timeline_of_many_statements_has_a_bar_for_each_year(db, browser):
    for number in range(45):
        make_statement(text="One.", date_signed=f"{2000 + number % 9}-03-01", kind="digest" if number < 9 else "treaty")
    (timeline,) = page_of(browser, "?kind=treaty").find_class("timeline")
    assert len(timeline.xpath(".//circle[@class='held' and @cy]")) >= 36
    (timeline,) = page_of(browser).find_class("timeline")
    (picture,) = timeline.xpath(".//svg[@role='group']")
    assert links(picture) == {f"{year}: 4 statements, 1 digest": f"?year={year}" for year in range(2000, 2009)}
    (timeline,) = page_of(browser, "?year=2003").find_class("timeline")
    (chosen,) = timeline.find_class("chosen")
    assert (chosen.get("aria-current"), chosen.get("href")) == ("true", "?")


def test_pairs_lead_to_what_both_parties_made(held, browser):
    page = page_of(browser)
    assert links(page.get_element_by_id("facets"))["China – Russia 2"] == "?party=china&party=russia"
    both = page_of(browser, "?party=china&party=russia")
    assert [words(title) for title in both.xpath("//li[contains(@class, 'statement')]/h3")] == ["A digest", "Beijing"]
    together = page_of(browser, "?party=china").get_element_by_id("facet-together")
    assert links(together) == {"Russia 2": "?party=china&party=russia", "France 1": "?party=china&party=france"}


def test_page_of_pairs_crosses_the_parties(held, browser):
    page = page_of(browser, name="party_pairs")
    told = links(page.find_class("matrix")[0])
    assert told["China and Russia: 2"] == "/?party=china&party=russia"
    assert told["Russia and China: 2"] == "/?party=russia&party=china"
    assert told["China, all: 3"] == "/?party=china"
    listed = [words(entry) for entry in page.find_class("pairs")[0]]
    assert listed == ["China – Russia 2", "China – France 1"]
    assert words(page_of(browser, "?kind=treaty", "party_pairs").find_class("empty")[0]).startswith("No two parties")


def test_order_stands_in_the_address_and_stays_with_the_filters(held, browser):
    page = page_of(browser, "?kind=declaration&sort=title")
    titles = [words(title) for title in page.xpath("//li[contains(@class, 'statement')]/h3")]
    assert titles == ["No date", "Paris"]
    (order,) = page.xpath("//nav[@aria-label='Order']")
    assert [words(link) for link in order.xpath("./a[@aria-current]")] == ["Title"]
    assert links(order)["Longest"] == "?kind=declaration&sort=longest"
    assert page_of(browser, "?sort=nonsense").xpath("//nav[@aria-label='Order']/a[@aria-current]")[0].text == "Newest"


def test_list_without_anything_names_ways_back(held, browser):
    (empty,) = page_of(browser, "?kind=declaration&year=2022").find_class("empty")
    assert links(empty) == {
        "without Kind: Declaration": "?year=2022",
        "without Year: 2022": "?kind=declaration",
        "All statements": "/",
    }
    (empty,) = page_of(browser, "?kind=treaty&party=nobody").find_class("empty")
    assert links(empty) == {"All statements": "/"}


def test_room_without_dates_says_so(db, browser):
    make_statement()
    (timeline,) = page_of(browser).find_class("timeline")
    assert words(timeline.find_class("label")[0]) == (
        "None of these statements has a date, so they have no place in time. 1 has no date"
    )


def test_empty_room_names_the_next_deed(db, browser, edith_browser):
    assert not page_of(browser).find_class("timeline")
    assert "Editors upload statements" in words(page_of(browser).find_class("empty")[0])
    assert links(page_of(edith_browser).find_class("empty")[0]) == {"Upload the first statement": "/uploads/new/"}


def test_closed_room_says_in_its_frame_that_it_is_not_to_be_listed(held, vera_browser, settings):
    assert page_of(vera_browser).xpath("//meta[@name='robots']/@content") == ["noindex"]
    settings.READING_ROOM_PUBLIC = "no"
    assert page_of(vera_browser).xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


def test_open_room_may_be_listed_but_not_narrowed_in_every_way(held, browser):
    assert page_of(browser).xpath("//meta[@name='robots']") == []
    assert page_of(browser, "?kind=treaty").xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_robots_are_told_what_is_not_worth_collecting(db, browser, settings):
    lines = browser.get("/robots.txt").content.decode().splitlines()
    assert lines[:3] == ["User-agent: *", "Allow: /?page=", "Disallow: /?"]
    assert "Disallow: /uploads/" in lines
    settings.READING_ROOM_PUBLIC = "no"
    answer = browser.get("/robots.txt")
    assert answer.content.decode() == "User-agent: *\nDisallow:\n"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
