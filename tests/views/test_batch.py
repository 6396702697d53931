"""Handing in several files, and the page of a batch."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from statements.actions.batch import stop_batch
from statements.actions.edition import publish_upload
from statements.jobs.batch import work_on_batches
from statements.models import Batch, Room, Upload
from statements.vocabulary import BatchState
from tests.ingest.office import docx, p
from tests.make_batch import MEGABYTE, make_batch, outcomes, words, zip_of
from tests.people import signed_in

pytestmark = pytest.mark.django_db
NEW = "/uploads/new/"
ASKED_BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "originals"


def a_file(name, data):
    return SimpleUploadedFile(name, data)


def stored(originals):
    return [path for path in originals.rglob("*") if path.is_file()]


def sentence_of(response):
    return " ".join(response.content.decode().split())


def page_of(batch, deed=""):
    return f"/uploads/batches/{batch.pk}/{deed}"


def worker_is_alive():
    Room.objects.update_or_create(pk=Room.KEY, defaults={"worker_seen_at": timezone.now()})


def test_an_archive_becomes_a_batch_that_waits(edith_browser, edith):
    given = {"file": a_file("papers.zip", zip_of({"a.txt": words(2001), "b.txt": words(2002)})), "publish": "on"}
    response = edith_browser.post(NEW, {**given, "profile": "statement", "retrieved_on": "2026-05-04"})
    batch = Batch.objects.get()
    assert (response.status_code, response["Location"]) == (303, page_of(batch))
    assert (batch.name, batch.handed_in_by, batch.publish, batch.profile) == ("papers.zip", edith, True, "statement")
    assert outcomes(batch) == {"a.txt": "waiting", "b.txt": "waiting"}
    work_on_batches()
    upload = Upload.objects.get()
    assert (upload.profile, upload.retrieved_on.isoformat()) == ("statement", "2026-05-04")


def test_several_files_become_a_batch(edith_browser):
    files = [a_file("a.txt", words(2001)), a_file("b.txt", words(2002)), a_file("c.zip", zip_of({"d.txt": b"Four."}))]
    edith_browser.post(NEW, {"file": files})
    batch = Batch.objects.get()
    assert batch.name == "a.txt and 2 more"
    assert outcomes(batch) == {"a.txt": "waiting", "b.txt": "waiting", "d.txt": "waiting"}


@pytest.mark.parametrize("name", ["a.docx", "a.zip"])
def test_a_word_file_is_no_archive_whatever_it_is_called(edith_browser, name):
    data = docx(p("Joint Statement") + p("The sides agree about rivers and the harbours there."))
    response = edith_browser.post(NEW, {"file": a_file(name, data)})
    assert response["Location"] == f"/uploads/{Upload.objects.get().pk}/"
    assert Batch.objects.count() == 0


def test_one_of_several_files_that_is_refused_does_not_keep_the_others_out(edith_browser, settings):
    settings.UPLOAD_LIMIT = MEGABYTE
    files = [a_file("large.txt", b"x" * (MEGABYTE + 1)), a_file("empty.txt", b""), a_file("good.txt", words(2001))]
    edith_browser.post(NEW, {"file": files})
    batch = Batch.objects.get()
    assert outcomes(batch) == {"large.txt": "refused", "empty.txt": "refused", "good.txt": "waiting"}
    assert "at most 1 megabyte." in batch.items.get(order=0).why
    assert "There is nothing in it" in batch.items.get(order=1).why


@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        ([a_file("a.zip", zip_of({f"{n}.txt": b"" for n in range(501)}))], 413, "more than 500 files"),
        ([a_file("a.zip", zip_of({}))], 422, "There is no file in this archive. Nothing was stored."),
        (
            [a_file(f"{n}.txt", b"x" * MEGABYTE) for n in range(3)],
            413,
            "Together these files have more than 2 megabytes",
        ),
        ([a_file("a.txt", b"x")] * 501, 413, "These are more than 500 files"),
    ],
    ids=["archive-of-501", "empty-archive", "too-much", "too-many-sent"],
)
def test_limits_are_said_before_anything_is_stored(edith_browser, originals, settings, files, status, said):
    settings.BATCH_LIMIT = 2 * MEGABYTE
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = settings.UPLOAD_LIMIT
    for file in files:
        file.seek(0)
    response = edith_browser.post(NEW, {"file": files})
    assert response.status_code == status
    assert said in sentence_of(response)
    assert (Batch.objects.count(), Upload.objects.count(), stored(originals)) == (0, 0, [])


def test_the_form_names_the_limits(edith_browser):
    assert "At most 10 MB for one text; at most 500 files and 40 MB at once." in sentence_of(edith_browser.get(NEW))


def test_the_form_sent_twice_makes_one_batch(edith_browser):
    given = {"key": str(uuid.uuid4())}
    for _time in range(2):
        given["file"] = a_file("papers.zip", zip_of({"a.txt": words(2001)}))
        response = edith_browser.post(NEW, given)
    assert response["Location"] == page_of(Batch.objects.get())
    assert outcomes(Batch.objects.get()) == {"a.txt": "waiting"}


def test_a_long_text_goes_to_the_worker_that_is_there(edith_browser, monkeypatch):
    monkeypatch.setattr("statements.views.upload.LARGE", 100)
    worker_is_alive()
    response = edith_browser.post(NEW, {"words": words(2001).decode()})
    assert response["Location"] == page_of(Batch.objects.get())
    assert outcomes(Batch.objects.get()) == {"pasted.txt": "waiting"}


def test_a_long_text_is_read_at_once_where_no_worker_is(edith_browser, monkeypatch):
    monkeypatch.setattr("statements.views.upload.LARGE", 100)
    response = edith_browser.post(NEW, {"file": a_file("a.txt", words(2001))})
    assert response["Location"] == f"/uploads/{Upload.objects.get().pk}/"


def test_a_running_batch_shows_how_far_it_is_and_survives_a_reload(edith_browser, edith):
    worker_is_alive()
    batch = make_batch(by=edith, one=words(2001), two=words(2002))
    work_on_batches()
    for _time in range(2):
        said = sentence_of(edith_browser.get(page_of(batch)))
        assert "1 of 2 files read" in said
        assert '<progress max="2" value="1"' in said
        assert f'hx-get="{page_of(batch)}" hx-trigger="every 2s"' in said
        assert "Waiting for the worker" not in said


def test_our_script_gets_the_progress_alone_and_at_the_end_the_table(edith_browser, edith):
    batch = make_batch(by=edith, one=words(2001))
    running = edith_browser.get(page_of(batch), headers=ASKED_BY_SCRIPT)
    assert running.templates[0].name == "uploads/_batch_progress.html"
    assert "<table" not in running.text
    work_on_batches()
    work_on_batches()
    ended = sentence_of(edith_browser.get(page_of(batch), headers=ASKED_BY_SCRIPT))
    assert "hx-trigger" not in ended
    assert 'id="batch-files" hx-swap-oob="true"' in ended
    assert "1 of 1 file read" in ended


def test_without_a_worker_the_page_says_so_and_what_to_do(edith_browser, edith):
    batch = make_batch(by=edith, one=words(2001))
    said = sentence_of(edith_browser.get(page_of(batch)))
    assert "Waiting for the worker" in said
    assert "<code>python manage.py work_once</code>" in said


def test_the_table_says_what_became_of_each_file_and_leads_there(edith_browser, edith):
    batch = make_batch(by=edith, one=words(2001), two=words(2002), photo=b"\x89PNG\r\n\x1a\n\0\0\0")
    while work_on_batches():
        pass
    one = Upload.objects.get(filename="one.txt")
    edition = publish_upload(upload=one, by=edith)
    page = edith_browser.get(page_of(batch))
    said = sentence_of(page)
    assert [(str(state), n) for state, n in page.context["counts"]] == [("published", 1), ("draft", 1), ("refused", 1)]
    assert f'href="/statements/{edition.statement.slug}/en/1/"' in said
    assert f'href="/uploads/{Upload.objects.get(filename="two.txt").pk}/"' in said
    assert "This is an image, which the room cannot read yet." in said
    for show, names in {"draft": ["two.txt"], "refused": ["photo.txt"], "published": ["one.txt"], "held": []}.items():
        rows = edith_browser.get(page_of(batch), {"show": show}).context["rows"]
        assert [item.name for item in rows] == names
    assert len(edith_browser.get(page_of(batch), {"show": "<x>"}).context["rows"]) == 3


def test_names_of_strangers_are_shown_as_text(edith_browser):
    name = '"><script>alert(1)</script>\u202e.txt'
    edith_browser.post(NEW, {"file": a_file("a.zip", zip_of({name: b"x", "b.txt": b"y"}))})
    said = sentence_of(edith_browser.get(page_of(Batch.objects.get())))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.txt" in said
    assert "\u202e" not in said
    assert "<script>alert" not in said


def test_stop_and_go_on(edith_browser, edith):
    batch = make_batch(by=edith, one=words(2001))
    response = edith_browser.post(page_of(batch, "stop/"), follow=True)
    assert response.redirect_chain == [(page_of(batch), 303)]
    assert "0 of 1 file read" in sentence_of(response)
    assert "stopped by Edith" in sentence_of(response)
    assert page_of(batch, "go-on/") in response.text
    edith_browser.post(page_of(batch, "go-on/"))
    assert Batch.objects.get().state == BatchState.WAITING
    assert outcomes(batch) == {"one.txt": "waiting"}


def test_stopping_twice_changes_nothing_and_says_so(edith_browser, edith):
    batch = make_batch(by=edith, one=words(2001))
    stop_batch(batch=batch, by=edith)
    response = edith_browser.post(page_of(batch, "stop/"), follow=True)
    assert "This batch is no longer being read. Nothing was changed." in sentence_of(response)
    edith_browser.post(page_of(batch, "go-on/"))
    response = edith_browser.post(page_of(batch, "go-on/"), follow=True)
    assert "This batch is not stopped. Nothing was changed." in sentence_of(response)


def test_a_text_that_waits_in_a_batch_leads_to_it(edith_browser, edith):
    batch = make_batch(by=edith, one=words(2001))
    said = sentence_of(edith_browser.get(f"/uploads/{Upload.objects.get().pk}/"))
    assert "It waits for its turn among the files it came with." in said
    assert page_of(batch) in said


def test_the_desk_lists_batches(edith_browser, edith):
    make_batch(by=edith, name="papers.zip", one=words(2001), two=words(2002))
    assert "2 files, 2 still to be read." in sentence_of(edith_browser.get("/uploads/"))


def test_the_number_of_queries_does_not_grow(edith_browser, edith, django_assert_num_queries):
    few = make_batch(by=edith, one=words(2001))
    many = make_batch(by=edith, two=words(2002), three=words(2003), four=words(2004))
    while work_on_batches():
        pass
    edith_browser.get(page_of(few))
    for batch in (few, many):
        with django_assert_num_queries(7):
            edith_browser.get(page_of(batch))


@pytest.mark.parametrize("deed", ["", "stop/", "go-on/"])
@pytest.mark.parametrize("name", ["alice", "rita", "vera"])
def test_only_editors_see_and_stop_batches(name, deed, request, edith):
    batch = make_batch(by=edith, one=words(2001))
    browser = signed_in(request.getfixturevalue(name))
    assert (browser.post if deed else browser.get)(page_of(batch, deed)).status_code == 403
    assert Batch.objects.get().state == BatchState.WAITING


@pytest.mark.parametrize("deed", ["stop/", "go-on/"])
def test_deeds_are_not_done_by_looking(edith_browser, edith, deed):
    batch = make_batch(by=edith, one=words(2001))
    assert edith_browser.get(page_of(batch, deed)).status_code == 405
    assert Batch.objects.get().state == BatchState.WAITING


def test_a_stranger_is_sent_to_sign_in(browser, edith):
    batch = make_batch(by=edith, one=words(2001))
    assert browser.get(page_of(batch))["Location"] == f"/accounts/login/?next={page_of(batch)}"
    assert browser.post(page_of(batch, "stop/")).status_code == 302
    assert edith and Batch.objects.get().state == BatchState.WAITING
