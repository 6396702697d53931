"""What the operator sets from outside: defaults that run, malformed values that stop with a sentence."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from reading_room import environment

PROJECT = Path(__file__).resolve().parent.parent


def run_manage(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={**clean, "READING_ROOM_DATA": str(tmp_path / "data"), **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "carrier-pigeon://loft"),
        ("DATABASE_URL", "postgres://host:port/name"),
        ("DATABASE_URL", "mysql://host/name"),
        ("READING_ROOM_PUBLIC", "everything"),
        ("READING_ROOM_URL", "room.example.org"),
        ("READING_ROOM_URL", "https://room.example.org/inside"),
        ("READING_ROOM_URL", "https://room.example.org:99999"),
        ("SECRET_KEY", "short"),
        ("CACHE_URL", "shelf://"),
        ("EMAIL_URL", "smtp://host:many"),
        ("EMAIL_URL", "pigeon://host"),
        ("TIME_ZONE", "Europe/Nowhere"),
        ("TRUSTED_PROXY", "everyone"),
        ("PORT", "0"),
        ("PORT", "٨٠٠٠"),
        ("READING_ROOM_DEBUG", "yes"),
    ],
)
def test_malformed_setting_stops_with_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    outcome = run_manage(tmp_path, "check", **{name: value})
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("The room did not start. ")
    assert name in outcome.stderr
    assert outcome.stderr.count("\n") == 1


def test_data_folder_that_cannot_be_made_stops_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=r"READING_ROOM_DATA is “.*cannot be made"):
        environment.data_folder({"READING_ROOM_DATA": str(tmp_path / "file" / "data")}, tmp_path)


def test_data_folder_and_key_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = environment.data_folder({"READING_ROOM_DATA": str(tmp_path / "data")}, tmp_path)
    key = environment.secret_key({}, folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert len(key) >= 64
    assert environment.secret_key({}, folder) == key


def test_key_is_the_same_for_processes_that_start_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reading_room.environment import secret_key;"
        "print(secret_key({}, Path(sys.argv[1])))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    keys = {process.communicate(timeout=60)[0] for process in started}
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_database_without_setting_is_sqlite_with_immediate_transactions(tmp_path: Path) -> None:
    config = environment.database({}, tmp_path)
    assert config["ENGINE"] == "django.db.backends.sqlite3"
    assert config["NAME"] == str(tmp_path / "room.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert config["OPTIONS"]["timeout"] == 20
    assert "synchronous=FULL" in config["OPTIONS"]["init_command"]


def test_email_url_is_understood_whole() -> None:
    config = environment.email({"EMAIL_URL": "smtp+tls://me%40x:p%3Aw@mail.example.org?from=room@example.org"})
    assert config == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "me@x",
        "EMAIL_HOST_PASSWORD": "p:w",
        "EMAIL_USE_SSL": False,
        "EMAIL_USE_TLS": True,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": "room@example.org",
    }


def test_without_email_url_nothing_is_sent() -> None:
    assert environment.email({}) == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


def test_hosts_are_the_loopback_names_and_the_public_one() -> None:
    url = environment.public_url({"READING_ROOM_URL": "https://room.example.org/"}, 8000)
    assert environment.allowed_hosts({}, url) == ["127.0.0.1", "localhost", "[::1]", "room.example.org"]
    assert environment.allowed_hosts({"ALLOWED_HOSTS": "a.example, b.example"}, url) == ["a.example", "b.example"]


def test_production_settings_pass_the_deployment_checks(tmp_path: Path) -> None:
    outcome = run_manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING", READING_ROOM_URL="https://room.example.org"
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")
