"""Every page of submission and review in a real browser: accessible in three languages, on a phone and a desk.

The pictures land in screenshots/, for somebody to look at.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from pb.kernel.clock import SetClock
from pb.kernel.ids import AreaId
from pb.kernel.language import Language, LocalizedText
from pb.main.app import create_app
from pb.main.demo.texts import DemoProposal, read_town
from pb.main.settings import Settings
from pb.storage.database import Database
from pb.web.accounts.opening import make_sign_in_link, open_account
from pb.web.roles import Role
from proposals.core.proposal import ProposalStatus
from proposals.storage.imports import ReadyProposal, import_proposal
from proposals.storage.proposals import find_proposal, withdraw_proposal
from proposals.storage.review_acts import answer_proposal, hide
from proposals.storage.reviews import list_answers
from tests.support.accessibility import require_accessible
from tests.support.cycles import CHAIR, CLERK, DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.live_server import serve
from tests.support.pictures import show_page
from tests.support.proposals import FEASIBLE, NOT_FEASIBLE, ROUND, run_calendar, skip_disk_waits, start_round
from tests.support.writing_in_browser import write_to_check

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WHY = LocalizedText(fi="Tekstissä oli henkilötietoja.", sv="Texten innehöll personuppgifter.")


@dataclass(slots=True)
class Site:
    """A served town, and a way to open pages in it that checks and pictures each."""

    database: Database
    clock: SetClock
    address: str
    browser: Browser
    dark: bool = False

    @contextmanager
    def visit(self, language: Language) -> Iterator[Callable[[str], Page]]:
        """Open a window without cookies and yield how to look at pages in it: by path below the round."""
        context = self.browser.new_context(viewport=DESK, color_scheme="dark" if self.dark else "light")
        page = context.new_page()

        def open_page(path: str) -> Page:
            page.goto(f"{self.address}/{language}/cycles/2027{path}")
            return page

        yield open_page
        context.close()

    def look(self, page: Page, name: str, language: Language) -> None:
        """Check the page as it stands at both widths, and picture it."""
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            show_page(page, f"proposals-{name}", language, "dark" if self.dark else "light")
            assert page.evaluate(SIDEWAYS) == 0, f"{page.url} scrolls sideways at {size['width']} px"
        require_accessible(page)

    def sign_in(self, page: Page, name: str, *roles: Role, unit: str = "") -> None:
        """Sign a new account in."""
        with self.database.write() as work:
            account = open_account(work, name, name, roles, self.clock.now(), unit=unit)
            secret = make_sign_in_link(work, account, self.clock.now())
            work.commit()
        page.goto(f"{self.address}/en/sign-in/link/{secret}")
        page.locator("main form button").click()


@pytest.fixture
def site(browser: Browser, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Site]:
    """A town whose residents have sent a page and more of proposals."""
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    clock = SetClock(START + DAY)
    settings = Settings(database_url=url, secret_file=str(tmp_path / "secret.key"))
    with open_database(url) as database:
        skip_disk_waits(database)
        start_round(database)
        fill(database)
        with serve(create_app(settings, clock, with_calendar=False)) as server:
            yield Site(database, clock, f"http://127.0.0.1:{server.port}", browser)


def fill(database: Database) -> None:
    """Bring in the demo town's texts: one withdrawn, one hidden."""
    texts = [text for cycle in read_town().cycles for text in cycle.proposals][:24]
    with database.write() as work:
        for place, text in enumerate(texts):
            import_proposal(work, ROUND, ready(text, "north" if place % 3 else "south"), CLERK, START)
        withdraw_proposal(work, find_proposal(work, ROUND, 3), START + DAY)
        hide(work, work.load_cycle(ROUND), find_proposal(work, ROUND, 4), WHY, CHAIR, START + DAY)
        work.commit()


def ready(text: DemoProposal, area: str) -> ReadyProposal:
    return ReadyProposal(text.title, text.what, text.why, AreaId(area), text.proposer, text.language)


def answer_all(database: Database) -> None:
    """Answer every proposal, each third one with a no."""
    with database.write() as work:
        work.load_cycle(ROUND)
        for answer in list_answers(work, ROUND):
            if answer.proposal.status is ProposalStatus.SENT and answer.review is None:
                verdict = NOT_FEASIBLE if answer.proposal.number % 3 == 0 else FEASIBLE
                answer_proposal(work, answer.proposal, verdict, 0, CLERK, "Puistot", START + 25 * DAY)
        work.commit()


@pytest.mark.parametrize("language", [Language.FI])  # every page in every language: test_every_page.py
@pytest.mark.timeout(300)
def test_pages_of_submission_are_accessible(site: Site, language: Language) -> None:
    with site.visit(language) as open_page:
        site.look(open_page("/propose"), "start", language)
        page = open_page("/propose/write/what")
        site.look(page, "what", language)
        page.click("[value=continue]")
        expect(page.locator(".error-summary")).to_be_focused()
        site.look(page, "what-faulty", language)
        write_to_check(page)
        site.look(page, "check", language)
        page.locator("form[action$='/send'] button").click()
        site.look(page, "receipt", language)
        number = page.url.rpartition("/")[2]
        site.look(open_page(f"/propose/change/{number}"), "change", language)
        page = open_page(f"/propose/withdraw/{number}")
        site.look(page, "withdraw", language)
        page.locator("main form button").click()
        site.look(page, "receipt-withdrawn", language)
        for name, path in (
            ("list", "/proposals"),
            ("list-second", "/proposals?page=2"),
            ("list-none", "/proposals?words=avaruusasema&area=south"),
            ("show", "/proposals/1"),
            ("withdrawn", "/proposals/3"),
            ("hidden", "/proposals/4"),
        ):
            site.look(open_page(path), name, language)


@pytest.mark.parametrize("language", [Language.FI])  # every page in every language: test_every_page.py
@pytest.mark.timeout(300)
def test_pages_of_review_are_accessible(site: Site, language: Language) -> None:
    run_calendar(site.database, 20)
    site.clock.moment = START + 21 * DAY
    with site.visit(language) as open_page, site.visit(language) as open_other:
        site.look(open_page("/propose"), "closed-stage", language)
        site.sign_in(open_page("/proposals"), "Aino", Role.OFFICIAL, Role.MODERATOR, unit="Puistot")
        site.sign_in(open_other("/proposals"), "Pekka", Role.OFFICIAL, unit="Kadut")
        site.look(open_page("/review"), "queue", language)
        site.look(open_page("/review?words=avaruusasema"), "queue-none", language)
        site.look(open_page("/review/4"), "review-hidden", language)
        page, other = open_page("/review/1"), open_other("/review/1")
        site.look(page, "review", language)
        for window, reason in (
            (other, "Kadun leventäminen ei ole mahdollista."),
            (page, "Tontti on kaupungin."),
        ):
            window.check("[value=not-feasible]")
            window.fill("[name=reason_fi]", reason)
            window.locator("form:has([name=version]) > .actions button").click()
        site.look(page, "review-conflict", language)
        page = open_page("/review/2")
        page.check("[value=feasible]")
        page.locator("form:has([name=version]) > .actions button").click()
        site.look(page, "review-faulty", language)
        site.look(open_page("/review/2/hide"), "hide", language)
        answer_all(site.database)
        site.look(open_page("/review"), "queue-answered", language)


def test_filter_narrows_the_list_in_place_and_keeps_the_address(site: Site) -> None:
    with site.visit(Language.FI) as open_page:
        page = open_page("/proposals")
        page.evaluate("() => { window.stayed = true }")
        page.fill("[name=words]", "kaukaloon")
        page.press("[name=words]", "Enter")
        expect(page.locator("#found")).to_have_text("Löytyi 1 ehdotus")
        expect(page.locator("#results .card")).to_have_count(1)
        assert "words=kaukaloon" in page.url
        assert page.evaluate("() => window.stayed")
        page.select_option("[name=area]", "north")
        expect(page.locator("#results .empty")).to_be_visible()
        page.go_back()
        expect(page.locator("#results .card")).to_have_count(1)
