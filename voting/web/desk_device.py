"""The resident's side of the desk: taking a ballot over by a short code, and leaving a device that holds nothing more.

Leaving wipes what the browser keeps of the visit (Clear-Site-Data) and ends at a locked page, where an official signs
in.
"""

from datetime import timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError, TooManyAttemptsError
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import Connection, WebRequest, exchange_of, session_of, toolkit_of
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.stage_gate import require_open
from pb.web.throttle import Counted, Throttle, forgive, hide_address, take_attempt
from voting.core.channel import Channel
from voting.core.desk import State, read_hand_over_code
from voting.core.rules import VOTING
from voting.storage.desk import end_assistance, redeem_code
from voting.storage.electoral_roll import find_resident
from voting.web.admission import admit
from voting.web.refusals import require_channel
from voting.web.voter import Voter

CODE = TextField("code", Message("Code from the desk"), maximum=40)
GIVEN = TextField("code", Message("Code from the desk"), maximum=40, required=False)
ATTEMPTS = Throttle("desk-code-caller", 30, timedelta(minutes=10))
WIPED = '"cache", "cookies", "storage"'


def hash_code(connection: Connection, cycle: CycleId, code: str) -> str:
    """Return the keyed hash a hand-over code is kept as."""
    return toolkit_of(connection).sign("desk-code", f"{cycle}\0{code}")


@get("/cycles/{cycle:str}/vote/desk", access=PUBLIC, sync_to_thread=True)
def show_code_field(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Ask for the code the official shows; the picture on their screen brings it along."""
    opened = _open(database, engine, cycle)
    typed = read_query(request, GIVEN).typed[GIVEN.name]
    return _ask(request, opened, new_form(request, {CODE.name: typed}))


@post("/cycles/{cycle:str}/vote/desk", access=PUBLIC, sync_to_thread=True)
def take_over(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Use the code up and let the resident onto the ballot."""
    opened = _open(database, engine, cycle)
    form = read_form(request, CODE)
    code = None if form.faults else read_hand_over_code(form[CODE])
    if code is None:
        if not form.faults:
            form.add_faults({CODE.name: Message("A code from the desk has eight letters and digits.")})
        return _ask(request, opened, form, status=422)
    counted = [Counted(ATTEMPTS, hide_address(request, "desk-code"))]
    try:
        with database.write() as work:
            take_attempt(work, counted, clock.now())
            work.commit()
    except TooManyAttemptsError as error:
        form.add_faults({CODE.name: error.message})
        return _ask(request, opened, form, status=429)
    with database.write() as work:
        assistance = redeem_code(work, opened.id, hash_code(request, opened.id, code), clock.now())
        resident = find_resident(work, opened.id, assistance.resident) if assistance else None
        if resident is not None:
            forgive(work, counted)
        work.commit()
    if assistance is None or resident is None:
        form.add_faults(
            {CODE.name: Message("This code is used, over or mistyped. Ask the official for a new one.")}
        )
        return _ask(request, opened, form, status=422)
    return admit(request, opened, resident, Channel.DESK, assistance.id)


@get("/cycles/{cycle:str}/desk/locked", access=PUBLIC, sync_to_thread=True)
def show_locked(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show that nothing of the visit is left here, until an official signs in."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    if found.declaration.plan(VOTING) is None:
        raise NotFoundError
    return page(request, "voting/desk_locked.html", cycle=found)


def lock_device(request: WebRequest, visit: Voter) -> Response[str]:
    """End a visit, whether or not a ballot was cast, and have the browser forget it."""
    toolkit, session = toolkit_of(request), session_of(request)
    with toolkit.database.write() as work:
        if not visit.key:
            end_assistance(work, visit.assistance, State.LEFT)
        work.commit()
    session.end()
    response = go_to(request, f"cycles/{visit.cycle}/desk/locked")
    response.headers["clear-site-data"] = WIPED
    return response


def find_desk_timeout(request: WebRequest, voter: Voter) -> dict[str, object] | None:
    """Return what a receipt's page needs to lock the device by itself; None for a device of the resident's own."""
    if not voter.assistance:
        return None
    base = f"/{exchange_of(request.scope).language}/cycles/{voter.cycle}/vote"
    return {"seconds": int(voter.stays.total_seconds()), "keep": f"{base}/keep", "leave": base}


def _open(database: Database, engine: Engine[Work], cycle: str) -> Cycle:
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    require_open(found, StageKey(VOTING), engine)
    require_channel(found, Channel.DESK)
    return found


def _ask(request: WebRequest, cycle: Cycle, form: Form, status: int = 200) -> Response[str]:
    return page(request, "voting/desk_begin.html", status=status, cycle=cycle, form=form)


HANDLERS = (show_code_field, take_over, show_locked)
