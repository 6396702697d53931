"""`make acceptance ACCEPTANCE_DATA=<folder>`: inspects every text of a folder and compares it with its answers.

Beside a text `name.txt` (or .html, …) its answers stand in `name.json`: any part of what `inspect_statement --json`
prints. Objects are compared key by key, lists item by item; keys that the answers leave out are not looked at.
A plain text without answers is only asked whether each of its non-blank lines is in exactly one block or dropped entry.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent


def differences(expected: Any, found: Any, where: str = "") -> Iterator[str]:
    """One line for each place where `found` is not what `expected` says."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from differences(value, found.get(key), f"{where}.{key}" if where else key)
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{where}: {len(expected)} expected, {len(found)} found"
        for number, (value, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(value, other, f"{where}[{number}]")
    elif expected != found:
        shown = [json.dumps(value, ensure_ascii=False) for value in (expected, found)]
        yield f"{where}: expected {shown[0]}, found {shown[1]}"


def uncovered_lines(text: str, found: Any) -> Iterator[str]:
    """One line for each non-blank line of the input that stands in no entry or in several.

    Signature blocks side by side share the lines of their columns.
    """
    signatures = [block for block in found.get("blocks", []) if block["kind"] == "signature"]
    others = [block for block in found.get("blocks", []) if block["kind"] != "signature"]
    for number, line in enumerate(text.split("\n"), start=1):
        entries = sum(_holds(entry, number) for entry in [*others, *found.get("dropped", [])])
        entries += any(_holds(entry, number) for entry in signatures)
        if line.strip(" \t\r") and entries != 1:
            yield f"line {number} stands in {entries} entries: {line.strip()[:60]}"


def _holds(entry: Any, number: int) -> bool:
    return bool(entry["first_line"] <= number <= entry["last_line"])


def problems(path: Path) -> list[str]:
    found = inspect(path)
    answers = path.with_suffix(".json")
    if answers.is_file():
        return list(differences(json.loads(answers.read_text(encoding="utf-8")), found))
    if "error" in found:
        return [found["error"]]
    return list(uncovered_lines(text_of(path.read_bytes()), found))


def text_of(data: bytes) -> str:
    """Which lines are blank does not depend on the letters, so that any table of single bytes will do."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def inspect(path: Path) -> Any:
    command = [sys.executable, "manage.py", "inspect_statement", str(path), "--json"]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    return json.loads(result.stdout) if result.returncode == 0 else {"error": result.stderr.strip()[-300:]}


def main() -> None:
    folder = Path(sys.argv[1]).expanduser() if len(sys.argv) > 1 and sys.argv[1] else None
    if folder is None or not folder.is_dir():
        sys.exit("Name the folder of texts and answers: make acceptance ACCEPTANCE_DATA=<folder>")
    texts = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".json" and (path.suffix == ".txt" or path.with_suffix(".json").is_file())
    ]
    if not texts:
        sys.exit(f"{folder} holds no text.")
    failed = 0
    for path in texts:
        wrong = problems(path)
        failed += bool(wrong)
        print(f"{'differs' if wrong else 'agrees '}  {path.relative_to(folder)}", *wrong, sep="\n    ")
    print(f"{len(texts) - failed} of {len(texts)} texts agree.")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
