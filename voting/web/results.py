"""The results, once they are published: the whole round, one area, and how it was counted.

Everything here reads the result by `find_version`; before that the pages have only a date to tell.
"""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from pb.web.stepper import Step, list_steps
from voting.core.eligibility import AreaRule
from voting.core.result.rules import read_publication_rules
from voting.core.rules import PUBLICATION, read_rules
from voting.storage.outcomes import Version, find_version, list_versions
from voting.web.method import explain_method, write_command
from voting.web.result_view import read_fraction, view_area, view_areas
from voting.web.words import explain_rule


@get("/cycles/{cycle:str}/results", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_results(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Show the published results, or when they are published."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        versions = list_versions(work, found.id)
    steps = list_steps(found, engine)
    if not versions:
        return _show_none(request, found, steps)
    return page(
        request,
        "voting/results.html",
        results=view_areas(versions[0], found),
        versions=versions,
        rule=explain_rule(found.declaration),
        by_area=read_rules(found.declaration).area is AreaRule.HOME,
        cycle=found,
        version=versions[0],
        publication=read_publication_rules(found.declaration),
        steps=steps,
    )


@get("/cycles/{cycle:str}/results/{area:str}", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_area_result(
    request: WebRequest,
    cycle: FromPath[str],
    area: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Show every project of an area with what became of it and what it lacked."""
    return _show_part(request, cycle, area, "voting/results_area.html", database, engine)


@get("/cycles/{cycle:str}/results/{area:str}/account", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_account(
    request: WebRequest,
    cycle: FromPath[str],
    area: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Let a voter see how their vote counted. What they mark stays in their browser; nothing is sent here."""
    return _show_part(request, cycle, area, "voting/results_account.html", database, engine)


@get("/cycles/{cycle:str}/results/method", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_method(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Explain the counting rule, and how anybody can count again."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        version = find_version(work, found.id)
    rules = read_rules(found.declaration)
    return page(
        request,
        "voting/results_method.html",
        method=explain_method(found.declaration),
        rule=explain_rule(found.declaration),
        commands={
            area.id: write_command(rules.counting, f"{found.id}-{area.id}.pb")
            for area in found.declaration.areas
        },
        cycle=found,
        version=version,
        publication=read_publication_rules(found.declaration),
        steps=list_steps(found, engine),
    )


@get("/cycles/{cycle:str}/results.json", access=PUBLIC, sync_to_thread=True, snapshot=True)
def send_results(cycle: FromPath[str], database: NamedDependency[Database]) -> Response[JSON]:
    """Send the published result as open data. Raises NotNowError before it is published."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        version = require_version(work, found)
    data: JSON = {
        "cycle": found.id,
        "seal": found.declaration.seal(),
        "digest": version.digest,
        "published": version.published_at.isoformat(),
        "outcome": to_plain(version.result.outcome),
        "result": to_plain(version.result),
    }
    return Response(data, media_type="application/json", headers={"cache-control": "no-cache"})


def find_cycle(work: Work, cycle: str) -> Cycle:
    """Return a cycle that has results, now or later. Raises NotFoundError."""
    found = work.read_cycle(CycleId(cycle))
    if found.declaration.plan(PUBLICATION) is None:
        raise NotFoundError
    return found


def require_version(work: Work, cycle: Cycle) -> Version:
    """Return the newest published version. Raises NotNowError before publication."""
    version = find_version(work, cycle.id)
    if version is None:
        raise NotNowError(Message("The results have not been published yet."), f"cycles/{cycle.id}/results")
    return version


def _show_part(
    request: WebRequest, cycle: str, area: str, template: str, database: Database, engine: Engine[Work]
) -> Response[str]:
    with database.read() as work:
        found = find_cycle(work, cycle)
        if found.declaration.area(area) is None:
            raise NotFoundError
        version = find_version(work, found.id)
    steps = list_steps(found, engine)
    if version is None:
        return _show_none(request, found, steps)
    result = view_area(version, found, area)
    return page(
        request,
        template,
        result=result,
        share=read_fraction(result.report.share),
        counts_points=read_rules(found.declaration).counting.counts_points,
        several=len(found.declaration.areas) > 1,
        cycle=found,
        version=version,
        publication=read_publication_rules(found.declaration),
        steps=steps,
    )


def _show_none(request: WebRequest, cycle: Cycle, steps: tuple[Step, ...]) -> Response[str]:
    plan = cycle.declaration.plan(PUBLICATION)
    counted = cycle.is_open(PUBLICATION)
    return page(request, "voting/no_results.html", cycle=cycle, steps=steps, plan=plan, counted=counted)


HANDLERS = (show_results, show_method, show_area_result, show_account, send_results)
