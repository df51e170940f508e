"""The task list of a cycle, and the acts on it: asked for by one official, approved by another, or done by one."""

from dataclasses import replace
from secrets import token_hex

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.acts import Act
from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.engine.stage import Task
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.main.admin.cycle_view import read_act, view_stages
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import may_open, staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, language_of_request
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from pb.web.stepper import list_steps

DECIDES = staff(Role.ADMINISTRATOR)
CONSENTS = staff(Role.ADMINISTRATOR, Role.TRUSTEE)


def find_act(cycle: Cycle, stage: str, name: str, engine: Engine[Work]) -> Act:
    """Return the act an address names. Raises NotFoundError."""
    act = read_act(stage, name, cycle.declaration.plan(stage), engine)
    if act is None:
        raise NotFoundError
    return act


@get("/admin", access=CONSENTS, sync_to_thread=True)
def list_cycles(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[str]:
    """List the cycles with what is open in each."""
    with database.read() as work:
        cycles = [(cycle, list_steps(cycle, engine)) for cycle in work.list_cycles()]
    return page(request, "admin/cycles.html", cycles=cycles)


@get("/admin/cycles/{cycle:str}", access=CONSENTS, sync_to_thread=True)
def show_cycle(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show a cycle's task list, stage by stage."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        stages = view_stages(found, engine, work, clock.now())
    shown = [
        replace(view, tasks=tuple(_link_where_allowed(request, task) for task in view.tasks))
        for view in stages
    ]
    return page(request, "admin/cycle.html", cycle=found, steps=list_steps(found, engine), stages=shown)


def _link_where_allowed(request: WebRequest, task: Task) -> Task:
    """Return the task, without its link for a trustee who sees that it is done and may not do it."""
    allowed = task.path and may_open(request, f"/{language_of_request(request)}/{task.path}")
    return task if allowed else replace(task, path="")


@post("/admin/cycles/{cycle:str}/stages/{stage:str}/{act:str}/request", access=DECIDES, sync_to_thread=True)
def request_act(
    request: WebRequest,
    cycle: FromPath[str],
    stage: FromPath[str],
    act: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Ask a second person for their consent."""
    with database.write() as work:
        found = find_act(work.load_cycle(CycleId(cycle)), stage, act, engine)
        engine.request(CycleId(cycle), found, work, actor_of(session), clock.now(), token_hex(16))
        work.commit()
    return go_to(
        request, f"admin/cycles/{cycle}", flash=Message("Sent for approval. Another person now approves it.")
    )


@post("/admin/cycles/{cycle:str}/stages/{stage:str}/{act:str}/approve", access=CONSENTS, sync_to_thread=True)
def approve_act(
    request: WebRequest,
    cycle: FromPath[str],
    stage: FromPath[str],
    act: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Give the second consent; the act is done at once, or at its date."""
    with database.write() as work:
        found = find_act(work.load_cycle(CycleId(cycle)), stage, act, engine)
        engine.approve(CycleId(cycle), found, work, actor_of(session), clock.now())
        work.commit()
    return go_to(request, f"admin/cycles/{cycle}", flash=Message("Approved."))


@post("/admin/cycles/{cycle:str}/stages/{stage:str}/{act:str}/do", access=DECIDES, sync_to_thread=True)
def do_act(
    request: WebRequest,
    cycle: FromPath[str],
    stage: FromPath[str],
    act: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Do an act that one person may do."""
    with database.write() as work:
        found = find_act(work.load_cycle(CycleId(cycle)), stage, act, engine)
        engine.perform(CycleId(cycle), found, work, actor_of(session), clock.now())
        work.commit()
    return go_to(request, f"admin/cycles/{cycle}", flash=Message("Done, and written in the journal."))


HANDLERS = (list_cycles, show_cycle, request_act, approve_act, do_act)
