"""The front page, the list of rounds, and one round: what can be done now, and when the rest happens."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.canonical import JSON
from pb.kernel.ids import CycleId
from pb.kernel.plain import to_plain
from pb.main.pages.cycle_view import list_views, view_cycle
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page


@get("/", access=PUBLIC, sync_to_thread=True)
def show_home(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[str]:
    """Show the most urgent round, and the others below it."""
    with database.read() as work:
        views = list_views(engine, work)
    return page(request, "cycle/home.html", views=views)


@get("/cycles", access=PUBLIC, sync_to_thread=True)
def list_cycles(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[str]:
    """List every round."""
    with database.read() as work:
        views = list_views(engine, work)
    return page(request, "cycle/list.html", views=views)


@get("/cycles/{cycle:str}", access=PUBLIC, sync_to_thread=True)
def show_cycle(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Show one round."""
    with database.read() as work:
        view = view_cycle(work.read_cycle(CycleId(cycle)), engine, work)
    return page(request, "cycle/show.html", view=view)


@get("/cycles/{cycle:str}/data.json", access=PUBLIC, sync_to_thread=True)
def send_open_data(
    cycle: FromPath[str], database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[dict[str, JSON]]:
    """Send what anyone may have of this round now, as JSON: the declaration, and each stage's open data."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        stages: dict[str, JSON] = {
            plan.key: dict(engine.stage(plan.key).open_data(found, work)) for plan in found.declaration.stages
        }
        data: dict[str, JSON] = {
            "declaration": to_plain(found.declaration),
            "seal": found.declaration.seal(),
            "stages": {state.key: state.status.value for state in found.states},
            "data": stages,
        }
    return Response(data, media_type="application/json", headers={"cache-control": "no-cache"})


HANDLERS = (show_home, list_cycles, show_cycle, send_open_data)
