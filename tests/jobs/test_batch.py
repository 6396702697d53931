"""Batches of files, read one by one: what becomes of each, stopping, going on, and workers that are killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as room_settings
from django.db import OperationalError, connection

from statements.actions.batch import NotOpen, NotStopped, add_file, go_on_with_batch, open_batch, stop_batch
from statements.actions.batch_item import MOST_ATTEMPTS, read_item, take_next
from statements.actions.edition import publish_upload
from statements.actions.original import original_path
from statements.actions.upload import discard, keep_original, purge, understand
from statements.jobs.batch import only_reader, work_on_batches
from statements.jobs.worker import Worker
from statements.models import Batch, BatchItem, Edition, Event, IndexEntry, Upload
from statements.vocabulary import BatchItemState, BatchState, UploadState, Verb
from tests.ingest.office import docx, p
from tests.make_batch import encrypted, make_batch, outcomes, words, zip_of

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db

NO_TITLE = b"they agree. and that is all there is here in this text of nobody.\n"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0"


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "originals"


def read_all(batch: Batch) -> Batch:
    while work_on_batches(batch):
        pass
    batch.refresh_from_db()
    return batch


def test_files_become_drafts_in_order_and_the_batch_ends(edith) -> None:
    batch = make_batch(by=edith, one=words(2001), two=words(2002))
    assert (batch.state, outcomes(batch)) == (BatchState.WAITING, {"one.txt": "waiting", "two.txt": "waiting"})
    assert work_on_batches()
    batch.refresh_from_db()
    assert (batch.state, outcomes(batch)) == (BatchState.RUNNING, {"one.txt": "draft", "two.txt": "waiting"})
    read_all(batch)
    assert (batch.state, outcomes(batch)) == (BatchState.DONE, {"one.txt": "draft", "two.txt": "draft"})
    assert batch.finished_at is not None
    assert Edition.objects.count() == 0
    assert list(Event.objects.order_by("number").values_list("verb", "actor")) == [(Verb.UPLOADED, edith.pk)] * 2


def test_what_lacks_nothing_is_published_where_that_was_asked(edith) -> None:
    batch = make_batch(by=edith, publish=True, good=words(2001), untitled=NO_TITLE, picture=PICTURE)
    read_all(batch)
    assert outcomes(batch) == {"good.txt": "published", "untitled.txt": "needs-you", "picture.txt": "refused"}
    assert Edition.objects.get().published_by == edith
    assert batch.items.get(order=1).why == "The text needs a title."
    assert batch.items.get(order=2).why == Upload.objects.get(filename="picture.txt").problem


def test_a_text_nearly_held_waits_for_someone(edith) -> None:
    other_wrapping = words(2001).replace(b". In year", b".\r\nIn year")
    batch = read_all(make_batch(by=edith, publish=True, first=words(2001), again=other_wrapping))
    assert outcomes(batch) == {"first.txt": "published", "again.txt": "needs-you"}
    assert "Nearly the same text is held" in batch.items.get(order=1).why


def test_what_was_published_by_hand_since_is_told_as_published(edith) -> None:
    batch = read_all(make_batch(by=edith, one=words(2001)))
    publish_upload(upload=Upload.objects.get(), by=edith)
    assert outcomes(batch) == {"one.txt": "published"}


def test_bytes_held_are_not_stored_again(edith, originals) -> None:
    read_all(make_batch(by=edith, one=words(2001)))
    batch = read_all(make_batch(by=edith, other_name=words(2001)))
    assert outcomes(batch) == {"other_name.txt": "held"}
    assert batch.items.get().upload == Upload.objects.get()


def test_a_draft_nobody_worked_on_is_taken_up_where_publishing_was_asked(edith) -> None:
    read_all(make_batch(by=edith, one=words(2001)))
    assert outcomes(read_all(make_batch(by=edith, publish=True, one=words(2001)))) == {"one.txt": "published"}


def test_a_draft_somebody_works_on_is_left_alone(edith) -> None:
    read_all(make_batch(by=edith, one=words(2001)))
    Upload.objects.update(turn=1)
    assert outcomes(read_all(make_batch(by=edith, publish=True, one=words(2001)))) == {"one.txt": "held"}
    assert Edition.objects.count() == 0


def test_an_archive_is_kept_and_its_members_are_read_from_it(edith, originals) -> None:
    data = zip_of(
        {
            "papers/good.txt": words(2001),
            "__MACOSX/papers/._good.txt": b"x",
            "../up.txt": words(2002),
            "papers/inner.zip": zip_of({"a.txt": b"x"}),
            "papers/word.docx": docx(p("Joint Statement") + p("The sides agree about rivers and the harbours there.")),
            "papers/locked.txt": b"x",
        }
    )
    batch, _is_new = open_batch(name="papers.zip", by=edith)
    add_file(batch=batch, name="papers.zip", data=encrypted(data, "papers/locked.txt"))
    assert Upload.objects.count() == 0
    read_all(batch)
    assert outcomes(batch) == {
        "papers/good.txt": "draft",
        "__MACOSX/papers/._good.txt": "passed-over",
        "../up.txt": "refused",
        "papers/inner.zip": "refused",
        "papers/word.docx": "draft",
        "papers/locked.txt": "refused",
    }
    good = Upload.objects.get(filename="good.txt")
    assert original_path(good.sha256).read_bytes() == words(2001)
    kept = sorted(path.name for path in originals.rglob("*") if path.is_file())
    assert kept == sorted({*Upload.objects.values_list("sha256", flat=True), batch.items.first().archive})
    assert sorted(path.name for path in originals.parent.iterdir()) == ["batch-lock", "originals"]


def test_a_form_sent_twice_finds_its_batch(edith) -> None:
    batch, is_new = open_batch(name="a", by=edith)
    assert (is_new, open_batch(name="b", by=edith, key=batch.uuid)) == (True, (batch, False))


def test_stopping_leaves_the_rest_kept_and_going_on_reads_it(edith) -> None:
    batch = make_batch(by=edith, one=words(2001), two=words(2002))
    work_on_batches()
    stop_batch(batch=batch, by=edith)
    assert not work_on_batches()
    batch.refresh_from_db()
    assert (batch.state, batch.stopped_by) == (BatchState.STOPPED, edith)
    assert outcomes(batch) == {"one.txt": "draft", "two.txt": "stopped"}
    assert Upload.objects.get(filename="two.txt").state == UploadState.RECEIVED
    with pytest.raises(NotOpen):
        stop_batch(batch=batch, by=edith)
    go_on_with_batch(batch=batch)
    read_all(batch)
    assert (batch.state, batch.stopped_by) == (BatchState.DONE, None)
    assert outcomes(batch) == {"one.txt": "draft", "two.txt": "draft"}
    with pytest.raises(NotStopped):
        go_on_with_batch(batch=batch)


def test_the_file_in_hand_is_finished_when_its_batch_is_stopped(edith) -> None:
    batch = make_batch(by=edith, one=words(2001), two=words(2002))
    item = take_next()
    stop_batch(batch=batch, by=edith)
    read_item(item=item)
    assert outcomes(batch) == {"one.txt": "draft", "two.txt": "stopped"}


def test_a_text_set_aside_while_it_waited_is_not_read(edith) -> None:
    batch = make_batch(by=edith, one=words(2001))
    discard(upload=Upload.objects.get(), by=edith)
    assert outcomes(read_all(batch)) == {"one.txt": "held"}
    assert Upload.objects.get().state == UploadState.DISCARDED


def test_an_original_that_is_gone_is_a_refusal(edith, originals) -> None:
    batch = make_batch(by=edith, one=words(2001))
    shutil.rmtree(originals)
    assert outcomes(read_all(batch)) == {"one.txt": "refused"}
    assert batch.items.get().why == "The original is not in the data folder, so it cannot be read."


def test_a_file_added_after_the_end_is_read_too(edith) -> None:
    batch = read_all(make_batch(by=edith, one=words(2001)))
    add_file(batch=batch, name="two.txt", data=words(2002))
    assert outcomes(read_all(batch)) == {"one.txt": "draft", "two.txt": "draft"}
    assert batch.state == BatchState.DONE


def test_purging_a_text_takes_its_archive_off_the_disk(edith, oscar, django_capture_on_commit_callbacks) -> None:
    batch, _is_new = open_batch(name="papers.zip", by=edith)
    add_file(batch=batch, name="papers.zip", data=zip_of({"one.txt": words(2001), "two.txt": words(2002)}))
    work_on_batches()
    archive = original_path(batch.items.first().archive)
    assert archive.is_file()
    with django_capture_on_commit_callbacks(execute=True):
        purge(upload=Upload.objects.get(), by=oscar)
    assert not archive.exists()
    read_all(batch)
    assert outcomes(batch) == {"one.txt": "draft", "two.txt": "refused"}
    assert "held bytes that were purged" in batch.items.get(order=1).why


def test_purged_bytes_that_come_back_in_an_archive_do_not_stay(
    edith, oscar, django_capture_on_commit_callbacks
) -> None:
    upload = understand(upload=keep_original(data=words(2001), filename="one.txt", by=edith))
    with django_capture_on_commit_callbacks(execute=True):
        purge(upload=upload, by=oscar)
    batch, _is_new = open_batch(name="papers.zip", by=edith)
    add_file(batch=batch, name="papers.zip", data=zip_of({"one.txt": words(2001), "two.txt": words(2002)}))
    archive = original_path(batch.items.first().archive)
    with django_capture_on_commit_callbacks(execute=True):
        read_all(batch)
    assert outcomes(batch) == {"one.txt": "refused", "two.txt": "draft"}
    assert not archive.exists()
    assert not original_path(upload.sha256).exists()


def test_a_worker_reads_files_and_indexes_what_is_published(edith) -> None:
    batch = make_batch(by=edith, publish=True, one=words(2001))
    Worker().turn()
    assert outcomes(batch) == {"one.txt": "published"}
    assert IndexEntry.objects.filter(edition=Edition.objects.get()).exists()


def test_only_one_process_reads_at_a_time(edith) -> None:
    batch = make_batch(by=edith, one=words(2001))
    with only_reader() as mine:
        assert mine
        assert not work_on_batches()
    assert outcomes(batch) == {"one.txt": "waiting"}
    assert work_on_batches()


def test_a_file_left_in_hand_is_taken_again_and_at_most_three_times(edith, caplog) -> None:
    batch = make_batch(by=edith, one=words(2001), two=words(2002))
    for attempt in range(1, MOST_ATTEMPTS + 1):  # each time the worker is gone before it has read the file
        assert (take_next().order, BatchItem.objects.get(order=0).attempts) == (0, attempt)
    read_all(batch)
    assert outcomes(batch) == {"one.txt": "refused", "two.txt": "draft"}
    assert "stopped the importer three times" in batch.items.get(order=0).why
    stuck = Upload.objects.get(filename="one.txt")
    assert (stuck.state, stuck.problem) == (UploadState.FAILED, batch.items.get(order=0).why)
    assert "stopped the importer three times" in caplog.text


def test_a_file_in_hand_of_a_stopped_batch_is_put_down_when_its_worker_is_gone(edith) -> None:
    batch = make_batch(by=edith, one=words(2001))
    take_next()
    stop_batch(batch=batch, by=edith)
    assert not work_on_batches()
    assert outcomes(batch) == {"one.txt": "stopped"}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_takes_nothing_loses_no_file(edith) -> None:
    batch = make_batch(by=edith, publish=True, one=words(2001))
    somebody, sqlite = connection.copy(), connection.vendor == "sqlite"
    item = take_next()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=20" if sqlite else "SET lock_timeout='20ms'")
    try:
        with somebody.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE" if sqlite else "BEGIN")
            if not sqlite:
                cursor.execute("LOCK TABLE statements_room")
        with pytest.raises(OperationalError):
            read_item(item=item)
    finally:
        somebody.close()
    connection.close()
    assert outcomes(batch)["one.txt"] in ("waiting", "in-hand")
    assert outcomes(read_all(batch)) == {"one.txt": "published"}


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_is_taken_over_from(edith, originals) -> None:
    """The worker hangs on an original that never ends and is killed outright; the next one finishes the batch."""
    batch = make_batch(by=edith, one=words(2001), two=words(2002))
    path = original_path(Upload.objects.get(filename="one.txt").sha256)
    path.unlink()
    os.mkfifo(path)
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=PROJECT, env=environment())
    try:
        assert eventually(lambda: outcomes(batch)["one.txt"] == BatchItemState.IN_HAND)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    path.unlink()
    path.write_bytes(words(2001))
    done = subprocess.run(
        [sys.executable, "manage.py", "work_once"], cwd=PROJECT, env=environment(), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert outcomes(batch) == {"one.txt": "draft", "two.txt": "draft"}
    assert list(batch.items.order_by("order").values_list("attempts", flat=True)) == [2, 1]
    assert Batch.objects.get().state == BatchState.DONE


def environment() -> dict[str, str]:
    """Of another process of this very room."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        database = f"sqlite:///{given['NAME']}"
    else:
        user = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
        port = f":{given['PORT']}" if given["PORT"] else ""
        database = f"postgres://{user}@{quote(given['HOST'] or '', safe='')}{port}/{given['NAME']}"
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**clean, "READING_ROOM_DATA": str(room_settings.DATA_FOLDER), "DATABASE_URL": database}


def eventually(look) -> bool:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(BatchItem.DoesNotExist):
            if look():
                return True
        time.sleep(0.1)
    return False
