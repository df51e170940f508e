"""What a visitor does on a page before it is looked at, and the places that many stops share."""

from playwright.sync_api import FilePayload, Page

from tests.support.stops.stop import Step


def press(selector: str) -> Step:
    """Press a button or follow a link."""
    return lambda page: page.locator(selector).first.click()


def choose(count: int) -> Step:
    """Choose that many projects, or all for zero, and go on to the check."""

    def step(page: Page) -> None:
        boxes = page.locator("input[name=project]").all()
        for box in boxes[: count or None]:
            box.check()
        page.locator(".tray button").click()
        page.locator("#change").wait_for()

    return step


def check(page: Page) -> None:
    """Go from the ballot to its check."""
    page.locator(".tray .button").click()
    page.locator("#change").wait_for()


def give(move: str, times: int) -> Step:
    """Press the button of the first project that has it, so many times: points given, or projects put in order."""

    def step(page: Page) -> None:
        for _ in range(times):
            page.locator(f"button[value^='{move} ']:visible").first.click()

    return step


def wait_for(selector: str) -> Step:
    """Wait until something is in sight."""
    return lambda page: page.locator(selector).wait_for()


def open_sealed(page: Page) -> None:
    """Open the sealed ballot of the check instead of casting it."""
    page.locator("summary").last.click()
    page.locator("[data-open]").click()
    page.locator("[data-again]").wait_for()


def forget_cookies(page: Page) -> None:
    """Lose every cookie, as a browser that was told to."""
    page.context.clear_cookies()


def guess_password(page: Page) -> None:
    """Sign in with wrong passwords until it is refused."""
    for _ in range(12):
        page.locator("#f-name").fill("sofia")
        page.locator("#f-password").fill("arvaus")
        page.locator("form:has(#f-password) button").click()
        if not page.locator("#f-password").count():
            return


def type_into(selector: str, text: str) -> Step:
    """Put a text into a field."""
    return lambda page: page.locator(selector).fill(text)


def find_pupil(page: Page) -> None:
    """Find the pupil on the roll whose code stands in this stop's address."""
    page.locator("#f-who").fill(page.url.partition("?code=")[2])
    page.locator("form[action$='/find'] button").click()


def find_at_desk(page: Page) -> None:
    """Find the resident of the link's own code, unless one stands before the official already."""
    if page.locator("#f-who").count():
        page.locator("#f-who").fill(page.url.rpartition("#")[2])
        page.locator("form[action$='/desk/find'] button").click()


def hand_over(page: Page) -> None:
    """Vouch for the document, and have a code made for another device."""
    page.locator("#f-document").check()
    page.locator("#f-seen").check()
    page.locator("input[name=device][value=other]").check()
    page.locator("form[action$='/desk/hand-over'] button").click()


def look_own_ballot_up(page: Page) -> None:
    """Go from the receipt to the look-up and give its code."""
    code = page.locator(".code").inner_text()
    page.locator("main a[href$='/verify']").click()
    page.locator("#f-code").fill(code)
    page.locator("form:has(#f-code) button").click()


def select_first(selector: str) -> Step:
    """Choose the first answer of a list after the empty one."""

    def step(page: Page) -> None:
        page.locator(selector).select_option(index=1)

    return step


def attach(selector: str, text: str) -> Step:
    """Choose a file with this text."""
    file: FilePayload = {"name": "file.csv", "mimeType": "text/csv", "buffer": text.encode()}
    return lambda page: page.locator(selector).set_input_files(file)


SAVE = press("main form[method=post] button")
ROUND = "/cycles/{cycle}"
FIND = press("form[action$='/desk/find'] button")
FOUND = f"{ROUND}/desk/resident"
PROPOSE = f"{ROUND}/propose"
VOTE = f"{ROUND}/vote"
REVIEW = f"{ROUND}/review"
ADMIN = f"/admin{ROUND}"
