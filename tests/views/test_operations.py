"""/healthz is 200 only when database and data folder can be read and written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_healthy_room_answers_in_one_line_and_leaves_nothing(browser: Client, settings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    response = browser.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert Session.objects.count() == 0
    assert list(tmp_path.iterdir()) == []


def test_closed_room_answers_its_monitor_too(browser: Client, settings) -> None:
    settings.READING_ROOM_PUBLIC = "no"
    assert browser.get("/healthz").status_code == 200


def test_data_folder_that_is_gone_is_unhealthy(browser: Client, settings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path / "gone"
    response = browser.get("/healthz")
    assert (response.status_code, response.content) == (503, b"data folder unavailable\n")


def test_database_that_cannot_be_written_is_unhealthy(browser: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO django_session_away")
    response = browser.get("/healthz")
    assert (response.status_code, response.content) == (503, b"database unavailable\n")


def test_health_is_asked_not_told(browser: Client) -> None:
    assert browser.post("/healthz").status_code == 405
