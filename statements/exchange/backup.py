"""The whole room in one file, and back.

The file is a zip archive: `rows/<app>.<Model>.jsonl` with every row, `originals/<first two>/<sha256>` with the bytes
that were handed in, and `manifest.json` with the format, the migrations and the SHA-256 of every other member. It is
the same on SQLite and on PostgreSQL and restores into an empty database of either. The secret key is not in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from statements.actions.original import CannotKeepOriginal, original_path, store_original
from statements.actions.rendering import render_all_bodies
from statements.exchange import rows
from statements.models import Annotation, BatchItem, Edition, Upload
from statements.models.index import index_annotation, index_edition

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20  # bytes read at once
_ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)


class BackupError(Exception):
    """Why a backup was not made or not restored, as a sentence for the operator."""


@dataclass(slots=True)
class Contents:
    """What is in a backup. `missing` are originals that the uploads name and the data folder lacks or has damaged."""

    rows: int = 0
    originals: int = 0
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Member:
    sha256: str
    rows: int | None


# Making one.


def write_backup(target: Path) -> Contents:
    """Write the room as it is at one moment to the new file `target`, readable by its owner alone, while people go on
    writing. The file gets its name when it is whole. Raises BackupError.
    """
    if target.exists():
        raise BackupError(f"{target} is there already; nothing was written. Choose a name that is free.")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".backup-")
    except OSError as error:
        raise BackupError(f"{target.parent} cannot be written to ({error.strerror}); nothing was written.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            with snapshot(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                contents = _write(archive)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError as error:
        raise BackupError(f"{target} could not be written ({error.strerror}); nothing was kept.") from error
    finally:
        Path(name).unlink(missing_ok=True)
    return contents


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that sees one moment of the database and keeps nobody from writing (settings.SNAPSHOT_OPTIONS)."""
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("A snapshot is a transaction of its own.")
    usual = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = {**usual, **settings.SNAPSHOT_OPTIONS}
    try:
        with transaction.atomic():
            yield
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = usual


def _write(archive: zipfile.ZipFile) -> Contents:
    contents = Contents()
    members: dict[str, dict[str, Any]] = {}
    for model in rows.kept_models():
        name = f"rows/{model._meta.label}.jsonl"
        sha256, count = _add(archive, name, (line.encode() for line in rows.dump(model)))
        members[name] = {"sha256": sha256, "rows": count}
        contents.rows += count
    for sha256 in _hashes_of_originals():
        try:
            data = original_path(sha256).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != sha256:
            contents.missing.append(sha256)
            continue
        name = f"originals/{sha256[:2]}/{sha256}"
        members[name] = {"sha256": _add(archive, name, [data])[0]}
        contents.originals += 1
    manifest = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations),
        "members": members,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return contents


def _hashes_of_originals() -> list[str]:
    """Of what was handed in alone, and of the archives batches came in."""
    uploads = Upload.objects.filter(purged_at__isnull=True).order_by().values_list("sha256", flat=True)
    archives = BatchItem.objects.exclude(archive="").order_by().values_list("archive", flat=True).distinct()
    return sorted({*uploads, *archives})


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write one member; returns its SHA-256 and the number of pieces."""
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for piece in pieces:
            member.write(piece)
            digest.update(piece)
            count += 1
    return digest.hexdigest(), count


# Bringing one back.


def restore_backup(source: Path) -> Contents:
    """Fill an empty room, all or nothing: the whole file is checked before anything is written. Raises BackupError."""
    try:
        with zipfile.ZipFile(source) as archive:
            members = _checked(archive)
            _refuse_full_database()
            return _restore(archive, members)
    except zipfile.BadZipFile as error:
        raise BackupError(f"{source} is no backup, or it is damaged or cut short. Nothing was written.") from error
    except OSError as error:
        raise BackupError(f"{source} cannot be read ({error.strerror or error}). Nothing was written.") from error


def _checked(archive: zipfile.ZipFile) -> dict[str, _Member]:
    """The members as the manifest lists them, each with the bytes it promises."""
    members = _manifest(archive)
    names = archive.namelist()
    if sorted(names) != sorted([*members, MANIFEST]):
        raise BackupError("The backup does not hold the files its manifest lists. Nothing was written.")
    known = {f"rows/{model._meta.label}.jsonl" for model in rows.kept_models()}
    for name, member in members.items():
        original = _ORIGINAL.fullmatch(name)
        if name not in known and original is None:
            raise BackupError(f"The backup holds {name}, which this version does not know. Nothing was written.")
        if _hash(archive, name) != member.sha256 or (original and original[2] != member.sha256):
            raise BackupError(f"The backup is damaged: {name} is not what was backed up. Nothing was written.")
    return members


def _manifest(archive: zipfile.ZipFile) -> dict[str, _Member]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        number, migrations = int(manifest["format"]), {str(name) for name in manifest["migrations"]}
        members = {str(n): _Member(str(m["sha256"]), m.get("rows")) for n, m in manifest["members"].items()}
    except (KeyError, ValueError, TypeError, AttributeError, *_DAMAGE) as error:
        raise BackupError("This file is no backup of a reading room, or it is damaged. Nothing was written.") from error
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    newer = {name for name in migrations - known if name.startswith("statements.")}
    if number > FORMAT or newer:
        raise BackupError(
            "This backup was made by a newer version of the room. Install that version, then restore. "
            "Nothing was written."
        )
    return members


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
    except _DAMAGE:
        return ""
    return digest.hexdigest()


def _refuse_full_database() -> None:
    full = [model._meta.label for model in rows.kept_models() if model._base_manager.exists()]
    if full:
        raise BackupError(
            f"This database is not empty (it holds {', '.join(full[:3])}); a backup is restored into an empty one "
            "only. Nothing was written."
        )


def _restore(archive: zipfile.ZipFile, members: dict[str, _Member]) -> Contents:
    contents = Contents()
    written: list[Path] = []
    try:
        with transaction.atomic():
            contents.rows = _load_rows(archive, members)
            for sha256 in _hashes_of_originals():
                if f"originals/{sha256[:2]}/{sha256}" not in members:
                    contents.missing.append(sha256)
            for name in members:
                if original := _ORIGINAL.fullmatch(name):
                    if not original_path(original[2]).exists():
                        written.append(original_path(original[2]))
                    store_original(archive.read(name))
                    contents.originals += 1
            render_all_bodies()
            rebuild_index()
    except BaseException as error:
        for path in written:
            with suppress(OSError):
                path.unlink()
        if isinstance(error, (rows.BadRow, CannotKeepOriginal, DatabaseError, OSError, ValueError)):
            raise BackupError(f"The backup could not be restored ({error}). Everything was taken back.") from error
        raise
    return contents


def _load_rows(archive: zipfile.ZipFile, members: dict[str, _Member]) -> int:
    """Rows come in any order: the references between them are checked once, when all are there."""
    total = 0
    for model in rows.kept_models():
        name = f"rows/{model._meta.label}.jsonl"
        if name not in members:
            continue
        with archive.open(name) as member:
            count = rows.load(model, (line.decode() for line in member))
        if count != members[name].rows:
            raise rows.BadRow(f"{name} has {count} rows and should have {members[name].rows}")
        total += count
    connection.check_constraints()
    rows.reset_sequences(rows.kept_models())
    return total


def rebuild_index() -> None:
    """Write the search index of the whole room anew."""
    for key in Edition.objects.published().order_by("pk").values_list("pk", flat=True):
        index_edition(key)
    for key in Annotation.objects.alive().order_by("pk").values_list("pk", flat=True):
        index_annotation(key)
