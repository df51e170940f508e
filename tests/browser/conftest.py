"""What the tests in a browser share: the served town, and windows that notice when the browser complains."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.town import Town, serve_town
from tests.support.windows import Window, open_window


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo town, served; each test process has its own."""
    with serve_town(tmp_path_factory.mktemp("town")) as served:
        yield served


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def scripted(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts; a test that asks for it runs both ways."""
    return bool(request.param)


@pytest.fixture
def visit(browser: Browser, town: Town, scripted: bool) -> Iterator[Callable[[], Page]]:
    """Opens a browser of somebody who has never been here; in the end none may have complained."""
    windows: list[Window] = []

    def open_one() -> Page:
        window = open_window(browser, town.address, scripted=scripted)
        windows.append(window)
        return window.page

    yield open_one
    for window in windows:
        window.close()
    assert [line for window in windows for line in window.complaints] == []
