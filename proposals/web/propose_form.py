"""Writing a proposal: one form, kept as a draft at every step."""

from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.throttle import Counted, Throttle, hide_address, take_attempt
from proposals.core.private_link import hash_token
from proposals.core.proposal import Draft, ProposalText
from proposals.core.rules import SUBMISSION, submission_rules
from proposals.storage.drafts import save_draft
from proposals.web.authorship import current_draft, make_token, private_link, remember
from proposals.web.propose_fields import LABELS, read_content
from proposals.web.rounds import find_round, list_areas, require_submission

DRAFTS = Throttle("proposal-drafts", limit=100, period=timedelta(hours=1))
"""New drafts from one address: a whole school may write at once, a machine may not fill the disk."""


@get("/cycles/{cycle:str}/propose/form", access=PUBLIC, sync_to_thread=True)
def show_form(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the form with what the draft holds."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft = current_draft(work, session, found)
    return show(request, found, new_form(request, draft.content.as_typed() if draft else None))


@post("/cycles/{cycle:str}/propose/form", access=PUBLIC, sync_to_thread=True)
def keep_form(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
    language: NamedDependency[Language],
) -> Response[str]:
    """Keep the draft; go on to the check page, or with "Save draft" to the private link."""
    with database.read() as work:
        found = find_round(work, cycle)
    require_submission(found, engine, session)
    is_draft = exchange_of(request.scope).fields.get("act") == ("draft",)
    form, content = read_content(request, found, is_draft=is_draft)
    if form.faults:
        return show(request, found, form)
    with database.write() as work:
        held = work.hold_cycle(CycleId(cycle))
        require_submission(held, engine, session)
        draft = current_draft(work, session, held)
        if draft is None:
            take_attempt(work, [Counted(DRAFTS, hide_address(request, "proposal-drafts"))], clock.now())
            draft = _begin(held, clock, language)
        draft = replace(draft, content=content, language=language, changed_at=clock.now())
        save_draft(work, draft, hash_token(make_token(toolkit_of(request), draft.id)))
        work.commit()
    remember(session, draft.id)
    return go_to(request, f"cycles/{cycle}/propose/{'saved' if is_draft else 'check'}")


@get("/cycles/{cycle:str}/propose/saved", access=PUBLIC, sync_to_thread=True)
def show_saved(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    language: NamedDependency[Language],
) -> Response[str]:
    """Show the private link by which the draft is found again."""
    with database.read() as work:
        found = find_round(work, cycle)
        draft = current_draft(work, session, found)
    if draft is None:
        return go_to(request, f"cycles/{cycle}/propose")
    return page(
        request,
        "proposals/saved.html",
        cycle=found,
        plan=found.declaration.plan(SUBMISSION),
        link=private_link(toolkit_of(request), found, draft.id, language),
    )


def show(request: WebRequest, cycle: Cycle, form: Form) -> Response[str]:
    """Show the form as it stands, with its faults."""
    return page(
        request,
        "proposals/form.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        rules=submission_rules(cycle),
        areas=list_areas(cycle),
        labels=LABELS,
        form=form,
        changed_number=None,
        shows_contact=True,
    )


def _begin(cycle: Cycle, clock: Clock, language: Language) -> Draft:
    return Draft(ProposalId(token_hex(16)), cycle.id, ProposalText(), language, clock.now())


HANDLERS = (show_form, keep_form, show_saved)
