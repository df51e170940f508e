"""Answering one proposal. Two officials never overwrite each other: the second sees both texts and decides."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotAllowedError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from proposals.core.proposal import Proposal
from proposals.core.review import AnsweredProposal, Review
from proposals.core.rules import REVIEW, review_rules
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import answer_proposal, take_proposal
from proposals.storage.reviews import OutdatedReviewError, find_review
from proposals.web.acting import ANSWERS, READS
from proposals.web.desk.view import list_officers, read_desk
from proposals.web.reading_help import read_fields, ready_reasons_of, use_ready_reason
from proposals.web.review_fields import REASONS, VERSION, read_verdict, reason_languages, write_typed
from proposals.web.review_queue import state_of
from proposals.web.rounds import find_round, list_areas
from proposals.web.words import VERDICT


@get("/cycles/{cycle:str}/review/{number:int}", access=READS, sync_to_thread=True)
def show_review(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show a proposal with its answer: to change for officials while the review is open, else to read."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
        review = find_review(work, proposal)
        form = new_form(request, write_typed(review))
        return _show(request, work, session, found, proposal, review, form)


@post("/cycles/{cycle:str}/review/{number:int}", access=ANSWERS, sync_to_thread=True)
def save_answer(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Save the answer over the version that was read; 409 with both texts when somebody else was first."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        require_open(held, REVIEW, engine)
        proposal = find_proposal(work, held.id, number)
        form, verdict, seen = read_verdict(request, held)
        if use_ready_reason(request, form, held, _reason_fields(held)) or verdict is None:
            return _show(request, work, session, held, proposal, find_review(work, proposal), form)
        viewer = viewer_of(session)
        try:
            answer_proposal(work, proposal, verdict, seen, actor_of(session), viewer.unit, clock.now())
        except OutdatedReviewError as error:
            return _show_both(request, work, session, held, proposal, form, error)
        work.commit()
    saved = Message("The answer to proposal %(number)s has been saved.", {"number": number})
    return go_to(request, f"cycles/{cycle}/review", flash=saved)


@post("/cycles/{cycle:str}/review/{number:int}/take", access=ANSWERS, sync_to_thread=True)
def take(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a proposal for the official's own unit."""
    viewer = viewer_of(session)
    if not viewer.unit:
        raise NotAllowedError(Message("Your account belongs to no unit."))
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        require_open(held, REVIEW, engine)
        proposal = find_proposal(work, held.id, number)
        take_proposal(work, proposal, viewer.unit, actor_of(session), clock.now())
        work.commit()
    taken = Message("Your unit answers this proposal.")
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=taken)


def _show_both(
    request: WebRequest,
    work: Work,
    session: Session,
    cycle: Cycle,
    proposal: Proposal,
    form: Form,
    refused: OutdatedReviewError,
) -> Response[str]:
    # Sent once more, the form says that its sender has read what stands now.
    form.typed[VERSION.name] = str(refused.newest.version if refused.newest else 0)
    form.add_faults({"": refused.message})
    return _show(request, work, session, cycle, proposal, refused.newest, form, status=409)


def _show(
    request: WebRequest,
    work: Work,
    session: Session,
    cycle: Cycle,
    proposal: Proposal,
    review: Review | None,
    form: Form,
    status: int = 0,
) -> Response[str]:
    viewer = viewer_of(session)
    fields = _reason_fields(cycle)
    may_answer = cycle.is_open(REVIEW) and proposal.needs_answer and viewer.has(Role.OFFICIAL)
    return page(
        request,
        "proposals/review.html",
        status=status or (422 if form.faults else 200),
        cycle=cycle,
        proposal=proposal,
        area=cycle.declaration.area(proposal.area),
        areas=list_areas(cycle),
        state=state_of(AnsweredProposal(proposal, review), review_rules(cycle)),
        review=review,
        verdict_words=VERDICT,
        reasons=[(language, REASONS[language], owed) for language, owed in reason_languages(cycle)],
        form=form,
        is_conflict=status == OutdatedReviewError.status,
        may_answer=may_answer,
        may_take=may_answer and bool(viewer.unit) and viewer.unit != proposal.unit,
        may_moderate=viewer.has(Role.MODERATOR),
        review_plan=cycle.declaration.plan(REVIEW),
        has_money=cycle.declaration.has_money,
        desk=read_desk(work, proposal),
        officers=list_officers(work),
        now=toolkit_of(request).clock.now(),
        criteria=review_rules(cycle).criteria,
        ready=ready_reasons_of(cycle),
        reason_fields={language.value: name for name, language in fields.items()},
        reading=read_fields(form, fields),
    )


def _reason_fields(cycle: Cycle) -> dict[str, Language]:
    return {f"reason_{language}": language for language, _owed in reason_languages(cycle)}


HANDLERS = (show_review, save_answer, take)
