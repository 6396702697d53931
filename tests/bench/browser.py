"""What a reader's browser does: when all marks are drawn, which task kept it longest, and what it had to load."""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = 1_500  # ms after the load in which a script may still start a long task
# The same for both servers: the second frame after the whole document was read. A browser draws no frame before it has
# the styles; scripts that run after the reading ("defer", modules) keep nobody from seeing the marks.
WATCH = """
  window.bench = { drawn: 0, longest: 0 };
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.longest = Math.max(bench.longest, task.duration);
  }).observe({ type: "longtask", buffered: true });
  document.addEventListener("readystatechange", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    if (document.querySelector("mark[data-a], mark[data-h]")) bench.drawn ||= performance.now();
  })));
"""
LOADED = """
  () => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .map((entry) => ({ name: new URL(entry.name).pathname, kind: entry.initiatorType, size: entry.encodedBodySize }))
"""


@dataclass(frozen=True)
class Drawn:
    """Milliseconds from navigation to all marks drawn, and of the longest task, load by load."""

    marks: list[float]
    tasks: list[float]

    @property
    def least(self) -> float:
        return min(self.marks)

    @property
    def longest_task(self) -> float:
        """Of a typical load: single ones suffer from whatever else the machine does."""
        return statistics.median(self.tasks)


@contextmanager
def open_browser() -> Iterator[Browser | None]:
    """Debian's Chromium; None where there is none."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, as which containers run.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def reader(browser: Browser, address: str, cookie: str) -> Iterator[Page]:
    """A browser that has been nowhere yet, of someone signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    context.add_init_script(WATCH)
    try:
        yield context.new_page()
    finally:
        context.close()


def draw_in_turn(browser: Browser, pages: Mapping[str, tuple[str, str]], *, rounds: int) -> dict[str, Drawn]:
    """Open each of `pages` (name → address, cookie) in turn, each time in a browser that has been nowhere."""
    found: dict[str, Drawn] = {name: Drawn([], []) for name in pages}
    for _round in range(rounds):
        for name, (address, cookie) in pages.items():
            with reader(browser, address, cookie) as page:
                page.goto(address, wait_until="load")
                page.wait_for_timeout(QUIET)
                seen = page.evaluate("bench")
                assert seen["drawn"], f"no marks on {address}"
                found[name].marks.append(seen["drawn"])
                found[name].tasks.append(seen["longest"])
    return found


def loaded(browser: Browser, address: str, cookie: str) -> list[dict[str, Any]]:
    """Everything the page at `address` loads until it is quiet: path, kind and size on the wire in bytes."""
    with reader(browser, address, cookie) as page:
        page.goto(address, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.wait_for_timeout(QUIET)
        entries: list[dict[str, Any]] = page.evaluate(LOADED)
        return entries
