"""A small vote for tests: two areas, four projects, a roll with known codes, on a real database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from secrets import token_bytes

from pb.engine.acts import CLOSE, OPEN, Act, Actor
from pb.engine.declaration import Area, CycleDeclaration, Rule, StagePlan
from pb.engine.engine import Engine
from pb.kernel.clock import SetClock
from pb.kernel.handoff import Project, Shortlist
from pb.kernel.ids import AccountId, AreaId, CycleId, ProjectId, ResidentId, StageKey
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.board.admission import seal_and_admit
from voting.core.board.server_keys import ServerKeys
from voting.core.channel import Channel
from voting.core.letter_code import read_letter_code
from voting.publication_stage import PublicationStage
from voting.roll_import import IssuedCode, RollDesk, import_roll
from voting.storage.ballot_box import Cast, cast_sealed, find_mark
from voting.storage.elections import require_manifest
from voting.storage.electoral_roll import find_code_holder
from voting.tally import TallyDesk, open_ballots
from voting.voting_stage import VotingStage

ROUND = CycleId("2027")
VOTING, PUBLICATION = StageKey("voting"), StageKey("publication")
NORTH, SOUTH = AreaId("north"), AreaId("south")
OPENS = datetime(2027, 2, 3, 6, tzinfo=UTC)
CLOSES = datetime(2027, 2, 23, 18, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CLERK = Actor(AccountId("clerk"), "Clerk")
CHAIR = Actor(AccountId("chair"), "Chair")
SECRET = b"32 bytes that only tests may see"
KEYS = ServerKeys(SECRET, "testserver.local")

_PROJECTS = (
    ("1", "Penkkejä rantareitille", "Bänkar vid strandleden", "Benches on the shore path", NORTH, 12_000_00),
    ("2", "Pumppuradan korjaus", "Reparation av pumpbanan", "Repairs to the pump track", NORTH, 26_000_00),
    ("3", "Istutuksia torin laidalle", "Planteringar vid torget", "Plants by the market", NORTH, 8_500_00),
    (
        "4",
        "Valaistus kuntopolulle",
        "Belysning på motionsslingan",
        "Lights on the running trail",
        SOUTH,
        38_500_00,
    ),
)
SHORTLIST = Shortlist(
    tuple(
        Project(
            ProjectId(number),
            LocalizedText(fi, sv, en),
            LocalizedText(f"{fi}, lyhyesti.", f"{sv}, i korthet.", f"{en}, in short."),
            area,
            Cents(cost),
        )
        for number, fi, sv, en, area, cost in _PROJECTS
    )
)


def place_projects_without_money() -> Shortlist:
    """Return the same projects as they stand where nothing costs anything."""
    return Shortlist(tuple(replace(project, cost=Cents(0)) for project in SHORTLIST.projects))


def declare_projects(shortlist: Shortlist) -> Rule:
    """Return the projects as a declaration brings them along."""
    return [
        {
            "id": project.id,
            "title": {"fi": project.title.fi, "sv": project.title.sv, "en": project.title.en},
            "summary": {"fi": project.summary.fi, "sv": project.summary.sv, "en": project.summary.en},
            "area": project.area,
            "cost": project.cost,
        }
        for project in shortlist.projects
    ]


def declare_vote(
    rules: Mapping[str, Rule], *, has_money: bool = True, two_person: Sequence[str] = ()
) -> CycleDeclaration:
    """Return a cycle that begins with voting in two areas, by ``rules``; the server keeps the box unless they say."""
    names = (
        (NORTH, LocalizedText("Pohjoinen", "Norr", "North")),
        (SOUTH, LocalizedText("Etelä", "Söder", "South")),
    )
    budget = Cents(40_000_00 if has_money else 0)
    return CycleDeclaration(
        ROUND,
        LocalizedText("Mallila 2027", "Mallby 2027", "Mallila 2027"),
        tuple(Area(area, name, budget) for area, name in names),
        (
            StagePlan(VOTING, OPENS, CLOSES, {"custody": "server", **rules}),
            StagePlan(PUBLICATION, CLOSES, CLOSES + 60 * DAY, two_person=frozenset(two_person)),
        ),
        currency="EUR" if has_money else None,
    )


@dataclass
class VotingWorld:
    """The vote on a database, with a clock that stands where it is put."""

    database: Database
    clock: SetClock
    engine: Engine[Work]
    codes: tuple[IssuedCode, ...] = ()

    @property
    def desk(self) -> RollDesk:
        """The desk where rolls are taken in."""
        return RollDesk(self.database, SECRET, self.clock)

    def start(self, declaration: CycleDeclaration, residents: Sequence[tuple[str, AreaId]] = ()) -> None:
        """Declare the cycle and take its roll in."""
        with self.database.write() as work:
            self.engine.start(declaration, work, CLERK, OPENS - DAY)
            work.commit()
        if residents:
            rows = "".join(f"{reference};{area}\n" for reference, area in residents)
            self.codes = import_roll(self.desk, ROUND, f"reference;area\n{rows}".encode(), CLERK)

    def act(self, stage: StageKey, name: str, at: datetime | None = None) -> None:
        """Do an act on a stage in the clerk's name."""
        if at is not None:
            self.clock.moment = at
        with self.database.write() as work:
            self.engine.perform(ROUND, Act(stage, name), work, CLERK, self.clock.now())  # type: ignore[arg-type]
            work.commit()

    def open_voting(self) -> None:
        """Open voting at its date, and let an hour pass."""
        self.act(VOTING, OPEN, OPENS)
        self.stand_in_voting()

    def stand_in_voting(self) -> None:
        """Set the clock to an hour after the opening."""
        self.clock.moment = OPENS + HOUR

    def close_voting(self) -> None:
        """Close voting at its date."""
        self.act(VOTING, CLOSE, CLOSES)

    def open_ballots(self) -> None:
        """Mix and open what is in the closed box."""
        open_ballots(TallyDesk(self.database, KEYS), ROUND)

    def open_publication(self) -> None:
        """Open the ballots, then publication, which counts."""
        self.open_ballots()
        self.act(PUBLICATION, OPEN, CLOSES)

    def find(self, position: int = 0) -> ResidentId:
        """Return the roll's key of the resident whose code is at ``position``."""
        code = read_letter_code(self.codes[position].code)
        if code is None:
            raise LookupError(position)
        with self.database.read() as work:
            holder = find_code_holder(work, ROUND, code.lookup)
        if holder is None:
            raise LookupError(position)
        return holder.resident.id

    def cast(self, resident: ResidentId, projects: str, key: str, area: AreaId = NORTH) -> str:
        """Cast a ballot for the projects named, as the web does, and return the receipt."""
        choices = tuple((ProjectId(project), 1) for project in projects.split())
        with self.database.read() as work:
            manifest, mark = require_manifest(work, ROUND), find_mark(work, ROUND, resident)
        tag = mark.tag if mark else token_bytes(TAG_BYTES)
        ballot = seal_and_admit(manifest, area, tag, choices)
        with self.database.write() as work:
            receipt = cast_sealed(work, Cast(ROUND, resident, Channel.CODE, ballot, key), self.clock.now())
            work.commit()
        return receipt.code


def make_world(database: Database) -> VotingWorld:
    """Return the world the day before voting opens, without a cycle."""
    return VotingWorld(database, SetClock(OPENS - DAY), Engine([VotingStage(KEYS), PublicationStage()]))


RESIDENTS = (("1001", NORTH), ("1002", NORTH), ("1003", SOUTH))


@contextmanager
def open_vote(
    database: Database, rules: Mapping[str, Rule] | None = None, *, is_open: bool = True
) -> Iterator[VotingWorld]:
    """Yield a vote that is open (or about to), with three residents on its roll and four projects on the ballot."""
    world = make_world(database)
    declared: Mapping[str, Rule] = {"maximum": 2, **(rules or {}), "projects": declare_projects(SHORTLIST)}
    world.start(declare_vote(declared), RESIDENTS)
    if is_open:
        world.open_voting()
    yield world
