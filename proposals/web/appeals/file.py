"""The author appeals against the city's answer."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.appeals import GROUNDS_MAXIMUM, appeals_end, require_appealable
from proposals.core.proposal import Proposal
from proposals.core.review import Review
from proposals.storage.appeals import file_appeal, find_appeal
from proposals.storage.reviews import find_review
from proposals.web.authorship import own_proposal
from proposals.web.rounds import find_round

GROUNDS = TextField(
    "grounds", Message("Why should the answer be looked at again?"), GROUNDS_MAXIMUM, lines=True
)


@get("/cycles/{cycle:str}/propose/appeal/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_appeal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show the answer and the form."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = own_proposal(work, session, found, number)
        review = _require(work, found, proposal, clock)
    return _show(request, found, proposal, review, new_form(request))


@post("/cycles/{cycle:str}/propose/appeal/{number:int}", access=PUBLIC, sync_to_thread=True)
def send_appeal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """File the appeal; a proposal has one."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = own_proposal(work, session, held, number)
        review = _require(work, held, proposal, clock)
        form = read_form(request, GROUNDS)
        if form.faults:
            return _show(request, held, proposal, review, form)
        file_appeal(work, held, proposal, form[GROUNDS], clock.now())
        work.commit()
    told = Message("Your appeal has been filed. Another official decides on it.")
    return go_to(request, f"cycles/{cycle}/proposals/{number}", flash=told)


def _require(work: Work, cycle: Cycle, proposal: Proposal, clock: Clock) -> Review:
    if find_appeal(work, proposal) is not None:
        raise ConflictError(Message("An appeal has been filed for this proposal already."))
    return require_appealable(cycle, proposal, find_review(work, proposal), clock.now())


def _show(request: WebRequest, cycle: Cycle, proposal: Proposal, review: Review, form: Form) -> Response[str]:
    return page(
        request,
        "proposals/appeals/file.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        review=review,
        end=appeals_end(cycle),
        maximum=GROUNDS_MAXIMUM,
        form=form,
    )


HANDLERS = (show_appeal, send_appeal)
