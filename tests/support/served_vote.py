"""A vote that is open today on a real database, and voters who come to it over HTTP, many at once."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from sqlalchemy import func, select

from pb.engine.acts import AMEND, OPEN, Act
from pb.engine.declaration import CycleDeclaration
from pb.engine.engine import Engine
from pb.kernel.clock import SetClock
from pb.kernel.handoff import SealedBox
from pb.kernel.ids import ProjectId
from pb.main.installation import make_engine, make_host
from pb.main.replay.plain_browser import PlainBrowser
from pb.main.replay.server import find_port
from pb.main.settings import Settings
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.accounts.opening import make_sign_in_link, open_account
from pb.web.roles import Role
from tests.support.databases import open_database
from tests.support.voting_world import (
    CLERK,
    NORTH,
    ROUND,
    SHORTLIST,
    VOTING,
    VotingWorld,
    declare_projects,
    declare_vote,
)
from voting.core.receipt import make_receipt_code
from voting.storage.tables import ParticipationRow, SealedBallotRow

VOTE = f"/en/cycles/{ROUND}/vote"
ADMIN = f"/en/admin/cycles/{ROUND}"
RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")


@dataclass
class ServedVote:
    """An open vote with known codes, and the settings that a server of it needs."""

    settings: Settings
    database: Database
    codes: tuple[str, ...]
    _browsers: ExitStack

    def prepare_voter(self, position: int, *projects: str) -> "Voter":
        """Have the resident at ``position`` go with their code to the check page, ready to cast."""
        browser = self.open_browser()
        browser.open(VOTE)
        browser.send({"code": self.codes[position]}, action="/vote/sign-in")
        browser.send({"project": projects}, action="/vote/check")
        return Voter(browser, browser.find_form("/vote/cast").filled({}))

    def open_browser(self) -> PlainBrowser:
        """Return the browser of somebody who has never been here; it is closed with the vote."""
        return self._browsers.enter_context(PlainBrowser(self.settings.public_url))

    def count_rows(self) -> tuple[int, int]:
        """Return how many are marked as having voted, and how many ballots lie in the box."""
        with self.database.read() as work:
            return (
                work.session.scalars(select(func.count()).select_from(ParticipationRow)).one(),
                work.session.scalars(select(func.count()).select_from(SealedBallotRow)).one(),
            )

    def list_receipts(self) -> list[str]:
        """Return every receipt that the database knows."""
        with self.database.read() as work:
            return [
                make_receipt_code(digest) for digest in work.session.scalars(select(SealedBallotRow.digest))
            ]

    def read_box(self) -> SealedBox | None:
        """Return what voting has handed on; None while it is open."""
        with self.database.read() as work:
            box = work.load_handoff(ROUND, VOTING)
        return box if isinstance(box, SealedBox) else None

    def close_at(self, moment: datetime) -> None:
        """Move the date on which the calendar closes the vote."""
        amendment = json.dumps({"closes_at": moment.isoformat()})
        with self.database.write() as work:
            engine = make_engine(make_host(self.settings))
            engine.perform(ROUND, Act(VOTING, AMEND), work, CLERK, datetime.now(UTC), amendment)
            work.commit()

    def make_official(self, name: str) -> str:
        """Return the path of a sign-in link of a new administrator."""
        now = datetime.now(UTC)
        with self.database.write() as work:
            secret = make_sign_in_link(work, open_account(work, name, name, [Role.ADMINISTRATOR], now), now)
            work.commit()
        return f"/en/sign-in/link/{secret}"


@contextmanager
def open_today(
    url: str,
    folder: Path,
    residents: int,
    guarded: Sequence[str] = (),
) -> Iterator[ServedVote]:
    """Yield a vote that opened an hour ago and lasts a day, with ``residents`` on its roll."""
    now = datetime.now(UTC)
    port = find_port()
    settings = Settings(
        database_url=url,
        secret_file=str(folder / "secret.key"),
        public_url=f"http://127.0.0.1:{port}",
        scheduler_seconds=1,
    )
    with open_database(url) as database, ExitStack() as browsers:
        engine: Engine[Work] = make_engine(make_host(settings))
        world = VotingWorld(database, SetClock(now - timedelta(hours=1)), engine)
        roll = [(str(1000 + number), NORTH) for number in range(residents)]
        world.start(_declare(now, guarded), roll)
        world.act(VOTING, OPEN)
        yield ServedVote(settings, database, tuple(one.code for one in world.codes), browsers)


def _declare(now: datetime, guarded: Sequence[str]) -> CycleDeclaration:
    # Ids that stand nowhere else, to be looked for in logs and tables.
    named = replace(
        SHORTLIST,
        projects=tuple(
            replace(project, id=ProjectId(f"heron-{project.id}")) for project in SHORTLIST.projects
        ),
    )
    declared = declare_vote({"maximum": 2, "projects": declare_projects(named)}, two_person=["publish"])
    voting, publication = declared.stages
    closes = now + timedelta(days=1)
    return replace(
        declared,
        stages=(
            replace(
                voting, opens_at=now - timedelta(hours=1), closes_at=closes, two_person=frozenset(guarded)
            ),
            replace(publication, opens_at=closes, closes_at=closes + timedelta(days=60)),
        ),
    )


@dataclass
class Voter:
    """A resident in front of the check page: the form they will send, and what came of it."""

    browser: PlainBrowser
    form: dict[str, list[str]]
    receipt: str = ""
    status: int = 0

    def cast(self) -> int:
        """Send the form once and return the status of the first answer; a receipt is kept only when it was shown."""
        answer = self.browser.post(f"{VOTE}/cast", self.form)
        self.status = answer.status_code
        if answer.status_code == 303:
            page = self.browser.open(urljoin(VOTE, answer.headers["location"]))
            (self.receipt,) = set(RECEIPT.findall(page))
        return self.status


def do_at_once(acts: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Do everything at the same moment in threads of their own, wait for all, and return what was raised."""
    together = threading.Barrier(len(acts))
    raised: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
