"""Static files under hashed names, compressed once when they are collected."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports of ES modules, so that a changed module changes the name of all that import it.

    Django finds an import only when it ends in a semicolon; tests/test_house.py checks that ours do.
    """

    support_js_module_import_aggregation = True
