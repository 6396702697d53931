"""How gunicorn serves the room: two processes of eight threads, loaded once and shared (`make run`, Dockerfile)."""

from __future__ import annotations

import gc
import os

bind = os.environ.get("READING_ROOM_BIND", "") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = 2
threads = 8
timeout = 60
graceful_timeout = 5
keepalive = 5
preload_app = True
loglevel = "warning"


def when_ready(server: object) -> None:
    """Loads what the first request would load, then lets the processes share it for good.

    gc.freeze keeps the collector from touching (and thereby copying) the shared pages. No database connection may be
    open when the processes part.
    """
    from django.db import connections
    from django.urls import get_resolver

    _patterns = get_resolver().url_patterns
    connections.close_all()
    gc.collect()
    gc.freeze()
