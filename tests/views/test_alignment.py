"""An editor puts a wrong match right from the compare page."""

from __future__ import annotations

import pytest

from statements.models import Alignment, Edition
from tests.checked import correct
from tests.make import edition_of, make_statement
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]

ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."
OTHER = "Wholly different sentences were put here by the drafters, about ships, ports and the pay of pilots."
HERE = "/statements/joint/en/1/alignment/2/"
COMPARE = "/compare/?a=joint/en/1&b=joint/en/2"


@pytest.fixture
def second(edith) -> Edition:
    first = edition_of(make_statement(paragraphs=[ONE, TWO], title="Joint Declaration", slug="joint"))
    return correct(first, by=edith, texts=[ONE, OTHER])


def test_paragraphs_are_put_together_and_parted_again(second, edith_browser, alice_browser):
    other = second.paragraphs.get(order=1).address
    page = edith_browser.get(COMPARE).text
    assert f"{HERE}?old=2&amp;new={other}" in page
    assert f"{HERE}?new={other}&amp;old=2" in edith_browser.get("/compare/?a=joint/en/2&b=joint/en/1").text
    assert HERE not in alice_browser.get(COMPARE).text
    form = edith_browser.get(f"{HERE}?old=2&new={other}").text
    assert ('value="2"' in form, f'value="{other}"' in form) == (True, True)
    response = edith_browser.post(HERE, {"old": "2", "new": other})
    assert (response.status_code, response["Location"]) == (303, "/compare/?a=joint/en/1:2&b=joint/en/2")
    row = Alignment.objects.get(corrected_at__isnull=False)
    assert (row.old_orders, row.new_orders) == ([1], [1])
    assert "said by hand" in alice_browser.get(COMPARE).text
    form = edith_browser.get(HERE).text
    assert f"2 belongs with {other}" in form
    assert edith_browser.post(HERE, {"back": str(row.pk)}).status_code == 303
    assert "said by hand" not in edith_browser.get(COMPARE).text
    assert edith_browser.post(HERE, {"back": str(row.pk)}).status_code == 404


@pytest.mark.parametrize(
    "given", [{}, {"old": "99", "new": "1"}, {"old": " ", "new": ""}, {"old": "1", "new": "<b>"}, {"old": "1\0"}]
)
def test_what_names_no_paragraph_is_refused(second, edith_browser, given):
    before = list(Alignment.objects.values_list("old_orders", "new_orders"))
    assert edith_browser.post(HERE, given).status_code == 422
    assert list(Alignment.objects.values_list("old_orders", "new_orders")) == before


def test_pairs_that_are_none_are_not_there(second, edith_browser):
    for address in ("/statements/joint/en/2/alignment/1/", "/statements/joint/en/1/alignment/1/"):
        assert edith_browser.get(address).status_code == 404
    assert edith_browser.get("/statements/joint/en/1/alignment/9/").status_code == 404
    assert edith_browser.post(HERE, {"back": "x"}).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("alice", 403), ("vera", 403)])
def test_only_editors_say_it(second, request, name, status):
    browser = signed_in(request.getfixturevalue(name))
    assert browser.get(HERE).status_code == status
    assert browser.post(HERE, {"old": "2", "new": ""}).status_code == status
    assert not Alignment.objects.filter(corrected_at__isnull=False).exists()
