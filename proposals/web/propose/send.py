"""The last look before sending, the sending, and the receipt."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import InvalidInputError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.appeals import may_appeal
from proposals.core.attachments import Attachments
from proposals.core.private_link import hash_token
from proposals.core.proposal import Draft
from proposals.core.rules import REVIEW, SUBMISSION, submission_rules
from proposals.core.submission import check_text
from proposals.core.submission_steps import PRIVATE, Step, list_all_questions, step_of
from proposals.core.visibility import is_released, public_status
from proposals.storage.appeals import find_appeal
from proposals.storage.attachments import list_attachments
from proposals.storage.drafts import find_by_link, find_draft, send_draft
from proposals.storage.information import find_open_request
from proposals.storage.letters import post_received
from proposals.storage.proposals import find_sent
from proposals.storage.reviews import find_review
from proposals.web.authors.carry import list_open_rounds
from proposals.web.authorship import (
    current_draft,
    is_proposer,
    make_token,
    named_proposal,
    own_proposal,
    private_link,
)
from proposals.web.propose.fields import AUTHOR_KINDS, LABELS
from proposals.web.rounds import find_round, require_submission
from proposals.web.words import STATUS


@get("/cycles/{cycle:str}/propose/check", access=PUBLIC, sync_to_thread=True)
def show_check(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show everything as it will be published, each part with a way to change it."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft = current_draft(work, session, found)
        attached = list_attachments(work, draft) if draft else Attachments()
    if draft is None:
        return go_to(request, f"cycles/{cycle}/propose")
    return _show_check(request, found, draft, attached, new_form(request))


@post("/cycles/{cycle:str}/propose/send", access=PUBLIC, sync_to_thread=True)
def send_proposal(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Send the draft and number it. Sent twice, it is one proposal with one receipt."""
    proposal_id = named_proposal(request, session)
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        sent = find_sent(work, proposal_id)
        if sent is None:
            require_submission(held, engine, session)
            try:
                sent = send_draft(work, held, proposal_id, clock.now())
            except InvalidInputError as error:
                form = new_form(request)
                form.add_faults(error.faults)
                draft = find_draft(work, proposal_id)
                if draft is None:
                    raise
                return _show_check(request, held, draft, list_attachments(work, draft), form)
            post_received(work, sent, clock.now())
            work.commit()
    return go_to(request, f"cycles/{sent.cycle}/propose/done/{sent.number}")


@get("/cycles/{cycle:str}/propose/done/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_receipt(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    language: NamedDependency[Language],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show the proposer the number, what happens next, and the private link."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = own_proposal(work, session, found, number)
        # After the server's secret has changed, a link made now would differ from the one that works.
        token_hash = hash_token(make_token(toolkit_of(request), proposal.id))
        asked = find_open_request(work, proposal)
        review = find_review(work, proposal)
        can_appeal = find_appeal(work, proposal) is None and may_appeal(found, proposal, review, clock.now())
        is_current = find_by_link(work, found.id, token_hash) is not None
        is_sender = is_proposer(session, work, proposal)
        may_carry = is_sender and bool(list_open_rounds(work, session, proposal))
    return page(
        request,
        "proposals/propose/receipt.html",
        cycle=found,
        proposal=proposal,
        state=STATUS[public_status(found, proposal, review)],
        asked=asked,
        review_is_coming=found.declaration.plan(REVIEW) is None or not is_released(found),
        can_appeal=can_appeal,
        plan=found.declaration.plan(SUBMISSION),
        review_plan=found.declaration.plan(REVIEW),
        may_change=found.is_open(SUBMISSION) and proposal.is_public,
        may_propose=found.is_open(SUBMISSION),
        is_proposer=is_sender,
        may_carry=may_carry,
        link=private_link(toolkit_of(request), found, proposal.id, language)
        if is_current and is_sender
        else "",
    )


def _show_check(
    request: WebRequest, cycle: Cycle, draft: Draft, attached: Attachments, form: Form
) -> Response[str]:
    rules = submission_rules(cycle)
    missing = check_text(draft.content, rules, cycle)
    return page(
        request,
        "proposals/propose/check.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        draft=draft,
        rules=rules,
        questions=[(name, step_of(name)) for name in list_all_questions(rules, cycle)],
        private=PRIVATE,
        attached=attached,
        total=len(Step) + 1,
        back=f"write/{list(Step)[-1]}",
        labels=LABELS,
        author_kinds=AUTHOR_KINDS,
        missing=missing,
        form=form,
    )


HANDLERS = (show_check, send_proposal, show_receipt)
