"""A second reviewer decides on an appeal, with a reason for the public. The first reviewer can't."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, MoneyField, optional
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from proposals.core.appeals import APPEAL, Appeal
from proposals.core.proposal import Proposal
from proposals.core.review import Review
from proposals.core.rules import review_rules
from proposals.storage.appeals import decide_appeal, find_appeal
from proposals.storage.proposals import find_proposal
from proposals.storage.reviews import find_review
from proposals.web.acting import ANSWERS, READS
from proposals.web.review_fields import REASONS, check_reason, read_reason, reason_field, reason_languages
from proposals.web.rounds import find_round

DECISION = ChoiceField("decision", Message("The decision"), ("upheld", "dismissed"))
COST = optional(MoneyField("cost", Message("Cost")))


@get("/cycles/{cycle:str}/review/{number:int}/appeal", access=READS, sync_to_thread=True)
def show_decision(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the appeal with the answer it is against, and the form for who may decide."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
        review, appeal = _read(work, proposal)
    return _show(request, session, found, proposal, review, appeal, new_form(request))


@post("/cycles/{cycle:str}/review/{number:int}/appeal", access=ANSWERS, sync_to_thread=True)
def decide(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Decide, for good; the decision is public at once."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = find_proposal(work, held.id, number)
        review, appeal = _read(work, proposal)
        require_open(held, APPEAL, engine)
        form = read_form(
            request, DECISION, COST, *(reason_field(language) for language, _ in reason_languages(held))
        )
        has_money = held.declaration.has_money
        if not form.faults:
            form.add_faults(check_reason(read_reason(form, held), review_rules(held)))
            if form[DECISION] == "upheld" and has_money and not form[COST]:
                form.add_faults({"cost": Message("Write what the project costs.")})
        if form.faults:
            return _show(request, session, held, proposal, review, appeal, form)
        cost = (form[COST] if has_money else None) or Cents(0)
        upheld = form[DECISION] == "upheld"
        unit, now = viewer_of(session).unit, clock.now()
        reason = read_reason(form, held)
        decide_appeal(work, proposal, reason, actor_of(session), unit, now, cost if upheld else None)
        work.commit()
    told = Message("The decision on proposal %(number)s is public.", {"number": number})
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=told)


def _read(work: Work, proposal: Proposal) -> tuple[Review, Appeal]:
    review, appeal = find_review(work, proposal), find_appeal(work, proposal)
    if review is None or appeal is None:
        raise NotFoundError
    return review, appeal


def _show(
    request: WebRequest,
    session: Session,
    cycle: Cycle,
    proposal: Proposal,
    review: Review,
    appeal: Appeal,
    form: Form,
) -> Response[str]:
    return page(
        request,
        "proposals/appeals/decide.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        review=review,
        appeal=appeal,
        is_own_answer=review.reviewer == viewer_of(session).account_id,
        is_open=cycle.is_open(APPEAL),
        has_money=cycle.declaration.has_money,
        reasons=[(language, REASONS[language], owed) for language, owed in reason_languages(cycle)],
        form=form,
    )


HANDLERS = (show_decision, decide)
