"""The sign-in page in a real browser: the policy lets everything of ours through, and it can be used by everyone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sign_in_page_has_no_serious_fault(
    new_page: Callable[..., Page], serious_faults: Callable[[Page], list[str]], scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto("/accounts/login/")
    assert serious_faults(page) == []


def test_sign_in_page_loads_fonts_of_the_house_only(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/accounts/login/", wait_until="networkidle")
    base = page.url.removesuffix("/accounts/login/")
    assert [url for url in asked if not url.startswith(base)] == []
