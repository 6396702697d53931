"""Publishing is all or nothing; withdrawing says why."""

import copy
import threading
from datetime import date
from functools import partial

import pytest
from django.db import connection

from statements.actions.edition import (
    AlreadyPublished,
    AlreadyWithdrawn,
    CannotPublish,
    ReasonMissing,
    publish_upload,
    withdraw_edition,
)
from statements.models import Edition, Event, Instrument, Paragraph, Party, Reference, Statement, Upload
from statements.vocabulary import EditionState, ReferenceState, StatementKind, UploadState, Verb
from tests.make import text_of
from tests.make_upload import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]


def counts():
    return [model.objects.count() for model in (Statement, Edition, Paragraph, Party, Instrument, Reference, Event)]


def test_publish_makes_the_statement_with_all_its_parts(edith):
    edition = publish_upload(upload=make_draft(by=edith), by=edith, note="Checked against the page.")
    statement = edition.statement
    assert statement.slug == "2001-07-16-joint-declaration"
    assert (statement.title, statement.kind, statement.place) == ("Joint Declaration", "declaration", "Moscow")
    assert statement.date == date(2001, 7, 16)
    assert [(party.name, party.iso) for party in statement.parties.order_by("statement_rows__order")] == [
        ("Russian Federation", "RUS"),
        ("People's Republic of China", "CHN"),
    ]
    assert list(statement.topics.names()) == ["Security"]
    assert (edition.number, edition.language, edition.state) == (1, "en", EditionState.PUBLISHED)
    assert (edition.note, edition.published_by, edition.publisher) == ("Checked against the page.", edith, "Kremlin")
    assert [(row.name, row.office, str(row.party)) for row in edition.signatories.all()] == [
        ("A. Ivanov", "President", "Russian Federation")
    ]


def test_publish_joins_paragraphs_with_one_blank_line(edith):
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    whole = text_of(edition)
    rows = list(edition.paragraphs.order_by("order"))
    assert [row.address for row in rows] == ["title", "1.1", "1.2"]
    assert [whole[row.start : row.end] for row in rows] == [row.text for row in rows]
    assert [row.marker for row in rows] == ["", "1.", ""]
    assert [[row.text[a:b] for a, b in row.sentences] for row in rows] == [
        ["Joint Declaration"],
        ["The sides recall the Charter of Friendship of 1 May 1999.", "They say “peace … first”."],
        ["They stand ready."],
    ]


def test_publish_keeps_quotations_beside_the_text(edith):
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    row = edition.paragraphs.get(address="1.1")
    assert row.quotations == [{"start": 68, "end": 81, "inner": [], "cuts": 1}]
    assert row.text[68:81] == "peace … first"


def test_publish_lists_what_is_cited_and_not_held(edith):
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    reference = edition.references.get()
    assert text_of(edition)[reference.start : reference.end] == "Charter of Friendship" == reference.exact
    assert (reference.state, reference.date) == (ReferenceState.NOT_HELD, date(1999, 5, 1))
    assert (reference.instrument.title, reference.instrument.statement) == ("Charter of Friendship", None)


def test_publish_links_a_reference_to_the_statement_held(edith):
    charter = make_draft(
        by=edith, text="Charter of Friendship between the sides", title="Charter of Friendship", day="1999-05-01"
    )
    held = publish_upload(upload=charter, by=edith).statement
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    reference = edition.references.get()
    assert (reference.state, reference.instrument.statement) == (ReferenceState.LINKED, held)


def test_publish_links_what_was_cited_before(edith):
    citing = publish_upload(upload=make_draft(by=edith), by=edith)
    charter = make_draft(
        by=edith, text="Charter of Friendship between the sides", title="Charter of Friendship", day="1999-05-01"
    )
    held = publish_upload(upload=charter, by=edith).statement
    reference = citing.references.get()
    assert (reference.state, reference.instrument.statement) == (ReferenceState.LINKED, held)


def test_publish_never_links_to_a_text_of_another_name_or_to_a_digest(edith):
    other = make_draft(by=edith, text="Protocol on fisheries", title="Protocol on Fisheries", day="1999-05-01")
    digest = make_draft(
        by=edith,
        text="Charter of Friendship, key points",
        title="Charter of Friendship",
        day="1999-05-01",
        kind="digest",
    )
    for upload in (other, digest):
        publish_upload(upload=upload, by=edith)
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    assert edition.references.get().state == ReferenceState.NOT_HELD


def test_two_statements_that_fit_make_a_reference_ambiguous(edith):
    for text in ("Charter of Friendship, signed", "Charter of Friendship, read out"):
        publish_upload(
            upload=make_draft(by=edith, text=text, title="Charter of Friendship", day="1999-05-01"), by=edith
        )
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    assert edition.references.get().state == ReferenceState.AMBIGUOUS


def test_publish_of_a_digest_names_what_it_digests(edith):
    upload = make_draft(
        by=edith, kind="digest", digest_of={"title": "Joint Statement", "date": "2022-02-04", "url": ""}
    )
    statement = publish_upload(upload=upload, by=edith).statement
    assert statement.kind == StatementKind.DIGEST
    assert (statement.digest_of.title, statement.digest_of.date) == ("Joint Statement", date(2022, 2, 4))


def test_publish_as_edition_of_a_statement_takes_the_next_number_of_its_language(edith):
    first = publish_upload(upload=make_draft(by=edith), by=edith)
    other = make_draft(by=edith, text="Other words")
    second = publish_upload(upload=other, by=edith, statement=first.statement, note="Another wording.")
    russian = make_draft(by=edith, text="Иные слова", language="ru", statement=first.statement.slug)
    third = publish_upload(upload=russian, by=edith)
    assert [(e.statement, e.language, e.number) for e in (second, third)] == [
        (first.statement, "en", 2),
        (first.statement, "ru", 1),
    ]
    assert Edition.objects.current().get(statement=first.statement, language="en") == second


def test_two_statements_of_one_day_and_title_get_two_addresses(edith):
    slugs = [publish_upload(upload=make_draft(by=edith, text=text), by=edith).statement.slug for text in ("One", "Two")]
    assert slugs == ["2001-07-16-joint-declaration", "2001-07-16-joint-declaration-2"]


def test_address_of_a_title_in_another_script_is_made_of_kind_and_parties(edith):
    upload = make_draft(by=edith, title="中华人民共和国和俄罗斯联邦联合声明", kind="joint-statement")
    assert publish_upload(upload=upload, by=edith).statement.slug == "2001-07-16-joint-statement-rus-chn"


def test_publish_twice_is_refused_and_names_the_edition(edith):
    upload = make_draft(by=edith)
    edition = publish_upload(upload=upload, by=edith)
    before = counts()
    with pytest.raises(AlreadyPublished) as refused:
        publish_upload(upload=upload, by=edith)
    assert refused.value.edition == edition
    assert counts() == before


@pytest.mark.parametrize("missing", ["title", "language"])
def test_publish_without_title_or_language_says_so_and_changes_nothing(edith, missing):
    upload = make_draft(by=edith, **{missing: ""})
    before = counts()
    with pytest.raises(CannotPublish, match=missing):
        publish_upload(upload=upload, by=edith)
    assert counts() == before


def test_publish_is_all_or_nothing(edith):
    upload = make_draft(by=edith)
    spoilt = copy.deepcopy(upload.draft)
    spoilt["references"][0]["address"] = "nowhere"  # found only after statement and paragraphs are stored
    Upload.objects.filter(pk=upload.pk).update(draft=spoilt)
    before = counts()
    with pytest.raises(KeyError):
        publish_upload(upload=upload, by=edith)
    assert counts() == before
    assert Upload.objects.get(pk=upload.pk).state == UploadState.DRAFT


def test_publish_tells_the_log_without_the_upload(edith):
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    event = Event.objects.get(verb=Verb.PUBLISHED)
    assert (event.actor, event.statement, event.edition, event.upload) == (edith, edition.statement, edition, None)


def test_withdraw_says_who_when_and_why(edith):
    edition = withdraw_edition(
        edition=publish_upload(upload=make_draft(by=edith), by=edith), by=edith, reason=" Wrong page. "
    )
    edition.refresh_from_db()
    assert (edition.state, edition.withdrawn_by, edition.withdrawn_reason) == ("withdrawn", edith, "Wrong page.")
    assert Event.objects.filter(verb=Verb.WITHDREW, edition=edition).count() == 1


def test_withdraw_needs_a_reason_and_happens_once(edith):
    edition = publish_upload(upload=make_draft(by=edith), by=edith)
    with pytest.raises(ReasonMissing):
        withdraw_edition(edition=edition, by=edith, reason="  ")
    withdraw_edition(edition=edition, by=edith, reason="Wrong page.")
    with pytest.raises(AlreadyWithdrawn):
        withdraw_edition(edition=edition, by=edith, reason="Again.")
    assert Event.objects.filter(verb=Verb.WITHDREW).count() == 1


def at_once(*deeds):
    """Do all of these in threads that begin together; returns what each returned or raised, in order."""
    start = threading.Barrier(len(deeds))
    outcomes = [None] * len(deeds)

    def run(place, deed):
        start.wait()
        try:
            outcomes[place] = deed()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_editors_publishing_one_draft_make_one_edition(edith, oscar):
    upload = make_draft(by=edith)
    outcomes = at_once(*(partial(publish_upload, upload=upload, by=person) for person in (edith, oscar)))
    assert Edition.objects.count() == 1
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyPublished", "Edition"]


@pytest.mark.django_db(transaction=True)
def test_statements_of_one_title_published_at_once_get_their_own_addresses(edith):
    uploads = [make_draft(by=edith, text=text) for text in ("One", "Two", "Three")]
    at_once(*(partial(publish_upload, upload=upload, by=edith) for upload in uploads))
    assert sorted(Statement.objects.values_list("slug", flat=True)) == [
        "2001-07-16-joint-declaration",
        "2001-07-16-joint-declaration-2",
        "2001-07-16-joint-declaration-3",
    ]


@pytest.mark.django_db(transaction=True)
def test_editions_published_at_once_get_numbers_of_their_own(edith):
    statement = publish_upload(upload=make_draft(by=edith), by=edith).statement
    uploads = [make_draft(by=edith, text=text) for text in ("One", "Two", "Three")]
    given = {"by": edith, "statement": statement, "note": "Corrected."}
    at_once(*(partial(publish_upload, upload=upload, **given) for upload in uploads))
    assert sorted(statement.editions.values_list("number", flat=True)) == [1, 2, 3, 4]
