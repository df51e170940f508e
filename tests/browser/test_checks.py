"""The checks themselves: they find what is wrong on a page, under the policy that our own pages send."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.support import pictures
from tests.support.accessibility import find_violations, require_accessible
from tests.support.browser import SETTING, NoBrowserError, find_chromium
from tests.support.pictures import take_picture

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; style-src 'self'; form-action 'self'"
GOOD = '<!doctype html><html lang="fi"><title>Etusivu</title><main><h1>Hei</h1></main></html>'
BAD = '<!doctype html><html><title>Etusivu</title><main><h1>Hei</h1><img src="x.png"></main></html>'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone's window whose every address answers with the page named by its path."""

    def answer(route: Route) -> None:
        body = BAD if route.request.url.endswith("/bad") else GOOD
        route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.route("**/*", answer)
    yield context.new_page()
    context.close()


def test_page_without_faults_passes(page: Page) -> None:
    page.goto("http://127.0.0.1:9/good")
    require_accessible(page)


def test_every_fault_is_named_with_its_place(page: Page) -> None:
    page.goto("http://127.0.0.1:9/bad")
    assert {(found.rule, found.target) for found in find_violations(page)} == {
        ("html-has-lang", "html"),
        ("image-alt", "img"),
    }
    with pytest.raises(AssertionError, match=r"breaks 2 accessibility rules:\n- html-has-lang"):
        require_accessible(page)


def test_picture_is_named_by_what_it_shows(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    page.goto("http://127.0.0.1:9/good")
    path = take_picture(page, "front-page", "fi", "light")
    assert path == tmp_path / "front-page-fi-320-light.png"
    assert path.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="joined by hyphens"):
        take_picture(page, "../front", "fi", "light")


def test_missing_browser_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "none"))
    with pytest.raises(NoBrowserError, match="not a program"):
        find_chromium()
    monkeypatch.delenv(SETTING)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowserError, match="make test"):
        find_chromium()
