"""Pictures of the demo room's main pages, for looking at: `python tests/e2e/screenshots.py ADDRESS FOLDER`.

ADDRESS is a running demo room (`make run` prints it). Every page is taken signed in as one of its analysts, at three
widths, light and dark; `docs/reading-page.png`, the picture of the README, is taken anew.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = {1440: 1000, 768: 1024, 375: 812}
SCHEMES = ("light", "dark")
PEOPLE = {"analyst": "Kaito", "editor": "Joaquim"}
TEXT = "/statements/2008-05-23-joint-statement-china-russian-major-international-issues/"
PAGES = {
    "library": "/",
    "text": TEXT,
    "text-5": f"{TEXT}#p5.1",
    "digest": "/statements/2022-02-04-key-provisions-russia-china-joint-statement/",
    "note-form": f"{TEXT}en/1/notes/new/?at=5.2",
    "search": "/search/?q=space",
    "compare": f"/compare/?a={TEXT.split('/')[2]}&b=2022-02-04-key-provisions-russia-china-joint-statement",
    "pairs": "/pairs/",
    "history": f"{TEXT}history/",
    "themes": "/themes/",
    "notebook": "/notebook/",
    "account": "/account/",
    "help": "/help/",
    "provenance": f"{TEXT}provenance/",
    "print": f"{TEXT}print/",
    "not-found": "/nowhere/",
}
README_PICTURE = Path(__file__).resolve().parent.parent.parent / "docs" / "reading-page.png"


def sign_in(browser: Browser, address: str, person: str, **options: object) -> Page:
    page = browser.new_context(base_url=address, **options).new_page()
    page.goto("/accounts/login/")
    page.get_by_role("button", name=person).click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return page


def take(page: Page, path: str, target: Path) -> None:
    page.goto("about:blank")  # an address that differs in its fragment alone would not be loaded
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=target)


def take_all(browser: Browser, address: str, folder: Path) -> None:
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            options = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
            page = sign_in(browser, address, PEOPLE["analyst"], **options)
            for name, path in PAGES.items():
                take(page, path, folder / f"{name}-{width}-{scheme}.png")
            page.context.close()
            page = browser.new_context(base_url=address, **options).new_page()
            take(page, "/accounts/login/", folder / f"sign-in-{width}-{scheme}.png")
            page.context.close()
            page = sign_in(browser, address, PEOPLE["editor"], **options)
            for name, path in {"uploads": "/uploads/?all=1", "hand-in": "/uploads/new/"}.items():
                take(page, path, folder / f"{name}-{width}-{scheme}.png")
            page.context.close()


def take_readme_picture(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, PEOPLE["analyst"], viewport={"width": 1440, "height": 1000}, color_scheme="light")
    README_PICTURE.parent.mkdir(exist_ok=True)
    take(page, f"{TEXT}#p5.1", README_PICTURE)


def main() -> None:
    address, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take_all(browser, address, folder)
        take_readme_picture(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
