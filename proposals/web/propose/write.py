"""Writing a proposal, one thing per page: whatever fits is kept in the draft at once, whole or not.

Two windows on one draft never overwrite each other unseen: the second gets both texts to choose from.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.throttle import Counted, Throttle, hide_address, take_attempt
from proposals.core.private_link import hash_token
from proposals.core.proposal import Draft, ProposalText
from proposals.core.rules import SUBMISSION, submission_rules
from proposals.core.submission import check_draft, check_text
from proposals.core.submission_steps import (
    Step,
    is_overtaken,
    list_questions,
    mark_answers,
    next_step,
    previous_step,
)
from proposals.storage.drafts import save_draft
from proposals.web.authorship import current_draft, make_token, private_link, remember
from proposals.web.participants.identity import participant_of
from proposals.web.propose.fields import AUTHOR_KINDS, LABELS, read_answers
from proposals.web.propose.picker import open_picker
from proposals.web.reading_help import read_fields
from proposals.web.rounds import find_round, list_areas, require_submission

DRAFTS = Throttle("proposal-drafts", limit=100, period=timedelta(hours=1))
"""New drafts from one address: a whole school may write at once, a machine may not fill the disk."""

THEN = TextField("then", Message("Where to go next"), 10, required=False)
READ = TextField("read", Message("Version"), 16, required=False)
CHECK = "check"
OVERTAKEN = Message("Changed meanwhile in another window. Read both, then save the one you want.")


@get("/cycles/{cycle:str}/propose/write/{step:str}", access=PUBLIC, sync_to_thread=True)
def show_step(
    request: WebRequest,
    cycle: FromPath[str],
    step: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show one step with what the draft holds. Without a draft the first step begins one."""
    now = find_step(step)
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft = current_draft(work, session, found)
        content = draft.content if draft else ProposalText()
        if now is Step.WHO:
            content = _introduce(work, session, content)
    if draft is None and previous_step(now) is not None:
        return go_to(request, f"cycles/{cycle}/propose")
    read = mark_answers(draft.content if draft else ProposalText(), _names(found, now))
    return _show(request, found, now, new_form(request, content.as_typed()), read, read_then(request))


@post("/cycles/{cycle:str}/propose/write/{step:str}", access=PUBLIC, sync_to_thread=True)
def keep_step(
    request: WebRequest,
    cycle: FromPath[str],
    step: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
    language: NamedDependency[Language],
) -> Response[str]:
    """Keep the answers; then the next step, the check, or with "Save and go on later" the private link."""
    now = find_step(step)
    beside = read_form(request, THEN, READ)
    beside.refuse()
    is_pause = exchange_of(request.scope).fields.get("act") == ("pause",)
    with database.write() as work:
        held = work.hold_cycle(CycleId(cycle))
        require_submission(held, engine, session)
        draft = current_draft(work, session, held)
        names = _names(held, now)
        kept = draft.content if draft else ProposalText()
        form, typed = read_answers(request, held, names, kept)
        form.add_faults(_only(check_draft(typed, submission_rules(held), held), names))
        if form.faults:
            return _show(request, held, now, form, beside[READ], beside[THEN])
        if beside[READ] and is_overtaken(beside[READ], kept, typed, names):
            form.add_faults({"": OVERTAKEN})
            return _show(request, held, now, form, mark_answers(kept, names), beside[THEN], other=kept)
        if draft is None:
            take_attempt(work, [Counted(DRAFTS, hide_address(request, "proposal-drafts"))], clock.now())
            draft = Draft(ProposalId(token_hex(16)), held.id, typed, language, clock.now())
        # The language of a proposal is that of the page where it was named.
        written_in = language if now is Step.WHAT else draft.language
        draft = replace(draft, content=typed, language=written_in, changed_at=clock.now())
        save_draft(work, draft, hash_token(make_token(toolkit_of(request), draft.id)))
        work.commit()
    remember(session, draft.id)
    if is_pause:
        return go_to(request, f"cycles/{cycle}/propose/saved")
    form.add_faults(_only(check_text(typed, submission_rules(held), held), names))
    if form.faults:
        return _show(request, held, now, form, mark_answers(typed, names), beside[THEN])
    return go_to(request, f"cycles/{cycle}/propose/{name_next(now, beside[THEN])}")


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
        "proposals/propose/saved.html",
        cycle=found,
        plan=found.declaration.plan(SUBMISSION),
        link=private_link(toolkit_of(request), found, draft.id, language),
    )


def find_step(name: str) -> Step:
    """Return a step by its name in the address. Raises NotFoundError."""
    if name not in list(Step):
        raise NotFoundError
    return Step(name)


def name_next(step: Step, then: str) -> str:
    """Return the page below `propose` that comes after a step, or the check for who came from there."""
    after = next_step(step)
    if then == CHECK or after is None:
        return CHECK
    # Once it is known what and where, whoever finds the same proposed already can join it.
    return "similar" if step is Step.WHERE else f"write/{after}"


def _names(cycle: Cycle, step: Step) -> tuple[str, ...]:
    return list_questions(step, submission_rules(cycle), cycle)


def read_then(request: WebRequest) -> str:
    """Return where the address says to go next, or nothing."""
    form = read_query(request, THEN)
    return "" if form.faults else form[THEN]


def _only(faults: dict[str, Message], names: Collection[str]) -> dict[str, Message]:
    return {name: fault for name, fault in faults.items() if name in names}


def _introduce(work: Work, session: Session, content: ProposalText) -> ProposalText:
    """Fill in what somebody who takes part has told us before, where nothing stands yet."""
    participant = participant_of(work, session)
    if participant is None:
        return content
    return replace(
        content,
        proposer=content.proposer or participant.name,
        contact=content.contact or participant.address,
    )


def _show(
    request: WebRequest,
    cycle: Cycle,
    step: Step,
    form: Form,
    read: str,
    then: str,
    other: ProposalText | None = None,
) -> Response[str]:
    before, names = previous_step(step), _names(cycle, step)
    return page(
        request,
        "proposals/propose/step.html",
        status=409 if other else 422 if form.faults else 200,
        cycle=cycle,
        rules=submission_rules(cycle),
        areas=list_areas(cycle),
        labels=LABELS,
        author_kinds=AUTHOR_KINDS,
        form=form,
        step=step,
        position=list(Step).index(step) + 1,
        total=len(Step) + 1,
        back=CHECK if then == CHECK else f"write/{before}" if before else "",
        then=then if then == CHECK else "",
        read=read,
        other=other.as_typed() if other else None,
        names=names,
        picker=open_picker(request, cycle, names),
        reading=read_fields(form, {"text": exchange_of(request.scope).language}),
    )


HANDLERS = (show_step, keep_step, show_saved)
