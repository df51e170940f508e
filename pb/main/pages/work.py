"""What waits for whoever is signed in: those tasks of each round's stage that are theirs.

Between two stages it is the one that has closed: its ballots may still have to be opened or keyed.
"""

from collections.abc import Iterable

from litestar import Response, get
from litestar.di import NamedDependency

from pb.engine.cycle import Cycle
from pb.engine.declaration import StagePlan
from pb.engine.engine import Engine
from pb.engine.stage import Task
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import may_open, staff
from pb.web.exchange import WebRequest, language_of_request
from pb.web.pages import page


@get("/work", access=staff(), sync_to_thread=True)
def show_work(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[str]:
    """List the current stages with their tasks."""
    with database.read() as work:
        rounds = [
            (
                cycle,
                engine.stage(plan.key).name,
                _list_own(request, engine.stage(plan.key).tasks(cycle, work)),
                plan,
            )
            for cycle in work.list_cycles()
            if (plan := _find_current(cycle)) is not None
        ]
    return page(request, "admin/work.html", rounds=rounds)


def _find_current(cycle: Cycle) -> StagePlan | None:
    """Return the open stage, else the last that has closed while another is to come; None before and after all."""
    if cycle.open_stage is not None or cycle.is_over:
        return cycle.open_stage
    closed = [plan for plan in cycle.declaration.stages if cycle.has_closed(plan.key)]
    return closed[-1] if closed else None


def _list_own(request: WebRequest, tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks on pages that the viewer may open: what others do isn't theirs to see as undone."""
    language = language_of_request(request)
    return [task for task in tasks if not task.path or may_open(request, f"/{language}/{task.path}")]


HANDLERS = (show_work,)
