"""What happened next: every chosen project of a round, for anyone to follow."""

from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, optional
from pb.web.forms import read_query
from pb.web.pages import page
from pb.web.sandboxed import send_picture
from pb.web.stepper import list_steps
from voting.core.delivery.progress import DeliveryState
from voting.core.rules import PUBLICATION
from voting.storage.delivery.photos import read_photo
from voting.storage.outcomes import find_version
from voting.web.delivery.view import find_chosen, list_chosen
from voting.web.delivery.words import STATES
from voting.web.results import find_cycle

STATE = optional(ChoiceField("state", Message("State"), [state.value for state in DeliveryState]))


FOREVER = "public, max-age=31536000, immutable"


@get("/cycles/{cycle:str}/projects", access=PUBLIC, sync_to_thread=True, snapshot=True)
def list_projects(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """List the chosen projects, narrowed by area and state. A filter that can't be read narrows nothing."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        chosen = list_chosen(work, found, clock.now())
        is_published = find_version(work, found.id) is not None
    area = optional(ChoiceField("area", Message("Area"), [area.id for area in found.declaration.areas]))
    form = read_query(request, area, STATE)
    wanted = {field.name: None if field.name in form.faults else form[field] for field in (area, STATE)}
    form.faults.clear()
    shown = [
        one
        for one in chosen
        if wanted["area"] in (None, one.area.id)
        and wanted["state"] in (None, one.delivery.progress.state.value)
    ]
    return page(
        request,
        "voting/delivery/list.html",
        cycle=found,
        chosen=chosen,
        shown=shown,
        counts=[
            (words, sum(one.delivery.progress.state is state for one in chosen))
            for state, (words, _) in STATES.items()
        ],
        states=STATES,
        form=form,
        is_filtered=any(wanted.values()),
        query=urlencode({name: value for name, value in wanted.items() if value}),
        is_published=is_published,
        plan=found.declaration.plan(PUBLICATION),
        steps=list_steps(found, engine),
    )


@get("/cycles/{cycle:str}/projects/{project:str}", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_project(
    request: WebRequest,
    cycle: FromPath[str],
    project: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show one chosen project: where it is, since when, what it costs, and why it is late or was cancelled."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        chosen = find_chosen(work, found, project, clock.now())
    return page(
        request,
        "voting/delivery/show.html",
        cycle=found,
        chosen=chosen,
        states=STATES,
        several=len(found.declaration.areas) > 1,
    )


@get(
    "/cycles/{cycle:str}/projects/{project:str}/photos/{photo:str}/{size:str}",
    access=PUBLIC,
    sync_to_thread=True,
    session=False,
)
def send_photo(
    cycle: FromPath[str],
    project: FromPath[str],
    photo: FromPath[str],
    size: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Send a photo of a chosen project: ours, encoded anew, which never changes under its random name."""
    if size not in ("large", "small"):
        raise NotFoundError
    with database.read() as work:
        found = find_cycle(work, cycle)
        if photo not in {one.id for one in find_chosen(work, found, project, clock.now()).photos}:
            raise NotFoundError
        content = read_photo(work, found.id, photo, is_large=size == "large")
    return send_picture(content, FOREVER)


HANDLERS = (list_projects, show_project, send_photo)
