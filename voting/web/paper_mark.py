"""Marking a resident at a desk: find them on the roll, see whether they have voted, mark, hand the ballot out.

The page shows an area and whether the resident has voted, never a name and never what was chosen.
"""

from dataclasses import dataclass

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import AreaId, CycleId, ResidentId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.channel import Channel, Precedence
from voting.core.eligibility import Resident, list_open_areas
from voting.core.letter_code import LOOKUP_LETTERS
from voting.core.letters import read_letters
from voting.core.rules import VOTING, read_rules
from voting.storage.ballot_box import Mark, find_mark
from voting.storage.electoral_roll import find_code_holder, find_resident
from voting.storage.paper_desks import find_desk
from voting.storage.paper_marks import PaperMark, find_paper_mark, mark_on_paper
from voting.web.paper_access import PAPER_STAFF, read_paper_cycle
from voting.web.paper_desk import show_account

WHO = TextField("who", Message("Beginning of the voting code"), maximum=100)
RESIDENT = TextField("resident", Message("Resident"), maximum=64)


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


@post("/admin/cycles/{cycle:str}/paper/desks/{desk:str}/find", access=PAPER_STAFF, sync_to_thread=True)
def find_voter_at_desk(
    request: WebRequest, cycle: FromPath[str], desk: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Find a resident by the beginning of their code."""
    form = read_form(request, WHO)
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        _require_open(found)
        place = find_desk(work, found.id, desk)
        resident = None if form.faults else _find(work, found, form[WHO])
    if resident is not None:
        return go_to(request, f"admin/cycles/{cycle}/paper/desks/{place.id}/residents/{resident.id}")
    if not form.faults:
        form.add_faults(
            {WHO.name: Message("Nobody on the roll has this code. Check its first six letters and digits.")}
        )
    return show_account(request, database, cycle, desk, form, status=422)


@get(
    "/admin/cycles/{cycle:str}/paper/desks/{desk:str}/residents/{resident:str}",
    access=PAPER_STAFF,
    sync_to_thread=True,
)
def show_voter_at_desk(
    request: WebRequest,
    cycle: FromPath[str],
    desk: FromPath[str],
    resident: FromPath[str],
    database: NamedDependency[Database],
) -> Response[str]:
    """Show whether a ballot may be handed out to a resident."""
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        _require_open(found)
        place = find_desk(work, found.id, desk)
        entry = find_resident(work, found.id, ResidentId(resident))
        if entry is None:
            raise NotFoundError
        voting = _look_up(work, found, entry)
    return page(
        request,
        "voting/paper_mark.html",
        cycle=found,
        desk=place,
        voting=voting,
        areas=[area for area in found.declaration.areas if area.id in voting.areas],
    )


@post("/admin/cycles/{cycle:str}/paper/desks/{desk:str}/mark", access=PAPER_STAFF, sync_to_thread=True)
def mark_voter_at_desk(
    request: WebRequest,
    cycle: FromPath[str],
    desk: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Mark the resident; from now on one ballot may be handed out."""
    form = read_form(request, RESIDENT)
    with database.write() as work:
        read_paper_cycle(work, cycle)
        form.refuse()
        resident = ResidentId(form[RESIDENT])
        cancels = mark_on_paper(work, CycleId(cycle), desk, resident, actor_of(session), session.now)
        work.commit()
    flash = (
        Message("Marked. The online vote is cancelled. Hand out one ballot now.")
        if cancels
        else Message("Marked. Hand out one ballot now.")
    )
    return go_to(request, f"admin/cycles/{cycle}/paper/desks/{desk}", flash=flash)


def _look_up(work: Work, cycle: Cycle, resident: Resident) -> Voting:
    rules = read_rules(cycle.declaration)
    return Voting(
        resident,
        list_open_areas(rules.area, resident, [area.id for area in cycle.declaration.areas]),
        find_mark(work, cycle.id, resident.id),
        find_paper_mark(work, cycle.id, resident.id),
        rules.precedence is Precedence.PAPER,
    )


def _find(work: Work, cycle: Cycle, typed: str) -> Resident | None:
    """Return the resident whose code begins as typed: the look-up part, which opens nothing by itself."""
    try:
        letters = read_letters(typed)
    except ValueError:
        return None
    if len(letters) < LOOKUP_LETTERS:
        return None
    holder = find_code_holder(work, cycle.id, letters[:LOOKUP_LETTERS])
    return find_resident(work, cycle.id, holder.resident.id) if holder else None


def _require_open(cycle: Cycle) -> None:
    if not cycle.is_open(VOTING):
        raise NotNowError(Message("Voting is not open. Nobody can be marked as voting on paper."))


HANDLERS = (find_voter_at_desk, show_voter_at_desk, mark_voter_at_desk)
