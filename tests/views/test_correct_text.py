"""Correcting a published text: begin, look at what becomes of the notes, publish, bring back."""

from __future__ import annotations

import re

import pytest

from statements.actions.edition import carrying_of
from statements.models import Edition, Upload
from statements.vocabulary import Visibility
from tests.checked import correct, corrected
from tests.make import edition_of, make_annotation, make_statement
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proven_room")]

ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."
THREE = "Outer space is for peaceful uses alone and the parties oppose an arms race in it by any state."
NEW = [ONE.replace("3 May", "4 May"), THREE]


@pytest.fixture
def first(db) -> Edition:
    return edition_of(make_statement(paragraphs=[ONE, TWO, THREE], title="Joint Declaration", slug="joint"))


def stamp_in(response) -> str:
    return re.search(r'name="seen" value="([^"]+)"', response.text)[1]


def numbers_in(response) -> list[int]:
    return [int(number) for number in re.findall(r'<td class="n">(\d+)</td>', response.text)]


def test_correcting_by_hand_opens_the_desk_and_a_second_time_the_same_draft(first, edith_browser):
    assert edith_browser.get("/statements/joint/en/1/correct/").status_code == 200
    response = edith_browser.post("/statements/joint/en/1/correct/", {"by_hand": "1"})
    upload = Upload.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/uploads/{upload.pk}/")
    assert edith_browser.get(response["Location"]).status_code == 200
    again = edith_browser.post("/statements/joint/en/1/correct/", {"words": "Something else."})
    assert again["Location"] == f"/uploads/{upload.pk}/"
    assert Upload.objects.count() == 1


def test_reading_page_leads_editors_alone_to_the_correction_of_the_newest_edition(first, edith, edith_browser, alice):
    way = 'href="/statements/joint/en/{}/correct/"'
    assert way.format(1) in edith_browser.get("/statements/joint/").text
    assert "/correct/" not in signed_in(alice).get("/statements/joint/").text
    correct(first, by=edith, texts=NEW)
    assert way.format(2) in edith_browser.get("/statements/joint/").text
    assert "/correct/" not in edith_browser.get("/statements/joint/en/1/").text


def test_pasted_correction_is_read_and_belongs_to_the_statement(first, edith_browser):
    response = edith_browser.post("/statements/joint/en/1/correct/", {"words": "\n\n".join(NEW)})
    upload = Upload.objects.get()
    assert (response.status_code, upload.about["statement"], upload.state) == (303, "joint", "draft")
    page = edith_browser.get(f"/uploads/{upload.pk}/dry-run/")
    assert page.status_code == 200
    assert "No notes here." in page.text


@pytest.mark.parametrize("words", ["", "   \n "])
def test_empty_correction_is_422_and_nothing_is_stored(first, edith_browser, words):
    assert edith_browser.post("/statements/joint/en/1/correct/", {"words": words}).status_code == 422
    assert Upload.objects.count() == 0


def test_publishing_at_the_desk_leads_to_the_dry_run_with_the_reason(first, edith, edith_browser):
    upload = corrected(first, by=edith, texts=NEW)
    page = edith_browser.get(f"/uploads/{upload.pk}/publish/")
    fields = dict(re.findall(r'name="(seen)" value="([^"]*)"', page.text))
    fields |= {"title": "Joint Declaration", "kind": "joint-statement", "language": "en", "statement": "joint"}
    response = edith_browser.post(f"/uploads/{upload.pk}/publish/", {**fields, "note": "The date in 1."})
    assert response["Location"] == f"/uploads/{upload.pk}/dry-run/?reason=The+date+in+1."
    assert "The date in 1." in edith_browser.get(response["Location"]).text
    assert Edition.objects.count() == 1


def test_dry_run_counts_every_note_and_shows_only_those_one_may_see(first, alice, bob, edith, edith_browser, desk):
    make_annotation(by=alice, edition=first, on="in Moscow on 3 May", body="Secret thought", visibility="private")
    make_annotation(by=bob, edition=first, on="central role", body="For the team", team=desk)
    make_annotation(
        by=bob, edition=first, on="peaceful uses", body="For the room", team=desk, visibility=Visibility.ROOM
    )
    upload = corrected(first, by=edith, texts=NEW)
    page = edith_browser.get(f"/uploads/{upload.pk}/dry-run/")
    assert numbers_in(page) == [1, 0, 1, 1]
    assert "2 notes that you may not see are counted and not listed" in page.text
    assert "For the room" in page.text
    for hidden in ("Secret thought", "For the team", "central role", "3 May", "Alice"):
        assert hidden not in page.text
    alice_is_editor = signed_in(alice)
    alice.role = "editor"
    alice.save()
    page = alice_is_editor.get(f"/uploads/{upload.pk}/dry-run/")
    assert "Secret thought" in page.text
    assert "<del>3</del>" in page.text
    assert "<ins>4</ins>" in page.text
    assert "No place" in page.text


def test_publishing_what_was_looked_at(first, alice, edith, edith_browser):
    make_annotation(by=alice, edition=first, on="peaceful uses")
    upload = corrected(first, by=edith, texts=NEW)
    here = f"/uploads/{upload.pk}/dry-run/"
    page = edith_browser.get(here)
    assert edith_browser.post(here, {"seen": stamp_in(page), "reason": ""}).status_code == 422
    response = edith_browser.post(here, {"seen": stamp_in(page), "reason": "A date."})
    assert (response.status_code, response["Location"]) == (303, "/statements/joint/en/2/")
    again = edith_browser.post(here, {"seen": stamp_in(page), "reason": "A date."})
    assert again["Location"] == "/statements/joint/en/2/"
    assert Edition.objects.count() == 2
    read = edith_browser.get("/statements/joint/", follow=True).text
    assert "Corrected on" in read
    assert "A date." in read
    assert "/compare/?a=joint/en/1&amp;b=joint/en/2" in read


def test_note_written_meanwhile_is_409_and_changes_nothing(first, alice, edith, edith_browser):
    upload = corrected(first, by=edith, texts=NEW)
    here = f"/uploads/{upload.pk}/dry-run/"
    page = edith_browser.get(here)
    make_annotation(by=alice, edition=first, on="peaceful uses")
    make_annotation(by=alice, edition=first, on="arms race")
    response = edith_browser.post(here, {"seen": stamp_in(page), "reason": "A date."})
    assert response.status_code == 409
    assert "2 notes were written or changed after you looked" in response.text
    assert "A date." in response.text
    assert Edition.objects.count() == 1
    assert edith_browser.post(here, {"seen": stamp_in(response), "reason": "A date."}).status_code == 303
    assert edith_browser.post(here, {"seen": "forged", "reason": "A date."}).status_code == 303  # published before


def test_forged_stamp_publishes_nothing(first, edith, edith_browser):
    upload = corrected(first, by=edith, texts=NEW)
    for stamp in ("x", "1-2-3-4-5", "9" * 200, "-", "1-1-1-1-"):
        response = edith_browser.post(f"/uploads/{upload.pk}/dry-run/", {"seen": stamp, "reason": "A date."})
        assert response.status_code in (409, 422)
    assert Edition.objects.count() == 1


def test_text_of_another_statement_is_doubted_and_has_to_be_confirmed(first, edith, edith_browser):
    upload = corrected(first, by=edith, texts=["A recipe for bread with rye, water, salt and much patience."])
    here = f"/uploads/{upload.pk}/dry-run/"
    page = edith_browser.get(here)
    assert "Is this another statement?" in page.text
    fields = {"seen": stamp_in(page), "reason": "So it is."}
    assert edith_browser.post(here, fields).status_code == 422
    assert edith_browser.post(here, {**fields, "sure": "on"}).status_code == 303


def test_identical_text_says_that_nothing_changed(first, edith, edith_browser):
    upload = corrected(first, by=edith, texts=[ONE, TWO, THREE])
    page = edith_browser.get(f"/uploads/{upload.pk}/dry-run/")
    assert "Nothing changed" in page.text
    fields = {"seen": stamp_in(page), "reason": "Its source is known now."}
    assert edith_browser.post(f"/uploads/{upload.pk}/dry-run/", fields).status_code == 303


@pytest.mark.parametrize(
    "texts",
    [
        [ONE.replace(" ", "  "), TWO + " ", THREE],
        [f"“{ONE}”", TWO, THREE.replace("peaceful uses", "‘peaceful uses’")],
        [THREE, TWO, ONE],
    ],
)
def test_spaces_marks_and_shuffled_paragraphs_leave_nothing_behind(first, alice, edith, texts):
    make_annotation(by=alice, edition=first, on="central role")
    make_annotation(by=alice, edition=first, on="peaceful uses")
    counts = dict(carrying_of(corrected(first, by=edith, texts=texts)).totals)
    assert (counts["gone"], sum(counts.values())) == (0, 2)


def test_earlier_wording_is_brought_back_by_a_post_with_a_reason(first, alice, edith, edith_browser):
    make_annotation(by=alice, edition=first, on="central role")
    correct(first, by=edith, texts=NEW)
    history = edith_browser.get("/statements/joint/history/").text
    assert "/statements/joint/en/1/return/" in history
    assert "/statements/joint/en/2/return/" not in history
    here = "/statements/joint/en/1/return/"
    page = edith_browser.get(here)
    assert page.status_code == 200
    assert Edition.objects.count() == 2
    assert edith_browser.post(here, {"seen": stamp_in(page), "reason": " "}).status_code == 422
    response = edith_browser.post(here, {"seen": stamp_in(page), "reason": "It was right."})
    assert response["Location"] == "/statements/joint/en/3/"
    assert "The wording of edition 1." in edith_browser.get("/statements/joint/history/").text
    assert edith_browser.get("/statements/joint/en/2/").status_code == 200


def test_old_edition_says_that_it_was_replaced_and_keeps_its_notes(first, alice, edith, alice_browser):
    note = make_annotation(by=alice, edition=first, on="central role", body="An early thought")
    correct(first, by=edith, texts=NEW, note="One paragraph fewer.")
    old = alice_browser.get("/statements/joint/en/1/").text
    assert "An early thought" in old
    assert "One paragraph fewer." in old
    assert "Written after this edition was replaced" not in old
    new = alice_browser.get("/statements/joint/en/2/").text
    assert "An early thought" not in new
    assert "1 note left behind" in new
    late = make_annotation(by=alice, edition=first, on="Moscow", body="A late thought")
    assert "Written after this edition was replaced" in alice_browser.get("/statements/joint/en/1/").text
    assert (note.targets.count(), late.targets.count()) == (2, 1)


def test_second_text_for_one_chain_is_refused_at_the_desk(first, edith, edith_browser):
    corrected(first, by=edith, texts=NEW)
    other = corrected(first, by=edith, texts=[ONE])
    page = edith_browser.get(f"/uploads/{other.pk}/about/")
    fields = dict(re.findall(r'name="(seen)" value="([^"]*)"', page.text))
    fields |= {"title": "Joint Declaration", "kind": "joint-statement", "language": "en", "statement": "joint"}
    response = edith_browser.post(f"/uploads/{other.pk}/about/", fields)
    assert response.status_code == 422
    assert "A correction of this text is at the desk already" in response.text
    assert edith_browser.post(f"/uploads/{other.pk}/about/", {**fields, "language": "ru"}).status_code == 303


def test_words_are_changed_on_the_page_and_everything_else_stays(first, alice, edith_browser):
    make_annotation(by=alice, edition=first, on="peaceful uses")
    page = edith_browser.get("/statements/joint/en/1/correct/").text
    assert ONE in page
    changed = "\r\n\r\n".join([ONE.replace("3 May", "4 May"), "  \r\n", "One more.", THREE])
    edith_browser.post("/statements/joint/en/1/correct/", {"by_hand": "1", "text": changed})
    upload = Upload.objects.get()
    assert [block["text"] for block in upload.draft["blocks"]] == [ONE.replace("3 May", "4 May"), "One more.", THREE]
    assert numbers_in(edith_browser.get(f"/uploads/{upload.pk}/dry-run/")) == [1, 0, 0, 0]
    assert edith_browser.get(f"/uploads/{upload.pk}/").status_code == 200
