"""Static files under hashed names, compressed once when they are collected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports of ES modules, so that a changed module changes the name of all that import it, and
    joins the style sheets every page needs (settings.STYLES_OF_EVERY_PAGE) into one: a page waits for each of them.

    Django finds an import only when it ends in a semicolon; tests/test_house.py checks that ours do.
    """

    support_js_module_import_aggregation = True
    joined_styles = "css/every-page.css"

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run and all(name in paths for name in settings.STYLES_OF_EVERY_PAGE):
            sheets = []
            for name in settings.STYLES_OF_EVERY_PAGE:
                storage, path = paths[name]
                with storage.open(path) as sheet:
                    sheets.append(sheet.read().decode("utf-8"))
            Path(self.path(self.joined_styles)).write_text("\n".join(sheets), encoding="utf-8")
            paths[self.joined_styles] = (self, self.joined_styles)
        yield from super().post_process(paths, dry_run, **options)
