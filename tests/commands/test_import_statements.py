"""Files and folders, by the same path as the upload desk."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from statements.models import Edition, Upload
from statements.vocabulary import UploadState

pytestmark = pytest.mark.django_db

TEXT = """Joint Declaration

Moscow, 16 July 2001

1. The two sides support the central role of the United Nations in international affairs.
2. They stand ready to work together for peace and for the development of all countries.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path / "data"
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
