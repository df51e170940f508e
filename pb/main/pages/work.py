"""What waits for whoever is signed in: the tasks of each round's open stage."""

from litestar import Response, get
from litestar.di import NamedDependency

from pb.engine.engine import Engine
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.exchange import WebRequest
from pb.web.pages import page


@get("/work", access=staff(), sync_to_thread=True)
def show_work(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[str]:
    """List the open stages with their tasks."""
    with database.read() as work:
        rounds = [
            (cycle, engine.stage(plan.key).name, engine.stage(plan.key).tasks(cycle, work), plan)
            for cycle in work.list_cycles()
            if (plan := cycle.open_stage) is not None
        ]
    return page(request, "admin/work.html", rounds=rounds)


HANDLERS = (show_work,)
