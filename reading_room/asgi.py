"""The room as an ASGI application, for servers that want one; `make run` does not use it."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reading_room.settings")
django.setup(set_prefix=False)

from reading_room.request import Utf8AsyncHandler  # noqa: E402 - settings come first

application = Utf8AsyncHandler()
