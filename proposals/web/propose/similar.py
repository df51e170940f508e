"""What others have proposed that is like the draft: to be joined instead of proposed once more."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.proposal import Draft, Proposal
from proposals.core.submission_steps import Step, next_step
from proposals.storage.drafts import drop_draft
from proposals.storage.proposals import find_proposal
from proposals.storage.similar import find_similar
from proposals.storage.taking_part import add_support, count_supports, follow
from proposals.web.authorship import current_draft
from proposals.web.participants.identity import ask_who, participant_of
from proposals.web.rounds import find_round, list_areas, require_submission

DRAFT = ChoiceField("draft", Message("Your own draft"), ("keep", "drop"))
JOINED = Message(
    "You have joined: you support this proposal, and we write to you when something happens to it."
)


@get("/cycles/{cycle:str}/propose/similar", access=PUBLIC, sync_to_thread=True)
def show_similar(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the proposals that are like the draft; where there is none, go on."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft = current_draft(work, session, found)
        similar = find_similar(work, draft) if draft else ()
        supports = count_supports(work, [one.id for one in similar])
    if draft is None:
        return go_to(request, f"cycles/{cycle}/propose")
    following = f"write/{next_step(Step.WHERE)}"
    if not similar:
        return go_to(request, f"cycles/{cycle}/propose/{following}")
    return page(
        request,
        "proposals/propose/similar.html",
        cycle=found,
        areas=list_areas(found),
        similar=[(one, supports[one.id]) for one in similar],
        following=following,
        back=f"write/{Step.WHERE}",
    )


@get("/cycles/{cycle:str}/propose/join/{other:int}", access=PUBLIC, sync_to_thread=True)
def show_joining(
    request: WebRequest,
    cycle: FromPath[str],
    other: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Tell what joining means, and ask what becomes of the draft."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        proposal = _find_standing(work, found, other)
        draft = current_draft(work, session, found)
    return _show(request, found, proposal, draft, new_form(request, {DRAFT.name: "keep"}))


@post("/cycles/{cycle:str}/propose/join/{other:int}", access=PUBLIC, sync_to_thread=True)
def join_proposal(
    request: WebRequest,
    cycle: FromPath[str],
    other: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Support and follow the other proposal; the draft is kept or forgotten. Pressed twice, it is done once."""
    with database.write() as work:
        held = work.hold_cycle(CycleId(cycle))
        require_submission(held, engine, session)
        proposal = _find_standing(work, held, other)
        draft = current_draft(work, session, held)
        form = read_form(request, *([DRAFT] if draft else []))
        if form.faults:
            return _show(request, held, proposal, draft, form)
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, f"cycles/{cycle}/propose/join/{other}")
        add_support(work, proposal, participant.id, clock.now())
        follow(work, proposal, participant.id, clock.now())
        if draft is not None and form[DRAFT] == "drop":
            drop_draft(work, draft)
        work.commit()
    return go_to(request, f"cycles/{cycle}/proposals/{other}", flash=JOINED)


def _find_standing(work: Work, cycle: Cycle, number: int) -> Proposal:
    proposal = find_proposal(work, cycle.id, number)
    if not proposal.is_public:
        raise ConflictError(Message("This proposal has been withdrawn, hidden or merged."))
    return proposal


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, draft: Draft | None, form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/propose/join.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        draft=draft,
        form=form,
    )


HANDLERS = (show_similar, show_joining, join_proposal)
