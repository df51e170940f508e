"""Supporting and following a proposal. A support is no vote: it shows what others would like, and decides nothing."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField
from pb.web.forms import read_form
from pb.web.pages import go_to
from pb.web.sessions import Session
from proposals.storage.proposals import find_proposal
from proposals.storage.taking_part import (
    add_support,
    follow,
    remove_support,
    unfollow,
)
from proposals.web.participants.identity import ask_who, participant_of
from proposals.web.rounds import find_round

ACT = ChoiceField("act", Message("What to do"), ("support", "unsupport", "follow", "unfollow"))
SAID = {
    "support": Message("You support this proposal. It is no vote; the vote comes later."),
    "unsupport": Message("You no longer support this proposal."),
    "follow": Message("You follow this proposal. We write to you when something happens to it."),
    "unfollow": Message("You no longer follow this proposal."),
}


@post("/cycles/{cycle:str}/proposals/{number:int}/take-part", access=PUBLIC, sync_to_thread=True)
def take_part(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Support or follow the proposal, or take either back. Pressed twice, it is done once."""
    path = f"cycles/{cycle}/proposals/{number}"
    with database.write() as work:
        proposal = find_proposal(work, find_round(work, cycle).id, number)
        form = read_form(request, ACT)
        form.refuse()
        act = form[ACT]
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, path)
        if not proposal.is_public:
            raise ConflictError(Message("This proposal has been withdrawn or hidden."))
        if act == "support":
            add_support(work, proposal, participant.id, clock.now())
        elif act == "follow":
            follow(work, proposal, participant.id, clock.now())
        elif act == "unsupport":
            remove_support(work, proposal, participant.id)
        else:
            unfollow(work, proposal, participant.id)
        work.commit()
    return go_to(request, path, flash=SAID[act])


HANDLERS = (take_part,)
