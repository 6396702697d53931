"""Original bytes on disk: `originals/<first two>/<sha256>` in the data folder, written once and never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

READ_ONLY = 0o440


class CannotKeepOriginal(Exception):
    """The disk refused (full, read-only, gone). Nothing was kept and nothing half-written remains."""

    def __str__(self) -> str:
        return _(
            "The room could not keep the original: its disk is full or cannot be written to. Nothing was stored. "
            "Tell the operator, and hand the text in again once there is room."
        )


class OriginalMissing(Exception):
    """The bytes of this hash are not in the data folder, or are no longer the ones that came."""


def original_path(sha256: str) -> Path:
    return Path(settings.DATA_FOLDER) / "originals" / sha256[:2] / sha256


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def store_original(data: bytes) -> str:
    """Keep `data` under its SHA-256 (hexadecimal), which is returned. Storing the same bytes twice, also at the same
    moment, keeps them once. The file is complete or not there: it gets its name only after it is safe on the disk.
    Raises CannotKeepOriginal.
    """
    sha256 = hash_of(data)
    path = original_path(sha256)
    if path.is_file():
        return sha256
    try:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        _write(data, path)
    except OSError as error:
        raise CannotKeepOriginal from error
    return sha256


def read_original(sha256: str) -> bytes:
    """The bytes that came, checked against their hash. Raises OriginalMissing."""
    try:
        data = original_path(sha256).read_bytes()
    except OSError as error:
        raise OriginalMissing(sha256) from error
    if hash_of(data) != sha256:
        raise OriginalMissing(sha256)
    return data


def remove_original(sha256: str) -> None:
    """Take the bytes off the disk; it is no error when they are gone already."""
    original_path(sha256).unlink(missing_ok=True)


def remove_half_written(*, older_than: float) -> int:
    """Take away what was left when a process was killed while bytes arrived or were written, that many seconds ago or
    longer; returns the number of files.
    """
    data = Path(settings.DATA_FOLDER)
    removed = 0
    for path in (*(data / "incoming").glob("*"), *(data / "originals").glob("*/.incoming-*")):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime >= older_than:
                path.unlink()
                removed += 1
    return removed


def _write(data: bytes, path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(READ_ONLY)
        Path(name).replace(path)
        _sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
