"""Takes a picture of a page into screenshots/, which git ignores, for somebody to look at: `make screenshots`.

The name says what the picture shows, so that a later run replaces the same picture.
"""

import os
import re
from pathlib import Path

from playwright.sync_api import Error, Page

FOLDER = Path(__file__).parents[2] / "screenshots"
ATTEMPTS = 3
WANTED = "PB_PICTURES" in os.environ
"""Whether this run is for pictures; taking them takes longer than most tests."""


def show_page(page: Page, name: str, language: str, theme: str) -> None:
    """Take the picture in a run that is for pictures."""
    if WANTED:
        take_picture(page, name, language, theme)


def take_picture(page: Page, name: str, language: str, theme: str) -> Path:
    """Save the whole page as ``name-language-width-theme.png`` and return where."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(f"a picture's name is lower-case words joined by hyphens, not {name!r}")
    size = page.viewport_size
    if size is None:
        raise ValueError("a page without a fixed window has no width to name")
    path = FOLDER / f"{name}-{language}-{size['width']}-{theme}.png"
    for attempt in range(ATTEMPTS):
        try:
            page.screenshot(path=path, full_page=True)
        except Error:
            # A busy machine's browser sometimes has no frame ready to capture; the page itself is not at fault.
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return path
