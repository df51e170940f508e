"""Casting, the receipt, and leaving.

The form of the check page carries a key drawn for it. A double click, a reload or a retry after a fault sends the same
key and gets the same receipt; nothing is cast twice. A browser that seals sends ``sealed`` and ``style`` and no choice;
otherwise the server seals what was chosen in memory. Neither choices nor codes are ever logged.
"""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, InvalidInputError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.board.admission import seal_and_admit
from voting.core.rules import VOTING
from voting.storage.ballot_box import Cast, OtherTagError, cast_sealed, find_receipt, has_voted
from voting.web.booth import enter_booth
from voting.web.choose import read_paper, show_check
from voting.web.voter import VOTER, note_cast, require_voter

KEY = TextField("key", Message("Key of this ballot"), maximum=64)
SEALED = TextField("sealed", Message("Sealed ballot"), required=False, maximum=16_384)
OPENED = InvalidInputError(
    {"sealed": Message("This ballot was opened for a test, so it can't be cast. Go back and choose again.")}
)
STYLE = TextField("style", Message("Ballot paper"), required=False, maximum=64)


@post("/cycles/{cycle:str}/vote/cast", access=VOTER, sync_to_thread=True)
def cast(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Put the ballot into the box; only after it is safely there is the receipt shown."""
    voter = require_voter(session, cycle)
    form = read_form(request, KEY, SEALED, STYLE)
    form.refuse()
    with database.read() as work:
        booth = enter_booth(work, work.read_cycle(CycleId(cycle)), voter)
    seal = booth.seal
    paper = None if form[SEALED] else read_paper(request, booth)
    if paper is not None and paper.faults:
        return show_check(request, booth, paper)
    try:
        if paper is None:
            ballot = seal.admit(form[STYLE], form[SEALED])
        else:
            ballot = seal_and_admit(seal.manifest, paper.style.id, seal.tag, paper.choices)
        if ballot.digest.hex() in voter.opened:
            raise OPENED
        with database.write() as work:
            wish = Cast(voter.cycle, voter.resident.id, voter.channel, ballot, form[KEY])
            cast_sealed(work, wish, clock.now())
            work.commit()
    except OtherTagError:
        return _show_voted(request, booth.cycle, status=409)
    except ConflictError:
        return _show_voted(request, booth.cycle, status=409)
    note_cast(session, voter, form[KEY])
    return go_to(request, f"{booth.path}/done")


@get("/cycles/{cycle:str}/vote/done", access=VOTER, sync_to_thread=True)
def show_receipt(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the receipt of the ballot that this session cast."""
    voter = require_voter(session, cycle)
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        receipt = find_receipt(work, found.id, voter.resident.id, voter.key) if voter.key else None
    if receipt is None:
        return go_to(request, f"cycles/{cycle}/vote/choose")
    return page(
        request,
        "voting/done.html",
        cycle=found,
        receipt=receipt,
        area=found.declaration.area(receipt.style),
    )


@get("/cycles/{cycle:str}/vote/voted", access=VOTER, sync_to_thread=True)
def show_voted(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Tell a voter that a ballot stands in their name, and never what it says."""
    voter = require_voter(session, cycle)
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        voted = has_voted(work, found.id, voter.resident.id)
    if not voted or voter.key:
        return go_to(request, f"cycles/{cycle}/vote/{'done' if voted else 'choose'}")
    return _show_voted(request, found)


@post("/cycles/{cycle:str}/vote/leave", access=PUBLIC, sync_to_thread=True)
def leave(request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]) -> Response[str]:
    """End the voter's session."""
    session.end()
    return go_to(request, f"cycles/{cycle}", flash=Message("You have signed out."))


def _show_voted(request: WebRequest, cycle: Cycle, status: int = 200) -> Response[str]:
    return page(
        request, "voting/voted.html", status=status, cycle=cycle, voting=cycle.declaration.plan(VOTING)
    )


HANDLERS = (cast, show_receipt, show_voted, leave)
