"""The whole application before a small vote, and visitors who fill in its forms as browsers without JavaScript do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx
from anyio.from_thread import BlockingPortal
from litestar import Litestar
from litestar.testing import TestClient

from pb.engine.declaration import Rule
from pb.kernel.ids import AccountId
from pb.main.app import create_app
from pb.main.replay.page_forms import read_forms
from pb.main.settings import Settings
from pb.storage.accounts import Account, add_account
from pb.storage.database import Database
from pb.web.passwords import hash_password
from pb.web.roles import Role
from tests.support.databases import open_database
from tests.support.shelf import lend_app
from tests.support.voting_world import OPENS, ROUND, SECRET, VotingWorld, open_vote

ADDRESS = "http://testserver.local"
PASSWORD = "correct horse battery staple"
VOTE = f"/en/cycles/{ROUND}/vote"


class Visitor:
    """One browser: its cookies, and the page it shows. Follows redirects, sends forms as they stand on the page."""

    def __init__(self, app: Litestar, portal: BlockingPortal | None = None) -> None:
        self._client = TestClient(app, base_url=ADDRESS)
        if portal is not None:
            self._client.blocking_portal = portal
        self.answer = httpx.Response(204)

    @property
    def page(self) -> str:
        """The text of the page, with plain spaces where it has no-break spaces."""
        return self.answer.text.replace("\N{NO-BREAK SPACE}", " ")

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return self.answer.url.path

    @property
    def client(self) -> TestClient[Litestar]:
        """The client underneath, for requests no browser sends."""
        return self._client

    def open(self, path: str) -> httpx.Response:
        """Follow a link."""
        self.answer = self._client.get(path, follow_redirects=True)
        return self.answer

    def send(self, answers: Mapping[str, str | list[str]], action: str) -> httpx.Response:
        """Fill in and send the form whose address ends in ``action``."""
        path, data = self.fill(answers, action)
        return self.post(path, data)

    def fill(self, answers: Mapping[str, str | list[str]], action: str) -> tuple[str, dict[str, list[str]]]:
        """Return where the form goes and what it sends."""
        form = next(
            form for form in read_forms(self.page) if form.method == "post" and form.action.endswith(action)
        )
        return urljoin(self.path, form.action), form.filled(answers)

    def post(self, path: str, data: Mapping[str, str | list[str]]) -> httpx.Response:
        """Send fields to an address as our own page does."""
        headers = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}
        self.answer = self._client.post(path, data=dict(data), headers=headers, follow_redirects=True)
        return self.answer

    def show_code(self, code: str, path: str = VOTE) -> httpx.Response:
        """Give a voting code at the door of the vote."""
        self.open(path)
        return self.send({"code": code}, "/sign-in")

    def choose(self, *projects: str) -> httpx.Response:
        """Tick projects on the ballot in front and go on to the check."""
        return self.send({"project": list(projects)}, "/check")

    def vote(self, code: str, *projects: str) -> httpx.Response:
        """Vote from the door to the receipt."""
        self.show_code(code)
        self.choose(*projects)
        return self.send({}, "/cast")

    def sign_in(self, name: str) -> httpx.Response:
        """Sign in as staff."""
        self.open("/en/sign-in")
        return self.send({"name": name, "password": PASSWORD}, "/sign-in")


@dataclass
class VotingHouse:
    """A vote and the application that serves it."""

    world: VotingWorld
    app: Litestar
    portal: BlockingPortal | None = None
    """The event loop of the application while it runs; without one each request has its own."""

    def visit(self) -> Visitor:
        """Return a visitor without cookies."""
        return Visitor(self.app, self.portal)

    def code(self, position: int = 0) -> str:
        """Return the code of a resident: the first two live in the north, the third in the south."""
        return self.world.codes[position].code


def add_staff(database: Database, *roles: Role) -> str:
    """Add an account holding ``roles`` and return its sign-in name."""
    name = "-".join(roles) or "nobody"
    account = Account(
        AccountId(name), name, name.title(), frozenset(roles), password_hash=hash_password(PASSWORD)
    )
    with database.write() as work:
        add_account(work, account, OPENS)
        work.commit()
    return name


@contextmanager
def open_house(
    url: str, folder: Path, rules: Mapping[str, Rule] | None = None, *, is_open: bool = True
) -> Iterator[VotingHouse]:
    """Yield a house in which voting is open, or about to open, with its application running."""
    with (
        open_database(url) as database,
        open_vote(database, rules, is_open=is_open) as world,
        lend_app(make_settings(url, folder), world.clock) as app,
        TestClient(app, base_url=ADDRESS) as running,
    ):
        yield VotingHouse(world, app, running.blocking_portal)


@contextmanager
def build_house(
    url: str, folder: Path, rules: Mapping[str, Rule] | None = None, *, is_open: bool = True
) -> Iterator[VotingHouse]:
    """Yield a house whose application somebody else runs, such as a server for a browser."""
    with open_database(url) as database, open_vote(database, rules, is_open=is_open) as world:
        yield VotingHouse(world, make_app(url, folder, world))


def make_app(url: str, folder: Path, world: VotingWorld) -> Litestar:
    """Return the whole application on the world's database and clock."""
    return create_app(make_settings(url, folder), world.clock, with_calendar=False)


def make_settings(url: str, folder: Path) -> Settings:
    """Return the settings of the house, whose secret the tests know."""
    secret = folder / "secret.key"
    secret.write_text(SECRET.hex())
    return Settings(database_url=url, public_url=ADDRESS, secret_file=str(secret))
