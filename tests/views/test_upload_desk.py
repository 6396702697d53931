"""The page of one upload: original and understood side by side, and what became of it otherwise."""

import pytest

from statements.actions.correction import correct
from statements.actions.edition import publish_upload
from statements.actions.upload import discard, keep_original, understand
from statements.models import Upload
from statements.queries.desk import ROWS_OF_A_PAGE, open_desk
from statements.vocabulary import UploadState
from tests.make_upload import FIRST, make_draft
from tests.people import signed_in

pytestmark = pytest.mark.django_db

TEXT = """Go to home page

Joint Declaration
Moscow, 16 July 2001

1. The two sides support the central role of the United Nations <script>alert(1)</script> in the world.
2. They stand ready to work together for peace & for the development of all countries.

Back to top
"""


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def upload(edith):
    return understand(upload=keep_original(data=TEXT.encode(), filename="declaration.txt", by=edith))


def page_of(browser, upload, query=""):
    response = browser.get(f"/uploads/{upload.pk}/{query}")
    return response, response.content.decode()


def test_each_line_stands_beside_what_was_made_of_it(upload):
    rows = list(open_desk(upload).rows)
    lines = TEXT.splitlines()
    assert [(row.first_line, row.lines, row.block.text if row.block else row.dropped.text) for row in rows] == [
        (1, [(1, lines[0])], lines[0]),
        (3, [(3, lines[2])], lines[2]),
        (4, [(4, lines[3])], lines[3]),
        (6, [(6, lines[5])], lines[5][3:]),
        (7, [(7, lines[6])], lines[6][3:]),
        (9, [(9, lines[8])], lines[8]),
    ]
    assert [row.dropped.reason if row.dropped else "" for row in rows] == [
        "page navigation",
        "",
        "",
        "",
        "",
        "page navigation",
    ]


def test_a_line_left_out_stands_beside_no_block(edith, upload):
    upload = correct(upload=upload, by=edith, turn=0, deed="drop", address="1.1")
    upload = correct(upload=upload, by=edith, turn=1, deed="merge", address="dateline")
    assert [(row.key, [number for number, _text in row.lines]) for row in open_desk(upload).rows] == [
        ("-1", [1]),
        ("title", [3]),
        ("dateline", [4, 7]),
        ("-6", [6]),
        ("-9", [9]),
    ]


def test_an_entry_that_shares_its_line_shows_its_own_words(edith):
    page = b"<html><body><nav>Home</nav><h1>On rivers</h1><p>The parties met and agreed on rivers.</p></body></html>"
    upload = understand(upload=keep_original(data=page, filename="a.html", by=edith))
    rows = {row.key: row.lines for row in open_desk(upload).rows}
    assert rows["-1"] == [(1, "Home")]


def test_a_strangers_bytes_are_shown_as_text(edith_browser, upload):
    _response, page = page_of(edith_browser, upload)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_dropped_lines_show_their_reason_and_can_be_restored(edith_browser, upload):
    _response, page = page_of(edith_browser, upload)
    assert page.count("Left out: page navigation") == 2
    assert [page.count(f'name="restore" value="{line}" aria-label') for line in (1, 9)] == [1, 1]


def test_every_stage_says_what_it_did(edith_browser, upload):
    response, page = page_of(edith_browser, upload)
    said = ["".join(piece.words for piece in stage.pieces) for stage in response.context["desk"].stages]
    assert said == [stage["sentence"] for stage in upload.report["stages"]]
    assert '<ol class="stages"' in page


def test_a_warning_links_to_its_row(edith_browser, edith):
    draft = make_draft(by=edith)
    _response, page = page_of(edith_browser, draft)
    link = f'<a href="/uploads/{draft.pk}/?at=1.1#r1.1" data-go="1.1">Line 3</a>: “the the” may be a doubled word.'
    assert link in page
    assert page.count('id="r1.1"') == 1


def test_a_sentence_of_the_report_leads_to_the_lines_it_names(edith_browser, edith):
    draft = make_draft(by=edith)
    draft.report["stages"] = [{"name": "clean", "sentence": "Left out line 7: page navigation."}]
    draft.save()
    _response, page = page_of(edith_browser, draft)
    assert f'Left out <a href="/uploads/{draft.pk}/?at=-7#r-7" data-go="-7">line 7</a>: page navigation.' in page
    assert "Restore brings it back." in page


def test_every_form_works_without_a_script(edith_browser, upload):
    _response, page = page_of(edith_browser, upload, "?at=1.1&fix=1")
    assert page.count('method="post"') == page.count("csrfmiddlewaretoken") > 5
    assert "onclick" not in page
    # Every button outside a form says which form it belongs to.
    assert page.count('form="step"') > 20


def test_one_row_is_in_hand_and_its_panel_offers_its_sentences(edith_browser, edith):
    draft = make_draft(by=edith)
    response, page = page_of(edith_browser, draft, "?at=1.1&fix=1")
    assert response.context["desk"].hand.key == "1.1"
    assert page.count("in-hand") == page.count('id="tools"') == page.count('id="fix"') == 1
    assert f'name="at" value="{FIRST.index("They say")}"' in page
    assert 'name="marker" maxlength="60" value="1."' in page
    assert f'name="unquote" value="{FIRST.index("peace")}"' in page


def test_scripts_get_the_tools_of_a_row_alone(edith_browser, edith):
    draft = make_draft(by=edith)
    _response, page = page_of(edith_browser, draft, "?at=1.1&fix=1&only=tools")
    assert page.strip().startswith('<div class="tools-of-hand" id="tools" data-hand="1.1">')


def test_blocks_stand_in_the_order_of_the_text_and_entries_by_their_lines(edith):
    draft = make_draft(by=edith)
    blocks = draft.draft["blocks"]
    draft.draft["blocks"] = [blocks[0], blocks[2], blocks[1]]
    draft.draft["dropped"] = [
        {"first_line": line, "last_line": line, "text": "x", "reason": "y"} for line in (1, 4, 4, 7)
    ]
    assert [row.key for row in open_desk(draft).rows] == ["title", "-1", "-4", "-4.1", "1.2", "1.1", "-7"]


def test_a_long_text_is_shown_in_pages(edith_browser, edith):
    draft = make_draft(by=edith)
    blocks = [
        {"address": str(n), "kind": "paragraph", "marker": None, "text": f"Words {n}", "first_line": n, "last_line": n}
        for n in range(1, ROWS_OF_A_PAGE + 11)
    ]
    draft.draft |= {"blocks": [{**block, "speaker": None} for block in blocks], "quotations": [], "references": []}
    draft.draft["warnings"] = [{"code": "doubled-word", "message": "Look here", "first_line": ROWS_OF_A_PAGE + 5}]
    draft.save()
    response, page = page_of(edith_browser, draft)
    assert len(response.context["desk"].rows) == ROWS_OF_A_PAGE
    assert f'?at={ROWS_OF_A_PAGE + 5}#r{ROWS_OF_A_PAGE + 5}"' in page
    response, page = page_of(edith_browser, draft, "?page=2")
    assert len(response.context["desk"].rows) == 11  # ten blocks and the dropped entry
    assert f'id="r{ROWS_OF_A_PAGE + 5}"' in page
    response, _page = page_of(edith_browser, draft, f"?at={ROWS_OF_A_PAGE + 5}")
    assert (response.context["desk"].rows.number, response.context["desk"].hand.key) == (2, f"{ROWS_OF_A_PAGE + 5}")


def test_the_number_of_queries_does_not_depend_on_the_text(edith_browser, edith, upload, django_assert_num_queries):
    page_of(edith_browser, upload)
    more = "".join(f"The side number {n} supports peace and trade. " for n in range(40))
    for draft in (upload, make_draft(by=edith, text=more)):
        with django_assert_num_queries(8):
            page_of(edith_browser, draft)


def test_a_failed_upload_says_why_and_offers_another_way(edith_browser, edith):
    failed = understand(upload=keep_original(data=b"%PDF-1.7", filename="a.pdf", by=edith))
    response, page = page_of(edith_browser, failed)
    assert response.status_code == 200
    assert "This looks like a PDF file, but it is damaged or cut off" in page
    assert 'href="/uploads/new/"' in page
    assert 'value="discard"' in page


def test_an_upload_left_unread_can_be_read(edith_browser, edith):
    received = keep_original(data=TEXT.encode(), filename="a.txt", by=edith)
    assert "has not been read yet" in page_of(edith_browser, received)[1]
    response = edith_browser.post(f"/uploads/{received.pk}/correct/", {"deed": "again"})
    assert response.status_code == 303
    assert Upload.objects.get(pk=received.pk).state == UploadState.DRAFT


def test_a_published_upload_leads_to_its_statement(edith_browser, edith):
    draft = make_draft(by=edith)
    edition = publish_upload(upload=draft, by=edith)
    assert f'href="/statements/{edition.statement.slug}/en/1/"' in page_of(edith_browser, draft)[1]


def test_setting_aside(edith_browser, upload):
    response = edith_browser.post(f"/uploads/{upload.pk}/correct/", {"deed": "discard"})
    assert (response.status_code, response["Location"]) == (303, "/uploads/")
    assert Upload.objects.get().state == UploadState.DISCARDED
    assert "was set aside" in page_of(edith_browser, upload)[1]
    assert edith_browser.post(f"/uploads/{upload.pk}/correct/", {"deed": "discard"}).status_code == 409


def test_purging_is_for_operators(edith_browser, oscar_browser, edith, upload):
    discard(upload=upload, by=edith)
    assert "Purge for good" not in page_of(edith_browser, upload)[1]
    assert edith_browser.post(f"/uploads/{upload.pk}/correct/", {"deed": "purge"}).status_code == 403
    assert Upload.objects.get().state == UploadState.DISCARDED
    assert "Purge for good" in page_of(oscar_browser, upload)[1]
    assert oscar_browser.post(f"/uploads/{upload.pk}/correct/", {"deed": "purge"}).status_code == 303
    response, page = page_of(oscar_browser, upload)
    assert response.status_code == 410
    assert upload.sha256 in page


@pytest.mark.parametrize("name", ["alice", "lena", "rita", "vera"])
def test_only_editors_see_it(name, request, upload):
    browser = signed_in(request.getfixturevalue(name))
    for address in ("", "preview/", "about/", "publish/"):
        assert browser.get(f"/uploads/{upload.pk}/{address}").status_code == 403


def test_what_is_not_there_is_404(edith_browser):
    assert edith_browser.get("/uploads/9999/").status_code == 404


def test_preview_draws_the_text_as_readers_will_see_it(edith_browser, upload):
    _response, page = page_of(edith_browser, upload, "preview/")
    assert '<span id="p1.1s1">The two sides support' in page
    assert '<h1 class="words" lang="en" dir="auto"><span id="ptitles1">Joint Declaration</span></h1>' in page
    assert "&lt;script&gt;alert(1)" in page


def test_desk_asks_about_what_nobody_has_said(edith_browser, edith):
    told = understand(upload=keep_original(data=b"On rivers\n\nWe met.\n\nWe agreed.\n", filename="a.txt", by=edith))
    _response, page = page_of(edith_browser, told)
    assert ("No party was found." in page, "No date was found." in page, "no doubts" in page) == (True, True, False)
