"""The child process: `python -m statements.ingest FILE NAME [PROFILE]` prints one JSON object.

`{"parsed": …}` with the stages, or `{"refused": {"code": …, "sentence": …}}`. Started by child.py, which sets limits.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from statements.ingest.errors import CannotUnderstand
from statements.ingest.understand import understand


def main(path: str, filename: str, profile: str | None = None) -> None:
    try:
        parsed = understand(Path(path).read_bytes(), filename=filename, profile=profile)
        answer = {"parsed": parsed.to_json(stages=True)}
    except CannotUnderstand as refusal:
        answer = {"refused": {"code": refusal.code, "sentence": refusal.sentence}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
