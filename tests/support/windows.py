"""A visitor's window: one page in a browser context of its own, which writes down whatever the browser complains of.

A complaint is a script error, a line in the console, or a request to anywhere but the service. That an answer has the
status of a refusal is none: tests ask for it.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize, expect

PHONE: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
REFUSED = tuple(
    f"Failed to load resource: the server responded with a status of {kind}" for kind in ("4", "503")
)

WIPED = "Clear-Site-Data header on "
"""How a browser begins to list what it has wiped because the service asked for it."""

FOCUSED = "Autofocus processing was blocked because a document already has a focused element"
"""Said when somebody was quicker than the page."""


@dataclass(slots=True)
class Window:
    """A page at one service, the status it came with, and what its browser has complained of so far."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    status: int = 0

    def close(self) -> None:
        """Forget the visitor."""
        self.page.context.close()

    def hear(self, line: ConsoleMessage) -> None:
        """Write down a line of the console, unless it only tells that a page is a refusal or what was wiped."""
        if line.text.startswith((WIPED, FOCUSED)):
            return
        if not (line.text.startswith(REFUSED) and line.location.get("url") == self.page.url):
            self.complaints.append(f"{self.page.url}: {line.text}")

    def arrive(self, response: Response) -> None:
        """Keep the status of the page."""
        if response.request.is_navigation_request():
            self.status = response.status

    def see(self, request: Request) -> None:
        """Write down a request that leaves the service."""
        if not request.url.startswith((f"{self.address}/", "data:")):
            self.complaints.append(f"{self.page.url} asks {request.url}")


def open_window(
    browser: Browser,
    address: str,
    size: ViewportSize = DESKTOP,
    *,
    scripted: bool = True,
    bypass_csp: bool = False,
) -> Window:
    """Open a window without cookies at a service. ``bypass_csp`` lets a test lay its own styles over the page."""
    context = browser.new_context(
        viewport=size, base_url=address, java_script_enabled=scripted, bypass_csp=bypass_csp
    )
    context.set_default_timeout(8_000)
    window = Window(context.new_page(), address)
    # Playwright would hang an attribute on the owner of a bound method, which a class with slots refuses.
    window.page.on("console", lambda line: window.hear(line))
    window.page.on("pageerror", lambda error: window.complaints.append(f"{window.page.url}: {error}"))
    window.page.on("request", lambda request: window.see(request))
    window.page.on("response", lambda response: window.arrive(response))
    return window


def see(page: Page, words: str) -> None:
    """Wait until the words stand on the page."""
    expect(page.get_by_text(words).first).to_be_visible()


def sign_in(page: Page, link: str) -> None:
    """Use a one-time sign-in link, in Finnish as it is given."""
    page.goto(link)
    page.get_by_role("button", name="Kirjaudu sisään").click()
    page.wait_for_url("**/fi/account")
