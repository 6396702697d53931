"""CPU of understanding each seed a second time in a warm process: prints milliseconds, one seed a line."""

from __future__ import annotations

import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def main() -> None:
    sys.path.insert(0, str(PROJECT))
    from statements.ingest.understand import understand

    for path in sorted((PROJECT / "statements" / "samples").glob("*.txt")):
        data = path.read_bytes()
        understand(data, filename=path.name)
        before = time.process_time()
        understand(data, filename=path.name)
        print(round((time.process_time() - before) * 1000, 1), path.name)


if __name__ == "__main__":
    main()
