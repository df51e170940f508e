"""Where one can meet the city, and what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import NumberField, optional
from pb.web.forms import read_query
from pb.web.pages import page
from proposals.core.events import Event, EventId, draw_route
from proposals.core.rules import REVIEW, SUBMISSION
from proposals.storage.events import find_event, list_events, list_made_of, list_notes
from proposals.web.events.words import KIND, SPOKEN
from proposals.web.rounds import find_round

PAGE = optional(NumberField("page", Message("Page"), minimum=1))
LINES = 20


@get("/events", access=PUBLIC, sync_to_thread=True)
def show_all(
    request: WebRequest, database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[str]:
    """Show the events of every round."""
    with database.read() as work:
        rounds = {cycle.id: cycle for cycle in work.list_cycles() if _has_proposals(cycle)}
        events = list_events(work)
    return _show_list(request, rounds, events, clock.now(), None)


@get("/cycles/{cycle:str}/events", access=PUBLIC, sync_to_thread=True)
def show_events(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show the events of one round."""
    with database.read() as work:
        found = find_round(work, cycle)
        events = list_events(work, found.id)
    return _show_list(request, {found.id: found}, events, clock.now(), found)


@get("/cycles/{cycle:str}/events/{event:str}", access=PUBLIC, sync_to_thread=True)
def show_event(
    request: WebRequest,
    cycle: FromPath[str],
    event: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show an event: when, where, how one gets in, the way, and what came of it."""
    with database.read() as work:
        found = find_round(work, cycle)
        meeting = find_event_of(work, found, event)
        notes = list_notes(work, meeting.id)
        made = list_made_of(work, notes)
    return page(
        request,
        "proposals/events/show.html",
        cycle=found,
        event=meeting,
        notes=notes,
        made=made,
        drawn=draw_route(meeting.meeting.stops),
        is_over=meeting.is_over(clock.now()),
        kinds=KIND,
        spoken=SPOKEN,
    )


def find_event_of(work: Work, cycle: Cycle, event_id: str) -> Event:
    """Return an event of a round. Raises NotFoundError, for those of other rounds too."""
    event = find_event(work, EventId(event_id))
    if event.cycle != cycle.id:
        raise NotFoundError
    return event


def _has_proposals(cycle: Cycle) -> bool:
    return any(cycle.declaration.plan(key) is not None for key in (SUBMISSION, REVIEW))


def _show_list(
    request: WebRequest,
    rounds: Mapping[CycleId, Cycle],
    events: Sequence[Event],
    now: datetime,
    cycle: Cycle | None,
) -> Response[str]:
    coming = [event for event in events if not event.is_over(now)]
    past = [event for event in reversed(events) if event.is_over(now)]
    form = read_query(request, PAGE)
    ordered = [*coming, *past]
    pages = max(1, -(-len(ordered) // LINES))
    number = min(1 if form.faults else form[PAGE] or 1, pages)
    shown = ordered[(number - 1) * LINES : number * LINES]
    return page(
        request,
        "proposals/events/list.html",
        cycle=cycle,
        rounds=rounds,
        coming=[event for event in shown if not event.is_over(now)],
        past=[event for event in shown if event.is_over(now)],
        running=[one for one in rounds.values() if not one.is_over],
        kinds=KIND,
        number=number,
        pages=pages,
    )


HANDLERS = (show_all, show_events, show_event)
