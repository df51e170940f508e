"""The journal as officials and trustees read it, with the check of its chain done at every look."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.engine.journal import GENESIS, find_break
from pb.kernel.ids import CycleId
from pb.main.admin.words import name_event
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.exchange import WebRequest
from pb.web.pages import page


@get("/admin/cycles/{cycle:str}/journal", access=staff(), sync_to_thread=True)
def show_journal(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Show who did what in a cycle, the newest first."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        journal = work.read_journal(found.id)
    lines = [
        (
            entry,
            name_event(engine, entry.event.stage, entry.event.act),
            _name_stage(engine, entry.event.stage),
        )
        for entry in reversed(journal)
    ]
    return page(
        request,
        "admin/journal.html",
        cycle=found,
        lines=lines,
        broken_at=find_break(journal),
        newest=journal[-1].hash if journal else GENESIS,
    )


def _name_stage(engine: Engine[Work], key: str) -> object:
    return next((stage.name for stage in engine.list_stages() if stage.key == key), "")


HANDLERS = (show_journal,)
