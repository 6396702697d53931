"""Files and folders, by the same path as the upload desk."""

import os
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from statements.jobs.worker import Worker
from statements.models import Batch, Edition, IndexEntry, Room, Upload
from statements.vocabulary import BatchState, UploadState
from tests.make_batch import words, zip_of

pytestmark = pytest.mark.django_db

TEXT = """Joint Declaration

Moscow, 16 July 2001

1. The two sides support the central role of the United Nations in international affairs.
2. They stand ready to work together for peace and for the development of all countries.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path / "data"
    settings.DATA_FOLDER.mkdir()
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "declaration.txt").write_text(TEXT)
    return papers


def run(*arguments):
    out = StringIO()
    call_command("import_statements", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_folder_waits_at_the_desk(folder):
    (folder / "under").mkdir()
    (folder / "under" / "other.txt").write_text(TEXT.replace("2001", "2002"))
    (folder / ".hidden").write_text("not this one")
    said = run(folder)
    assert said.count("waits at the desk") == 2
    assert list(Upload.objects.order_by("filename").values_list("filename", "state")) == [
        ("declaration.txt", UploadState.DRAFT),
        ("other.txt", UploadState.DRAFT),
    ]
    assert Edition.objects.count() == 0


def test_publish_publishes(folder):
    assert "2001-07-16-joint-declaration/en/1" in run(folder, "--publish")
    assert Edition.objects.count() == 1


def test_a_second_time_imports_nothing(folder):
    run(folder, "--publish")
    assert "already holds these very bytes" in run(folder, "--publish")
    assert (Upload.objects.count(), Edition.objects.count()) == (1, 1)


def test_publish_takes_up_what_waited(folder):
    run(folder)
    run(folder, "--publish")
    assert (Upload.objects.count(), Edition.objects.count()) == (1, 1)


def test_profile_is_passed_on(folder):
    run(folder, "--profile", "digest")
    assert Upload.objects.get().profile == "digest"


def test_one_bad_file_does_not_stop_the_others_and_is_told(folder):
    (folder / "a-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "an-empty-one.txt").write_text("")
    out = StringIO()
    with pytest.raises(CommandError, match="2 not imported"):
        call_command("import_statements", str(folder), stdout=out)
    assert "This is an image" in out.getvalue()
    assert "There is nothing in it" in out.getvalue()
    assert Upload.objects.filter(state=UploadState.DRAFT).count() == 1


def test_a_path_that_is_not_there_is_an_error(folder):
    with pytest.raises(CommandError, match="no file or folder"):
        run(folder / "nowhere.txt")


def test_each_file_has_its_line_and_the_end_counts_them(folder):
    (folder / "untitled.txt").write_text("they agree. and that is all there is here in this text of nobody.\n")
    said = run(folder).splitlines()
    good, untitled = (Upload.objects.get(filename=name).pk for name in ("declaration.txt", "untitled.txt"))
    assert said == [
        f"Draft         declaration.txt: waits at the desk: /uploads/{good}/",
        f"Needs you     untitled.txt: waits at the desk: /uploads/{untitled}/ The text needs a title.",
        "Draft: 1, Needs you: 1",
    ]


def test_what_needs_a_person_is_an_error_only_where_publishing_was_asked(folder):
    (folder / "untitled.txt").write_text("they agree. and that is all there is here in this text of nobody.\n")
    run(folder)
    with pytest.raises(CommandError, match="1 not imported"):
        run(folder, "--publish")


def test_an_archive_is_read_like_a_folder(folder):
    (folder / "papers.zip").write_bytes(zip_of({"a.txt": words(2001), "../b.txt": b"x", "__MACOSX/c.txt": b"x"}))
    (folder / "declaration.txt").unlink()
    out = StringIO()
    with pytest.raises(CommandError, match="1 not imported"):
        call_command("import_statements", str(folder), stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "Draft         a.txt",
        "Refused       ../b.txt",
        "Passed over   __MACOSX/c.txt",
        "Draft",
    ]


def test_a_file_that_cannot_be_read_or_is_named_oddly_is_told(folder):
    (folder / "papers").mkdir()
    os.symlink(folder / "nowhere", folder / "papers" / "broken.txt")
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_bytes(words(2001))
    os.mkfifo(folder / "pipe.txt")
    said = run(folder)
    assert "Draft         .txt: waits at the desk" in said
    assert "broken" not in said


def test_several_paths_are_one_batch(folder):
    (folder / "other.txt").write_bytes(words(2001))
    run(folder / "declaration.txt", folder / "other.txt")
    batch = Batch.objects.get()
    assert (batch.name, batch.state, batch.items.count()) == ("declaration.txt, other.txt", BatchState.DONE, 2)


def test_what_is_published_is_found_at_once(folder):
    run(folder, "--publish")
    assert IndexEntry.objects.filter(edition=Edition.objects.get()).exists()


@pytest.mark.django_db(transaction=True)
def test_where_a_worker_is_alive_it_does_the_reading(folder):
    Room.objects.update_or_create(pk=Room.KEY, defaults={"worker_seen_at": timezone.now()})
    turns: list[int] = []
    gone = threading.Event()

    def work() -> None:
        worker = Worker()
        while not gone.is_set():
            turns.append(worker.turn())
            gone.wait(0.1)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert "waits at the desk" in run(folder)
    finally:
        gone.set()
        thread.join(60)
    assert sum(turns) == 1  # what turns of the worker do: that one file
