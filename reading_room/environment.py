"""What the operator may set from outside, read and checked. Each reader takes the environment as a mapping.

A value that cannot be understood raises `ImproperlyConfigured` with one sentence that names the variable, shows the
value and says what would be right; `manage.py` prints that sentence and stops.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from zoneinfo import available_timezones

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

Environment = Mapping[str, str]

PUBLIC_CHOICES = ("no", "texts", "texts+notes")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
SQLITE_OPTIONS = {
    # IMMEDIATE: two writers wait for each other; with the default (DEFERRED) half of them failed under load.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
}
CACHE_BACKENDS = {
    "db": ("django.core.cache.backends.db.DatabaseCache", None),
    "locmem": ("django.core.cache.backends.locmem.LocMemCache", None),
    "file": ("django.core.cache.backends.filebased.FileBasedCache", None),
    "redis": ("django.core.cache.backends.redis.RedisCache", "redis"),
    "rediss": ("django.core.cache.backends.redis.RedisCache", "redis"),
    "memcached": ("django.core.cache.backends.memcached.PyMemcacheCache", "pymemcache"),
}


def choice(environment: Environment, name: str, choices: tuple[str, ...], default: str) -> str:
    value = environment.get(name, "").strip() or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is “{value}”; it must be one of: {', '.join(choices)}.")
    return value


def flag(environment: Environment, name: str) -> bool:
    return choice(environment, name, ("0", "1"), "0") == "1"


def whole_number(environment: Environment, name: str, default: int, *, least: int, most: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise ImproperlyConfigured(f"{name} is “{text}”; it must be a whole number from {least} to {most}.")
    return int(text)


def time_zone(environment: Environment) -> str:
    name = environment.get("TIME_ZONE", "").strip() or "UTC"
    if name not in available_timezones():
        raise ImproperlyConfigured(f"TIME_ZONE is “{name}”; it must be a name such as “UTC” or “Europe/Vienna”.")
    return name


def data_folder(environment: Environment, default: Path) -> Path:
    """The folder of everything that must survive an upgrade; made for its owner alone when it is not there."""
    folder = Path(environment.get("READING_ROOM_DATA", "").strip() or default).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "static").mkdir(exist_ok=True)
        (folder / "incoming").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"READING_ROOM_DATA is “{folder}”, and that folder cannot be made or written to ({error.strerror})."
        ) from error
    return folder


def secret_key(environment: Environment, folder: Path) -> str:
    """SECRET_KEY, else the key kept in the data folder, made there on the first start (mode 600)."""
    key = environment.get("SECRET_KEY", "")
    if key:
        if len(key) < 32:
            raise ImproperlyConfigured("SECRET_KEY is shorter than 32 characters; leave it out and the room makes one.")
        return key
    keeper = folder / "secret-key"
    if not keeper.exists():
        _make_key(keeper)
    kept = keeper.read_text(encoding="ascii").strip()
    if len(kept) < 32:
        raise ImproperlyConfigured(f"{keeper} holds no usable key; put the right one back, or remove the file.")
    return kept


def _make_key(keeper: Path) -> None:
    # Web and worker may start at once: the file appears whole or not at all, and the first one wins.
    handle, name = tempfile.mkstemp(dir=keeper.parent, prefix=".secret-key-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
        os.link(name, keeper)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def database(environment: Environment, folder: Path) -> dict[str, Any]:
    url = environment.get("DATABASE_URL", "").strip() or f"sqlite:///{folder / 'room.sqlite3'}"
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be understood; it looks like postgres://user:password@host:5432/name "
            "or sqlite:////folder/room.sqlite3."
        ) from error
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {**SQLITE_OPTIONS, **config.get("OPTIONS", {})}
        config["CONN_HEALTH_CHECKS"] = False
    elif config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL names a database that is neither SQLite nor PostgreSQL.")
    elif find_spec("psycopg") is None:
        raise ImproperlyConfigured("DATABASE_URL names PostgreSQL, but the package psycopg is not installed.")
    return config


def snapshot_options(config: dict[str, Any]) -> dict[str, Any]:
    """Connection options for one long reading transaction that sees one moment and keeps nobody from writing."""
    if config["ENGINE"] == "django.db.backends.sqlite3":
        return {"transaction_mode": "DEFERRED"}
    return {"isolation_level": 3}  # REPEATABLE READ, as psycopg numbers them


def cache(environment: Environment) -> dict[str, Any]:
    url = environment.get("CACHE_URL", "").strip() or "db://reading_room_cache"
    parts = urlsplit(url)
    if parts.scheme not in CACHE_BACKENDS:
        raise ImproperlyConfigured(
            f"CACHE_URL is “{url}”; it must begin with one of: {', '.join(f'{name}://' for name in CACHE_BACKENDS)}."
        )
    backend, package = CACHE_BACKENDS[parts.scheme]
    if package and find_spec(package) is None:
        raise ImproperlyConfigured(f"CACHE_URL needs the package {package}, which is not installed.")
    if parts.scheme in ("redis", "rediss"):
        location = url
    elif parts.scheme == "file":
        location = parts.path
    else:
        location = parts.netloc
    return {"BACKEND": backend, "LOCATION": location}


def email(environment: Environment) -> dict[str, Any]:
    """Django's EMAIL settings. Without EMAIL_URL nothing is ever sent."""
    url = environment.get("EMAIL_URL", "").strip()
    parts = urlsplit(url)
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    port = _port(parts)
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname or port is None:
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be understood; it looks like smtp+tls://user:password@host:587, smtps://…:465, "
            "smtp://…:25, file:///folder or console://."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": parse_qs(parts.query).get("from", ["reading-room@localhost"])[0],
    }


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25)
    except ValueError:
        return None


def public_url(environment: Environment, port: int) -> SplitResult:
    """The address under which people reach the room, without a closing slash."""
    url = environment.get("READING_ROOM_URL", "").strip().rstrip("/") or f"http://127.0.0.1:{port}"
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"READING_ROOM_URL is “{url}”; it must be an address such as https://room.example.org, without a path."
        )
    return parts


def allowed_hosts(environment: Environment, url: SplitResult) -> list[str]:
    given = [host.strip() for host in environment.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    named = url.hostname or ""
    host = f"[{named}]" if ":" in named else named
    return given or list(dict.fromkeys([*LOOPBACK_HOSTS, host]))
