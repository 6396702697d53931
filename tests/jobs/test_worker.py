"""The loop: it ends when told, goes on after a fault, and keeps house."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from statements.jobs.index import index_edition, render_bodies
from statements.jobs.worker import Worker, keep_house
from statements.models import Annotation, IndexEntry, Room
from statements.text import markdown
from tests.make import make_annotation, make_edition, make_reply

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_work_once_does_what_is_due_and_says_so() -> None:
    edition = make_edition()
    index_edition.enqueue(edition.pk)
    said = StringIO()
    call_command("work_once", stdout=said)
    assert said.getvalue() == "1 task done.\n"
    assert IndexEntry.objects.count() == 3
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
    assert DBTaskResult.objects.get().return_value == 3


@pytest.mark.django_db
def test_failed_task_is_kept_logged_and_tried_three_times(caplog) -> None:
    index_edition.enqueue("no number")
    for _attempt in range(5):
        Worker().turn()
        keep_house()
    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == (TaskResultStatus.FAILED, 3)
    assert "ValueError" in task.traceback
    assert "statements.jobs.index.index_edition['no number']" in caplog.text


@pytest.mark.django_db
def test_task_of_a_worker_that_is_gone_is_run_after_all() -> None:
    index_edition.enqueue(make_edition().pk)
    started = timezone.now() - timedelta(minutes=11)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=started)
    assert Worker().turn() == 1
    assert IndexEntry.objects.count() == 3


@pytest.mark.django_db
def test_old_tasks_are_forgotten() -> None:
    for days in (0, 2):
        index_edition.enqueue(0)
        Worker().turn()
        DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=days))
    index_edition.enqueue(0)
    keep_house()
    assert [task.status for task in DBTaskResult.objects.all()] == [TaskResultStatus.READY]


@pytest.mark.django_db
def test_bodies_of_an_older_renderer_are_rendered_anew(alice) -> None:
    note = make_annotation(by=alice, body="*this*")
    answer = make_reply(note, by=alice, body="*that*")
    for row in (note, answer):
        type(row).objects.filter(pk=row.pk).update(body_html="stale", body_html_version=markdown.VERSION - 1)
    untouched = make_annotation(by=alice, body="other")
    Annotation.objects.filter(pk=untouched.pk).update(body_html="as it was")
    keep_house()
    keep_house()
    assert DBTaskResult.objects.filter(task_path=render_bodies.module_path).count() == 1
    Worker().turn()
    note.refresh_from_db()
    answer.refresh_from_db()
    untouched.refresh_from_db()
    assert (note.body_html, note.body_html_version) == ("<p><em>this</em></p>", markdown.VERSION)
    assert (answer.body_html, answer.body_html_version) == ("<p><em>that</em></p>", markdown.VERSION)
    assert untouched.body_html == "as it was"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_every_task_once() -> None:
    editions = [make_edition() for _number in range(12)]
    for edition in editions:
        index_edition.enqueue(edition.pk)
    done: list[int] = []

    def work() -> None:
        from django.db import connection

        done.append(Worker().turn())
        connection.close()

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    Worker().turn()
    tasks = list(DBTaskResult.objects.all())
    assert {(task.status, len(task.worker_ids)) for task in tasks} == {(TaskResultStatus.SUCCESSFUL, 1)}
    assert IndexEntry.objects.count() == 36


@pytest.mark.django_db(transaction=True)
def test_worker_goes_on_after_a_fault_and_ends_when_told(caplog, monkeypatch) -> None:
    monkeypatch.setattr("statements.jobs.worker.TURN", 0.02)
    monkeypatch.setattr("statements.jobs.worker.AFTER_FAULT", 0.02)
    worker, turns = Worker(), []

    def turn() -> int:
        turns.append(1)
        if len(turns) == 1:
            raise OSError("the cable")
        return worker.stop() or 0

    worker.turn = turn  # type: ignore[method-assign]
    worker.run()
    assert len(turns) == 2
    assert "the cable" in caplog.text


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_worker_process_shows_life_and_ends_cleanly(ending: signal.Signals, tmp_path: Path) -> None:
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**clean, "READING_ROOM_DATA": str(tmp_path)}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=PROJECT, env=environment, check=True, timeout=120)
    process = subprocess.Popen([*manage, "worker"], cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        shown = shows_life(tmp_path / "room.sqlite3", process)
        process.send_signal(ending)
        _out, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (shown, process.returncode, said) == (True, 0, "")


def shows_life(room: Path, process: subprocess.Popen[str]) -> bool:
    """Whether the worker has signed the room's row; asked until it has, has ended, or a minute is over."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        with closing(sqlite3.connect(room)) as database:
            if database.execute("SELECT 1 FROM statements_room WHERE worker_seen_at IS NOT NULL").fetchone():
                return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db
def test_sign_of_life_is_written_seldom(django_assert_num_queries) -> None:
    Room.objects.create(pk=Room.KEY)
    worker = Worker()
    worker.turn()
    with django_assert_num_queries(3):  # where the log stands, whether a task is due, whether a file waits to be read
        worker.turn()


@pytest.mark.django_db
def test_half_written_files_are_taken_away_after_a_day(tmp_path, settings) -> None:
    settings.DATA_FOLDER = tmp_path
    kept = [tmp_path / "incoming" / "now.upload", tmp_path / "originals" / "ab" / ("ab" * 32)]
    left = [tmp_path / "incoming" / "then.upload", tmp_path / "originals" / "ab" / ".incoming-x"]
    for path in (*kept, *left):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half a st")
        if path.name != "now.upload":
            os.utime(path, (time.time() - 90_000,) * 2)
    keep_house()
    assert [path.exists() for path in (*kept, *left)] == [True, True, False, False]
