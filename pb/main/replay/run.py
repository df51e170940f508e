"""Replays an election: sets the round up, serves it, lets every voter vote over HTTP, closes, publishes, compares."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pb.kernel.clock import SetClock, SystemClock
from pb.kernel.handoff import ClosedBox, Outcome, SealedBox
from pb.kernel.ids import ProjectId
from pb.main.chronicle import PUBLICATION, VOTING, Chronicle
from pb.main.commands.account import add_staff
from pb.main.installation import install, make_host
from pb.main.replay.comparison import Check, compare
from pb.main.replay.officials import agree, await_act, sign_in
from pb.main.replay.plain_browser import PlainBrowser
from pb.main.replay.plan import AREA, CYCLE, ReplayError, ReplayPlan
from pb.main.replay.server import run_server
from pb.main.settings import Settings
from pb.web.roles import Role
from voting.core.board.server_keys import ServerKeys
from voting.storage.outcomes import find_published
from voting.tally import TallyDesk, open_ballots, read_closed_box

VOTERS_AT_ONCE = 8
VOTE = f"/en/cycles/{CYCLE}/vote"
MINUTE = timedelta(minutes=1)

Step = Callable[[str, int], Callable[[], None]]
"""Told a step's name and length; returns what is called at each part of it that is done."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A round that waits for its voters: a code each, the projects' numbers, and two officials' sign-in links."""

    codes: tuple[str, ...]
    numbers: Mapping[ProjectId, ProjectId]
    links: tuple[str, str]


def prepare(settings: Settings, plan: ReplayPlan, step: Step) -> Ready:
    """Make the tables, the shortlist, the roll and two officials, and open the vote. The database must be empty."""
    now = SystemClock().now()
    clock = SetClock(now)
    submission, review, voting, _publication = plan.declaration.stages
    with install(settings, clock) as installation:
        installation.migrate()
        with installation.database.read() as work:
            if work.list_cycles():
                raise ReplayError("The database holds rounds already. Replay into an empty one.")
        story = Chronicle(installation, clock, CYCLE)
        story.declare(plan.declaration, submission.opens_at)
        numbers = story.send_shortlist(plan.projects, submission.opens_at + MINUTE)
        made = step("Making the roll", len(plan.ballots))
        codes = story.enrol([AREA] * len(plan.ballots), review.closes_at + MINUTE, lambda _done: made())
        story.open_vote(voting.opens_at - MINUTE, voting.opens_at)
        clock.moment = now
        with installation.database.write() as work:
            links = [
                add_staff(installation, work, name, name.title(), [Role.ADMINISTRATOR])
                for name in ("first", "second")
            ]
            work.commit()
    first, second = ("/" + link.split("/", 3)[3] for link in links)
    return Ready(tuple(issued.code for issued in codes), numbers, (first, second))


def vote(address: str, code: str, choices: Sequence[ProjectId]) -> str:
    """Cast one ballot as a resident's browser does, and return the receipt page."""
    with PlainBrowser(address) as browser:
        browser.open(VOTE)
        browser.send({"code": code}, action="/vote/sign-in")
        browser.send({"project": choices}, action="/vote/check")
        return browser.send({}, action="/vote/cast")


def vote_all(address: str, ready: Ready, plan: ReplayPlan, step: Step) -> None:
    """Cast every ballot, several voters at once."""
    done = step("Voting over HTTP", len(plan.ballots))

    def cast(voter: int) -> None:
        choices = sorted(ready.numbers[project] for project in plan.ballots[voter])
        vote(address, ready.codes[voter], choices)
        done()

    with ThreadPoolExecutor(VOTERS_AT_ONCE) as voters:
        for cast_one in [voters.submit(cast, voter) for voter in range(len(plan.ballots))]:
            cast_one.result()


def close_and_publish(settings: Settings, address: str, ready: Ready, step: Step) -> None:
    """Have two officials close the vote, open the ballots and, once they are counted, publish the result."""
    done = step("Closing and publishing", 4)
    with PlainBrowser(address) as first, PlainBrowser(address) as second:
        for browser, link in zip((first, second), ready.links, strict=True):
            sign_in(browser, link)
        agree(first, second, VOTING, "close-early")
        done()
        host = make_host(settings)
        with install(settings) as installation:
            open_ballots(TallyDesk(installation.database, ServerKeys(host.secret, host.name)), CYCLE)
        done()
        await_act(first, PUBLICATION, "publish")
        done()
        agree(first, second, PUBLICATION, "publish")
        done()


def read_result(settings: Settings) -> tuple[ClosedBox, Outcome]:
    """Return the opened ballots and the outcome. Raises ReplayError when something is missing."""
    with install(settings) as installation, installation.database.read() as work:
        sealed, outcome = work.load_handoff(CYCLE, VOTING), find_published(work, CYCLE)
        if not isinstance(sealed, SealedBox) or outcome is None:
            raise ReplayError("The round ended without a published result.")
        return read_closed_box(work, work.read_cycle(CYCLE), sealed), outcome


def replay(
    settings: Settings, plan: ReplayPlan, port: int, log: Path, processes: int, step: Step
) -> tuple[Check, ...]:
    """Run the election end to end and return how what came out compares with what went in."""
    ready = prepare(settings, plan, step)
    with run_server(settings, port, log, processes) as address:
        vote_all(address, ready, plan, step)
        close_and_publish(settings, address, ready, step)
    box, outcome = read_result(settings)
    return compare(plan, ready.numbers, box, outcome)
