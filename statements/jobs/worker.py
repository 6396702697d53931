"""The one loop of the background: follow the log, run what is due, say that it is alive, keep house."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from statements.actions.original import remove_half_written
from statements.actions.rendering import bodies_to_render
from statements.jobs.batch import work_on_batches
from statements.jobs.follow import follow
from statements.jobs.index import render_bodies
from statements.models import Room

log = logging.getLogger(__name__)

TURN = 1.0  # seconds between two looks at the log
SEEN = 10.0  # seconds between two signs of life
AFTER_FAULT = 5.0  # seconds to wait when the database did not answer
HOUSE = 3600.0  # seconds between two rounds of keeping house
ATTEMPTS = 3  # of a task that fails
ABANDONED = timedelta(minutes=10)  # a task still running after this belonged to a worker that is gone
KEEP_DONE, KEEP_FAILED = timedelta(days=1), timedelta(days=30)


class Worker:
    """Turns until `stop`. Two at once do no harm: tasks are claimed, and the place in the log moves once. `shows_life`
    is for those that go on: pages say that they wait for one.
    """

    def __init__(self, *, shows_life: bool = True) -> None:
        self.name = get_random_string(16)
        self._shows_life = shows_life
        self._runner = TaskRunner(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
        )
        self._stopping = threading.Event()
        self._seen = self._kept_house = float("-inf")

    def stop(self) -> None:
        """End after the task that is running. May be called from a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Turn until stopped. A fault is logged and the loop goes on."""
        while not self._stopping.is_set():
            wait = TURN
            try:
                close_old_connections()
                self.turn()
            except Exception:
                log.exception("The worker met a fault and goes on.")
                connections.close_all()
                wait = AFTER_FAULT
            self._stopping.wait(wait)

    def turn(self) -> int:
        """Follow the log to its end, run every task that is due and read every file that waits; returns how many tasks
        were run and files read. What follows from one file comes before the next.
        """
        self._show_life()
        if time.monotonic() - self._kept_house >= HOUSE:
            keep_house()
            self._kept_house = time.monotonic()
        done = self.run_due()
        while not self._stopping.is_set() and work_on_batches():
            done += 1 + self.run_due()
        return done

    def run_due(self) -> int:
        """Follow the log to its end and run every task that is due; returns how many tasks were run."""
        while not self._stopping.is_set() and follow():
            self._show_life()
        done = 0
        while not self._stopping.is_set() and DBTaskResult.objects.ready().exists() and self._run_one():
            self._show_life()
            done += 1
        return done

    def _run_one(self) -> bool:
        """Claim one task and run it; false when there is none, or another worker was faster."""
        with exclusive_transaction():
            due = DBTaskResult.objects.ready().get_locked()
            if due is None:
                return False
            due.claim(self.name)
        self._runner.run_task(due)
        if due.status == TaskResultStatus.FAILED:
            log.error("A task failed: %s%s\n%s", due.task_path, due.args_kwargs["args"], due.traceback)
        return True

    def _show_life(self) -> None:
        if self._shows_life and time.monotonic() - self._seen >= SEEN:
            Room.objects.update_or_create(pk=Room.KEY, defaults={"worker_seen_at": timezone.now()})
            self._seen = time.monotonic()


def keep_house() -> None:
    """Give failed and abandoned tasks another try, forget old ones and half-written files, and see to bodies of an
    older renderer.
    """
    now = timezone.now()
    tasks = DBTaskResult.objects
    tasks.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - ABANDONED).update(status=TaskResultStatus.READY)
    for task in tasks.filter(status=TaskResultStatus.FAILED, finished_at__gt=now - KEEP_DONE):
        if len(task.worker_ids) < ATTEMPTS:
            tasks.filter(pk=task.pk, status=TaskResultStatus.FAILED).update(status=TaskResultStatus.READY)
    tasks.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_DONE).delete()
    tasks.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - KEEP_FAILED).delete()
    remove_half_written(older_than=KEEP_DONE.total_seconds())
    waiting = tasks.filter(task_path=render_bodies.module_path, status=TaskResultStatus.READY)
    if bodies_to_render() and not waiting.exists():
        render_bodies.enqueue()
