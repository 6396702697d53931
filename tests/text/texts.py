"""Paragraphs of the texts that the project holds, by name."""

from pathlib import Path

_PROJECT = Path(__file__).parents[2]
_FILES = {
    "2008": "statements/samples/2008-joint-statement.txt",
    "2022": "statements/samples/2022-digest.txt",
    "zh": "tests/data/texts/zh-joint-statement.txt",
    "ru": "tests/data/texts/ru-declaration.txt",
    "ar": "tests/data/texts/ar-communique.txt",
}
TEXTS = {
    name: [line.strip() for line in (_PROJECT / path).read_text(encoding="utf-8").splitlines() if line.strip()]
    for name, path in _FILES.items()
}
