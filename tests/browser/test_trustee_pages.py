"""The trustees' ceremony and the tally in a real browser, in every state, in three languages, on a phone and a desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pb.kernel.canonical import canonical_bytes
from pb.web.roles import Role
from tests.support.accessibility import require_accessible
from tests.support.databases import copy_sqlite, open_database
from tests.support.live_server import serve
from tests.support.pictures import show_page
from tests.support.trustee_vote import TrusteeVote, open_trustee_vote
from tests.support.trustees import hold_ceremony
from tests.support.voting_app import PASSWORD, VotingHouse, add_staff, build_house, make_app
from tests.support.voting_world import CLERK, KEYS, ROUND
from voting.ceremonies import CeremonyDesk, settle_roster, take_files

pytestmark = pytest.mark.browser

LANGUAGES = ("fi", "sv", "en")
WIDTHS = (320, 1280)
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database with all tables and no rows."""
    return copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")


def sign_in(browser: Browser, port: int, name: str) -> Page:
    page = browser.new_context(base_url=f"http://127.0.0.1:{port}/").new_page()
    page.goto("en/sign-in")
    page.locator("#f-name").fill(name)
    page.locator("#f-password").fill(PASSWORD)
    page.locator("form:has(#f-password) button").click()
    return page


def look(page: Page, path: str, name: str) -> None:
    """Look at a page in every language and width: it fits, and nobody is kept out."""
    for language in LANGUAGES:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(f"{language}/admin/cycles/{ROUND}/{path}")
            assert page.evaluate(SIDEWAYS) == 0
            require_accessible(page)
            show_page(page, name, language, "light")


def take(house: VotingHouse, *plain: object) -> None:
    desk = CeremonyDesk(KEYS, CLERK, house.world.clock.now())
    with house.world.database.write() as work:
        take_files(work, ROUND, [canonical_bytes(one) for one in plain], desk)  # type: ignore[arg-type]
        work.commit()


def test_ceremony_in_every_state(browser: Browser, sqlite: str, tmp_path: Path) -> None:
    held = hold_ceremony(3, 2, KEYS.name_board(ROUND))
    key = held.ceremony.election_key
    with (
        build_house(sqlite, tmp_path, {"custody": "trustees"}, is_open=False) as house,
        serve(house.app) as server,
    ):
        page = sign_in(browser, server.port, add_staff(house.world.database, Role.ADMINISTRATOR))
        look(page, "trustees", "trustees-none")
        take(house, *(card.to_plain() for card in key.roster.cards))
        look(page, "trustees", "trustees-joined")
        with house.world.database.write() as work:
            settle_roster(work, ROUND, 2, CeremonyDesk(KEYS, CLERK, house.world.clock.now()))
            work.commit()
        take(house, key.deals[0].to_plain())
        look(page, "trustees", "trustees-share")
        take(house, *(deal.to_plain() for deal in key.deals[1:]))
        look(page, "trustees", "trustees-confirm")
        take(house, *(one.to_plain() for one in held.ceremony.confirmations))
        look(page, "trustees", "trustees-ready")


@pytest.fixture
def vote(sqlite: str) -> Iterator[TrusteeVote]:
    """A closed vote in trustee custody."""
    with open_database(sqlite) as database, open_trustee_vote(database) as opened:
        opened.world.cast(opened.world.find(0), "1 3", "first")
        opened.world.cast(opened.world.find(1), "3", "second")
        opened.world.close_voting()
        yield opened


def test_tally_in_every_state(browser: Browser, vote: TrusteeVote, sqlite: str, tmp_path: Path) -> None:
    house = VotingHouse(vote.world, make_app(sqlite, tmp_path, vote.world))
    with serve(house.app) as server:
        page = sign_in(browser, server.port, add_staff(vote.world.database, Role.ADMINISTRATOR))
        look(page, "tally", "tally-mixing")
        honest = vote.mix(1)
        vote.bring({**honest, "mix/north-1.table": honest["mix/north-1.table"][:64] * 2})
        look(page, "tally", "tally-refused")
        for number in (1, 2, 3):
            vote.bring(vote.mix(number))
        look(page, "tally", "tally-opening")
        for trustee in (1, 3):
            vote.bring(vote.open(trustee))
        look(page, "tally", "tally-open")
