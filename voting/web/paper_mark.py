"""Marking a resident at a desk: find them on the roll, see whether they have voted, mark, hand the ballot out.

The page shows an area and whether the resident has voted, never a name and never what was chosen.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotNowError, TooManyAttemptsError
from pb.kernel.ids import AreaId, CycleId, ResidentId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import SecretField
from pb.web.forms import read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.throttle import Counted, Throttle, hide_key, take_attempt
from voting.core.channel import Channel, Precedence
from voting.core.eligibility import Resident, list_open_areas
from voting.core.rules import VOTING, read_rules
from voting.identification.matching import find_for_desk
from voting.storage.ballot_box import Mark, find_mark
from voting.storage.electoral_roll import find_resident
from voting.storage.paper_desks import find_desk
from voting.storage.paper_marks import PaperMark, find_paper_mark, mark_on_paper
from voting.web.paper_access import DESK_STAFF, read_paper_cycle
from voting.web.paper_desk import show_account

WHO = SecretField(
    "who", Message("Personal identity code, or the first six characters of the voting code"), 100
)
LOOK_UPS = Throttle("paper-look-up", 60, timedelta(minutes=10))
"""What a queue at a desk needs; nobody goes through the roll this way."""

STANDS = timedelta(minutes=10)
_SLOT = "paper-desk"


@dataclass(frozen=True, slots=True)
class Found:
    """Whom an official has before them, until when; kept in their session, so that no address names a resident."""

    cycle: CycleId
    resident: ResidentId
    until: datetime


@dataclass(frozen=True, slots=True)
class Voting:
    """What a desk learns of a resident: the areas they may vote in, and how they have voted, if they have."""

    resident: Resident
    areas: tuple[AreaId, ...]
    mark: Mark | None
    paper: PaperMark | None
    paper_supersedes: bool

    @property
    def may_vote(self) -> bool:
        """Whether a ballot may be handed out."""
        if not self.areas:
            return False
        return self.mark is None or (self.mark.channel is not Channel.PAPER and self.paper_supersedes)


@post("/admin/cycles/{cycle:str}/paper/desks/{desk:str}/find", access=DESK_STAFF, sync_to_thread=True)
def find_voter_at_desk(
    request: WebRequest,
    cycle: FromPath[str],
    desk: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Find a resident on the roll; who it is stands in the official's session only."""
    form = read_form(request, WHO)
    counted = Counted(LOOK_UPS, hide_key(request, "paper", viewer_of(session).account_id))
    try:
        with database.write() as work:
            take_attempt(work, [counted], session.now)
            work.commit()
    except TooManyAttemptsError as error:
        form.add_faults({WHO.name: error.message})
        return show_account(request, database, cycle, desk, form, status=429)
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        _require_open(found)
        place = find_desk(work, found.id, desk)
        resident = (
            None if form.faults else find_for_desk(work, toolkit_of(request).secret, found.id, form[WHO])
        )
    if resident is not None:
        session.write(_SLOT, Found(found.id, resident.id, session.now + STANDS))
        return go_to(request, f"admin/cycles/{cycle}/paper/desks/{place.id}/resident")
    if not form.faults:
        form.add_faults({WHO.name: Message("Nobody on the roll has this code. Check it and try again.")})
    return show_account(request, database, cycle, desk, form, status=422)


@get(
    "/admin/cycles/{cycle:str}/paper/desks/{desk:str}/resident",
    access=DESK_STAFF,
    sync_to_thread=True,
)
def show_voter_at_desk(
    request: WebRequest,
    cycle: FromPath[str],
    desk: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show whether a ballot may be handed out to the resident before this official."""
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        _require_open(found)
        place = find_desk(work, found.id, desk)
        resident = _recall(work, session, found.id)
        if resident is None:
            return go_to(request, f"admin/cycles/{cycle}/paper/desks/{place.id}")
        voting = _look_up(work, found, resident)
    return page(
        request,
        "voting/paper_mark.html",
        cycle=found,
        desk=place,
        voting=voting,
        areas=[area for area in found.declaration.areas if area.id in voting.areas],
    )


@post("/admin/cycles/{cycle:str}/paper/desks/{desk:str}/mark", access=DESK_STAFF, sync_to_thread=True)
def mark_voter_at_desk(
    request: WebRequest,
    cycle: FromPath[str],
    desk: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Mark the resident before this official; from now on one ballot may be handed out."""
    with database.write() as work:
        found = read_paper_cycle(work, cycle)
        place = find_desk(work, found.id, desk)
        resident = _recall(work, session, found.id)
        if resident is None:
            raise NotNowError(
                Message("Nothing was marked. Find the resident on the roll again."),
                f"admin/cycles/{cycle}/paper/desks/{place.id}",
            )
        cancels = mark_on_paper(work, found.id, place.id, resident.id, actor_of(session), session.now)
        work.commit()
    session.remove(_SLOT)
    flash = (
        Message("Marked. The online vote is cancelled. Hand out one ballot now.")
        if cancels
        else Message("Marked. Hand out one ballot now.")
    )
    return go_to(request, f"admin/cycles/{cycle}/paper/desks/{desk}", flash=flash)


def _recall(work: Work, session: Session, cycle: CycleId) -> Resident | None:
    found = session.read(_SLOT, Found)
    if found is None or found.cycle != cycle or session.now >= found.until:
        return None
    return find_resident(work, cycle, found.resident)


def _look_up(work: Work, cycle: Cycle, resident: Resident) -> Voting:
    rules = read_rules(cycle.declaration)
    return Voting(
        resident,
        list_open_areas(rules.area, resident, [area.id for area in cycle.declaration.areas]),
        find_mark(work, cycle.id, resident.id),
        find_paper_mark(work, cycle.id, resident.id),
        rules.precedence is Precedence.PAPER,
    )


def _require_open(cycle: Cycle) -> None:
    if not cycle.is_open(VOTING):
        raise NotNowError(Message("Voting is not open. Nobody can be marked as voting on paper."))


HANDLERS = (find_voter_at_desk, show_voter_at_desk, mark_voter_at_desk)
