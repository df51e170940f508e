"""The people who reach every page of the town: each in a window of their own, made ready when first needed.

What they did on the way (a draft, a sent proposal, a cast vote) has a name by which addresses of pages can be written.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from pb.main.demo.attachments import TITLE as BENCH
from pb.main.demo.delivery import CANCELLED, DELAYED, DONE
from pb.main.demo.participants import GAMES, RESIDENT, SHELF_NOW
from pb.main.demo.workbench import ROOMS
from pb.web.roles import Role
from proposals.core.statements import Standing
from tests.support.appeal_round import APPEALING, OPEN_TO_APPEAL
from tests.support.paper_rounds import AUDITED, KEYING
from tests.support.town import Town
from tests.support.town_rounds import KINDS
from tests.support.windows import PHONE, Window, open_window, sign_in
from tests.support.writing_in_browser import PIER, answer_step, write_to_check

BEGIN = "cycles/{proposing}/propose/write/what"


@dataclass(slots=True)
class Crowd:
    """Windows by who looks, and names for the addresses they go to."""

    browser: Browser
    town: Town
    names: dict[str, str] = field(default_factory=dict)
    _windows: dict[str, Window] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Name the rounds."""
        told = self.town.told
        self.names |= {"finished": told.finished, "voting": told.voting, "proposing": told.proposing}
        self.names |= {"reviewing": self.town.told.reviewing, "schools": self.town.schools}
        merge = self.town.merge(told.reviewing)
        self.names["merged"] = merge.id
        self.names["merged-number"] = str(next(number for number in merge.numbers if number != merge.into))
        self.names["filed"] = self.town.statement(told.reviewing, "Vammaisneuvosto", Standing.FILED)
        self.names["asked"] = self.town.statement(told.reviewing, "Nuorisovaltuusto", Standing.ASKED)
        self.names["walk"] = self.town.walk(told.proposing)
        self.names["screen"] = self.town.kiosk.rpartition("/")[2].partition("-")[0]
        self.names |= {"keying": KEYING, "audited": AUDITED}
        self.names |= {"desk": self.town.desks.open, "keying-desk": self.town.desks.keying}
        self.names |= {"pupil-code": self.town.desks.pupil_code}
        self.names["invitation"] = self.town.invitation(told.proposing)
        self.names["edited"] = str(self.town.find_proposal(told.proposing, SHELF_NOW.title))
        self.names["benched"] = str(self.town.find_proposal(told.proposing, BENCH))
        photo, document = self.town.attachments(told.proposing, BENCH)
        self.names |= {"photo": photo, "document": document}
        self.names["games"] = str(self.town.find_proposal(told.reviewing, GAMES.title))
        self.names["participant-link"] = self.town.participant_link("toinen@mallila.example")
        self.names |= {"delivered": DONE, "delayed": DELAYED, "dropped": CANCELLED}

    def window(self, who: str) -> Window:
        """Return somebody's window, at a page of the service and ready."""
        if who not in self._windows:
            self._windows[who] = open_window(self.browser, self.town.address, PHONE)
            self._windows[who].page.emulate_media(reduced_motion="reduce")
            PREPARE[who](self, self._windows[who].page)
        return self._windows[who]

    def address(self, path: str, language: str) -> str:
        """Return the address of a path below the language, with its names filled in."""
        return f"/{language}/{path.format_map(self.names)}".rstrip("/")

    def close(self) -> None:
        """Send everybody home."""
        for window in self._windows.values():
            window.close()

    def go(self, page: Page, path: str) -> None:
        """Open a path in Finnish."""
        page.goto(self.address(path, "fi"))


def take_part(page: Page, secret: str) -> None:
    """Come in by a one-time link."""
    page.goto(f"/fi/me/link/{secret}")
    page.locator("form[action*='/me/link/'] button").click()
    page.wait_for_url("**/fi/me")


def _take_part(crowd: Crowd, page: Page) -> None:
    take_part(page, crowd.town.participant_link(RESIDENT))
    crowd.go(page, "cycles/{reviewing}/proposals/1")
    page.locator("button[value=support]").click()
    page.locator("button[value=follow]").click()
    crowd.names["asked-merge"] = crowd.town.ask_about_merge(RESIDENT)
    crowd.names["leave-token"] = crowd.town.leave_token(RESIDENT)


def _write_to_city(crowd: Crowd, page: Page) -> None:
    asked = crowd.town.author_link(crowd.town.told.reviewing, ROOMS)
    crowd.go(page, f"cycles/{{reviewing}}/propose/link/{asked}")
    refused = crowd.town.author_link(APPEALING, OPEN_TO_APPEAL)
    crowd.go(page, f"cycles/{APPEALING}/propose/link/{refused}")


def _draft(crowd: Crowd, page: Page) -> None:
    crowd.go(page, BEGIN)
    answer_step(page, PIER["what"], "pause")


def _send(crowd: Crowd, page: Page) -> str:
    crowd.go(page, BEGIN)
    write_to_check(page)
    page.locator("form[action$='/send'] button").click()
    return page.url.rpartition("/")[2]


def _send_and_begin_another(crowd: Crowd, page: Page) -> None:
    crowd.names["sent"] = _send(crowd, page)
    crowd.go(page, BEGIN)
    write_to_check(page)


def _withdraw(crowd: Crowd, page: Page) -> None:
    crowd.names["withdrawn"] = _send(crowd, page)
    crowd.go(page, "cycles/{proposing}/propose/withdraw/{withdrawn}")
    page.locator("form[action*='/withdraw/'] button").click()


def give_code(crowd: Crowd, page: Page, cycle: str, code: str) -> None:
    """Sign in to a round's vote."""
    crowd.go(page, f"cycles/{cycle}/vote")
    page.locator("#f-code").fill(code)
    page.locator("form[action$='/vote/sign-in'] button").click()


def _enter_booth(crowd: Crowd, page: Page) -> None:
    give_code(crowd, page, crowd.town.told.voting, crowd.town.code().code)


def _enter_school_booth(crowd: Crowd, page: Page) -> None:
    give_code(crowd, page, crowd.town.schools, crowd.town.pupil_code().code)


def _enter_yard(cycle: str) -> Callable[[Crowd, Page], None]:
    def prepare(crowd: Crowd, page: Page) -> None:
        give_code(crowd, page, cycle, crowd.town.yard_code(cycle).code)

    return prepare


def _open_a_sealed_ballot(crowd: Crowd, page: Page) -> None:
    _enter_yard("sijat")(crowd, page)
    page.wait_for_load_state()
    page.locator("button.add").first.click()
    page.locator(".tray .button").click()
    page.locator("summary").last.click()
    page.locator("[data-open]").click()
    page.locator("#opened-address").wait_for()
    crowd.names["opened"] = page.locator("#opened-address").input_value().partition("#")[2]


def _vote(crowd: Crowd, page: Page) -> None:
    crowd.names["code"] = crowd.town.code().code
    give_code(crowd, page, crowd.town.told.voting, crowd.names["code"])
    page.locator("input[name=project]").first.check()
    page.locator(".tray button").click()
    page.locator("form[action$='/cast'] button").click()


def _vote_again(crowd: Crowd, page: Page) -> None:
    crowd.window("voter-with-receipt")
    give_code(crowd, page, crowd.town.told.voting, crowd.names["code"])


def _employ(role: Role, name: str, unit: str = "") -> Callable[[Crowd, Page], None]:
    def prepare(crowd: Crowd, page: Page) -> None:
        link = crowd.town.link(role, name, unit)
        sign_in(page, link)
        crowd.names[f"used-{role}"] = link.rpartition("/")[2]

    return prepare


def _employ_official(crowd: Crowd, page: Page) -> None:
    _employ(Role.OFFICIAL, "Aino V.", "Yhdyskuntatekniikka")(crowd, page)
    crowd.names["answered"] = str(crowd.town.proposal(crowd.town.told.reviewing, "Ranta-aitta"))
    crowd.names["waiting"] = str(crowd.town.proposal(crowd.town.told.reviewing, "Uimapaikka"))
    crowd.names["fresh"] = crowd.town.link(Role.OFFICIAL, "Bertil S.").rpartition("/")[2]
    crowd.go(page, "cycles/{reviewing}/review/{answered}")
    page.locator("input[value=feasible]").check()
    page.locator("#f-cost").fill("4 200")
    page.locator("#f-reason_fi").fill("Aitan voi rakentaa kesällä.")
    page.locator("#f-reason_sv").fill("Boden kan byggas i sommar.")
    page.locator("form:has(#f-cost) .actions button").click()


def _employ_desk(crowd: Crowd, page: Page) -> None:
    _employ(Role.DESK, "Helmi R.")(crowd, page)
    crowd.names["lookup"] = crowd.town.pupil_code().code[:7]


def _key_a_batch(crowd: Crowd, page: Page) -> None:
    _employ(Role.OFFICIAL, "Kaisa M.")(crowd, page)
    crowd.go(page, "admin/cycles/{keying}/paper/batches/3/key")
    page.locator("#f-marks").fill("1 2")
    page.locator("#f-marks").press("Enter")
    page.locator("form[action$='/finish']").wait_for()


def _employ_moderator(crowd: Crowd, page: Page) -> None:
    _employ(Role.MODERATOR, "Matti K.")(crowd, page)
    crowd.names["hidden"] = str(crowd.town.proposal(crowd.town.told.proposing, "Naapurin piha"))
    crowd.go(page, "cycles/{proposing}/review/{hidden}/hide")
    page.locator("#f-reason_fi").fill("Teksti kertoo yksityisen ihmisen kodista.")
    page.locator("#f-reason_sv").fill("Texten berättar om någons hem.")
    page.locator("form[action$='/hide'] button").click()


def _employ_administrator(crowd: Crowd, page: Page) -> None:
    _employ(Role.ADMINISTRATOR, "Sofia L.")(crowd, page)
    crowd.go(page, "admin/accounts")
    crowd.names["account"] = (page.locator("tbody a").first.get_attribute("href") or "").rpartition("/")[2]


def _stay(_crowd: Crowd, _page: Page) -> None:
    """Come as one is."""


PREPARE: dict[str, Callable[[Crowd, Page], None]] = {
    "anyone": _stay,
    "guesser": _stay,
    "author": _write_to_city,
    "drafter": _draft,
    "participant": _take_part,
    "proposer": _send_and_begin_another,
    "withdrawer": _withdraw,
    "voter": _enter_booth,
    "pupil": _enter_school_booth,
    **{f"voter-{cycle}": _enter_yard(cycle) for cycle in KINDS},
    "tester": _open_a_sealed_ballot,
    "voter-with-receipt": _vote,
    "voter-again": _vote_again,
    "official": _employ_official,
    "desk": _employ_desk,
    "keyer": _key_a_batch,
    "moderator": _employ_moderator,
    "administrator": _employ_administrator,
    "trustee": _employ(Role.TRUSTEE, "Arvo T."),
    "council": _employ(Role.COUNCIL, "Elsa N.", "Nuorisovaltuusto"),
}
