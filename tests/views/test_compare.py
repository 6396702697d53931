"""Two texts side by side."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from statements.models import Alignment
from tests.make import edition_of, make_edition, make_statement

pytestmark = pytest.mark.django_db

OLD = [
    ("1", "The trend towards a multi-polar world is irreversible."),
    ("2", "Rivers must not be poisoned by mining waste."),
    ("3", "All forests of both banks are counted each spring by two commissions of experts from abroad."),
    ("4", "Fishing quotas expire; they are renewed by letter."),
]
NEW = [
    ("1", "The trend towards a multi-polar world cannot be reversed."),
    ("3", "All forests of both banks are counted each spring by two commissions of experts from abroad."),
    ("2", "Rivers must not be poisoned by mining waste."),
    ("5", "Bridges are painted green."),
    ("4", "Fishing quotas expire, they are renewed by letter."),
]


@pytest.fixture
def statement():
    statement = make_statement(title="River charter", paragraphs=OLD, date_signed="2008-05-23")
    make_edition(statement=statement, paragraphs=NEW)
    return statement


@pytest.fixture
def other():
    return make_statement(
        title="Digest of a charter",
        kind="digest",
        date_signed="2022-02-04",
        paragraphs=[
            ("1", "Birds are counted."),
            ("2", "Both say rivers must not be poisoned by mining waste of any kind."),
        ],
    )


def compare(client, a: str, b: str, **query):
    return client.get(reverse("compare"), {"a": a, "b": b, **query})


def editions(statement) -> tuple[str, str]:
    return f"{statement.slug}/en/1", f"{statement.slug}/en/2"


def kinds(answer) -> list[tuple[str, str]]:
    return [(one.where, str(one.row.kind)) for one in answer.context["shown"].rows]


def test_editions_show_every_kind_of_change(client, statement):
    answer = compare(client, *editions(statement))
    assert answer.status_code == 200
    assert dict(kinds(answer)) | {"2": "moved", "3": "same"} == {
        "1": "edited",
        "2": "moved",
        "3": "same",
        "4": "edited",
        "5": "only_b",
    }
    assert {dict(kinds(answer))[at] for at in ("2", "3")} == {"moved", "same"}
    assert "<del>is irreversible</del>" in answer.text
    assert "<ins>cannot be reversed</ins>" in answer.text
    assert "Edition 1 beside edition 2" in answer.text or "edition 1 beside edition 2" in answer.text


def test_punctuation_and_capitals_count_unless_switched_off(client, statement):
    assert dict(kinds(compare(client, *editions(statement), ignore="punctuation")))["4"] == "same"
    make_edition(statement=statement, paragraphs=[(at, text.upper()) for at, text in NEW])
    pair = (f"{statement.slug}/en/2", f"{statement.slug}/en/3")
    assert "same" not in {kind for _at, kind in kinds(compare(client, *pair))}
    assert {kind for _at, kind in kinds(compare(client, *pair, ignore="case"))} == {"same"}


def test_only_changes_leaves_out_what_is_the_same(client, statement):
    answer = compare(client, *editions(statement), only="changes")
    assert "same" not in {kind for _at, kind in kinds(answer)}
    assert "1 paragraph is the same." in answer.text


def test_stored_alignment_stands_before_what_is_worked_out(client, statement):
    old, new = statement.editions.order_by("number")
    rows = [([0], [0], "edited"), ([1], [2], "moved"), ([2], [1], "same"), ([3], [3], "edited"), ([], [4], "only_new")]
    for order, (ours, theirs, kind) in enumerate(rows):
        Alignment.objects.create(
            old=old, new=new, order=order, old_orders=ours, new_orders=theirs, kind=kind, method="by hand", score=0.1
        )
    assert ("4 – 5", "edited") in kinds(compare(client, *editions(statement)))
    back = kinds(compare(client, *reversed(editions(statement))))
    assert ("5 – 4", "edited") in back
    assert ("4", "only_a") in back


def test_statements_show_what_is_alike_and_say_nothing_was_dropped(client, statement, other):
    answer = compare(client, statement.slug, other.slug)
    assert [(one.where, str(one.row.kind)) for one in answer.context["shown"].rows] == [("2", "verbatim")]
    assert '<span class="same">rivers must not be poisoned by mining waste</span>' in answer.text
    assert [one.label for one in answer.context["shown"].alone_a] == ["not in this digest"] * 4
    assert [one.label for one in answer.context["shown"].alone_b] == ["only in 2022"]
    assert "On the right stands a digest" in answer.text
    assert "dropped" not in answer.text


def test_digest_on_the_left_makes_nothing_new(client, statement, other):
    shown = compare(client, other.slug, statement.slug).context["shown"]
    assert {one.label for one in shown.alone_b} == {"not in this digest"}


def test_address_makes_its_row_the_current_one(client, statement, other):
    answer = compare(client, f"{statement.slug}:2", other.slug)
    [current] = [one for one in answer.context["shown"].rows if one.is_current]
    assert current.where == "2"


def test_two_addresses_are_put_side_by_side(client, statement, other):
    answer = compare(client, f"{statement.slug}:1", f"{other.slug}:1")
    first = answer.context["shown"].rows[0]
    assert (first.where, str(first.row.kind), first.is_current) == ("1", "chosen", True)


def test_unknown_address_is_said(client, statement, other):
    answer = compare(client, f"{statement.slug}:99", other.slug)
    assert (answer.status_code, "There is no paragraph 99 in this edition" in answer.text) == (200, True)


def test_pasted_address_of_a_page_is_understood(client, statement, other):
    answer = compare(client, f"https://room.example/statements/{statement.slug}/en/1/#p2", other.slug)
    assert answer.context["shown"].a.edition == edition_of(statement)


def test_rows_have_stable_addresses_and_lead_on(client, statement):
    text = compare(client, *editions(statement)).text
    ids = re.findall(r'<article class="pair-row [^"]*" id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) == 5
    for target in re.findall(r'href="#(c[^"]+)"', text):
        assert target in ids


def test_form_stands_without_texts(client):
    answer = client.get(reverse("compare"))
    assert (answer.status_code, answer.text.count('<input class="input"')) == (200, 2)


def test_words_of_a_title_find_statements(client, statement, other):
    answer = compare(client, "river charter", "")
    assert f'type="radio" name="a" value="{statement.slug}"' in answer.text
    assert compare(client, "purple river", "").text.count('type="radio"') == 0


def test_unknown_statement_is_404_in_words(client, statement):
    answer = compare(client, statement.slug, "no-such-text")
    assert (answer.status_code, "The room has no statement for you at “no-such-text”." in answer.text) == (404, True)


def test_same_edition_twice_is_said_with_the_others(client, statement):
    answer = compare(client, statement.slug, f"{statement.slug}/en/2")
    assert (answer.status_code, "Both sides are the same edition." in answer.text) == (200, True)
    assert f"b={statement.slug}/en/1" in answer.text


def test_two_languages_are_said(client, statement):
    french = make_statement(title="Charte", language="fr", text="Les rivières.")
    answer = compare(client, statement.slug, french.slug)
    assert (answer.status_code, "The first text is in English, the second in French." in answer.text) == (200, True)


def test_texts_without_anything_alike_say_so(client, statement):
    poem = make_statement(title="Another", text="Poems are translated by lamplight.")
    answer = compare(client, statement.slug, poem.slug)
    assert "No passage of one says the same as a passage of the other" in answer.text


def test_withdrawn_text_is_410(client, statement, other):
    edition_of(other)
    other.editions.update(state="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="Wrong page.")
    answer = compare(client, statement.slug, other.slug)
    assert (answer.status_code, "Wrong page." in answer.text) == (410, True)


def test_members_only_text_is_there_for_members(client, vera, statement):
    hidden = make_statement(title="Members", text="Rivers are wet.", edition={"members_only": True})
    assert compare(client, statement.slug, hidden.slug).status_code == 404
    client.force_login(vera)
    assert compare(client, statement.slug, hidden.slug).status_code == 200


def test_hostile_names_and_texts_do_no_harm(client, statement):
    hostile = make_statement(
        title="<script>x</script>", text="Rivers <img src=x onerror=alert(1)> must not be poisoned by mining waste."
    )
    text = compare(client, statement.slug, hostile.slug).text
    assert "<img" not in text
    assert "<script>x" not in text
    for given in ("'\"<b>", "../../etc", "a" * 5_000, "\0", "%00", "x/en/99999999", "x:y:z"):
        answer = compare(client, given, statement.slug)
        assert answer.status_code in (200, 400, 404)
        assert '<b>"' not in answer.text


def test_number_of_questions_does_not_grow(client, statement, other, django_assert_num_queries):
    many = make_statement(title="Many", text="\n\n".join(f"Sentence {n} about rivers and banks." for n in range(60)))
    asked = {(statement.slug, other.slug): 2, (statement.slug, many.slug): 2, editions(statement): 3}
    for pair, number in asked.items():
        compare(client, *pair)
        with django_assert_num_queries(number):
            compare(client, *pair)


def test_words_in_one_title_alone_lead_to_the_page_with_lasting_addresses(client, statement, other):
    answer = compare(client, "river", "digest of", only="changes")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('compare')}?a={statement.slug}&b={other.slug}&only=changes"


def test_words_in_two_titles_ask_which_one_is_meant(client, statement, other):
    assert compare(client, "charter", "digest of").status_code == 200
