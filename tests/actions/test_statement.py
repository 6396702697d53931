"""Metadata may be corrected at any time; the wording never is."""

from datetime import date

import pytest

from statements.actions.statement import AddressTaken, correct_metadata, free_address
from statements.models import Event, StatementRedirect
from statements.vocabulary import Verb
from tests.make import make_party, make_statement

pytestmark = pytest.mark.django_db


def test_a_correction_is_stored_and_told(edith):
    statement = make_statement(slug="a-statement", parties=["China"])
    russia = make_party("Russian Federation", "RUS")
    corrected = correct_metadata(
        statement=statement,
        by=edith,
        title="Corrected",
        date_signed=date(2001, 7, 16),
        parties=[russia, make_party("China")],
        topics=["Security"],
    )
    assert (corrected.title, corrected.date, corrected.slug) == ("Corrected", date(2001, 7, 16), "a-statement")
    assert [row.party.name for row in corrected.party_rows.all()] == ["Russian Federation", "China"]
    assert list(corrected.topics.names()) == ["Security"]
    event = Event.objects.get()
    assert (event.verb, event.actor, event.statement) == (Verb.CORRECTED, edith, statement)


def test_a_new_address_leaves_a_redirect(edith):
    statement = make_statement(slug="old")
    correct_metadata(statement=statement, by=edith, slug="new")
    assert [(row.slug, row.statement) for row in StatementRedirect.objects.all()] == [("old", statement)]


def test_an_old_address_can_be_taken_up_again(edith):
    statement = make_statement(slug="old")
    correct_metadata(statement=statement, by=edith, slug="new")
    correct_metadata(statement=statement, by=edith, slug="old")
    assert [row.slug for row in StatementRedirect.objects.all()] == ["new"]


@pytest.mark.parametrize("taken", ["held", "was-held"])
def test_an_address_of_another_statement_is_refused(edith, taken):
    other = make_statement(slug="was-held")
    correct_metadata(statement=other, by=edith, slug="held")
    statement = make_statement(slug="mine")
    with pytest.raises(AddressTaken):
        correct_metadata(statement=statement, by=edith, slug=taken, title="Not stored")
    statement.refresh_from_db()
    assert statement.slug == "mine"
    assert statement.title != "Not stored"
    assert Event.objects.count() == 1


def test_what_is_no_metadata_cannot_be_corrected(edith):
    with pytest.raises(TypeError, match="editions"):
        correct_metadata(statement=make_statement(), by=edith, editions=[])


@pytest.mark.parametrize(
    ("title", "day", "slug"),
    [
        ("Joint Statement of the People's Republic of China", date(2008, 5, 23), "2008-05-23-joint-statement-china"),
        ("Communiqué", None, "undated-communique"),
        ("Совместное заявление", date(1997, 4, 23), "1997-04-23-communique-rus-chn"),
        ("word " * 40, date(2000, 1, 1), "2000-01-01-" + "-".join(["word"] * 12)),
    ],
)
def test_addresses_are_made_of_date_and_short_title(title, day, slug):
    parties = [{"name": "Russian Federation", "iso": "RUS"}, {"name": "China", "iso": "CHN"}]
    assert free_address(title=title, day=day, kind="communique", parties=parties) == slug
