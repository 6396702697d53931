"""Each thing that can be wrong with what is handed in, by its name: a sentence, a state, the original kept.

Through the whole path, from the form to the desk: no server error, no request to anywhere, nothing written outside the
data folder. What the readers make of each is told in tests/ingest; a worker that is killed in tests/jobs/test_batch.py.
"""

from __future__ import annotations

import resource
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from statements.actions.original import original_path
from statements.jobs.batch import work_on_batches
from statements.models import Batch, Upload
from statements.vocabulary import UploadState
from tests.ingest import test_reader_package as packages
from tests.ingest import test_reader_pdf as pdfs
from tests.ingest.office import SENTENCE, docx, p
from tests.make_batch import MEGABYTE, encrypted, link, lying, outcomes, words, zip_of
from tests.people import signed_in

pytestmark = pytest.mark.django_db

NEW = "/uploads/new/"
DRAFT, FAILED = UploadState.DRAFT, UploadState.FAILED
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
EXCEL = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
PAGE = (
    "<!doctype html><html><head>{head}</head><body><h1>Joint Statement</h1><p>" + SENTENCE + "</p>{body}</body></html>"
)


def page_of(head: str = "", body: str = "") -> bytes:
    return PAGE.format(head=head, body=body).encode()


def external(address: str) -> bytes:
    return docx("", more={"word/document.xml": packages.entities("e", f'SYSTEM "{address}x"')})


def active_page(address: str) -> bytes:
    head = f'<base href="{address}"><script src="{address}a.js"></script><link rel="stylesheet" href="{address}a.css">'
    body = (
        f'<img src="{address}pixel.gif" onerror="alert(1)"><iframe src="{address}"></iframe><script>alert(2)</script>'
    )
    return page_of(head, body)


# name → file name, its bytes (given an address of ours that nobody may ask), and the state it ends in; None where that
# depends on how long it takes.
HOSTILE: dict[str, tuple[str, Callable[[str], bytes], UploadState | None]] = {
    "zip bomb": ("a.docx", lambda _: packages.HOSTILE["bomb by ratio"][0], FAILED),
    "XML entity bomb": ("a.docx", lambda _: packages.HOSTILE["billion laughs"][0], FAILED),
    "external entity": ("a.docx", external, FAILED),
    "entity bomb in a page": ("a.html", lambda _: b"<!DOCTYPE x [<!ENTITY a 'aa'>]>" + page_of(body="&a;" * 99), DRAFT),
    "nesting 30,000 deep": ("a.html", lambda _: page_of(body="<div>" * 30_000 + "deep" + "</div>" * 30_000), FAILED),
    "nesting 30,000 deep in a Word file": ("a.docx", lambda _: packages.HOSTILE["depth of 30,000"][0], FAILED),
    "40,000 attributes": (
        "a.html", lambda _: page_of(body=f"<p {' '.join(f'a{n}=1' for n in range(40_000))}>Last.</p>"), DRAFT,
    ),
    "encrypted DOCX": ("a.docx", lambda _: packages.HOSTILE["Word with a password"][0], FAILED),
    "damaged DOCX": ("a.docx", lambda _: packages.HOSTILE["file cut off"][0], FAILED),
    "encrypted PDF": (
        "a.pdf", lambda _: pdfs.drawn(pdfs.lines(SENTENCE), encrypt=pdfs.StandardEncryption("x", strength=128)), FAILED,
    ),
    "damaged PDF": ("a.pdf", lambda _: pdfs.HOSTILE["cut off"], FAILED),
    "PDF loop": ("a.pdf", lambda _: pdfs.HOSTILE["pages in a circle"], FAILED),
    "flate bomb": ("a.pdf", lambda _: pdfs.HOSTILE["bomb in a bomb"], FAILED),
    "PDF with scripts": (
        "a.pdf",
        lambda address: pdfs.raw(
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(%b)>>>>" % address.encode(),
            pdfs.ONE, pdfs.PAGE % b"", pdfs.stream(pdfs.WORDS), pdfs.FONT,
        ),
        DRAFT,
    ),
    "lying sizes": ("a.docx", lambda _: packages.HOSTILE["small words for a large body"][0], FAILED),
    "path traversal in a Word file": ("a.docx", lambda _: packages.HOSTILE["path upwards"][0], FAILED),
    "link in a Word file": ("a.docx", lambda _: packages.HOSTILE["link"][0], FAILED),
    "macros": (
        "a.docm",
        lambda _: docx(p("Joint Statement") + p(SENTENCE), main_type=MACROS, more={"word/vbaProject.bin": b"\0" * 99}),
        DRAFT,
    ),
    "Excel called a Word file": (
        "a.docx", lambda _: zip_of({"[Content_Types].xml": EXCEL.encode(), "xl/workbook.xml": b"<x/>"}), FAILED,
    ),
    "old Word called a text": ("a.txt", lambda _: packages.HOSTILE["old Word"][0], FAILED),
    "page with scripts, remote images and a base": ("a.html", active_page, DRAFT),
    "NULs": ("a.txt", lambda _: b"Joint Statement\n\nThe \0 sides agree.", FAILED),
    "bidi overrides": ("a.txt", lambda _: f"Joint Statement\n\n1. {SENTENCE} \u202eeerga\u202c it.".encode(), DRAFT),
    "unpaired surrogates": (
        "a.txt", lambda _: b"Joint Statement\n\n" + SENTENCE.encode() + b" \xed\xa0\x80 it.", DRAFT,
    ),
    "unpaired surrogates in UTF-16": (
        "a.txt", lambda _: ("Joint Statement\n\n" + SENTENCE).encode("utf-16") + b"\x00\xd8 \x00", FAILED,
    ),
    "unpaired surrogate spelled in a page": (
        "a.html", lambda _: page_of(body="<p>Here &#xD800; and &#0; it.</p>"), DRAFT,
    ),
    "10 MB on one line": (
        "a.txt", lambda _: (SENTENCE.encode() + b" ") * (10 * MEGABYTE // (len(SENTENCE) + 1)), None,
    ),
    "file name of 300 characters": (f"{'x' * 296}.txt", lambda _: words(2001), DRAFT),
    "file name with slashes": ("../../../etc/cron.d/a\\..\\b.txt", lambda _: words(2001), DRAFT),
    "file name of signs that deceive": ("\u202etxt.exe\n\t.txt", lambda _: words(2001), DRAFT),
}  # fmt: skip


@pytest.fixture(autouse=True)
def data_folder(tmp_path, settings, monkeypatch) -> Path:
    """The data folder; whatever would be written to the system's temporary folder shows up beside it."""
    folder, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    for each in (folder, elsewhere, folder / "incoming"):
        each.mkdir()
    settings.DATA_FOLDER, settings.FILE_UPLOAD_TEMP_DIR = folder, folder / "incoming"
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    return folder


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine that answers everyone, and what was asked there."""
    paths: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Not into the report of the tests."""

    server = HTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", paths
    server.shutdown()
    thread.join()
    server.server_close()


def hand_in(browser, data: bytes, name: str):
    return browser.post(NEW, {"file": SimpleUploadedFile(name, data)}, follow=True)


def written_outside(folder: Path) -> list[Path]:
    return [path for path in folder.parent.rglob("*") if path.is_file() and folder / "originals" not in path.parents]


def said(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_ends_in_its_state(edith_browser, data_folder, asked, name):
    filename, make, state = HOSTILE[name]
    address, paths = asked
    data = make(address)
    page = hand_in(edith_browser, data, filename)
    upload = Upload.objects.get()
    state = state or UploadState(upload.state)
    assert (page.status_code, upload.state, upload.problem.endswith(".")) == (200, state, state == FAILED)
    assert state in (DRAFT, FAILED)
    assert original_path(upload.sha256).read_bytes() == data
    assert written_outside(data_folder) == []
    assert paths == []
    assert "<script>alert" not in page.text
    assert "\u202e" not in upload.filename
    if state == DRAFT:
        assert edith_browser.get(f"/uploads/{upload.pk}/preview/").status_code == 200
    else:
        assert upload.problem.split(".")[0].replace("’", "&#x27;") in page.text
    assert edith_browser.get(f"/uploads/{upload.pk}/original/").content == data


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b/c.txt", "c:\\windows\\a.txt", "x" * 300 + ".txt"])
def test_name_of_a_file_never_is_a_path(edith_browser, name):
    hand_in(edith_browser, words(2001), name)
    upload = Upload.objects.get()
    assert not {"/", "\\"} & set(upload.filename)
    assert 0 < len(upload.filename) <= 255


def test_archive_of_everything_hostile_is_read_around_it(edith_browser, edith, data_folder):
    members = {"good.txt": words(2001), "../up.txt": b"x", "/root.txt": b"x", link("link.txt"): b"/etc/passwd"}
    members |= {
        "locked.txt": b"x",
        "lies.txt": b"x" * 500,
        "inner.zip": zip_of({"a.txt": b"x"}),
        "bomb.txt": bytes(20 * MEGABYTE),
    }
    members |= {f"{number}.docx": HOSTILE[name][1]("") for number, name in enumerate(("zip bomb", "XML entity bomb"))}
    members |= {"x" * 300 + ".txt": words(2002)}
    data = lying(encrypted(zip_of(members), "locked.txt"), "lies.txt", lambda size: size - 7)
    page = hand_in(edith_browser, data, "papers.zip")
    assert page.status_code == 200
    while work_on_batches():
        pass
    batch = Batch.objects.get()
    found = outcomes(batch)
    assert [name for name, outcome in found.items() if outcome == "draft"] == ["good.txt", "x" * 300 + ".txt"]
    assert set(found.values()) == {"draft", "refused"}
    assert all(item.why.endswith(".") for item in batch.items.filter(state="refused"))
    assert original_path(batch.items.first().archive).read_bytes() == data
    assert written_outside(data_folder) == [data_folder / "batch-lock"]
    assert edith_browser.get(f"/uploads/batches/{batch.pk}/").status_code == 200


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """The kernel refuses every byte of a file beyond `most`, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("arrives_in", ["memory", "a file"])
def test_full_disk_is_told_and_nothing_half_written_stays(edith_browser, data_folder, settings, arrives_in):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * MEGABYTE if arrives_in == "memory" else 1024
    with full_disk(8 * MEGABYTE):
        answer = edith_browser.post(NEW, {"file": SimpleUploadedFile("a.txt", b"word " * 1_800_000)})
    assert answer.status_code == 507
    assert "its disk is full or cannot be written to. Nothing was stored." in said(answer)
    assert Upload.objects.count() == 0
    assert [path for path in data_folder.rglob("*") if path.is_file()] == []


def test_full_disk_lets_the_small_files_of_a_batch_in(edith_browser, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * MEGABYTE
    files = [SimpleUploadedFile("large.txt", b"word " * 1_800_000), SimpleUploadedFile("small.txt", words(2001))]
    with full_disk(8 * MEGABYTE):
        edith_browser.post(NEW, {"file": files})
    batch = Batch.objects.get()
    assert outcomes(batch) == {"large.txt": "refused", "small.txt": "waiting"}
    assert "its disk is full" in batch.items.first().why


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_file_at_once_make_one(edith):
    together, answers = threading.Barrier(2), []
    browsers = [signed_in(edith), signed_in(edith)]

    def once(browser) -> None:
        together.wait(20)
        answers.append(browser.post(NEW, {"file": SimpleUploadedFile("a.txt", words(2001))}))
        connection.close()

    threads = [threading.Thread(target=once, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    upload = Upload.objects.get()
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, f"/uploads/{upload.pk}/")] * 2
    upload.refresh_from_db()
    assert upload.state == DRAFT
