"""The room's own settings, on data that lives for one test run.

TEST_DATABASE chooses the database: `sqlite` (default) or `postgres`. TEST_DATABASE_URL names a PostgreSQL server;
without it, tests/conftest.py starts one of its own in a fresh folder and stops it at the end.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEST_FOLDER = Path(tempfile.mkdtemp(prefix="reading-room-tests-"))
atexit.register(shutil.rmtree, TEST_FOLDER, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("READING_ROOM_")]:
    del os.environ[_name]  # what the person who runs the tests has set must not decide how they end
for _name in ("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "ALLOWED_HOSTS", "SECRET_KEY", "TIME_ZONE", "TRUSTED_PROXY"):
    os.environ.pop(_name, None)
os.environ["READING_ROOM_DATA"] = str(TEST_FOLDER)

TEST_DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
TEST_DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "")
if TEST_DATABASE == "postgres":
    os.environ["DATABASE_URL"] = TEST_DATABASE_URL or "postgres:///postgres"

from reading_room.settings import *  # noqa: E402, F403
from reading_room.settings import DATABASES, STORAGES  # noqa: E402

if TEST_DATABASE == "sqlite":
    # A file, not memory: the pages' own server and the tests then meet as two processes do, with the real locks.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
elif TEST_DATABASE == "postgres":
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
else:
    raise SystemExit(f"TEST_DATABASE is “{TEST_DATABASE}”; it must be sqlite or postgres.")
DATABASES["default"]["CONN_MAX_AGE"] = 0

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
