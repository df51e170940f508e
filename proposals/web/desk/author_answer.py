"""The author answers the city's question, by the private link they were given."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.information import ANSWER_MAXIMUM, InformationRequest
from proposals.core.proposal import Proposal
from proposals.storage.appeals import AUTHOR
from proposals.storage.information import answer_request, find_open_request
from proposals.storage.review_acts import note_act
from proposals.web.authorship import own_proposal
from proposals.web.rounds import find_round

ANSWER = TextField("answer", Message("Your answer"), ANSWER_MAXIMUM, lines=True)


@get("/cycles/{cycle:str}/propose/answer/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_question(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the open question. Raises NotFoundError when there is none."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = own_proposal(work, session, found, number)
        asked = find_open_request(work, proposal)
    if asked is None:
        raise NotFoundError(Message("There is no open question about this proposal."))
    return _show(request, found, proposal, asked, new_form(request))


@post("/cycles/{cycle:str}/propose/answer/{number:int}", access=PUBLIC, sync_to_thread=True)
def answer_question(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Give the answer to the city."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = own_proposal(work, session, held, number)
        asked = find_open_request(work, proposal)
        if asked is None:
            raise NotFoundError(Message("There is no open question about this proposal."))
        form = read_form(request, ANSWER)
        if form.faults:
            return _show(request, held, proposal, asked, form)
        answer_request(work, proposal, form[ANSWER], clock.now())
        note_act(work, proposal, "author-answered", AUTHOR, clock.now())
        work.commit()
    path = f"cycles/{cycle}/propose/done/{number}"
    return go_to(request, path, flash=Message("The city has received your answer. Thank you."))


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, asked: InformationRequest, form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/desk/author_answer.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        asked=asked,
        maximum=ANSWER_MAXIMUM,
        form=form,
    )


HANDLERS = (show_question, answer_question)
