"""A backup holds everything, comes back equal on either database, and is refused whole when anything is wrong."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from statements.actions.original import original_path, read_original
from statements.exchange import rows
from statements.exchange.backup import BackupError, restore_backup, write_backup
from statements.models import Annotation, Draft, Event, IndexEntry, Reply, Room, Statement, Upload, User
from statements.text import markdown
from statements.text.query import parse
from tests.exchange.rich_room import LONG_AGO, WORDS, make_rich_room
from tests.make import edition_of, make_statement, make_user

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings) -> Path:
    settings.DATA_FOLDER = tmp_path / "data"
    settings.DATA_FOLDER.mkdir()
    return settings.DATA_FOLDER


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """The rich room in a file; the room itself is empty again, originals too."""
    make_rich_room()
    write_backup(tmp_path / "room.zip")
    empty()
    return tmp_path / "room.zip"


def empty() -> None:
    call_command("flush", verbosity=0, interactive=False)
    shutil.rmtree(settings.DATA_FOLDER / "originals", ignore_errors=True)


def manifest(path: Path) -> dict:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def members(path: Path) -> dict[str, str]:
    """Name → content, of everything but the manifest."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).hex() for name in archive.namelist() if name != "manifest.json"}


def rewritten(path: Path, change) -> Path:
    """The backup with its members (name → bytes) changed, as someone who knows zip files would."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    change(content)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def refused(path: Path) -> str:
    """The sentence with which the file is refused; nothing may have been written."""
    with pytest.raises(BackupError) as problem:
        restore_backup(path)
    assert [model for model in rows.kept_models() if model._base_manager.exists()] == []
    assert not (settings.DATA_FOLDER / "originals").exists() or not any(
        item.is_file() for item in (settings.DATA_FOLDER / "originals").rglob("*")
    )
    return str(problem.value)


def test_backup_has_a_row_of_every_model_that_is_not_left_out_by_name(backup: Path) -> None:
    kept = set(manifest_rows(backup))
    left_out = {model._meta.label for model in apps.get_models(include_auto_created=True)} - kept
    assert left_out == {
        "account.EmailConfirmation",
        "auth.Group",
        "auth.Group_permissions",
        "auth.Permission",
        "contenttypes.ContentType",
        "django_tasks_database.DBTaskResult",
        "sessions.Session",
        "statements.IndexEntry",
        "statements.Presence",
    }
    assert [label for label, count in manifest_rows(backup).items() if count == 0] == []


def manifest_rows(path: Path) -> dict[str, int]:
    found = manifest(path)["members"]
    return {name[5:-6]: member["rows"] for name, member in found.items() if name.startswith("rows/")}


def test_restored_room_is_equal_in_every_row_and_original(backup: Path, tmp_path: Path) -> None:
    contents = restore_backup(backup)
    assert contents.rows == sum(manifest_rows(backup).values())
    assert (contents.originals, contents.missing) == (4, [])
    write_backup(tmp_path / "again.zip")
    assert members(tmp_path / "again.zip") == members(backup)


def test_restored_things_are_what_they_were(backup: Path) -> None:
    restore_backup(backup)
    statement = Statement.objects.get(slug="2008-05-23-joint-statement")
    assert str(statement.date) == "2008-05-23"
    assert sorted(statement.topics.names()) == ["arms control", "外空"]
    assert statement.created_at == LONG_AGO
    assert edition_of(statement).paragraphs.get(address="1.1").text == WORDS
    assert Draft.objects.get().updated_at == LONG_AGO
    assert Draft.objects.get().content == {"body": WORDS, "themes": ["外空"]}
    assert User.objects.get(username="alice").check_password("secret")
    assert Annotation.objects.get(body=WORDS).targets.order_by("pk").last().carried_from is not None
    assert Room.objects.get().last_event == Event.objects.first().number
    for upload in Upload.objects.filter(purged_at__isnull=True):
        assert len(read_original(upload.sha256)) == upload.size


def test_restored_room_can_be_searched_and_written_to_at_once(backup: Path) -> None:
    restore_backup(backup)
    assert IndexEntry.objects.matching(parse("外空")).count() == 2
    highest = {model: model._base_manager.order_by("-pk").first().pk for model in (User, Statement)}
    assert make_user("newcomer").pk > highest[User]
    assert make_statement().pk > highest[Statement]


def test_backup_made_on_sqlite_comes_back_on_this_database(tmp_path: Path) -> None:
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**clean, "READING_ROOM_DATA": str(tmp_path / "elsewhere"), "PYTHONPATH": str(PROJECT)}
    rich = "from tests.exchange.rich_room import make_rich_room; make_rich_room()"
    for arguments in (["migrate", "-v0"], ["shell", "-v0", "-c", rich], ["backup", str(tmp_path / "lite.zip")]):
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=PROJECT, env=environment, check=True, timeout=120)
    restore_backup(tmp_path / "lite.zip")
    write_backup(tmp_path / "here.zip")
    assert members(tmp_path / "here.zip") == members(tmp_path / "lite.zip")


def test_backup_is_one_moment_and_keeps_nobody_from_writing(tmp_path: Path, monkeypatch) -> None:
    make_rich_room()
    dump, wrote = rows.dump, []

    def dump_while_someone_writes(model):
        if model is Statement and not wrote:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(15)
        return dump(model)

    def write() -> None:
        make_statement(title="Meanwhile")
        wrote.append(True)
        connection.close()

    monkeypatch.setattr(rows, "dump", dump_while_someone_writes)
    before = Statement.objects.count()
    write_backup(tmp_path / "room.zip")
    assert wrote == [True]
    assert Statement.objects.count() == before + 1
    counts = manifest_rows(tmp_path / "room.zip")
    assert counts["statements.Statement"] == before
    empty()
    assert restore_backup(tmp_path / "room.zip").rows == sum(counts.values())


def test_backup_is_for_its_owner_alone_and_replaces_nothing(backup: Path, tmp_path: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    with pytest.raises(BackupError, match="is there already"):
        write_backup(backup)
    with pytest.raises(BackupError, match="cannot be written to"):
        write_backup(tmp_path / "nowhere" / "room.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "room.zip"]


def test_backup_holds_no_session_and_no_secret_key(backup: Path) -> None:
    every = bytes.fromhex("".join(members(backup).values())).decode("utf-8", "replace")
    assert "first original" in every
    assert settings.SECRET_KEY not in every
    assert not any("ession" in name for name in members(backup))


def test_missing_original_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    make_rich_room()
    sha256 = hashlib.sha256(b"first original").hexdigest()
    original_path(sha256).chmod(0o600)
    original_path(sha256).write_bytes(b"first orig!nal")
    contents = write_backup(tmp_path / "room.zip")
    assert (contents.missing, contents.originals) == ([sha256], 3)
    empty()
    assert restore_backup(tmp_path / "room.zip").missing == [sha256]


def test_full_database_is_refused(backup: Path) -> None:
    make_user("someone")
    with pytest.raises(BackupError, match="not empty"):
        restore_backup(backup)
    assert list(User.objects.values_list("username", flat=True)) == ["someone"]


@pytest.mark.parametrize("name", ["rows/statements.Annotation.jsonl", "originals"])
def test_tampered_backup_is_refused(backup: Path, name: str) -> None:
    def change(content: dict[str, bytes]) -> None:
        hit = next(member for member in content if member.startswith(name))
        content[hit] = content[hit].replace(b"o", b"0", 1) or b"?"

    assert "is damaged" in refused(rewritten(backup, change))


@pytest.mark.parametrize("part", [0, 0.3, 0.9, 0.999])
def test_backup_cut_short_is_refused(backup: Path, part: float) -> None:
    backup.write_bytes(backup.read_bytes()[: int(backup.stat().st_size * part)])
    assert "Nothing was written." in refused(backup)


def test_backup_with_one_wrong_byte_anywhere_is_refused(backup: Path) -> None:
    whole = bytearray(backup.read_bytes())
    with zipfile.ZipFile(backup) as archive:
        places = [
            info.header_offset + 30 + len(info.filename) + 40 for info in archive.infolist() if info.file_size > 99
        ]
    for place in places[::4]:
        wrong = bytearray(whole)
        wrong[place] ^= 0xFF
        backup.write_bytes(wrong)
        assert "Nothing was written." in refused(backup)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda content: content.pop("rows/statements.Event.jsonl"), "does not hold the files"),
        (lambda content: content.update({"rows/../../evil": b"x"}), "does not hold the files"),
        (lambda content: content.pop("manifest.json"), "no backup of a reading room"),
        (lambda content: content.update({"manifest.json": b"[]"}), "no backup of a reading room"),
        (lambda content: _change_manifest(content, format=2), "newer version"),
        (lambda content: _change_manifest(content, migrations=["statements.9999_later"]), "newer version"),
        (lambda content: _change_row(content, b'"username":"alice"', b'"nickname":"alice"'), "has no column"),
        (lambda content: _change_row(content, b'"username":"alice"', b'"username":"bob"'), "could not be restored"),
        (lambda content: _change_row(content, b"\n", b"\n{]\n"), "could not be restored"),
        (lambda content: _add_member(content, "rows/statements.Nothing.jsonl"), "does not know"),
    ],
)
def test_backup_that_does_not_fit_is_refused_whole(backup: Path, change, sentence: str) -> None:
    assert sentence in refused(rewritten(backup, change))


@pytest.mark.parametrize("model", [Annotation, Reply])
def test_html_of_a_backup_is_never_believed(backup: Path, model) -> None:
    def evil(content: dict[str, bytes]) -> None:
        name = f"rows/{model._meta.label}.jsonl"
        lines = [json.loads(line) for line in content[name].splitlines()]
        for line in lines:
            line |= {"body_html": "<script>alert(1)</script>", "body_html_version": 9_999}
        _replace_rows(content, name, "".join(json.dumps(line) + "\n" for line in lines).encode())

    restore_backup(rewritten(backup, evil))
    assert model.objects.exists()
    for row in model.objects.all():
        assert (row.body_html, row.body_html_version) == (str(markdown.render(row.body)), markdown.VERSION)


def _change_manifest(content: dict[str, bytes], **changes) -> None:
    content["manifest.json"] = json.dumps({**json.loads(content["manifest.json"]), **changes}).encode()


def _change_row(content: dict[str, bytes], old: bytes, new: bytes) -> None:
    """Changes a row and its hash, so that only the row itself can give it away."""
    name = "rows/statements.User.jsonl"
    assert old in content[name]
    _replace_rows(content, name, content[name].replace(old, new, 1))


def _replace_rows(content: dict[str, bytes], name: str, rows_now: bytes) -> None:
    content[name] = rows_now
    listed = json.loads(content["manifest.json"])["members"]
    listed[name]["sha256"] = hashlib.sha256(content[name]).hexdigest()
    _change_manifest(content, members=listed)


def _add_member(content: dict[str, bytes], name: str) -> None:
    content[name] = b""
    listed = json.loads(content["manifest.json"])["members"]
    listed[name] = {"sha256": hashlib.sha256(b"").hexdigest(), "rows": 0}
    _change_manifest(content, members=listed)


def test_commands_say_what_they_did(tmp_path: Path) -> None:
    make_rich_room()
    said = StringIO()
    call_command("backup", str(tmp_path / "room.zip"), stdout=said)
    empty()
    call_command("restore", str(tmp_path / "room.zip"), stdout=said)
    lines = said.getvalue().splitlines()
    assert lines[0].endswith(f"rows and 4 originals are in {tmp_path / 'room.zip'}.")
    assert lines[1].endswith("rows and 4 originals are back; the index is new.")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(tmp_path / "room.zip"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", str(tmp_path / "nothing.zip"))
