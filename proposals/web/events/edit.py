"""Announcing an event, changing it, telling what came of it, cancelling it. Two officials never overwrite each other."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from proposals.core.events import Event
from proposals.core.rules import review_rules
from proposals.storage.events import OutdatedEventError, add_event, cancel_event, change_event
from proposals.web.events.fields import VERSION, label_of, languages_of, read_meeting, type_meeting
from proposals.web.events.public import find_event_of
from proposals.web.events.words import KIND, SPOKEN
from proposals.web.review_fields import REASONS, check_reason, read_reason, reason_field, reason_languages
from proposals.web.rounds import find_round

MEETS = staff(Role.OFFICIAL, Role.ADMINISTRATOR)
CANCELLED = Message("This event has been cancelled.")


@get("/cycles/{cycle:str}/events/new", access=MEETS, sync_to_thread=True)
def show_new(request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]) -> Response[str]:
    """Show the empty form."""
    with database.read() as work:
        found = find_round(work, cycle)
    typed: dict[str, str | tuple[str, ...]] = {VERSION.name: "0", "languages": (Language.FI.value,)}
    return _show(request, found, None, new_form(request, typed))


@post("/cycles/{cycle:str}/events/new", access=MEETS, sync_to_thread=True)
def announce(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Announce the event."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        form, meeting, _seen = read_meeting(request, held)
        if meeting is None:
            return _show(request, held, None, form)
        event = add_event(work, held, meeting, actor_of(session), clock.now())
        work.commit()
    return go_to(request, f"cycles/{cycle}/events/{event.id}", flash=Message("The event has been announced."))


@get("/cycles/{cycle:str}/events/{event:str}/change", access=MEETS, sync_to_thread=True)
def show_change(
    request: WebRequest, cycle: FromPath[str], event: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the form with what the event says."""
    with database.read() as work:
        found = find_round(work, cycle)
        known = find_event_of(work, found, event)
    return _show(request, found, known, new_form(request, type_meeting(known.meeting, known.version)))


@post("/cycles/{cycle:str}/events/{event:str}/change", access=MEETS, sync_to_thread=True)
def change(
    request: WebRequest,
    cycle: FromPath[str],
    event: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Save the change over the version that was read; 409 with both when somebody else was first."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        known = find_event_of(work, held, event)
        form, meeting, seen = read_meeting(request, held)
        if meeting is None:
            return _show(request, held, known, form)
        try:
            change_event(work, held, known.id, meeting, seen, actor_of(session), clock.now())
        except OutdatedEventError as error:
            # Sent once more, the form says that its sender has read what stands now.
            form.typed[VERSION.name] = str(error.newest.version)
            form.add_faults({"": error.message})
            return _show(request, held, known, form, status=error.status)
        work.commit()
    return go_to(request, f"cycles/{cycle}/events/{event}", flash=Message("The event has been changed."))


@get("/cycles/{cycle:str}/events/{event:str}/cancel", access=MEETS, sync_to_thread=True)
def show_cancelling(
    request: WebRequest, cycle: FromPath[str], event: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Ask for the reason that the public will read."""
    with database.read() as work:
        found = find_round(work, cycle)
        known = find_event_of(work, found, event)
    if known.is_cancelled:
        raise ConflictError(CANCELLED)
    return _show_cancelling(request, found, known, new_form(request))


@post("/cycles/{cycle:str}/events/{event:str}/cancel", access=MEETS, sync_to_thread=True)
def cancel(
    request: WebRequest,
    cycle: FromPath[str],
    event: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Cancel the event; its page stays and tells why."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        known = find_event_of(work, held, event)
        form = read_form(request, *(reason_field(language) for language, _ in reason_languages(held)))
        if not form.faults:
            reason = read_reason(form, held)
            form.add_faults(check_reason(reason, review_rules(held)))
        if form.faults:
            return _show_cancelling(request, held, known, form)
        cancel_event(work, held, known.id, reason, actor_of(session), clock.now())
        work.commit()
    return go_to(request, f"cycles/{cycle}/events/{event}", flash=CANCELLED)


def _show(
    request: WebRequest, cycle: Cycle, event: Event | None, form: Form, status: int = 0
) -> Response[str]:
    return page(
        request,
        "proposals/events/form.html",
        status=status or (422 if form.faults else 200),
        cycle=cycle,
        event=event,
        kinds=KIND,
        spoken=SPOKEN,
        languages=languages_of(cycle),
        label_of=label_of,
        is_conflict=status == OutdatedEventError.status,
        form=form,
    )


def _show_cancelling(request: WebRequest, cycle: Cycle, event: Event, form: Form) -> Response[str]:
    return page(
        request,
        "proposals/events/cancel.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        event=event,
        reasons=[(language, REASONS[language], owed) for language, owed in reason_languages(cycle)],
        form=form,
    )


HANDLERS = (show_new, announce, show_change, change, show_cancelling, cancel)
