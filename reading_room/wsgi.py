"""The room as a WSGI application."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reading_room.settings")
django.setup(set_prefix=False)

from reading_room.request import Utf8Handler  # noqa: E402 - settings come first

application = Utf8Handler()
