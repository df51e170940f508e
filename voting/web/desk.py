"""The desk: an official finds a resident on the roll and sees what is needed to help them, never a choice.

What is typed to find somebody is never shown again, stored or put in an address. Who was found stands in the official's
own session, for a few minutes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import TooManyAttemptsError
from pb.kernel.ids import CycleId, ResidentId, StageKey
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.actors import viewer_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import SecretField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from pb.web.throttle import Counted, Throttle, hide_key, take_attempt
from voting.core.channel import Channel
from voting.core.desk import read_hour
from voting.core.eligibility import Resident
from voting.core.rules import VOTING, read_rules
from voting.identification.matching import find_for_desk
from voting.storage.ballot_box import find_mark
from voting.storage.desk import list_open_assistances
from voting.storage.electoral_roll import find_resident
from voting.web.desk_words import DOCUMENTS, HOW
from voting.web.refusals import require_channel

DESK = staff(Role.DESK)
WHO = SecretField(
    "who", Message("Personal identity code, or the first six characters of the voting code"), 40
)
LOOK_UPS = Throttle("desk-look-up", 60, timedelta(minutes=10))
"""What a queue at a desk needs; nobody goes through the roll this way."""

STANDS = timedelta(minutes=10)
_SLOT = "desk"


@dataclass(frozen=True, slots=True)
class Found:
    """Whom an official has found, until when."""

    cycle: CycleId
    resident: ResidentId
    until: datetime


def open_desk(database: Database, engine: Engine[Work], cycle: str) -> Cycle:
    """Return a cycle whose vote is open at desks. Raises NotFoundError and NotNowError."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    require_open(found, StageKey(VOTING), engine)
    require_channel(found, Channel.DESK)
    return found


def find_found(work: Work, session: Session, cycle: Cycle) -> Resident | None:
    """Return the resident this official has before them, or None."""
    found = session.read(_SLOT, Found)
    if found is None or found.cycle != cycle.id or session.now >= found.until:
        return None
    return find_resident(work, cycle.id, found.resident)


@get("/cycles/{cycle:str}/desk", access=DESK, sync_to_thread=True)
def show_desk(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Ask whom to find, and list the visits that are open."""
    return _ask(request, database, session, open_desk(database, engine, cycle), new_form(request))


@post("/cycles/{cycle:str}/desk/find", access=DESK, sync_to_thread=True)
def find(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Look somebody up on the roll; only that they stand on it is kept, in the official's session."""
    opened = open_desk(database, engine, cycle)
    form = read_form(request, WHO)
    if form.faults:
        return _ask(request, database, session, opened, form, status=422)
    counted = Counted(LOOK_UPS, hide_key(request, "desk", viewer_of(session).account_id))
    try:
        with database.write() as work:
            take_attempt(work, [counted], clock.now())
            work.commit()
    except TooManyAttemptsError as error:
        form.add_faults({WHO.name: error.message})
        return _ask(request, database, session, opened, form, status=429)
    with database.read() as work:
        resident = find_for_desk(work, toolkit_of(request).secret, opened.id, form[WHO])
    if resident is None:
        form.add_faults({WHO.name: Message("Nobody on the roll has this code. Check it and try again.")})
        return _ask(request, database, session, opened, form, status=422)
    session.write(_SLOT, Found(opened.id, resident.id, session.now + STANDS))
    return go_to(request, f"cycles/{cycle}/desk/resident")


@get("/cycles/{cycle:str}/desk/resident", access=DESK, sync_to_thread=True)
def show_resident(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show whether the resident may vote, where, and whether and how they have; and hand the ballot over."""
    opened = open_desk(database, engine, cycle)
    return show_found(request, database, session, opened, new_form(request))


def show_found(
    request: WebRequest, database: Database, session: Session, cycle: Cycle, form: Form, status: int = 200
) -> Response[str]:
    """Return the page of the resident in front, or go back to look for one."""
    with database.read() as work:
        resident = find_found(work, session, cycle)
        mark = find_mark(work, cycle.id, resident.id) if resident else None
    if resident is None:
        return go_to(request, f"cycles/{cycle.id}/desk")
    rules = read_rules(cycle.declaration)
    is_final = mark is not None and (mark.channel is Channel.PAPER or not rules.revote)
    return page(
        request,
        "voting/desk_resident.html",
        status=status,
        cycle=cycle,
        form=form,
        resident=resident,
        area=cycle.declaration.area(resident.area) if resident.area else None,
        how=HOW[mark.channel] if mark else None,
        may_vote=resident.is_entitled and not is_final,
        documents=DOCUMENTS,
        is_home=rules.area == "home" and len(cycle.declaration.areas) > 1,
    )


def _ask(
    request: WebRequest, database: Database, session: Session, cycle: Cycle, form: Form, status: int = 200
) -> Response[str]:
    session.remove(_SLOT)
    with database.read() as work:
        found = list_open_assistances(work, cycle.id, viewer_of(session).account_id)
    return page(
        request,
        "voting/desk.html",
        status=status,
        cycle=cycle,
        form=form,
        visits=[(visit, read_hour(visit.hour)) for visit in found],
        documents=DOCUMENTS,
        voting=cycle.declaration.plan(VOTING),
    )


HANDLERS = (show_desk, find, show_resident)
