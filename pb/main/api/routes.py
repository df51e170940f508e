"""The addresses of the interface: rounds, areas, health, and a list for each resource that a stage brings.

Knows no proposals and no votes. Only what stages call public passes here, so the embargo on a count holds by itself.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Parameter
from sqlalchemy import text

from pb.engine.public import Resource
from pb.engine.stage import Stage
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId, StageKey
from pb.main.api.answers import answer, answer_page
from pb.main.api.forms import (
    AreaInfo,
    CycleInfo,
    Health,
    Listing,
    Problem,
    describe_areas,
    describe_cycle,
)
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest

SIZE, SIZE_MOST, PAGE_MOST = 50, 200, 100_000
CycleName = Annotated[str, Parameter(pattern="^[a-z0-9-]{1,40}$", description="The short name of a round.")]
PageNumber = Annotated[int, Parameter(ge=1, le=PAGE_MOST, description="The page, from 1.")]
PageSize = Annotated[int, Parameter(ge=1, le=SIZE_MOST, description="How many items a page holds.")]
REFUSED = (
    (400, "A parameter can't be read"),
    (404, "There is no such round or list"),
    (414, "The address is too long"),
    (503, "The service is busy; try again after Retry-After seconds"),
)
REFUSALS = {
    status: ResponseSpec(Problem, description=words, media_type="application/problem+json")
    for status, words in REFUSED
}
SHOWN: dict[str, object] = {"access": PUBLIC, "session": False}


@get("/health", sync_to_thread=True, operation_id="checkHealth", responses=REFUSALS, opt=SHOWN)
def check_health(request: WebRequest, database: NamedDependency[Database]) -> Response[Health]:
    """Tell that the service and its database answer."""
    with database.read() as work:
        work.connection.execute(text("SELECT 1"))
    return answer(request, Health("ok"))


@get("/cycles", sync_to_thread=True, operation_id="listCycles", responses=REFUSALS, opt=SHOWN)
def list_cycles(
    request: WebRequest, database: NamedDependency[Database], page: PageNumber = 1, size: PageSize = SIZE
) -> Response[Listing[CycleInfo]]:
    """List the rounds, the newest first."""
    with database.read() as work:
        cycles = [describe_cycle(cycle) for cycle in work.list_cycles()]
    return answer_page(request, cycles, page, size)


@get("/cycles/{cycle:str}", sync_to_thread=True, operation_id="readCycle", responses=REFUSALS, opt=SHOWN)
def read_cycle(
    request: WebRequest, cycle: CycleName, database: NamedDependency[Database]
) -> Response[CycleInfo]:
    """Read one round: its name, money, areas, stages and dates."""
    with database.read() as work:
        found = describe_cycle(work.read_cycle(CycleId(cycle)))
    return answer(request, found)


@get(
    "/cycles/{cycle:str}/areas", sync_to_thread=True, operation_id="listAreas", responses=REFUSALS, opt=SHOWN
)
def list_areas(
    request: WebRequest,
    cycle: CycleName,
    database: NamedDependency[Database],
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response[Listing[AreaInfo]]:
    """List the areas of a round with their budgets."""
    with database.read() as work:
        areas = describe_areas(work.read_cycle(CycleId(cycle)))
    return answer_page(request, areas, page, size)


def make_list_route(stage: StageKey, resource: Resource[Work]) -> HTTPRouteHandler:
    """Return the route of a stage's resource. A round without the stage has no such list."""

    def list_resource(
        request: WebRequest,
        cycle: CycleName,
        database: NamedDependency[Database],
        page: PageNumber = 1,
        size: PageSize = SIZE,
    ) -> Response[Listing[object]]:
        with database.read() as work:
            found = work.read_cycle(CycleId(cycle))
            if found.declaration.plan(stage) is None:
                raise NotFoundError
            values: Sequence[object] = resource.read(found, work)
        return answer_page(request, values, page, size)

    list_resource.__doc__ = resource.about
    # The description of the interface reads the form of the items from here; each resource has its own.
    list_resource.__annotations__["return"] = Response[Listing[resource.form]]  # type: ignore[name-defined]
    return get(
        f"/cycles/{{cycle:str}}/{resource.name}",
        name=f"api-{resource.name}",
        operation_id=f"list{resource.name.title()}",
        sync_to_thread=True,
        responses=REFUSALS,
        opt=SHOWN,
    )(list_resource)


def make_handlers(stages: Iterable[Stage[Work]]) -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of the interface: its own, and one for each resource of the stages."""
    lists = (make_list_route(stage.key, resource) for stage in stages for resource in stage.resources())
    return (check_health, list_cycles, read_cycle, list_areas, *lists)


def make_router(handlers: Sequence[HTTPRouteHandler]) -> Router:
    """Put routes under the version of the interface."""
    return Router(path="/api/v1", route_handlers=list(handlers))
