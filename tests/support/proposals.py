"""Proposals for tests: a cycle with submission and review, its engine, and texts that pass every rule."""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from pb.engine.acts import Act
from pb.engine.cycle import Cycle
from pb.engine.declaration import StagePlan
from pb.engine.engine import Engine
from pb.kernel.ids import AreaId, CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from proposals.core.private_link import hash_token
from proposals.core.proposal import Draft, Proposal, ProposalStatus, ProposalText
from proposals.core.review import Feasibility, Verdict
from proposals.stages import ReviewStage, SubmissionStage
from proposals.storage.drafts import save_draft, send_draft
from tests.support.cycles import CLERK, DAY, START, declare, plan

ROUND = CycleId("2027")
BENCHES = ProposalText(
    title="Penkkejä rantareitille",
    text="Kahdeksan penkkiä rantareitin varrelle.\nJoka toinen käsinojilla.",
    why="Reitillä ei voi nyt levätä.",
    area="north",
    proposer="Rannan kävelijät",
    contact="rannan@kavelijat.example",
)
REASON = LocalizedText(fi="Ranta on kaupungin maata.", sv="Stranden är stadens mark.")
FEASIBLE = Verdict(Feasibility.FEASIBLE, Cents(12_000_00), REASON)
NOT_FEASIBLE = Verdict(Feasibility.NOT_FEASIBLE, Cents(0), REASON)


def make_engine() -> Engine[Work]:
    """Return an engine with the two stages."""
    return Engine([SubmissionStage(), ReviewStage()])


def plans(**rules: object) -> tuple[StagePlan, StagePlan]:
    """Return submission for ten days from START, and review for ten days from day 20, under ``rules``."""
    return plan("submission", 0), replace(plan("review", 20), rules=rules)


def start_round(database: Database, *, days: int = 0, currency: str | None = "EUR", **rules: object) -> None:
    """Begin the round and let its calendar run until ``days`` after START."""
    engine = make_engine()
    with database.write() as work:
        engine.start(declare(*plans(**rules), currency=currency), work, CLERK, START)
        work.commit()
    run_calendar(database, days)


def run_calendar(database: Database, days: int) -> tuple[Act, ...]:
    """Let the calendar do every move that is due ``days`` after START, and return the moves."""
    done: list[Act] = []
    while True:
        with database.write() as work:
            act = make_engine().run_due(ROUND, work, START + days * DAY)
            if act is None:
                return tuple(done)
            work.commit()
            done.append(act)


def write_draft(content: ProposalText = BENCHES, language: Language = Language.FI) -> Draft:
    """Return a new draft."""
    return Draft(ProposalId(token_hex(16)), ROUND, content, language, START)


def proposal(number: int, status: ProposalStatus = ProposalStatus.SENT) -> Proposal:
    """Return a sent proposal that no database knows."""
    return Proposal(
        id=ProposalId(f"p{number}"),
        cycle=ROUND,
        number=number,
        title=LocalizedText(fi=BENCHES.title),
        text=LocalizedText(fi=BENCHES.text),
        why=LocalizedText(fi=BENCHES.why),
        area=AreaId(BENCHES.area),
        proposer=BENCHES.proposer,
        contact=BENCHES.contact,
        language=Language.FI,
        sent_at=START,
        changed_at=START,
        status=status,
    )


def send(database: Database, content: ProposalText = BENCHES, now: datetime = START) -> Proposal:
    """Write and send a proposal."""
    draft = write_draft(content)
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        save_draft(work, draft, hash_token(draft.id))
        sent = send_draft(work, cycle, draft.id, now)
        work.commit()
    return sent


def skip_disk_waits(database: Database) -> None:
    """Don't wait for the disk, on SQLite: for tests about what is kept, not about power cuts. The writer is one."""
    connection = database.writer.raw_connection()
    connection.cursor().execute("PRAGMA synchronous=OFF")
    connection.close()


def cycle_at(database: Database) -> Cycle:
    """Return the round as it stands."""
    with database.read() as work:
        return work.read_cycle(ROUND)
