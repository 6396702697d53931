"""Copies the front-end files that the room ships from the packages named in package.json (`make vendor`).

Each package goes to a folder of its own, with its licence text; a CHECKSUMS file beside them is what
tests/test_house.py compares the shipped files with, so neither Node nor a network is needed to run or test the room.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = PROJECT / "node_modules"

FONTS = "@fontsource-variable"
SHIPPED = {
    "htmx.org": ["dist/htmx.min.js"],
    # Weight axis only: with optical sizes an English reader would load 250 kB instead of 131 kB.
    f"{FONTS}/source-serif-4": [
        f"files/source-serif-4-{script}-wght-{style}.woff2"
        for script, style in [
            ("latin", "normal"),
            ("latin", "italic"),
            ("latin-ext", "normal"),
            ("cyrillic", "normal"),
            ("cyrillic", "italic"),
        ]
    ],
    f"{FONTS}/source-sans-3": [
        f"files/source-sans-3-{script}-wght-normal.woff2" for script in ("latin", "latin-ext", "cyrillic")
    ],
    f"{FONTS}/noto-naskh-arabic": ["files/noto-naskh-arabic-arabic-wght-normal.woff2"],
}
FOR_TESTS = {"axe-core": ["axe.min.js"]}


def copy_package(package: str, files: list[str], root: Path) -> None:
    source = PACKAGES / package
    version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
    name = package.rpartition("/")[2].removesuffix(".org")
    target = root / f"{name}-{version}"
    target.mkdir(parents=True)
    licence = next(path for path in sorted(source.iterdir()) if path.stem.upper() in ("LICENSE", "LICENCE"))
    for path in [licence, *(source / file for file in files)]:
        content = path.read_bytes()
        if path.suffix == ".js":
            # The map is not shipped, and collectstatic would look for it.
            content = b"\n".join(line for line in content.split(b"\n") if not line.startswith(b"//# sourceMappingURL="))
        (target / path.name).write_bytes(content)


def write_checksums(root: Path) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name not in ("CHECKSUMS", "README.md"))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n" for path in files
    ]
    (root / "CHECKSUMS").write_text("".join(lines), encoding="ascii")


def main() -> None:
    if not PACKAGES.is_dir():
        sys.exit("node_modules is missing; run `make vendor`, which fetches the packages first.")
    for root, packages in [(PROJECT / "static/vendor", SHIPPED), (PROJECT / "tests/e2e/vendor", FOR_TESTS)]:
        for old in root.glob("*/"):
            shutil.rmtree(old)
        for package, files in packages.items():
            copy_package(package, files, root)
        write_checksums(root)


if __name__ == "__main__":
    main()
