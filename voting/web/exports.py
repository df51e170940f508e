"""Everything of a published round to download, and the page that says what stands in it.

Nothing here answers before publication: each file reads the result by `require_version`, so one switch holds them all.
"""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import AreaId
from pb.kernel.spreadsheet import write_table
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from voting.closed_box import read_closed_box
from voting.core.result.ballots_file import voting_days, write_ballots
from voting.core.result.tables import AREAS, PROJECTS, list_areas, list_projects
from voting.storage.outcomes import find_version
from voting.web.results import find_cycle, require_version
from voting.web.words import REASONS

CSV = "text/csv; charset=utf-8"


@get("/cycles/{cycle:str}/results/projects.csv", access=PUBLIC, sync_to_thread=True, snapshot=True)
def send_projects(cycle: FromPath[str], database: NamedDependency[Database]) -> Response[str]:
    """Send every project of a published round, one a line."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        version = require_version(work, found)
    text = write_table(PROJECTS, list_projects(found.declaration, version.result))
    return _send(text, CSV, f"{found.id}-projects.csv")


@get("/cycles/{cycle:str}/results/areas.csv", access=PUBLIC, sync_to_thread=True, snapshot=True)
def send_areas(cycle: FromPath[str], database: NamedDependency[Database]) -> Response[str]:
    """Send every area of a published round, one a line."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        version = require_version(work, found)
    text = write_table(AREAS, list_areas(found.declaration, version.result))
    return _send(text, CSV, f"{found.id}-areas.csv")


@get("/cycles/{cycle:str}/results/{area:str}/ballots.pb", access=PUBLIC, sync_to_thread=True, snapshot=True)
def send_ballots(
    cycle: FromPath[str], area: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Send the ballots of an area as a .pb file, without anything about the voters."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        if found.declaration.area(area) is None:
            raise NotFoundError
        version = require_version(work, found)
        box = read_closed_box(work, found)
    content = write_ballots(
        found.declaration, box, version.result, AreaId(area), voting_days(found.declaration)
    )
    return _send(content.decode(), "text/plain; charset=utf-8", f"{found.id}-{area}.pb")


@get("/open-data", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_open_data(request: WebRequest, database: NamedDependency[Database]) -> Response[str]:
    """List the files of every published round, what stands in them, and under which licence they are."""
    with database.read() as work:
        versions = {cycle.id: find_version(work, cycle.id) for cycle in work.list_cycles()}
        cycles = [cycle for cycle in work.list_cycles() if versions[cycle.id]]
    return page(
        request,
        "voting/open_data.html",
        cycles=sorted(cycles, key=lambda cycle: cycle.declaration.stages[0].opens_at, reverse=True),
        versions=versions,
        tables={"projects.csv": PROJECTS, "areas.csv": AREAS},
        fates=REASONS,
    )


def _send(content: str, media_type: str, name: str) -> Response[str]:
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"}
    return Response(content, media_type=media_type, headers=headers)


HANDLERS = (send_projects, send_areas, send_ballots, show_open_data)
