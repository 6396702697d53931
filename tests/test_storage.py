"""Static files under hashed names, the imports of modules included."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from reading_room.storage import HashedStorage

IMPORT = re.compile(r"(?:\bfrom\s*|\bimport\s*\(?\s*)[\"']([./][^\"']+)[\"']")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> tuple[HashedStorage, Path]:
    """Our own static files, put through the storage as collectstatic does."""
    folder = tmp_path_factory.mktemp("static")
    shutil.copytree(settings.STATICFILES_DIRS[0], folder, dirs_exist_ok=True)
    storage = HashedStorage(location=folder, base_url="/static/")
    source = FileSystemStorage(location=folder)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    problems = [
        (name, result)
        for name, _hashed, result in storage.post_process({name: (source, name) for name in names})
        if isinstance(result, Exception)
    ]
    assert problems == []
    return storage, folder


def test_module_imports_name_the_hashed_files(collected: tuple[HashedStorage, Path]) -> None:
    storage, folder = collected
    hashed = [folder / name for name in storage.hashed_files.values() if name.endswith(".js")]
    imports = [(path, target) for path in hashed for target in IMPORT.findall(path.read_text(encoding="utf-8"))]
    assert [target for _path, target in imports if not HASHED.search(target)] == []
    assert [target for path, target in imports if not (path.parent / target).resolve().is_file()] == []


def test_text_files_are_compressed_and_fonts_are_not(collected: tuple[HashedStorage, Path]) -> None:
    _storage, folder = collected
    script = next(folder.glob("vendor/htmx-*/htmx.min.js"))
    assert script.with_name(script.name + ".br").stat().st_size <= 12_500
    assert script.with_name(script.name + ".gz").is_file()
    assert list(folder.rglob("*.woff2.*")) == []


def test_style_sheets_name_the_hashed_fonts(collected: tuple[HashedStorage, Path]) -> None:
    storage, folder = collected
    sheet = (folder / storage.hashed_files["css/fonts.css"]).read_text(encoding="utf-8")
    assert len(re.findall(r"url\(\"[^\"]+-normal\.[0-9a-f]{12}\.woff2\"\)", sheet)) == 7


def test_sheets_of_every_page_are_joined_in_their_order(collected: tuple[HashedStorage, Path]) -> None:
    storage, folder = collected
    joined = (folder / storage.hashed_files[storage.joined_styles]).read_text(encoding="utf-8")
    parts = [
        (folder / storage.hashed_files[name]).read_text(encoding="utf-8") for name in settings.STYLES_OF_EVERY_PAGE
    ]
    assert joined == "\n".join(parts)
