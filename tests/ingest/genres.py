"""Longer texts of the genres of diplomacy, put together from own sentences."""

from __future__ import annotations

from tests.ingest.truth import Truth


def genres() -> list[Truth]:
    return []
