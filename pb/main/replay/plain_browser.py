"""A browser reduced to what voting needs: cookies, redirects and plain forms. One visitor each."""

import ssl
from collections.abc import Mapping, Sequence
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

from pb.main.replay.page_forms import PageForm, read_forms

MOST_REDIRECTS = 5
TRUST = ssl.create_default_context()
"""Made once: reading the machine's certificates anew for each visitor took longer than the visit."""


class PageError(RuntimeError):
    """The server answered something else than the page that was due; the text shows the start of it."""


class PlainBrowser:
    """One visitor's browser at one address. It sends what a browser without JavaScript sends, Origin included."""

    def __init__(self, address: str, timeout: float = 60) -> None:
        """Prepare a visitor without cookies at ``address`` (scheme, host and port)."""
        self._address = address
        self._client = httpx.Client(
            base_url=address, timeout=timeout, headers={"Accept": "text/html"}, verify=TRUST
        )
        self.page = ""
        self.location = "/"

    def open(self, path: str, expect: int = 200) -> str:
        """Follow a link and return the page. Raises PageError for another status."""
        return self._take(self._client.get(urljoin(self.location, path)), path, expect)

    def send(self, answers: Mapping[str, str | Sequence[str]], action: str = "", expect: int = 200) -> str:
        """Fill and send the page's form whose address ends in ``action`` (the last POST form when empty)."""
        form = self.find_form(action)
        path = urljoin(self.location, form.action or self.location)
        headers = {"Origin": self._address, "Sec-Fetch-Site": "same-origin"}
        return self._take(self._client.post(path, data=form.filled(answers), headers=headers), path, expect)

    def find_form(self, action: str = "") -> PageForm:
        """Return the POST form whose address ends in ``action``. Raises PageError when the page has none."""
        posts = [form for form in read_forms(self.page) if form.method == "post"]
        for form in reversed(posts):
            if (form.action or self.location).endswith(action):
                return form
        raise PageError(f"no form to {action!r} at {self.location}: {self.page[:300]}")

    def close(self) -> None:
        """Forget the visitor."""
        self._client.close()

    def __enter__(self) -> "PlainBrowser":
        """Begin a visit."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the visit."""
        self.close()

    def _take(self, response: httpx.Response, path: str, expect: int) -> str:
        for _ in range(MOST_REDIRECTS):
            if response.status_code not in (302, 303):
                break
            path = urljoin(path, response.headers["location"])
            response = self._client.get(path)
        if response.status_code != expect:
            raise PageError(f"{response.status_code} at {path}: {response.text[:300]}")
        self.page, self.location = response.text, urlsplit(str(response.url)).path
        return self.page
