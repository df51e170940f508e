"""A real browser for the tests: the system's Chromium, driven by Playwright.

The browser is named by its path (`PB_CHROMIUM`, else the one on the PATH), because no browser is downloaded here.
What it shows is what a resident's browser shows: it must never be told to loosen the page's security policy.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

SETTING = "PB_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowserError(RuntimeError):
    """There is no Chromium to test with; the text says what to do."""


@contextmanager
def run_browser() -> Iterator[Browser]:
    """Yield a running browser; each test opens contexts of its own in it."""
    path = find_chromium()
    with tempfile.TemporaryDirectory(prefix="pb-browser-") as folder, sync_playwright() as playwright:
        # Chromium keeps its crash reports and settings there instead of in somebody's home.
        browser = playwright.chromium.launch(
            executable_path=path,
            args=list(QUIET),
            env={**os.environ, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder},
        )
        try:
            yield browser
        finally:
            browser.close()


def find_chromium() -> str:
    """Return the path of the browser. Raises NoBrowserError with what to do."""
    given = os.environ.get(SETTING, "").strip()
    if given:
        if not os.access(given, os.X_OK):
            raise NoBrowserError(f"{SETTING} names {given}, which is not a program.")
        return given
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    raise NoBrowserError(
        f"The browser tests need Chromium. Run `make test`, install the package chromium, or set {SETTING} to its path."
    )
