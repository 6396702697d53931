"""An operator takes an original out for good."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from statements.actions.edition import publish_upload
from statements.actions.upload import keep_original
from statements.models import Upload
from statements.vocabulary import UploadState
from tests.make_upload import make_draft


@pytest.fixture(autouse=True)
def originals(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "originals"


def purge(*arguments):
    out = StringIO()
    call_command("purge_upload", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_purge_deletes_the_bytes_and_keeps_stub_and_hash(edith, oscar, originals):
    upload = keep_original(data=b"Personal words", filename="letter.txt", by=edith)
    said = purge(upload.pk, "--by", "oscar")
    stub = Upload.objects.get()
    assert (stub.state, stub.purged_by, stub.filename) == (UploadState.PURGED, oscar, "")
    assert stub.sha256 == upload.sha256
    assert upload.sha256 in said
    assert [path for path in originals.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_purge_says_that_an_edition_remains(edith):
    upload = make_draft(by=edith)
    edition = publish_upload(upload=upload, by=edith)
    assert f"Edition {edition} made of it is still published" in purge(upload.pk)


@pytest.mark.django_db
def test_purge_of_nothing_or_by_nobody_is_an_error(edith):
    with pytest.raises(CommandError, match="no upload 77"):
        purge(77)
    upload = make_draft(by=edith)
    with pytest.raises(CommandError, match="nobody with the user name"):
        purge(upload.pk, "--by", "nobody")
    assert Upload.objects.get().state == UploadState.DRAFT
