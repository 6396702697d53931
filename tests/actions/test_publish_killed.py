"""A process that dies in the middle of publishing leaves the room as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from statements.actions.edition import carrying_of, publish_upload
from statements.exchange.check import check_room
from statements.models import Alignment, Edition, Event, Paragraph, Target, Upload
from statements.vocabulary import UploadState
from tests.checked import corrected
from tests.make import edition_of, make_annotation, make_statement

PROJECT = Path(__file__).resolve().parents[2]
ONE = "The two sides met in Moscow on 3 May 2001 and signed this declaration with great satisfaction."
TWO = "They support the central role of the United Nations in the affairs of the world and its peoples."

# What the other process does: it publishes, and is killed once the rows of this model have been written.
DYING = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from statements import models
from statements.actions.edition import publish_upload
connection.settings_dict.update(NAME=sys.argv[1], HOST=sys.argv[2], USER=sys.argv[3], PORT=sys.argv[4])
from django.db.models import QuerySet
create = QuerySet.bulk_create
def create_and_die(queryset, *args, **kwargs):
    made = create(queryset, *args, **kwargs)
    if queryset.model is getattr(models, sys.argv[5]):
        os.kill(os.getpid(), signal.SIGKILL)
    return made
QuerySet.bulk_create = create_and_die
upload = models.Upload.objects.get(pk=int(sys.argv[6]))
publish_upload(upload=upload, by=upload.handed_in_by, note="Shorter.")
"""


def rows() -> list[int]:
    return [model.objects.count() for model in (Edition, Paragraph, Target, Alignment, Event)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", ["Paragraph", "Alignment", "Target"])
def test_killed_while_publishing_nothing_has_happened_and_it_can_be_done_again(alice, edith, model):
    first = edition_of(make_statement(paragraphs=[ONE, TWO], title="Declaration"))
    make_annotation(by=alice, edition=first, on="central role")
    upload = corrected(first, by=edith, texts=[ONE.replace("3 May", "4 May"), TWO])
    before, seen = rows(), carrying_of(upload).state
    database = connection.settings_dict
    where = [str(database[name] or "") for name in ("NAME", "HOST", "USER", "PORT")]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", DYING, *where, model, str(upload.pk)]
    killed = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr[-2000:]
    assert rows() == before
    assert Upload.objects.get(pk=upload.pk).state == UploadState.DRAFT
    assert [finding for finding in check_room(index=False)[0] if finding.check != "original"] == []
    assert publish_upload(upload=upload, by=edith, note="Shorter.", seen=seen).number == 2
