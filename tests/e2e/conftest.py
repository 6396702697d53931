"""A real browser before the real pages: Debian's Chromium, with scripts and without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright's loop runs in the tests' own thread, where Django would otherwise refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = next((Path(__file__).parent / "vendor").glob("axe-core-*/axe.min.js"))
SERIOUS = ("serious", "critical")
# What Chromium and htmx note when an answer refuses something, or when there is none: tests ask what the reader sees.
OF_THE_NETWORK = ("Failed to load resource", "htmx:error: Failed to fetch")
# How long a state is waited for: long enough for a machine that is busy with other things.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def launch(playwright: Playwright, *flags: str) -> Browser:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        pytest.skip("Chromium is missing; get it with: apt-get install chromium")
    # Chromium refuses its sandbox to root, as which containers run.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=[*sandbox, *flags])


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_with_caret(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with its caret shown in the text, as those who use the keyboard alone switch it on (F7)."""
    browser = launch(playwright, "--enable-caret-browsing")
    yield browser
    browser.close()


@pytest.fixture
def new_page(request: pytest.FixtureRequest, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Makes pages, each of a person of its own; `new_page(user, **options)`, with the options of a Playwright context;
    `caret=True` for one who uses the keyboard alone.

    At the end the test fails when a page reported an error: a script that broke, or the content policy at work.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(user: Any = None, *, caret: bool = False, **options: Any) -> Page:
        browser: Browser = request.getfixturevalue("chromium_with_caret" if caret else "chromium")
        context = browser.new_context(
            **{"base_url": live_server.url, "viewport": {"width": 1440, "height": 900}, **options}
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key_of(user), "url": live_server.url}])
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert [text for text in complaints if not any(words in text for words in OF_THE_NETWORK)] == []


def key_of(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A visitor's page."""
    return new_page()


@pytest.fixture
def serious_faults() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page and calls serious or critical, one line for each rule."""

    def find(page: Page) -> list[str]:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
        return [
            f"{rule['id']}: {rule['nodes'][0]['html'][:200]} ({len(rule['nodes'])})"
            for rule in found["violations"]
            if rule["impact"] in SERIOUS
        ]

    return find
