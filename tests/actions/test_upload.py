"""An original is kept once, as it came, or not at all; what becomes of it is a state with a sentence."""

import errno
import os
import threading
from pathlib import Path

import pytest
from django.db import connection

from statements.actions.edition import publish_upload, withdraw_edition
from statements.actions.original import (
    CannotKeepOriginal,
    OriginalMissing,
    hash_of,
    original_path,
    read_original,
    store_original,
)
from statements.actions.upload import (
    AlreadyHeld,
    NothingHandedIn,
    NotWaiting,
    PurgedBefore,
    TooLarge,
    discard,
    keep_original,
    purge,
    understand,
)
from statements.models import Event, Upload
from statements.vocabulary import UploadState, Verb
from tests.make_upload import make_draft

TEXT = (
    b"Joint Declaration\n\nMoscow, 16 July 2001\n\n1. The two sides support the United Nations.\n2. They stand ready.\n"
)


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "originals"


def hand_in(by, data=TEXT, **given):
    return keep_original(data=data, filename="declaration.txt", by=by, **given)


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_original_is_kept_under_its_hash_and_read_only(edith, originals):
    upload = hand_in(edith, source_url="https://example.org/a")
    path = originals / upload.sha256[:2] / upload.sha256
    assert path.read_bytes() == TEXT
    assert path.stat().st_mode & 0o777 == 0o440
    assert files(originals) == [upload.sha256]
    assert (upload.state, upload.size, upload.handed_in_by) == (UploadState.RECEIVED, len(TEXT), edith)
    assert (upload.filename, upload.source_url) == ("declaration.txt", "https://example.org/a")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.upload) == (Verb.UPLOADED, edith, upload)


@pytest.mark.django_db
def test_same_bytes_lead_to_the_upload_that_waits(edith, oscar):
    first = hand_in(edith)
    with pytest.raises(AlreadyHeld) as refused:
        hand_in(oscar)
    assert refused.value.upload == first
    assert (Upload.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_same_bytes_lead_to_the_edition_they_became(edith):
    upload = make_draft(by=edith)
    edition = publish_upload(upload=upload, by=edith)
    Upload.objects.filter(pk=upload.pk).update(sha256=hash_of(TEXT))
    with pytest.raises(AlreadyHeld) as refused:
        hand_in(edith)
    assert refused.value.upload.edition == edition


@pytest.mark.django_db
def test_same_bytes_may_come_again_after_discarding_or_withdrawing(edith):
    discarded = discard(upload=hand_in(edith), by=edith)
    again = hand_in(edith)
    assert again.pk != discarded.pk
    draft = make_draft(by=edith)
    edition = publish_upload(upload=draft, by=edith)
    withdraw_edition(edition=edition, by=edith, reason="Wrong page.")
    Upload.objects.filter(pk=draft.pk).update(sha256=hash_of(b"other"))
    assert hand_in(edith, data=b"other").state == UploadState.RECEIVED


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_nothing_is_refused_and_leaves_nothing(edith, originals, data):
    with pytest.raises(NothingHandedIn, match="empty"):
        hand_in(edith, data=data)
    assert (Upload.objects.count(), files(originals)) == (0, [])


@pytest.mark.django_db
def test_too_much_is_refused_and_leaves_nothing(edith, originals, settings):
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    with pytest.raises(TooLarge, match="at most 2 megabytes"):
        hand_in(edith, data=b"x" * (settings.UPLOAD_LIMIT + 1))
    assert (Upload.objects.count(), files(originals)) == (0, [])


def test_storing_twice_keeps_one_file(originals):
    assert store_original(TEXT) == store_original(TEXT) == hash_of(TEXT)
    assert files(originals) == [hash_of(TEXT)]


def test_storing_at_the_same_moment_keeps_one_whole_file(originals):
    data = TEXT * 20_000
    start = threading.Barrier(6)

    def store():
        start.wait()
        store_original(data)

    threads = [threading.Thread(target=store) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files(originals) == [hash_of(data)]
    assert read_original(hash_of(data)) == data


def test_full_disk_leaves_nothing_half_written(originals, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotKeepOriginal, match="disk is full"):
        store_original(TEXT)
    assert files(originals) == []


@pytest.mark.django_db
def test_full_disk_stores_no_upload(edith, originals, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _descriptor: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(CannotKeepOriginal):
        hand_in(edith)
    assert (Upload.objects.count(), Event.objects.count(), files(originals)) == (0, 0, [])


def test_a_folder_that_cannot_be_written_is_a_named_error(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path / "a-file"
    Path(settings.DATA_FOLDER).write_text("not a folder")
    with pytest.raises(CannotKeepOriginal):
        store_original(TEXT)


def test_reading_checks_the_hash():
    sha256 = store_original(TEXT)
    path = original_path(sha256)
    path.chmod(0o600)
    path.write_bytes(b"someone changed it")
    with pytest.raises(OriginalMissing):
        read_original(sha256)
    path.unlink()
    with pytest.raises(OriginalMissing):
        read_original(sha256)


@pytest.mark.django_db(transaction=True)
def test_two_people_with_the_same_file_make_one_upload(edith, oscar):
    start = threading.Barrier(2)
    outcomes = []

    def come(person):
        start.wait()
        try:
            outcomes.append(hand_in(person).pk)
        except AlreadyHeld as held:
            outcomes.append(held.upload.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(person,)) for person in (edith, oscar)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [Upload.objects.get().pk] * 2


@pytest.mark.django_db
def test_understanding_makes_a_draft_with_its_report(edith):
    upload = understand(upload=hand_in(edith))
    assert upload.state == UploadState.DRAFT
    assert [block["text"] for block in upload.draft["blocks"]] == [
        "Joint Declaration",
        "Moscow, 16 July 2001",
        "The two sides support the United Nations.",
        "They stand ready.",
    ]
    assert (upload.about["title"], upload.about["date_signed"]) == ("Joint Declaration", "2001-07-16")
    assert "stages" not in upload.draft
    assert all(stage["sentence"] for stage in upload.report["stages"])
    assert upload.report["lines"][4] == "1. The two sides support the United Nations."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "image"),
        (b"Text\0with\0NULs in it, and more of them\0\0\0", "NUL"),
        (b"%PDF-1.7 stream", "PDF"),
        (b"\xff\xfeA\xd8", "UTF-16"),
    ],
    ids=["picture", "nuls", "pdf", "wrong-encoding"],
)
def test_what_cannot_be_understood_becomes_an_upload_that_says_why(edith, data, words):
    upload = understand(upload=hand_in(edith, data=data))
    assert upload.state == UploadState.FAILED
    assert words in upload.problem
    assert upload.draft is None
    assert read_original(upload.sha256) == data


@pytest.mark.django_db
def test_page_of_unclosed_tags_still_becomes_a_draft(edith):
    lines = b"<p>1. The two sides support the United Nations. " + b"<a" * 3_000 + b"\n</p><p>2. They stand ready.</p>"
    data = b"<html><body><h1>Joint Declaration</h1>\n" + lines + b"</body></html>"
    upload = understand(upload=keep_original(data=data, filename="a.html", by=edith))
    assert (upload.state, upload.problem) == (UploadState.DRAFT, "")
    assert any("The two sides support" in line for line in upload.report["lines"])


@pytest.mark.django_db
def test_fault_after_the_reading_leaves_a_sentence(edith, monkeypatch):
    monkeypatch.setattr("statements.actions.upload.lines_of", lambda text: [][0])
    upload = understand(upload=hand_in(edith))
    assert upload.state == UploadState.FAILED
    assert "Paste the statement as plain text" in upload.problem
    monkeypatch.undo()
    assert understand(upload=upload).state == UploadState.DRAFT


@pytest.mark.django_db
def test_understanding_again_leaves_a_draft_alone(edith):
    upload = understand(upload=hand_in(edith))
    Upload.objects.filter(pk=upload.pk).update(turn=7)
    assert understand(upload=Upload.objects.get(pk=upload.pk)).turn == 7


@pytest.mark.django_db
def test_discarding_happens_only_while_it_waits(edith):
    upload = make_draft(by=edith)
    publish_upload(upload=upload, by=edith)
    with pytest.raises(NotWaiting):
        discard(upload=upload, by=edith)
    assert Upload.objects.get(pk=upload.pk).state == UploadState.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_purging_leaves_a_dated_stub_and_the_hash(edith, oscar, originals):
    upload = understand(upload=hand_in(edith, source_url="https://example.org/a"))
    assert files(originals) == [upload.sha256]
    purge(upload=upload, by=oscar)
    stub = Upload.objects.get(pk=upload.pk)
    assert files(originals) == []
    assert (stub.state, stub.purged_by, stub.sha256) == (UploadState.PURGED, oscar, hash_of(TEXT))
    assert stub.purged_at is not None
    assert (stub.filename, stub.source_url, stub.draft, stub.report, stub.history, stub.about) == (
        "",
        "",
        None,
        None,
        [],
        {},
    )
    with pytest.raises(PurgedBefore):
        hand_in(edith)
    assert files(originals) == []
