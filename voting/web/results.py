"""The results, once they are published: every project with its votes and what became of it, area by area.

Everything here reads the outcome by `find_published`; before that the page has only a date to tell.
"""

from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.engine.engine import Engine
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.handoff import AreaOutcome, Outcome, Project
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from pb.web.stepper import list_steps
from voting.core.eligibility import AreaRule
from voting.core.rules import PUBLICATION, read_rules
from voting.storage.outcomes import find_published
from voting.web.words import explain_fate, explain_rule


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One project in the order of the count."""

    rank: int
    project: Project
    votes: int
    funded: bool
    reason: Message
    share: float


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One area's outcome with what its page shows."""

    area: Area
    outcome: AreaOutcome
    lines: tuple[ResultLine, ...]

    @property
    def funded(self) -> int:
        """The number of projects that are carried out."""
        return sum(line.funded for line in self.lines)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many voted of how many who might, in the whole cycle. In areas it is told only where residents are at home."""

    voters: int
    entitled: int
    by_area: bool


@get("/cycles/{cycle:str}/results", access=PUBLIC, sync_to_thread=True)
def show_results(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Show the published results, or when they are published."""
    with database.read() as work:
        found = _find_cycle(work, cycle)
        outcome = find_published(work, found.id)
    steps = list_steps(found, engine)
    if outcome is None:
        plan = found.declaration.plan(PUBLICATION)
        counted = found.is_open(PUBLICATION)
        return page(request, "voting/no_results.html", cycle=found, steps=steps, plan=plan, counted=counted)
    return page(
        request,
        "voting/results.html",
        results=tuple(_view_area(area, outcome, found) for area in outcome.areas),
        turnout=_measure_turnout(outcome, found),
        rule=explain_rule(found.declaration),
        cycle=found,
        steps=steps,
    )


@get("/cycles/{cycle:str}/results.json", access=PUBLIC, sync_to_thread=True)
def send_results(cycle: FromPath[str], database: NamedDependency[Database]) -> Response[JSON]:
    """Send the published outcome as open data. Raises NotNowError before it is published."""
    with database.read() as work:
        found = _find_cycle(work, cycle)
        outcome = find_published(work, found.id)
    if outcome is None:
        raise NotNowError(Message("The results have not been published yet."))
    data: JSON = {"cycle": found.id, "seal": found.declaration.seal(), "outcome": to_plain(outcome)}
    return Response(data, media_type="application/json", headers={"cache-control": "no-cache"})


def _find_cycle(work: Work, cycle: str) -> Cycle:
    found = work.read_cycle(CycleId(cycle))
    if found.declaration.plan(PUBLICATION) is None:
        raise NotFoundError
    return found


def _view_area(outcome: AreaOutcome, whole: Outcome, cycle: Cycle) -> AreaResult:
    area = cycle.declaration.area(outcome.area)
    if area is None:
        raise LookupError(outcome.area)
    projects = {project.id: project for project in whole.shortlist.projects}
    most = max((line.support for line in outcome.projects), default=0) or 1
    return AreaResult(
        area,
        outcome,
        tuple(
            ResultLine(
                line.rank,
                projects[line.project],
                line.support,
                line.funded,
                explain_fate(line.reason, has_money=cycle.declaration.has_money),
                line.support / most,
            )
            for line in outcome.projects
        ),
    )


def _measure_turnout(outcome: Outcome, cycle: Cycle) -> Turnout:
    by_area = read_rules(cycle.declaration).area is AreaRule.HOME and len(outcome.areas) > 1
    entitled = [area.entitled for area in outcome.areas]
    # Where residents choose their area, everybody might have voted in each.
    return Turnout(
        sum(area.voters for area in outcome.areas), sum(entitled) if by_area else max(entitled), by_area
    )


HANDLERS = (show_results, send_results)
