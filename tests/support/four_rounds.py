"""A town with a round in every state, so that every page can be reached: published, voting, proposing, reviewing.

Told by the engine at its own pace, like the demo town, but small: one proposal that became a project and one that did
not in each round, three residents on each roll.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pb.engine.acts import ActName
from pb.engine.declaration import Area, CycleDeclaration, StagePlan
from pb.kernel.clock import SetClock
from pb.kernel.ids import AreaId, CycleId, ProjectId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from pb.main.chronicle import PUBLICATION, Chronicle
from pb.main.installation import Installation, install
from pb.main.settings import Settings
from proposals.core.review import Feasibility, Verdict
from proposals.storage.imports import ReadyProposal
from tests.support.visitors import ADDRESS, Visitor
from voting.core.issued_code import IssuedCode

NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NORTH = AreaId("north")
PUBLISHED, VOTING, PROPOSING, REVIEWING = map(CycleId, ("2025", "2026", "2027", "2028"))
STARTS = {PUBLISHED: -300, VOTING: -45, PROPOSING: -5, REVIEWING: -15}
"""Days from now to the opening of submission; ten days a stage after that, thirty for the vote."""

_GUARDED = frozenset({"open", "close-early", "amend"})


@dataclass(frozen=True, slots=True)
class FourRounds:
    """What is needed to visit the town: its settings, and a voting code that nobody has used."""

    settings: Settings
    codes: tuple[IssuedCode, ...]


def place_rounds(url: str, folder: Path) -> Settings:
    """Return the settings of a town on the database at ``url``."""
    return Settings(database_url=url, public_url=ADDRESS, secret_file=str(folder / "secret.key"))


def tell_rounds(settings: Settings) -> FourRounds:
    """Build the four rounds in a migrated, empty database."""
    codes: Sequence[IssuedCode] = ()
    with install(settings, SetClock(NOW)) as installation:
        _tell(installation, PUBLISHED)
        codes = _tell(installation, VOTING)
        _tell(installation, PROPOSING)
        _tell(installation, REVIEWING)
    return FourRounds(settings, tuple(codes))


def name_places(route: str) -> dict[str, str]:
    """Return what the address of a route can name so that there is something to find."""
    cycle = VOTING
    if "/propose" in route:
        cycle = PROPOSING
    elif "/review" in route:
        cycle = REVIEWING
    elif "/results" in route or "/bundle" in route or "/projects" in route:
        cycle = PUBLISHED
    return {
        "lang": "en",
        "cycle": cycle,
        "area": NORTH,
        "number": "1",
        "project": "1",
        "stage": "voting",
        "step": "what",
        "act": "amend",
        "name": "1.jsonl" if "/board/" in route else "css/tokens.css",
        "token": "0" * 32,
        "secret": "x" * 43,
    }


def let_voter_in(visitor: Visitor, code: str) -> Visitor:
    """Have a visitor show a voting code; afterwards the ballot stands before them."""
    visitor.open(f"/en/cycles/{VOTING}/vote")
    visitor.send({"code": code}, "/sign-in")
    if not visitor.location.endswith("/vote/choose"):
        raise LookupError(code)
    return visitor


def declare_round(cycle: CycleId) -> CycleDeclaration:
    """Return a round of all four stages in one area."""
    start = NOW + STARTS[cycle] * DAY
    voting = start + 40 * DAY
    name = LocalizedText(f"Mallila {cycle}", f"Mallby {cycle}", f"Mallila {cycle}")
    return CycleDeclaration(
        cycle,
        name,
        (Area(NORTH, LocalizedText("Pohjoinen", "Norr", "North"), Cents(40_000_00)),),
        (
            StagePlan(StageKey("submission"), start, start + 10 * DAY),
            StagePlan(StageKey("review"), start + 10 * DAY, start + 20 * DAY),
            StagePlan(
                StageKey("voting"),
                voting,
                voting + 30 * DAY,
                {"maximum": 2, "custody": "server", "channels": ["code", "desk", "paper"]},
                _GUARDED,
            ),
            StagePlan(PUBLICATION, voting + 30 * DAY, voting + 400 * DAY, two_person=frozenset({"publish"})),
        ),
        currency="EUR",
    )


def _tell(installation: Installation, cycle: CycleId) -> Sequence[IssuedCode]:
    clock = SetClock(NOW)
    declaration = declare_round(cycle)
    submission, _review, voting, publication = declaration.stages
    story = Chronicle(installation, clock, cycle)
    story.declare(declaration, submission.opens_at)
    is_reviewed = cycle in (PUBLISHED, VOTING)
    story.send([_propose("Benches", is_reviewed), _propose("A bell", is_reviewed)], submission.opens_at + DAY)
    codes: Sequence[IssuedCode] = ()
    if is_reviewed:
        codes = story.enrol([NORTH] * 3, voting.opens_at - 3 * DAY, lambda _done: None)
        story.open_vote(voting.opens_at - DAY, voting.opens_at)
    if cycle == PUBLISHED:
        story.cast([(codes[0], [ProjectId("1")])], voting.opens_at + DAY)
        story.agree(PUBLICATION, ActName("publish"), publication.opens_at + DAY)
    story.pass_time(NOW)
    return codes


def _propose(what: str, is_reviewed: bool) -> ReadyProposal:
    text = LocalizedText(f"{what} rantareitille", f"{what} vid stranden", f"{what} by the shore")
    reason = LocalizedText("Kaupungin maata.", "Stadens mark.", "The city owns the land.")
    feasible = Feasibility.FEASIBLE if what == "Benches" else Feasibility.NOT_FEASIBLE
    cost = Cents(12_000_00 if what == "Benches" else 0)
    verdict = Verdict(feasible, cost, reason)
    return ReadyProposal(
        text, text, text, NORTH, "Rannan kävelijät", Language.FI, verdict if is_reviewed else None
    )
