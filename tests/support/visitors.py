"""People at the whole application: each with cookies of their own, following links and sending forms without JavaScript.

They share one test client, and with it one running application; what one does, the others see.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from litestar import Litestar
from litestar.testing import TestClient

from pb.kernel.clock import SetClock
from pb.main.replay.page_forms import PageForm, read_forms
from pb.main.settings import Settings
from pb.storage.database import Database
from pb.web.accounts.opening import make_sign_in_link, open_account
from pb.web.roles import Role
from tests.support.shelf import lend_app

ADDRESS = "http://testserver.local"


class Visitor:
    """One person's browser. `page` is the last page's text, `location` its path."""

    def __init__(self, client: TestClient[Litestar]) -> None:
        self._client = client
        self._cookies = httpx.Cookies()
        self.page = ""
        self.location = ""
        self._token = ""

    @property
    def client(self) -> TestClient[Litestar]:
        """The client that all visitors share, for requests that no browser sends."""
        return self._client

    def open(self, path: str, status: int = 200) -> str:
        """Follow a link, and redirects, to a page that has to have ``status``."""
        return self._take(self._request("GET", path), status)

    def send(
        self, answers: Mapping[str, str | Sequence[str]] | None = None, action: str = "", status: int = 200
    ) -> str:
        """Send the page's last form, or the one whose address ends in ``action``."""
        form = self.find_form(action)
        return self._take(self._post(form.action, form.filled(answers or {})), status)

    def send_twice(self, answers: Mapping[str, str], action: str = "") -> tuple[str, str]:
        """Send one form two times and return where each led."""
        form = self.find_form(action)
        data = form.filled(answers)
        answered = [self._post(form.action, data) for _ in range(2)]
        assert [response.status_code for response in answered] == [303, 303]
        return answered[0].headers["location"], answered[1].headers["location"]

    def post(self, path: str, data: Mapping[str, str | list[str]], status: int) -> str:
        """Post to any address, with the token of the last page that had a form."""
        return self._take(self._post(path, {"_csrf": self._token, **data}), status)

    def request(
        self, method: str, path: str, data: Mapping[str, str | list[str]] | None = None
    ) -> httpx.Response:
        """Ask for any address and return the answer as it is; other methods than GET bring the last form's token."""
        form = None if method == "GET" else {"_csrf": self._token, **(data or {})}
        return self._request(method, path, data=form)

    def upload(self, path: str, name: str, content: bytes) -> httpx.Response:
        """Send a file under ``name`` with the last form's token and return the answer as it is."""
        self._client.cookies = self._cookies
        return self._client.post(
            path,
            data={"_csrf": self._token},
            files={name: ("file.csv", content)},
            headers={"Origin": ADDRESS},
        )

    def try_post(self, path: str, data: Mapping[str, str | list[str]]) -> int:
        """Post to any address as `post` does, go nowhere, and return the status."""
        return self._post(path, {"_csrf": self._token, **data}).status_code

    def try_open(self, path: str) -> int:
        """Open a page, go nowhere, and return the status."""
        return self._request("GET", path).status_code

    def lend_cookies(self) -> None:
        """Leave this person's cookies with the shared client, for requests that no browser sends."""
        self._client.cookies = self._cookies

    def find_form(self, action: str = "") -> PageForm:
        """Return the last form of the page that posts to an address ending in ``action``, signing out aside."""
        forms = [form for form in read_forms(self.page) if form.method == "post"]
        return [
            form for form in forms if form.action.endswith(action) and not form.action.endswith("/sign-out")
        ][-1]

    def _post(self, path: str, data: Mapping[str, str | list[str]]) -> httpx.Response:
        return self._request("POST", path, data=dict(data))

    def _request(
        self, method: str, path: str, data: dict[str, str | list[str]] | None = None
    ) -> httpx.Response:
        self._client.cookies = self._cookies
        headers = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"} if method == "POST" else {}
        response = self._client.request(method, path, data=data, headers=headers, follow_redirects=False)
        self._cookies = httpx.Cookies(self._client.cookies)
        return response

    def _take(self, response: httpx.Response, status: int) -> str:
        while response.status_code == 303:
            response = self._request("GET", response.headers["location"])
        assert response.status_code == status, f"{response.status_code}: {response.text[:2000]}"
        self.page, self.location = response.text, urlsplit(str(response.url)).path
        for form in read_forms(self.page):
            self._token = dict(form.fields).get("_csrf", self._token)
        return self.page


class Town:
    """A running application, its database and its clock."""

    def __init__(self, client: TestClient[Litestar], database: Database, clock: SetClock) -> None:
        self.client = client
        self.database = database
        self.clock = clock

    def visitor(self) -> Visitor:
        """Return somebody who has never been here."""
        return Visitor(self.client)

    def staff(self, name: str, *roles: Role, unit: str = "") -> Visitor:
        """Return somebody who has signed in with an account holding ``roles``."""
        with self.database.write() as work:
            account = open_account(work, name, name, roles, self.clock.now(), unit=unit)
            secret = make_sign_in_link(work, account, self.clock.now())
            work.commit()
        visitor = self.visitor()
        visitor.open(f"/en/sign-in/link/{secret}")
        visitor.send()
        return visitor


@contextmanager
def run_town(
    database: Database, url: str, folder: Path, now: datetime, *, smtp_url: str = "smtp://127.0.0.1:9"
) -> Iterator[Town]:
    """Run the application at ``now`` on the database at ``url``; its calendar stands still until a test moves it.

    Letters stay in the outbox: without the calendar there is no postman.
    """
    clock = SetClock(now)
    settings = Settings(
        database_url=url, public_url=ADDRESS, secret_file=str(folder / "secret.key"), smtp_url=smtp_url
    )
    # Running, so that all requests share one event loop.
    with lend_app(settings, clock) as app, TestClient(app, base_url=ADDRESS) as client:
        yield Town(client, database, clock)
