"""Reading proposals: the list with its filters, and one proposal with the city's answer once it is released."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from pb.web.sessions import Session
from pb.web.stepper import list_steps
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.review import AnsweredProposal
from proposals.core.rules import REVIEW, SUBMISSION, submission_rules
from proposals.core.visibility import is_released, public_status
from proposals.storage.proposals import find_proposal
from proposals.storage.reviews import find_review
from proposals.storage.search import search_proposals
from proposals.web.browsing.favourites import own_favourites
from proposals.web.browsing.filters import read_filters
from proposals.web.merging.shown import show_merged
from proposals.web.panels import Visit, read_panels
from proposals.web.propose.fields import AUTHOR_KINDS
from proposals.web.rounds import find_round, list_areas
from proposals.web.words import STATUS


@get("/cycles/{cycle:str}/proposals", access=PUBLIC, sync_to_thread=True)
def list_proposals(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """List the proposals anyone may read, narrowed and ordered as the address asks."""
    with database.read() as work:
        found_round = find_round(work, cycle)
        filters = read_filters(request, found_round)
        found = search_proposals(work, found_round.id, filters.search, filters.page)
    return page(
        request,
        "proposals/list.html",
        cycle=found_round,
        areas=list_areas(found_round),
        filters=filters,
        found=found,
        themes=submission_rules(found_round).themes,
        has_map=submission_rules(found_round).map.corners is not None,
        answers=[(answer, _status(found_round, answer)) for answer in found.entries],
        favourites=own_favourites(session, found_round.id),
        is_released=is_released(found_round),
        is_open=found_round.is_open(SUBMISSION),
    )


@get("/cycles/{cycle:str}/proposals/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_proposal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show one proposal. One that was withdrawn (410) or hidden (404) says so, and why; a merged one leads on."""
    with database.read() as work:
        found_round = find_round(work, cycle)
        proposal = find_proposal(work, found_round.id, number)
        if not proposal.is_public:
            if proposal.status is ProposalStatus.MERGED:
                return show_merged(request, work, found_round, proposal)
            return _show_removed(request, found_round, proposal)
        review = find_review(work, proposal)
        released = review if is_released(found_round) else None
        panels = read_panels(Visit(request, work, session, found_round, proposal, released))
    return page(
        request,
        "proposals/show.html",
        cycle=found_round,
        proposal=proposal,
        area=found_round.declaration.area(proposal.area),
        state=STATUS[public_status(found_round, proposal, review)],
        review=released,
        panels=panels,
        theme=submission_rules(found_round).theme(proposal.theme),
        author_kinds=AUTHOR_KINDS,
        review_plan=found_round.declaration.plan(REVIEW),
        steps=list_steps(found_round, engine),
    )


def _show_removed(request: WebRequest, cycle: Cycle, proposal: Proposal) -> Response[str]:
    is_withdrawn = proposal.status is ProposalStatus.WITHDRAWN
    return page(
        request,
        "proposals/removed.html",
        status=410 if is_withdrawn else 404,
        cycle=cycle,
        proposal=proposal,
        is_withdrawn=is_withdrawn,
    )


def _status(cycle: Cycle, answer: AnsweredProposal) -> tuple[Message, str]:
    return STATUS[public_status(cycle, answer.proposal, answer.review)]


HANDLERS = (list_proposals, show_proposal)
