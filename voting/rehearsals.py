"""Rehearsing a cycle of the database: its own rules and papers, and a line in its journal that says how it went."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pb.engine.acts import Actor
from pb.engine.journal import JournalEvent
from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.kernel.plain import from_plain, to_plain
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.mixing.spread import Spread, work_in_turn
from voting.core.rules import VOTING
from voting.rehearsal.box_steps import SealElsewhere
from voting.rehearsal.plan import plan_trial
from voting.rehearsal.rehearse import rehearse
from voting.rehearsal.report import StepReport
from voting.storage.ballot_paper import find_ballot_paper

REHEARSED = "rehearsal"
FAILED = "rehearsal-failed"


@dataclass(frozen=True, slots=True)
class RehearsalDesk:
    """Where a rehearsal of a cycle runs, and who asked for it."""

    database: Database
    clock: Clock
    actor: Actor
    seal_in_browser: SealElsewhere | None = None
    spread: Spread = work_in_turn


@dataclass(frozen=True, slots=True)
class PastRehearsal:
    """How the newest rehearsal of a cycle went."""

    at: datetime
    reports: tuple[StepReport, ...]

    @property
    def passed(self) -> bool:
        """Whether every step passed."""
        return all(report.passed for report in self.reports)


def rehearse_cycle(desk: RehearsalDesk, cycle_id: CycleId) -> Iterator[StepReport]:
    """Yield the report of every step and write the journal at the end. Raises RulesError and NotFoundError."""
    with desk.database.read() as work:
        cycle = work.read_cycle(cycle_id)
        trial = plan_trial(cycle.declaration, find_ballot_paper(work, cycle))
    reports = []
    for report in rehearse(trial, desk.seal_in_browser, desk.spread):
        reports.append(report)
        yield report
    act = REHEARSED if all(report.passed for report in reports) else FAILED
    with desk.database.write() as work:
        work.load_cycle(cycle_id)
        event = JournalEvent(
            act, VOTING, desk.actor, {"reports": [to_plain(_note(report)) for report in reports]}
        )
        work.write_journal(cycle_id, event, desk.clock.now())
        work.commit()


def find_rehearsal(work: Work, cycle_id: CycleId) -> PastRehearsal | None:
    """Return the newest rehearsal, passed or failed; None where there was none."""
    for entry in reversed(work.read_journal(cycle_id)):
        match entry.event.act, entry.event.details:
            case (("rehearsal" | "rehearsal-failed"), {"reports": list(reports)}):
                return PastRehearsal(
                    entry.at, tuple(_recall(from_plain(report, _NotedStep)) for report in reports)
                )
    return None


@dataclass(frozen=True, slots=True)
class _NotedStep:
    """A step as the journal holds it: its sentences in English, from which pages make their reader's."""

    name: str
    seen: str
    numbers: Mapping[str, int]
    fault: str


def _note(report: StepReport) -> _NotedStep:
    numbers = {name: value for name, value in report.seen.values.items() if isinstance(value, int)}
    return _NotedStep(report.name.text, report.seen.text, numbers, report.fault)


def _recall(step: _NotedStep) -> StepReport:
    # The texts were messages when they were written, so the catalogues have them.
    name, seen = step.name, step.seen
    return StepReport(Message(name), Message(seen, step.numbers), step.fault)
