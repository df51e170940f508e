"""Casting, the receipt, and leaving.

The form of the check page carries a key drawn for it. A double click, a reload or a retry after a fault sends the same
key and gets the same receipt; nothing is cast twice. A browser that seals sends ``sealed`` and ``style`` and no choice;
otherwise the server seals what was chosen in memory. Neither choices nor codes are ever logged.
"""

from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, InvalidInputError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import TextField
from pb.web.forms import Form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.board.admission import seal_and_admit
from voting.core.channel import Channel
from voting.core.rules import VOTING, read_rules
from voting.storage.ballot_box import (
    Cast,
    OpenedBallotError,
    OtherTagError,
    Receipt,
    cast_sealed,
    find_mark,
    find_newest,
    find_receipt,
    has_voted,
)
from voting.storage.desk import require_standing
from voting.storage.elections import require_manifest
from voting.web.booth import enter_booth
from voting.web.choose import read_paper, show_check
from voting.web.commit import commit_cast
from voting.web.desk_device import find_desk_timeout, lock_device
from voting.web.keys import keys_of
from voting.web.paper import Paper
from voting.web.seal import Seal, draw_seal, find_seal
from voting.web.voter import VOTER, Voter, find_desk_visit, note_cast, require_voter

KEY = TextField("key", Message("Key of this ballot"), maximum=64)
SEALED = TextField("sealed", Message("Sealed ballot"), required=False, maximum=16_384)
STYLE = TextField("style", Message("Ballot paper"), required=False, maximum=64)


NOT_CAST = Message("Your vote was not cast. Wait a moment and send it again: reload this page.")
"""Said instead of the general words when the database can't be reached: the transaction has left nothing behind."""


@post("/cycles/{cycle:str}/vote/cast", access=VOTER, busy=NOT_CAST, sync_to_thread=True)
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
    paper: Paper | None = None
    if not form[SEALED]:
        with database.read() as work:
            booth = enter_booth(work, work.read_cycle(CycleId(cycle)), voter)
        paper = read_paper(request, booth)
        if paper.faults:
            return show_check(request, booth, paper)
    try:
        with database.write() as work:
            # The tag drawn for this session fits everybody's first ballot, so it is tried before anything is looked up.
            try:
                receipt = _cast(work, voter, draw_seal(work, voter), paper, form, clock.now())
            except OpenedBallotError:
                raise
            except (OtherTagError, InvalidInputError):
                receipt = _cast(work, voter, find_seal(work, voter), paper, form, clock.now())
            require_standing(work, voter.cycle, voter.assistance)
            commit_cast(work)
    except (OtherTagError, ConflictError):
        with database.read() as work:
            return _show_voted(request, work, work.read_cycle(voter.cycle), voter, status=409)
    if receipt.turn > 1 or voter.assistance:  # a first ballot elsewhere is known by its tag alone
        note_cast(session, voter, form[KEY])
    return go_to(request, f"cycles/{cycle}/vote/done")


def _cast(work: Work, voter: Voter, seal: Seal, paper: Paper | None, form: Form, now: datetime) -> Receipt:
    if paper is None:
        ballot = seal.admit(form[STYLE], form[SEALED])
    else:
        ballot = seal_and_admit(seal.manifest, paper.style.id, seal.tag, paper.choices)
    if ballot.digest.hex() in voter.opened:
        raise OpenedBallotError
    return cast_sealed(work, Cast(voter.cycle, voter.resident.id, voter.channel, ballot, form[KEY]), now)


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
        receipt = _find_own(work, voter)
        board = require_manifest(work, found.id).manifest.board_key.name if receipt else ""
    if receipt is None:
        return go_to(request, f"cycles/{cycle}/vote/choose")
    return page(
        request,
        "voting/done.html",
        cycle=found,
        receipt=receipt,
        promise=receipt.promise(keys_of(toolkit_of(request)), found.id, board).decode(),
        may_replace=read_rules(found.declaration).revote and found.is_open(VOTING),
        area=found.declaration.area(receipt.style),
        timeout=find_desk_timeout(request, voter),
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
        if not voted or _find_own(work, voter):
            return go_to(request, f"cycles/{cycle}/vote/{'done' if voted else 'choose'}")
        return _show_voted(request, work, found, voter)


@post("/cycles/{cycle:str}/vote/leave", access=PUBLIC, sync_to_thread=True)
def leave(request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]) -> Response[str]:
    """End the voter's session."""
    visit = find_desk_visit(session, cycle)
    if visit is not None:
        return lock_device(request, visit)
    session.end()
    return go_to(request, f"cycles/{cycle}", flash=Message("You have signed out."))


def _find_own(work: Work, voter: Voter) -> Receipt | None:
    """Return the receipt of the ballot that this very session cast: its first one carries the tag drawn for it."""
    if voter.key:
        return find_receipt(work, voter.cycle, voter.resident.id, voter.key)
    return find_newest(work, voter.cycle, bytes.fromhex(voter.drawn_tag))


def _show_voted(
    request: WebRequest, work: Work, cycle: Cycle, voter: Voter, status: int = 200
) -> Response[str]:
    mark = find_mark(work, cycle.id, voter.resident.id)
    is_paper = mark is not None and mark.channel is Channel.PAPER
    return page(
        request,
        "voting/voted.html",
        status=status,
        cycle=cycle,
        voting=cycle.declaration.plan(VOTING),
        channel=mark.channel if mark else None,
        may_replace=read_rules(cycle.declaration).revote and not is_paper and cycle.is_open(VOTING),
        was_refused=status != 200,
    )


HANDLERS = (cast, show_receipt, show_voted, leave)
