"""A program of the bench, run again with `--inside` in an empty room of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]


def measured_inside(program: str) -> Any:
    """What `program` printed as its last line, which is JSON."""
    with tempfile.TemporaryDirectory(prefix="reading-room-bench-") as folder:
        environment = {**os.environ, "READING_ROOM_DATA": folder, "DJANGO_SETTINGS_MODULE": "reading_room.settings"}
        command = [sys.executable, program, "--inside"]
        done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])
