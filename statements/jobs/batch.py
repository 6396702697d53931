"""Batches of files, read one file at a time by whoever works: the worker, `work_once`, `import_statements`."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from statements.actions.batch_item import read_item, take_next
from statements.models import Batch

LOCK = "batch-lock"  # in the data folder


def work_on_batches(batch: Batch | None = None) -> bool:
    """Read one file, of `batch` if that is given; false when none is to be read, or another process is reading one."""
    if not Batch.objects.with_work().exists():
        return False
    with only_reader() as mine:
        item = take_next(batch=batch) if mine else None
        if item is not None:
            read_item(item=item)
        return item is not None


@contextmanager
def only_reader() -> Iterator[bool]:
    """Whether this process is the only one that reads files of batches; it is so until the end of the block.

    The lock is the kernel's, on a file of the data folder: it goes with its holder however that ends, so that whoever
    has it knows that a file still marked as in hand belonged to a process that was killed. One file at a time also
    leaves the other cores to those who read.
    """
    with (Path(settings.DATA_FOLDER) / LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
