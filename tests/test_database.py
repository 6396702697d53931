"""The tests run on the database they say, set up as the room sets it up."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection, transaction


def ask(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_database_is_the_one_that_was_chosen() -> None:
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[settings.TEST_DATABASE]
    assert settings.DATABASES["default"].get("ATOMIC_REQUESTS", False) is False


@pytest.mark.django_db(transaction=True)
def test_writing_transaction_takes_its_lock_at_once() -> None:
    if connection.vendor == "postgresql":
        assert ask("SHOW transaction_isolation") == "read committed"
        return
    assert ask("PRAGMA journal_mode") == "wal"
    with transaction.atomic(), pytest.raises(Exception, match="locked"):
        other = connection.copy()
        other.settings_dict["OPTIONS"] = {**other.settings_dict["OPTIONS"], "timeout": 0.1}
        try:
            other.cursor().execute("BEGIN IMMEDIATE")
        finally:
            other.close()
