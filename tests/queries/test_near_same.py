"""Which held texts are nearly a text at the desk: real variants of the samples, in several wrappings."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

import docx
import pytest

from statements.actions.edition import NearlyHeld, publish_upload, withdraw_edition
from statements.actions.near_same import say_edition_of, say_other_than
from statements.actions.upload import keep_original, understand
from statements.models import Upload
from statements.queries.near_same import near_same

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[2] / "statements" / "samples"
JOINT = (SAMPLES / "2008-joint-statement.txt").read_text(encoding="utf-8")
DIGEST = (SAMPLES / "2022-digest.txt").read_text(encoding="utf-8")
GENRE = """Joint Communiqué of Ruritania and Borduria

Strelsau, 4 May 2012

The two sides reaffirm their commitment to peace, development and cooperation. They stand ready to promote economic
globalization on a balanced, inclusive and win-win track.

The two sides support the leading role of the United Nations in international affairs and believe that the United
Nations should undergo necessary reforms. They call on the international community to increase aid for fisheries.

The two sides believe that railways between the two capitals should be electrified before the end of the decade, and
attach great importance to the exchange of librarians. The two sides condemn terrorism in all its forms and
manifestations and agree to hold consultations every spring.
"""


def handed_in(data: bytes | str, filename: str, by) -> Upload:
    data = data.encode() if isinstance(data, str) else data
    return understand(upload=keep_original(data=data, filename=filename, by=by))


def as_html(text: str) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    return f"<!doctype html><html lang=en><head><title>x</title></head><body>{paragraphs}</body></html>"


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for part in text.split("\n\n"):
        document.add_paragraph(part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def held(edith):
    return publish_upload(upload=handed_in(JOINT, "2008.txt", edith), by=edith)


def likenesses(upload: Upload) -> list[tuple[int, bool]]:
    return [(one.edition.pk, one.is_same_text) for one in near_same(upload)]


def test_near_same_text_in_other_wrappings_is_the_same_text(held, edith):
    for data, name in ((as_html(JOINT), "page.html"), (as_docx(JOINT), "2008.docx")):
        assert likenesses(handed_in(data, name, edith)) == [(held.pk, True)], name


def test_near_same_five_words_changed_is_near(held, edith):
    changed = JOINT
    for old, new in (("irreversible", "plain"), ("flourishing", "growing"), ("unison", "concert")):
        changed = changed.replace(old, new)
    changed = changed.replace("pro-active", "active").replace("fruitful", "useful")
    assert likenesses(handed_in(changed, "changed.txt", edith)) == [(held.pk, False)]


def test_near_same_other_statement_of_the_genre_is_not(held, edith):
    assert likenesses(handed_in(GENRE, "genre.txt", edith)) == []


def test_near_same_digest_is_not_its_statement(held, edith):
    assert likenesses(handed_in(DIGEST, "digest.txt", edith)) == []


def test_near_same_is_asked_before_publishing_until_it_is_said(held, edith):
    upload = handed_in(as_html(JOINT), "page.html", edith)
    with pytest.raises(NearlyHeld) as refused:
        publish_upload(upload=upload, by=edith)
    assert [one.edition for one in refused.value.found] == [held]
    upload.refresh_from_db()
    assert upload.edition is None
    upload = say_other_than(upload=upload, by=edith, editions=[held])
    assert near_same(upload) == []
    assert publish_upload(upload=upload, by=edith).statement != held.statement


def test_near_same_new_edition_goes_to_the_statement(held, edith):
    upload = say_edition_of(
        upload=handed_in(as_html(JOINT).replace("irreversible", "plain"), "page.html", edith),
        by=edith,
        statement=held.statement,
    )
    assert near_same(upload) == []
    edition = publish_upload(upload=upload, by=edith, note="One word.")
    assert (edition.statement, edition.number) == (held.statement, 2)


def test_near_same_names_the_newest_edition_of_a_chain_once(held, edith):
    second = handed_in(JOINT.replace("irreversible", "plain"), "second.txt", edith)
    second = publish_upload(upload=second, by=edith, note="One word.", statement=held.statement)
    third = handed_in(JOINT.replace("irreversible", "plain").replace("unison", "concert"), "third.txt", edith)
    assert [one.edition for one in near_same(third)] == [second]


def test_near_same_withdrawn_text_is_not_named(held, edith):
    upload = handed_in(as_html(JOINT), "page.html", edith)
    withdraw_edition(edition=held, by=edith, reason="Wrong page.")
    assert near_same(upload) == []


def test_near_same_asks_few_questions(held, edith, django_assert_num_queries):
    upload = handed_in(as_html(JOINT), "page.html", edith)
    with django_assert_num_queries(4):
        near_same(upload)
