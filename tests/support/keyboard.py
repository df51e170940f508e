"""Moving through a page with the keyboard alone, and looking at every stop on the way.

Whatever has focus has to show it with the outline of the house, inside the window and clear of the tray of the ballot
(WCAG 2.4.7, 2.4.11). A pointer is never used here.
"""

from playwright.sync_api import Locator, Page

MOST_STOPS = 120
FOCUSED = """() => {
    const part = document.activeElement;
    if (!part || part === document.body) return null;
    const box = part.getBoundingClientRect();
    const style = getComputedStyle(part.closest(".card") ?? part);
    const tray = document.querySelector(".tray");
    const sticks = tray && !tray.contains(part) && getComputedStyle(tray).position === "sticky"
        && getComputedStyle(tray).bottom === "0px";
    const shown = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    return {part: part.outerHTML.slice(0, 160), outline: `${style.outlineStyle} ${style.outlineWidth}`,
        isSeen: shown >= Math.min(box.height, 24),
        isCovered: Boolean(sticks && box.bottom > tray.getBoundingClientRect().top + 1)};
}"""


def require_visible_focus(page: Page) -> None:
    """Fail when what has focus doesn't show it, lies outside the window or under the tray."""
    found = page.evaluate(FOCUSED)
    assert found is not None, f"nothing has focus at {page.url}"
    assert found["outline"] == "solid 3px", found
    assert found["isSeen"], found
    assert not found["isCovered"], found


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has focus, looking at every stop. Fails when it can't be reached.

    With ``key`` Shift+Tab it goes backwards.
    """
    target.wait_for()
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        require_visible_focus(page)
        if target.evaluate("part => part === document.activeElement"):
            return
    raise AssertionError(f"{target} can't be reached with the Tab key at {page.url}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to a link, button or box and press a key on it."""
    tab_to(page, target)
    page.keyboard.press(key)


def type_into(page: Page, target: Locator, text: str) -> None:
    """Go to a field and write in it."""
    tab_to(page, target)
    page.keyboard.insert_text(text)


def pick(page: Page, first: Locator, wanted: Locator) -> None:
    """Go to a group of radio buttons and move with the arrows to the wanted one."""
    tab_to(page, first)
    page.keyboard.press("Space")
    for _ in range(MOST_STOPS):
        if wanted.is_checked():
            require_visible_focus(page)
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} can't be reached with the arrows at {page.url}")
