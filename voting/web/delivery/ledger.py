"""The areas over the years: what each asked, got, and saw built."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.spreadsheet import write_table
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from voting.core.delivery.ledger import COLUMNS, LedgerLine, list_rows, sum_up
from voting.core.rules import PUBLICATION
from voting.storage.delivery.reports import read_deliveries
from voting.storage.outcomes import find_version


@get("/areas", access=PUBLIC, sync_to_thread=True, snapshot=True)
def list_areas(request: WebRequest, database: NamedDependency[Database]) -> Response[str]:
    """List the areas, each with what it got in all published rounds."""
    with database.read() as work:
        lines = read_ledger(work)
    areas = {line.area: [one for one in lines if one.area == line.area] for line in lines}
    return page(request, "voting/delivery/areas.html", areas=areas, lines=lines)


@get("/areas/{area:str}", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_area(request: WebRequest, area: FromPath[str], database: NamedDependency[Database]) -> Response[str]:
    """Show one area by year. Raises NotFoundError for one that no published round knows."""
    with database.read() as work:
        lines = [line for line in read_ledger(work) if line.area == area]
    if not lines:
        raise NotFoundError
    most = max(max(line.asked_sum, line.chosen_sum, line.built_sum) for line in lines)
    return page(request, "voting/delivery/area.html", lines=lines, most=most or 1)


@get("/areas/ledger.csv", access=PUBLIC, sync_to_thread=True, snapshot=True)
def send_ledger(database: NamedDependency[Database]) -> Response[str]:
    """Send the whole ledger."""
    with database.read() as work:
        lines = read_ledger(work)
    headers = {"content-disposition": 'attachment; filename="areas.csv"', "cache-control": "no-cache"}
    return Response(
        write_table(COLUMNS, list_rows(lines)), media_type="text/csv; charset=utf-8", headers=headers
    )


def read_ledger(work: Work) -> list[LedgerLine]:
    """Return every area of every published round with money, the newest year first."""
    lines: list[LedgerLine] = []
    for cycle in work.list_cycles():
        declaration = cycle.declaration
        if declaration.plan(PUBLICATION) is None or not declaration.has_money:
            continue
        version = find_version(work, cycle.id)
        if version is None:
            continue
        outcome, deliveries = version.result.outcome, read_deliveries(work, cycle.id)
        projects = {project.id: project for project in outcome.shortlist.projects}
        lines += [
            sum_up(
                cycle.id,
                declaration.name,
                declaration.stages[0].opens_at.year,
                area.name,
                counted,
                projects,
                deliveries,
                is_decided=not version.result.is_open,
            )
            for counted in outcome.areas
            for area in declaration.areas
            if area.id == counted.area
        ]
    return sorted(lines, key=lambda line: (-line.year, line.cycle))


HANDLERS = (list_areas, show_area, send_ledger)
